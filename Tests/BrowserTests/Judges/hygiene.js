// What the page's own policy and the promise to work from a stick demand: no style or script in a tag, nothing loaded
// from elsewhere, no module, ids once only, every reference to an id of the page answered, no markup as text, no heading level
// left out.
const complaints = [];
const name = (e) => e.outerHTML.slice(0, 90);
const own = (address) => !/^(?:[a-z]+:)?\/\//i.test(address);
for (const e of document.querySelectorAll("*")) {
    for (const {name: key, value} of e.attributes) {
        if (key === "style" || /^on/.test(key)) complaints.push(`${key} on ${name(e)}`);
        if (key === "src" && !own(value)) complaints.push(`loads from elsewhere: ${name(e)}`);
        if (/^aria-(?:controls|labelledby|describedby|owns|details)$/.test(key) || key === "for") {
            for (const id of value.split(/\s+/)) {
                if (!document.getElementById(id)) complaints.push(`${key} names no element: ${name(e)}`);
            }
        }
        if ((key === "href" || key === "xlink:href") && value.startsWith("#") && value !== "#") {
            if (!document.getElementById(decodeURIComponent(value.slice(1)))) complaints.push(`leads nowhere: ${name(e)}`);
        }
    }
    if (e.id && document.querySelectorAll("#" + CSS.escape(e.id)).length > 1) complaints.push(`the id ${e.id} twice`);
    if (e.tabIndex > 0) complaints.push(`tabindex above 0: ${name(e)}`);
}
for (const e of document.querySelectorAll("style")) complaints.push(`a style element: ${name(e)}`);
for (const e of document.querySelectorAll("script")) {
    if (e.type === "application/json" || e.type === "application/ld+json") {
        try {
            JSON.parse(e.textContent);
        } catch (error) {
            complaints.push(`no JSON, ${error.message}: ${name(e)}`);
        }
    } else if (!e.src || e.type) {
        complaints.push(`a script in the page: ${name(e)}`);
    }
}
for (const e of document.querySelectorAll("link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]")) {
    if (!own(e.getAttribute("href"))) complaints.push(`loads from elsewhere: ${name(e)}`);
}
const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? "";
if (!policy.startsWith("default-src 'none'") || /unsafe|\*|https?:/.test(policy)) complaints.push(`the policy: ${policy}`);
// Markup that was escaped once too often is read as text.
for (const e of document.querySelectorAll("body *")) {
    if (e.closest("pre, code, script, noscript, textarea")) continue;
    for (const node of e.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && /<\/?[a-z]|&(?:lt|gt|amp|quot|nbsp);/.test(node.data)) {
            complaints.push(`markup as text: ${node.data.trim().slice(0, 60)}`);
        }
    }
}
let level = 0;
for (const e of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const next = Number(e.tagName[1]);
    if (next > level + 1) complaints.push(`from level ${level} to ${next}: ${name(e)}`);
    level = next;
}
return [...new Set(complaints)];

// With scripts off a page is whole: nothing it shows is dead, and nothing that it says is hidden for good. What only a
// script could open is not in the page, or is marked hidden and says nothing that cannot be unfolded elsewhere.
const complaints = [];
const name = (e) => e.outerHTML.slice(0, 90);
const unfolded = [...document.querySelectorAll("details")].map((e) => e.textContent).join("\n");
const isElsewhere = (e) => e.textContent.split(" = ").every((part) => unfolded.includes(part));
for (const e of document.querySelectorAll("button, input, select, textarea")) {
    if (e.checkVisibility({visibilityProperty: true}) && !e.disabled) complaints.push(`a dead control: ${name(e)}`);
}
for (const e of document.querySelectorAll("main *")) {
    if (e.closest("svg, math, details, script, noscript, template, [hidden] *") || !e.textContent.trim()) continue;
    const said = e.matches("p, li, td, th, h1, h2, h3, h4, h5, h6, pre, dt, dd, figcaption, caption");
    if (said && !e.checkVisibility({visibilityProperty: true}) && !e.querySelector("button") && !isElsewhere(e)) {
        complaints.push(`hidden for good: ${name(e)}`);
    }
}
return [...new Set(complaints)];

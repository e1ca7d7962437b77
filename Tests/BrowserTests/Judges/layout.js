// Nothing is wider than the window, nothing is cut off, and no target is smaller than 24 by 24 pixels unless it stands
// in a line of text.
const complaints = [];
const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.getAttribute("class") ? "." + e.getAttribute("class").replaceAll(" ", ".") : "");
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) complaints.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
const scrolls = (e) => {
    for (let box = e.parentElement; box && box !== document.body; box = box.parentElement) {
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) return true;
    }
    return false;
};
for (const e of document.body.querySelectorAll("*")) {
    // What is cut to a point is for screen readers.
    if (getComputedStyle(e).clipPath !== "none") continue;
    if (e.ownerSVGElement || e.closest("math") || !e.checkVisibility({visibilityProperty: true})) continue;
    const box = e.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const style = getComputedStyle(e);
    if (box.right > root.clientWidth + 1 && style.position !== "fixed" && !scrolls(e)) {
        complaints.push(`${name(e)} ends at ${Math.round(box.right)}`);
    }
    if (/hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && style.display !== "inline" && style.textOverflow !== "ellipsis" && e.tagName !== "INPUT") {
        complaints.push(`${name(e)} hides what is wider than it: ${e.textContent.trim().slice(0, 40)}`);
    }
    if (/auto|scroll/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0) {
        complaints.push(`${name(e)} scrolls, but not by the keyboard`);
    }
}
for (const e of document.querySelectorAll("button, summary, input, select, textarea, [role=button]")) {
    if (!e.checkVisibility({visibilityProperty: true}) || e.disabled) continue;
    const target = e.closest("label") ?? e;
    const box = target.getBoundingClientRect();
    if (box.width < 24 || box.height < 24) complaints.push(`${name(e)} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
}
return complaints;

// The element with the focus: what it is, whether it can be seen where it is (WCAG 2.4.11), and whether it looks other
// than without the focus (2.4.7).
const e = document.activeElement;
if (!e || e === document.body) return null;
const boxes = [...e.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
const seen = boxes.some((box) => {
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
    return points.some(([fx, fy]) => {
        const top = document.elementFromPoint(box.x + box.width * fx, box.y + box.height * fy);
        return top && (e === top || e.contains(top) || top.contains(e) && !getComputedStyle(top).position.match(/fixed|sticky/));
    });
});
const look = (element) => {
    const s = getComputedStyle(element);
    return [s.outlineStyle === "none" || s.outlineWidth === "0px" ? "" : s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecoration].join("|");
};
const focused = look(e);
const all = [...document.querySelectorAll("*")];
const index = all.indexOf(e);
const label = e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + (e.getAttribute("aria-label") ?? e.textContent).trim().slice(0, 40);
e.blur();
const plain = look(e);
e.focus({preventScroll: true});
return {index, label, seen, marked: focused !== plain};

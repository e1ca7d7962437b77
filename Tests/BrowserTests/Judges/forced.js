// Under forced colours the browser repaints text and borders, but no drawing: its inks must be system colours, so that
// they can be seen against the system's canvas whichever that is. Asked with a dark canvas; what keeps its own colour
// there keeps it everywhere.
const complaints = [];
const probe = document.createElement("i");
document.body.append(probe);
const system = new Set();
for (const name of ["CanvasText", "Canvas", "LinkText", "VisitedText", "Highlight", "HighlightText", "ButtonText", "ButtonFace", "ButtonBorder", "GrayText", "Mark", "MarkText", "Field", "FieldText"]) {
    probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
    system.add(getComputedStyle(probe).color);
}
probe.remove();
for (const e of document.querySelectorAll("svg *")) {
    if (!(e instanceof SVGGraphicsElement) || !e.checkVisibility()) continue;
    if (e.closest("defs, symbol, marker, title, desc")) continue;
    const style = getComputedStyle(e);
    for (const key of ["fill", "stroke"]) {
        if (e instanceof SVGGElement || e instanceof SVGSVGElement) continue;
        const value = style.getPropertyValue(key);
        if (value !== "none" && !system.has(value) && !/, 0\)$/.test(value)) {
            complaints.push(`${key} ${value} of ${e.tagName}.${e.getAttribute("class") ?? ""} in ${e.ownerSVGElement?.getAttribute("class")}`);
        }
    }
}
return [...new Set(complaints)];

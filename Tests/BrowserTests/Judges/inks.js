// Where text is, and in which colour it is written; then makes all text invisible, so that a picture of the page shows
// what lies behind it. `contrast.js` compares the two. The window must be as high as the page.
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const parsed = new Map();
const colour = (text) => {
    if (!parsed.has(text)) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = text;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        parsed.set(text, [r, g, b, a / 255]);
    }
    return parsed.get(text);
};
const opacity = (element) => {
    let product = 1;
    for (let e = element; e; e = e.parentElement) product *= Number(getComputedStyle(e).opacity);
    return product;
};
const name = (e) => e.tagName.toLowerCase() + (e.getAttribute("class") ? "." + e.getAttribute("class") : "");
// What of a box is not scrolled away.
const shown = (element, {left, top, right, bottom}) => {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
        if (getComputedStyle(e).overflow === "visible" || e.ownerSVGElement || e.clientWidth === 0) continue;
        const clip = e.getBoundingClientRect();
        const [x, y] = [clip.left + e.clientLeft, clip.top + e.clientTop];
        [left, top] = [Math.max(left, x), Math.max(top, y)];
        [right, bottom] = [Math.min(right, x + e.clientWidth), Math.min(bottom, y + e.clientHeight)];
    }
    return [left, top, right - left, bottom - top];
};
const inks = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|TITLE|DESC|ANNOTATION)$/i.test(element.tagName)) continue;
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(element);
    // Text for screen readers alone, cut to nothing.
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
        if (box.width < 2 || box.height < 2) continue;
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        // Scrolled out of its box, or behind another: nothing is read there.
        if (!top || !(top.contains(element) || element.contains(top) || top.closest("svg") && top.closest("svg") === element.closest("svg"))) continue;
        const place = shown(element, box);
        if (place[2] < box.width / 2 || place[3] < box.height - 2) continue;
        const [r, g, b, a] = colour(element.closest("svg") ? style.fill : style.color);
        const scale = element.closest("svg")?.getScreenCTM?.()?.a ?? 1;
        const size = parseFloat(style.fontSize) * scale;
        inks.push({
            name: `${name(element)} "${node.data.trim().slice(0, 30)}"`,
            box: place,
            ink: [r, g, b, a * opacity(element)],
            least: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5,
        });
        break;
    }
}
// The lines of a drawing and the edges of what can be operated: three to one against what is around them.
for (const e of document.querySelectorAll("svg[role=img] :is(path, rect, circle, line, polyline), input, select, textarea")) {
    if (e.matches(".divider") || !e.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const line = e.ownerSVGElement ? style.stroke : style.borderTopColor;
    const area = e.ownerSVGElement && style.stroke === "none" ? style.fill : line;
    if (area === "none" || (box.width < 1 && box.height < 1)) continue;
    const [r, g, b, a] = colour(area);
    if (a === 0) continue;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!top || !(top.contains(e) || e.contains(top) || top.closest("svg") && top.closest("svg") === e.closest("svg"))) continue;
    inks.push({name: `the line of ${name(e)}`, box: null, around: [box.x, box.y, box.width, box.height], ink: [r, g, b, a * opacity(e)], least: 3});
}
const sheet = new CSSStyleSheet();
sheet.replaceSync("*, ::before, ::after { color: transparent !important; -webkit-text-fill-color: transparent !important; text-shadow: none !important; transition: none !important } svg text, svg tspan { fill: transparent !important } svg[role=img] :is(path, rect, circle, line, polyline) { stroke: transparent !important }");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
return inks;

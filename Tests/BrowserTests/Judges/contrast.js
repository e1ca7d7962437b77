// The contrast of every text against the pixels that lie behind it, by WCAG 1.4.3, also where axe-core cannot decide: on
// ruled paper, in SVG, for single characters. Takes a picture of the page without its text, and the list of `inks.js`;
// gives complaints, and the text back to the page.
const [picture, inks, done] = arguments;
document.adoptedStyleSheets = [];
const luminance = (r, g, b) => {
    const [x, y, z] = [r, g, b].map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const image = new Image();
image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d", {willReadFrequently: true});
    context.drawImage(image, 0, 0);
    const complaints = new Map();
    for (const {name, box, around, ink, least} of inks) {
        const [x, y, width, height] = (box ?? [around[0] - 3, around[1] - 3, around[2] + 6, around[3] + 6]).map(Math.round);
        const [left, top] = [Math.max(0, x), Math.max(0, y)];
        const [right, bottom] = [Math.min(image.width, x + width), Math.min(image.height, y + height)];
        if (right <= left || bottom <= top) continue;
        const pixels = context.getImageData(left, top, right - left, bottom - top).data;
        const count = new Map();
        for (let i = 0; i < pixels.length; i += 4) {
            const key = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
            count.set(key, (count.get(key) ?? 0) + 1);
        }
        const all = pixels.length / 4;
        // A colour counts from a twentieth of the ground on: a hairline across a word does not hide it.
        const grounds = [...count].filter(([, n]) => n >= all / 20).map(([key]) => [key >> 16, (key >> 8) & 255, key & 255]);
        if (grounds.length === 0) grounds.push(...[...count.keys()].map((key) => [key >> 16, (key >> 8) & 255, key & 255]));
        const ratios = grounds.map((ground) => {
            const mixed = ground.map((c, i) => ink[i] * ink[3] + c * (1 - ink[3]));
            const [a, b] = [luminance(...mixed), luminance(...ground)];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        });
        // Of a line what is around it on one side may be its own filling.
        const worst = box ? Math.min(...ratios) : Math.max(...ratios);
        if (worst < least) {
            const key = name.replace(/ ".*/, "") + worst.toFixed(1);
            if (!complaints.has(key)) complaints.set(key, `${worst.toFixed(2)} of ${least}: ${name}`);
        }
    }
    done([...complaints.values()]);
};
image.onerror = () => done(["the picture did not load"]);
image.src = "data:image/png;base64," + picture;

(() => {
"use strict";
const assets = document.currentScript.src.replace(/[^/]*$/, "");
const all = (selector) => [...document.querySelectorAll(selector)];
const button = (selector, onclick) =>
all(selector).forEach((button) => Object.assign(button, { hidden: false, onclick }));
button(".print", () => print());
button(".find", () => {
document.head.append(Object.assign(document.createElement("script"), { src: assets + "search.js" }));
});
const links = all(".contents a, .contents-folded a");
const headings = all(".contents a").map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
function mark() {
const isEnd = scrollY > 0 && scrollY + innerHeight > document.documentElement.scrollHeight - 9;
const passed = headings.filter((heading) => isEnd || heading.getBoundingClientRect().top < innerHeight / 3);
const id = passed.pop()?.id;
for (const link of links) link.ariaCurrent = decodeURIComponent(link.hash) == "#" + id ? "true" : null;
}
if (headings.length) {
const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66.6%" });
headings.forEach((heading) => watch.observe(heading));
addEventListener("scrollend", mark);
}
function read() {
const progress = window.gradbook?.progress;
const isSame = (entry) => entry.kind == "read" && entry.page == progress.page && entry.day == progress.day();
if (progress && !progress.entries().some(isSame)) progress.append({ kind: "read", page: progress.page });
}
const end = document.querySelector(".neighbours");
let later;
if (end) {
new IntersectionObserver(([entry]) => {
clearTimeout(later);
later = entry.isIntersecting && setTimeout(read, 3000);
}).observe(end);
}
})();

(() => {
"use strict";
const root = document.currentScript.src.replace(/assets\/[^/]*$/, "");
const opener = document.querySelector(".find");
const addresses = opener.dataset.index.split(" ");
const sections = [];
let left = addresses.length;
let later;
const dialog = document.querySelector(".search");
const [form, status, list] = dialog.children;
const [input, close] = form.querySelectorAll("input, button");
function add(name, parent, properties) {
return parent.appendChild(Object.assign(document.createElement(name), properties));
}
const signs = { "∂": "d", "×": "*", "·": "*", "−": "-", "ς": "σ", "\u2060": "" };
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
.replace(/[∂×·−ς\u2060]/g, (sign) => signs[sign]);
const begin = "(?<![\\p{L}\\p{N}](?=[\\p{L}\\p{N}]))";
const pattern = (words) => new RegExp(
words.map((word) => begin + word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|"), "gu");
function score({ title, text, lesson }, patterns, query) {
let sum = 0;
for (const found of patterns) {
const place = title.search(found), count = text.match(found)?.length || 0;
if (place < 0 && !count && lesson.search(found) < 0) return 0;
sum += (place < 0 ? 0 : place ? 60 : 80) + Math.min(count, 9) + (count && 9);
}
return sum && sum + title.includes(query) * 50;
}
function mark(parent, text, found) {
const from = text.split("").flatMap((letter, at) => fold(letter).split("").map(() => at));
let at = 0;
for (const hit of fold(text).matchAll(found)) {
const start = from[hit.index], end = from[hit.index + hit[0].length - 1] + 1;
parent.append(text.slice(at, start));
add("mark", parent, { textContent: text.slice(start, end) });
at = end;
}
parent.append(text.slice(at));
}
function answer() {
const query = fold(input.value).trim().replace(/\s+/g, " "), words = query.split(" ");
const any = pattern(words), patterns = words.map((word) => pattern([word]));
const found = query ? sections.filter((one) => (one.score = score(one, patterns, query))) : [];
found.sort((a, b) => b.score - a.score);
list.textContent = "";
for (const one of found.slice(0, 30)) {
const link = add("a", add("li", list), { href: one.href });
mark(add("b", link), one.heading, any);
add("span", link, { textContent: one.place });
const start = Math.max(0, one.body.lastIndexOf(" ", one.text.search(any) - 60));
mark(add("small", link), (start ? "…" : "") + one.body.slice(start, start + 400), any);
}
const more = found[30] ? ", the first 30 shown" : "";
clearTimeout(later);
later = setTimeout(() => {
status.textContent = left ? "Loading …" : !sections.length ? "The index is missing" : !query ? ""
: found.length ? `Sections found: ${found.length}${more}` : "Nothing found";
}, 300);
}
function load() {
if (--left) return;
const all = Object.values(window.gradbookIndex || {});
for (const { track, pages } of all) {
for (const [path, lesson, page, parts] of pages) {
for (const [id, heading, body] of parts) {
sections.push({
href: root + path + (id && "#" + id), heading: heading || lesson, body,
place: `${all.length > 1 ? track + " · " : ""}${lesson} · ${page}`,
title: fold(heading || lesson), text: fold(body), lesson: fold(lesson),
});
}
}
}
answer();
}
input.oninput = answer;
close.onclick = () => dialog.close();
form.onsubmit = (event) => {
event.preventDefault();
list.querySelector("a")?.click();
};
dialog.onclick = ({ target }) => {
if (target == dialog || target.closest("a")) dialog.close();
};
dialog.onkeydown = (event) => {
const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key];
if (step == null) return;
event.preventDefault();
if (!step) return dialog.close();
const stops = [input, ...list.querySelectorAll("a")];
stops[stops.indexOf(document.activeElement) + step]?.focus();
};
opener.onclick = () => {
dialog.showModal();
input.select();
};
opener.onclick();
answer();
addresses.forEach((src) => add("script", document.head, { src, onload: load, onerror: load }));
})();

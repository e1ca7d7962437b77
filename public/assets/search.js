(function () {
"use strict";
var root = document.currentScript.src.replace(/assets\/[^/]*$/, "");
var opener = document.querySelector(".find"), sections = [], limit = 30, left = 1, later;
var signs = { "∂": "d", "×": "*", "·": "*", "−": "-", "ς": "σ", "\u2060": "" };
function fold(text) {
return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
.replace(/[∂×·−ς\u2060]/g, function (sign) { return signs[sign]; });
}
function pattern(words) {
return new RegExp(words.map(function (word) {
return (/^[\p{L}\p{N}]/u.test(word) ? "(?<![\\p{L}\\p{N}])" : "") + word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}).join("|"), "gu");
}
function score(section, patterns, query) {
var sum = 0, own = 0;
for (var found of patterns) {
var inTitle = section.title.search(found), inText = (section.text.match(found) || []).length;
if (inTitle < 0 && !inText && section.page.search(found) < 0) return 0;
if (inTitle >= 0) own += inTitle ? 60 : 80;
if (inText) own += 9 + Math.min(inText, 9);
sum = own + 1;
}
if (section.title.includes(query)) sum += 50;
if (section.text.includes(query)) sum += 20;
return own && sum;
}
function element(name, parent, properties) {
return parent.appendChild(Object.assign(document.createElement(name), properties));
}
function mark(parent, text, found) {
var folded = "", places = [], at = 0;
for (var i = 0; i < text.length; i++) {
folded += fold(text[i]);
while (places.length < folded.length) places.push(i);
}
places.push(text.length);
for (var hit of folded.matchAll(found)) {
var from = places[hit.index], end = places[hit.index + hit[0].length];
parent.append(text.slice(at, from));
element("mark", parent, { textContent: text.slice(from, end) });
at = end;
}
parent.append(text.slice(at));
}
function excerpt(text, place) {
var from = place < 60 ? 0 : text.indexOf(" ", place - 60) + 1, end = text.indexOf(" ", from + 170);
return (from ? "… " : "") + text.slice(from, end < 0 ? text.length : end) + (end < 0 ? "" : " …");
}
function say(text) {
clearTimeout(later);
later = setTimeout(function () { status.textContent = text; }, 300);
}
function answer() {
var query = fold(input.value).trim().replace(/\s+/g, " ");
var words = query.split(" "), any = pattern(words), patterns = words.map(function (word) { return pattern([word]); });
list.textContent = "";
if (!query || left) return say(left ? "Loading …" : "");
var found = sections.filter(function (one) { return (one.score = score(one, patterns, query)); });
found.sort(function (a, b) { return b.score - a.score; });
found.slice(0, limit).forEach(function (one) {
var link = element("a", element("li", list), { href: one.href });
mark(element("b", link), one.shownTitle, any);
element("span", link, { textContent: one.place });
mark(element("small", link), excerpt(one.shownText, one.text.search(any)), any);
});
say(!found.length ? "Nothing found" : found.length === 1 ? "1 section found" : found.length + " sections found"
+ (found.length > limit ? ", the first " + limit + " shown" : ""));
}
function add(index, isOneOfMany) {
index.pages.forEach(function (page) {
page[3].forEach(function (part) {
var title = part[1] || page[1];
sections.push({
href: root + page[0] + (part[0] && "#" + part[0]), shownTitle: title, shownText: part[2],
place: (isOneOfMany ? index.track + " · " : "") + page[1] + " · " + page[2],
title: fold(title), text: fold(part[2]), page: fold(page[1])
});
});
});
}
var dialog = element("dialog", document.body, { className: "search", ariaLabel: "Search" });
var form = element("form", dialog);
form.setAttribute("role", "search");
var input = element("input", element("label", form, { textContent: "Search " }), { type: "search", autocomplete: "off" });
element("button", form, { type: "button", textContent: "Close" }).onclick = function () { dialog.close(); };
var status = element("p", dialog);
status.setAttribute("role", "status");
var list = element("ol", dialog);
input.oninput = answer;
form.onsubmit = function (event) {
event.preventDefault();
if (list.firstChild) list.firstChild.firstChild.click();
};
dialog.onclick = function (event) {
if (event.target === dialog || event.target.closest("a")) dialog.close();
};
dialog.onkeydown = function (event) {
var step = { ArrowDown: 1, ArrowUp: -1 }[event.key], stops = [input].concat(Array.from(list.querySelectorAll("a")));
if (!step && event.key !== "Escape") return;
event.preventDefault();
if (!step) return dialog.close();
(stops[stops.indexOf(document.activeElement) + step] || document.activeElement).focus();
};
(opener.onclick = function () {
dialog.showModal();
input.select();
})();
answer();
var addresses = opener.dataset.index.split(" ");
left = addresses.length;
addresses.forEach(function (address) {
var script = element("script", document.head, { src: address });
script.onload = script.onerror = function () {
if (--left) return;
var all = Object.values(window.gradbookIndex || {});
all.forEach(function (index) { add(index, all.length > 1); });
if (all.length) answer();
else say("The index of the search could not be loaded");
};
});
})();

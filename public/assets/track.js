(function () {
"use strict";
const { progress, fsrs } = window.gradbook || {};
const entries = progress?.entries() || [];
const cards = fsrs ? [...fsrs.schedule(entries, progress.day())] : [];
for (const lesson of document.querySelectorAll("[data-lesson]")) {
const within = (name) => name.startsWith(lesson.dataset.lesson + "/");
const told = [];
const read = new Set(entries.filter((entry) => entry.kind === "read").map((entry) => entry.page).filter(within));
const links = [...lesson.querySelectorAll(".lesson-pages a")];
for (const link of links) {
const name = link.pathname.split("/").pop().replace(/\.html$/, "");
if (!read.has(`${lesson.dataset.lesson}/${name}`)) continue;
link.classList.add("read");
link.append(Object.assign(document.createElement("span"), { textContent: " (read)" }));
}
if (read.size) told.push(`${read.size} of ${links.length} pages read`);
const figures = new Map();
for (const entry of entries) {
if (entry.kind === "practice" && within(entry.page)) figures.set(entry.page + "#" + entry.figure, entry);
}
const sum = (key) => [...figures.values()].reduce((sum, entry) => sum + entry[key], 0);
if (figures.size) told.push(`practice: ${sum("right")} of ${sum("cells")} cells right`);
const known = cards.filter(([card]) => within(card));
const due = known.filter(([, card]) => card.left <= 0).length;
if (known.length) told.push(due ? `${due} ${due === 1 ? "card" : "cards"} due` : "no card due");
if (!told.length) continue;
lesson.append(Object.assign(document.createElement("p"), { className: "so-far", textContent: told.join(" · ") }));
}
})();

(function () {
"use strict";
const { progress, cards } = window.gradbook || {};
if (!cards) return;
const { schedule, count, make, foot } = cards;
const find = (selector) => document.querySelector(".review " + selector);
const lessonOf = (path) => path.replace(/\/[^/]*$/, "");
const all = [...document.querySelectorAll(".lesson-cards details")].map((details) => {
const lesson = details.parentNode.dataset.key;
return { details, lesson, key: lesson + "/" + details.id.slice(5) };
});
let limit = 10, onDemand = false, answered = 0, today;
const date = (day, more = 0, weekday = "long") =>
new Date(Date.parse(day) + more * 864e5).toLocaleDateString(document.documentElement.lang, {
weekday, timeZone: "UTC", ...(weekday == "long" && { day: "numeric", month: "long" }),
});
function mixed(key) {
let hash = 0;
for (const letter of today + key + today) hash = Math.imul(hash ^ letter.charCodeAt(), 0x01000193);
return hash;
}
function render(isFocused) {
today = progress.day();
const log = schedule(), order = [...log.keys()], known = [...log.values()], entries = progress.entries();
const read = new Set(entries.map(({ card, page }) => lessonOf(card || page || "")));
const state = ({ key, lesson }) => {
const last = log.get(key);
if (!last) return read.has(lesson) ? "new" : "unread";
return last.left > 0 ? "later" : last.missed && last.day == today ? "again" : "due";
};
const { due = [], again = [], later = [], new: fresh = [], unread = [] } = Object.groupBy(all, state);
const begun = known.filter((last) => last.first == today).length;
const offered = [...fresh, ...(onDemand ? unread : [])].slice(0, Math.max(limit - begun, 0));
due.sort((a, b) => mixed(a.key) - mixed(b.key));
again.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
const queue = [...due, ...offered, ...again], [next] = queue, box = find(".cards"), empty = find(".queue-empty");
box.replaceChildren();
if (next) {
const card = make(next.details.cloneNode(true), next.key, (card, grade) => {
answered += grade > 1;
render(true);
});
card.removeAttribute("id");
card.head.textContent = `Card ${answered + 1} of ${answered + queue.length}`;
box.append(card, foot());
}
const lefts = later.map(({ key }) => log.get(key).left), soonest = Math.min(...lefts);
find(".queue").textContent = `${due.length} due, ${offered.length} new, ${again.length} to repeat`;
empty.hidden = !!next;
empty.textContent = later.length
? `Nothing is left for today. The next comes back in ${count(soonest, "day")}, on ${date(today, soonest)}.`
: "Nothing is to be asked yet: read a lesson, or take new cards.";
if (isFocused) (next ? box.querySelector(".card-head") : empty).focus();
const rest = fresh.length + unread.length - offered.length, more = find(".new-cards");
more.hidden = !rest;
more.textContent = `Take ${count(Math.min(rest, 10), "more new card")}`;
more.onclick = () => {
limit = begun + offered.length + 10;
onDemand = true;
render(true);
};
const week = Array(7).fill(0);
week[0] = due.length + again.length;
for (const left of lefts) if (left < 7) week[left]++;
for (const [index, n] of week.entries()) {
if (index) find(`th:nth-child(${index + 1})`).textContent = date(today, index, "short");
const cell = find(`td:nth-child(${index + 1})`);
cell.firstChild.textContent = n;
cell.querySelector("rect").setAttribute("height", (20 * n) / Math.max(...week, 1));
}
const saved = progress.get(":saved"), unsaved = entries.filter((entry) => entry.at > saved);
const age = unsaved.length && progress.days(unsaved[0].day, today);
find(".saved").textContent = saved
? `Last saved on ${date(progress.day(Date.parse(saved)))}.${unsaved.length ? " More has come since." : ""}`
: "Never saved as a file.";
find(".backup-due").hidden = age < 5;
find(".backup-due span").textContent = count(age, "day");
const kept = !progress.kept ? "no" : location.protocol == "file:" && !progress.shared ? "disk" : "yes";
for (const text of document.querySelectorAll("[data-kept]")) text.hidden = text.dataset.kept != kept;
}
find(".save").onclick = () => {
const link = document.createElement("a");
link.href = URL.createObjectURL(new Blob([progress.file()], { type: "application/json" }));
link.download = `gradbook-progress-${today}.json`;
link.click();
progress.set(":saved", new Date().toISOString());
render();
};
find(".restore").onchange = async ({ target }) => {
const told = find(".told");
try {
told.textContent = count(progress.restore(await target.files[0].text()), "answer") + " added.";
} catch (error) {
told.textContent = error.message + " Nothing was changed.";
}
target.value = "";
render();
};
document.onvisibilitychange = () => progress.day() != today && render();
document.querySelector(".unscripted").hidden = true;
find("").hidden = false;
render();
})();

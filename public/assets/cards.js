(function () {
"use strict";
const { progress, fsrs } = window.gradbook || {};
const parts = document.getElementById("card-parts")?.content.children;
if (!progress || !fsrs || !parts) return;
const copy = (index) => parts[index].cloneNode(true);
const schedule = () => fsrs.schedule(progress.entries(), progress.day());
const count = (n, what) => n + " " + what + (n == 1 ? "" : "s");
function make(details, key, graded) {
const card = copy(0), [head, question, show, answer, grades] = card.children;
const buttons = [...grades.querySelectorAll("button")];
card.id = details.id;
question.append(...details.firstElementChild.childNodes);
answer.append(...details.lastElementChild.childNodes);
show.setAttribute("aria-controls", (answer.id = key));
card.turn = (open) => {
answer.hidden = !open;
grades.hidden = !open || card.isDone;
show.setAttribute("aria-expanded", open);
const last = schedule().get(key);
for (let grade = 2; grade < 5; grade++) {
const memory = fsrs.review(last?.memory, last && progress.days(last.day, progress.day()), grade);
buttons[grade - 1].lastChild.textContent = count(fsrs.interval(memory), "day");
}
};
show.onclick = () => {
card.turn(answer.hidden);
if (!answer.hidden) answer.focus();
};
for (const [index, button] of buttons.entries()) {
button.onclick = () => {
progress.append({ kind: "review", card: key, grade: index + 1 });
card.turn(false);
graded(card, index + 1);
};
}
card.onkeydown = (event) => {
if (event.ctrlKey || event.altKey || event.metaKey || progress.get(":keys")) return;
if (event.key == " " && answer.hidden && !event.target.closest("button, a")) {
event.preventDefault();
show.click();
} else if (!grades.hidden) buttons[event.key - 1]?.click();
};
card.head = head;
card.turn(false);
return card;
}
function foot() {
const made = copy(2), box = made.querySelector("input");
box.checked = !progress.get(":keys");
box.onchange = () => {
progress.set(":keys", box.checked ? "" : "off");
for (const other of document.querySelectorAll(".cards-foot input")) other.checked = box.checked;
};
return made;
}
window.gradbook.cards = { schedule, count, make, foot };
const groups = [];
function begin(box) {
const note = copy(1), group = { box, note, foot: foot(), home: [], index: groups.length };
const button = note.lastElementChild;
button.onclick = () => {
group.all = !group.all;
button.setAttribute("aria-expanded", group.all);
show(group);
};
box.append(note, group.foot);
groups.push(group);
return group;
}
function show(group) {
const cards = [...group.box.querySelectorAll(".card")], next = cards.find((card) => !card.isDone);
for (const card of cards) card.hidden = card != next && !group.all;
group.note.hidden = !!next;
group.foot.hidden = !next;
const log = schedule(), done = group.home.filter((card) => card.isDone), missed = group.home.length - done.length;
const back = Math.min(...done.map((card) => log.get(card.key).left));
group.note.firstChild.textContent = [
done.length && `${count(done.length, "card")} recalled, back in ${count(back, "day")}.`,
missed && `${count(missed, "missed card")} further down this page.`,
!progress.kept && "This browser does not keep it.",
].filter(Boolean).join(" ");
return next?.head || group.note;
}
function send(card, index) {
if (index >= groups.length && !groups.end) {
const box = groups.at(-1).box.cloneNode();
document.querySelector(".prose").append(box);
groups.end = begin(box);
}
card.group = groups[index] || groups.end;
card.group.note.before(card);
card.head.textContent = card.name + ", once more";
show(card.group);
}
const log = schedule(), all = document.querySelectorAll(".prose .cards > details");
const cards = [...all].map((details, index) => {
const box = details.parentNode, group = groups.find((group) => group.box == box) || begin(box);
const key = progress.page.replace(/[^/]*$/, "") + details.id.slice(5);
const card = make(details, key, (card, grade) => {
const from = card.group;
card.isDone = grade > 1;
if (grade == 1) send(card, from.index + 1);
show(from).focus();
});
card.head.textContent = card.name = `Card ${index + 1} of ${all.length}`;
Object.assign(card, { key, group, isDone: log.get(key)?.left > 0 });
group.home.push(card);
details.replaceWith(card);
return card;
});
for (const card of cards) {
const last = log.get(card.key);
if (last?.missed && last.day == progress.day()) send(card, card.group.index + last.missed);
}
groups.forEach(show);
(window.onhashchange = () => {
const card = cards.find((card) => "#" + card.id == location.hash);
if (!card?.hidden) return;
card.group.all = true;
show(card.group);
card.scrollIntoView();
})();
})();

document.querySelectorAll(".steps > ol").forEach(list => {
"use strict";
const find = (query, root = list.parentElement) => [...root.querySelectorAll(query)];
const text = (query, root) => find(query, root)[0].textContent;
const [box] = find(".scroll");
const cards = find(".n > g");
const uses = find(".u > g");
const steps = [...list.children].map(item => {
const facts = find("[data-i]", item);
const [ask, because] = find(".ask, .because", item);
return { item, place: +item.dataset.n, facts, because, ask, why: ask.lastChild };
});
const last = steps.length - 1;
let at, all;
const bar = list.previousElementSibling;
const [back, next, full, state] = bar.children;
[...steps].sort((a, b) => a.place - b.place).forEach(step => (step.uses = uses.splice(0, step.facts.length)));
const before = {};
for (const { facts } of steps) for (const fact of facts) before[fact.dataset.i] ??= text("i", fact);
const tell = (step, isTold) => (step.because.hidden = !(step.why.ariaExpanded = isTold));
const draw = isAll => {
const now = { ...before };
steps.forEach((step, index) => {
const isNow = !isAll && index == at;
if (isAll || index <= at) for (const fact of step.facts) now[fact.dataset.i] = text("b", fact);
step.item.hidden = !isAll && !isNow;
step.ask.hidden = isAll;
for (const part of [cards[step.place], ...step.uses]) {
part.classList.toggle("now", isNow);
part.classList.toggle("later", !isAll && index > at);
}
});
for (const place in now) find(".g", cards[place])[0].textContent = "∂ " + now[place];
};
const show = (index, isAll = false) => {
const had = list.contains(document.activeElement);
at = Math.min(Math.max(index, 0), last);
all = isAll;
draw(all);
steps.forEach(step => tell(step, all));
const { item, place, why } = steps[at];
box.scrollLeft += cards[place].getBoundingClientRect().right - box.getBoundingClientRect().right + 9;
back.ariaDisabled = !all && !at;
next.ariaDisabled = !all && at == last;
full.ariaPressed = all;
state.textContent = all ? `All ${last + 1} steps` : `Step ${at + 1} of ${last + 1}: ${text("code", item)}`;
if (had) (all ? full : why).focus();
};
steps.forEach(step => (step.why.onclick = () => tell(step, step.because.hidden)));
back.onclick = () => show(at - !all);
next.onclick = () => show(at + !all);
full.onclick = () => show(at, !all);
bar.onkeydown = list.onkeydown = event => {
const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
if (to == null || event.altKey || event.ctrlKey || event.metaKey) return;
event.preventDefault();
show(to);
};
addEventListener("beforeprint", () => draw(true));
addEventListener("afterprint", () => draw(all));
bar.hidden = false;
show(0);
});

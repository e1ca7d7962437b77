(() => {
"use strict";
const w = [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542];
const { exp, max, min } = Math;
const factor = 0.9 ** (-1 / w[20]) - 1;
const clamp = (d) => min(max(d, 1), 10);
const first = (grade) => w[4] - exp(w[5] * (grade - 1)) + 1;
const recall = (t, s) => (1 + (factor * t) / s) ** -w[20];
function review(memory, t, grade) {
if (!memory) return { s: w[grade - 1], d: clamp(first(grade)) };
const { s, d } = memory, lost = 1 - recall(t, s);
const grown = d - (w[6] * (grade - 3) * (10 - d)) / 9;
let next;
if (t < 1) {
const q = exp(w[17] * (grade - 3 + w[18])) * s ** -w[19];
next = s * (grade > 1 ? max(q, 1) : q);
} else if (grade > 1) {
const bonus = grade == 2 ? w[15] : grade == 4 ? w[16] : 1;
next = s * (1 + exp(w[8]) * (11 - d) * s ** -w[9] * (exp(w[10] * lost) - 1) * bonus);
} else {
next = min(w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * exp(w[14] * lost), s / exp(w[17] * w[18]));
}
return { s: max(next, 0.001), d: clamp(w[7] * first(4) + (1 - w[7]) * grown) };
}
const interval = ({ s }, wanted = 0.9) =>
min(max(Math.round((s / factor) * (wanted ** (-1 / w[20]) - 1)), 1), 36500);
const days = (from, to) => (Date.parse(to) - Date.parse(from)) / 864e5;
function schedule(entries, today) {
const cards = new Map();
for (const { kind, card, grade, day } of entries) {
if (kind != "review") continue;
const last = cards.get(card);
const memory = review(last?.memory, last ? days(last.day, day) : 0, grade);
const missed = grade > 1 ? 0 : last?.day == day ? last.missed + 1 : 1;
const left = (grade > 1 ? interval(memory) : 0) - days(day, today);
cards.delete(card);
cards.set(card, { memory, first: last?.first || day, day, missed, left });
}
return cards;
}
(window.gradbook ||= {}).fsrs = { recall, review, interval, schedule };
})();

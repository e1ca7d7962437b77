(() => {
"use strict";
const coded = (words) => words.replace(/`(.+?)`/g, "<code>$1</code>");
function read(text) {
if (/(^|[^\d.,])[1-9]\d{0,2},\d{3}(?!\d)/.test(text)) return "That can be read in two ways: write a point.";
const line = text.replace(/[−–×·÷∕⁄,]/g, (sign) => "--**///."["−–×·÷∕⁄,".indexOf(sign)]);
const number = /\s*([-+]?)\s*((\d+\.?\d*|\.\d+)(e[-+]?\d+)?)\s*/iy;
let sum = 0, product = 0, sign = "+", found;
while ("+-*/".includes(sign) && (found = number.exec(line))) {
const n = +(found[1] + found[2]);
if (sign == "*") product *= n;
else if (sign == "/") product /= n;
else [sum, product] = [sum + product, sign == "-" ? -n : n];
sign = line[number.lastIndex++];
if (!sign && isFinite(sum + product)) return sum + product;
}
return "I cannot read that. Write a number, such as −4, 0.5 or 8/−2.";
}
function start(figure, data) {
const all = (selector) => [...figure.querySelectorAll(selector)];
const [bar, status] = all(".bar, .bar p"), help = status.textContent;
const [checks, clears, ...buttons] = all("button");
const rows = all("tbody tr:not(.seed)"), hints = all(".hints > details");
const column = (all("th")[3].id = figure.id + "-g");
const cells = data.cells.map((cell, i) => {
const row = rows[i], box = row.lastChild, id = (row.firstChild.id = `${figure.id}-r${i}`);
return { ...cell, id, row, box, given: box.innerHTML, work: row.querySelector(".work") };
});
const grad = (cell) => "`" + data.of + cell.name + "`";
const near = (a, b) => Math.abs(a - b) <= data.close[0] * (Math.abs(a) + Math.abs(b)) + data.close[1];
let blank;
function mark(cell, kind, said) {
const { id, row, input } = cell, word = input.nextSibling;
cell.said?.remove();
word.className = word.textContent = kind;
input.ariaInvalid = /not/.test(kind);
input.setAttribute("aria-describedby", id + (said ? `m ${id}s` : "m"));
cell.work.hidden = kind != "right";
if (!said) return;
row.insertAdjacentHTML("afterend", `<tr class="said"><td colspan="4" id="${id}s">${coded(said)}`);
cell.said = row.nextSibling;
}
function show(version) {
blank = version;
cells.forEach((cell, i) => {
const { id, box, work, said } = cell;
said?.remove();
work.hidden = blank.includes(i);
box.className = work.hidden ? "blank" : "";
box.innerHTML = work.hidden ? `<input inputmode="text" autocomplete="off" autocorrect="off" spellcheck="false"
          aria-labelledby="${id} ${column}"><span id="${id}m"></span>` : cell.given;
if (!work.hidden) return;
cell.input = box.firstChild;
cell.input.oninput = () => mark(cell, "", (status.textContent = ""));
cell.input.onkeydown = ({ key }) => {
if (key == "Enter") check();
};
});
buttons.forEach((button, i) => Object.assign(button, { ariaPressed: data.versions[i] == blank, className: "" }));
offer();
status.textContent = help;
}
function again(version) {
show(version);
cells[blank[0]].input.focus();
}
const offer = (cell) => hints.forEach((hint, i) => (hint.hidden = cells[i] != cell));
function check() {
const mine = cells.map((cell) => cell.gradient);
blank.forEach((i) => {
const text = cells[i].input.value.trim(), answer = (cells[i].answer = text && read(text));
if (text && answer <= Infinity) mine[i] = answer;
});
let first;
const kinds = blank.map((i) => {
const cell = cells[i], { answer, gradient, uses } = cell;
const total = (factors, constant = 0) =>
factors.reduce((sum, factor, k) => sum + factor * (mine[uses[k][0]] ?? 1), constant);
const off = cells.filter((one, k) => uses.some((use) => use[0] == k) && !near(mine[k], one.gradient));
const isNext = near(answer, total(uses.map((use) => use[1])));
let kind = "not yet", said;
if (answer == "") kind = "empty";
else if (answer != mine[i]) [kind, said] = ["not read", answer];
else if (near(answer, gradient) || (isNext && !off[0])) kind = "right";
else if (isNext) {
kind = "follows";
said = `Follows from your ${off.map(grad).join(" and ")}: this step is right, and counts.`;
} else said = cell.slips.filter(([number, , , factors, constant]) =>
near(answer, number) || (off[0] && factors && near(answer, total(factors, constant))))
.map((slip) => data.words[slip[1]].replace(/{(\d)}/g, (_, n) => slip[2][n])).join(" Or: ") ||
(data.close[0] > 1e-3 && Math.abs(answer / gradient - 1) < 0.05 && "Close: keep a digit more.");
mark(cell, kind, said);
if (!/right|follows/.test(kind)) first ||= cell;
return kind;
});
offer(first);
const count = (kind) => kinds.filter((one) => one == kind).length;
const right = count("right"), follows = count("follows"), asked = blank.length;
const next = !first && buttons[data.versions.indexOf(blank) + 1];
let text = `${right} of ${asked} right`;
for (const kind of ["follows", "not read", "empty"]) if (count(kind)) text += `, ${count(kind)} ${kind}`;
if (first) text += `. Look at ${grad(first)} first; a hint is below.`;
if (next) text += `. Go on: ${(next.className = "next") && next.textContent}.`;
status.innerHTML = coded(text);
const progress = window.gradbook?.progress;
if (count("empty") < asked)
progress?.append({ kind: "practice", page: progress.page, figure: figure.id, right, follows, cells: asked });
}
checks.onclick = check;
clears.onclick = () => again(blank);
buttons.forEach((button, i) => (button.onclick = () => again(data.versions[i])));
show(data.versions[0]);
bar.hidden = false;
}
for (const script of document.querySelectorAll(".practice > script"))
start(script.parentNode, JSON.parse(script.textContent));
})();

// Every number drawn in a graph also stands in a table of the same figure, character for character, and a negative one
// has its sign: nothing is said by colour or place alone.
const complaints = [];
const numbers = (text) => text.match(/[−-]?\d+(?:[.,]\d+)*(?:e[−+-]?\d+)?|[−-]?inf|nan/g) ?? [];
for (const svg of document.querySelectorAll("figure svg[role=img]")) {
    const figure = svg.closest("figure");
    if (!svg.getAttribute("aria-label") && !svg.getAttribute("aria-labelledby")) complaints.push(`${figure.id}: a picture without a name`);
    const tables = [...figure.querySelectorAll("table")];
    if (tables.length === 0 && !figure.querySelector("ol")) {
        complaints.push(`${figure.id}: a graph without a table`);
        continue;
    }
    // An operation's own number stands in the table as code, with the sign that code has.
    const operation = (text) => text.matches(".o");
    const told = new Set(numbers([...figure.querySelectorAll("td, th, data, li")].map((e) => e.textContent).join(" ")));
    for (const text of svg.querySelectorAll("text")) {
        for (const number of numbers(text.textContent)) {
            if (!told.has(operation(text) ? number.replace("−", "-") : number)) complaints.push(`${figure.id}: ${number} of "${text.textContent}" is in no table`);
        }
        const value = text.dataset.value;
        if (value?.startsWith("-") && !text.textContent.includes("−")) complaints.push(`${figure.id}: ${value} is drawn without its sign`);
    }
}
for (const data of document.querySelectorAll("data[value^='-']")) {
    if (!/[−-]/.test(data.textContent)) complaints.push(`a negative value without its sign: ${data.outerHTML}`);
}
return complaints;

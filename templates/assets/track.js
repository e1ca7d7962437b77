/* How far the reader is, beside each lesson of a track: which pages were read, how the practice went, which cards are due.
   It only looks at the log; without one the page is as it was built. */
(() => {
  "use strict";
  const { progress, fsrs } = window.gradbook || {};
  if (!progress) return;
  const entries = progress.entries(), cards = [...fsrs.schedule(entries, progress.day())];
  const add = (parent, name, className, textContent) =>
    parent.append(Object.assign(document.createElement(name), { className, textContent }));

  for (const lesson of document.querySelectorAll("[data-lesson]")) {
    const within = (name) => name?.startsWith(lesson.dataset.lesson + "/");
    const mine = entries.filter((entry) => within(entry.page)), told = [];

    const links = [...lesson.querySelectorAll(".lesson-pages a")];
    const read = links.filter(({ pathname }) =>
      mine.some(({ kind, page }) => kind == "read" && pathname.endsWith(page.replace(/.*\//, "/") + ".html")));
    read.forEach((link) => add(link, "span", "", " (read)"));
    if (read[0]) told.push(`${read.length} of ${links.length} pages read`);

    // Of each table the last attempt counts.
    const last = new Map(mine.map((entry) => [entry.figure && entry.page + entry.figure, entry]));
    last.delete(undefined);
    const sum = (key) => [...last.values()].reduce((sum, entry) => sum + entry[key], 0);
    if (last.size) told.push(`practice: ${sum("right")} of ${sum("cells")} cells right`);

    const known = cards.filter(([card]) => within(card)), due = known.filter(([, card]) => card.left <= 0).length;
    if (known[0]) told.push(due ? `${due} ${due == 1 ? "card" : "cards"} due` : "no card due");
    if (told[0]) add(lesson, "p", "so-far", told.join(" · "));
  }
})();

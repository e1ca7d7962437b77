/* What every page does with script and is complete without: the section one is in is marked in the table of contents,
   the buttons at the head work, search comes when it is first asked for, and a page read to its end is noted. */
(() => {
  "use strict";
  const assets = document.currentScript.src.replace(/[^/]*$/, "");
  const all = (selector) => [...document.querySelectorAll(selector)];

  const button = (selector, onclick) =>
    all(selector).forEach((button) => Object.assign(button, { hidden: false, onclick }));

  button(".print", () => print());
  // The script, once there, puts its own action in the place of this one.
  button(".find", () => {
    document.head.append(Object.assign(document.createElement("script"), { src: assets + "search.js" }));
  });

  // The section whose heading was the last to pass the upper third; at the end of the page the last one.
  const links = all(".contents a, .contents-folded a");
  const headings = all(".contents a").map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

  function mark() {
    const isEnd = scrollY > 0 && scrollY + innerHeight > document.documentElement.scrollHeight - 9;
    const passed = headings.filter((heading) => isEnd || heading.getBoundingClientRect().top < innerHeight / 3);
    const id = passed.pop()?.id;
    for (const link of links) link.ariaCurrent = decodeURIComponent(link.hash) == "#" + id ? "true" : null;
  }

  if (headings.length) {
    const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66.6%" });
    headings.forEach((heading) => watch.observe(heading));
    addEventListener("scrollend", mark);
  }

  // Read is what was open at its end for a few seconds; once a day is enough.
  function read() {
    const progress = window.gradbook?.progress;
    const isSame = (entry) => entry.kind == "read" && entry.page == progress.page && entry.day == progress.day();
    if (progress && !progress.entries().some(isSame)) progress.append({ kind: "read", page: progress.page });
  }

  const end = document.querySelector(".neighbours");
  let later;
  if (end) {
    new IntersectionObserver(([entry]) => {
      clearTimeout(later);
      later = entry.isIntersecting && setTimeout(read, 3000);
    }).observe(end);
  }
})();

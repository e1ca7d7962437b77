/* The reviews of a track: today's cards, the week to come, and the log as a file. Without this script the page is the
   list of all cards. */
(() => {
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
  /* New cards a day; more, and of lessons not read, on demand. */
  let limit = 10, onDemand = false, answered = 0, today;

  const { lang } = document.documentElement;
  const date = (more, form) => new Date(Date.parse(today) + more * 864e5)
    .toLocaleDateString(lang, { ...form, timeZone: "UTC" });
  const long = { weekday: "long", day: "numeric", month: "long" };

  /* An order for the day that mixes the lessons. */
  const mixed = ({ key }) => [...(today + key)].reduce((h, c) => Math.imul(h ^ c.charCodeAt(), 0x1000193), 0);

  function render(isFocused) {
    today = progress.day();
    const log = schedule(), order = [...log.keys()], entries = progress.entries();
    const read = new Set(entries.map(({ card, page }) => lessonOf(card || page || "")));
    const { due = [], again = [], later = [], fresh = [], unread = [] } = Object.groupBy(all, ({ key, lesson }) => {
      const last = log.get(key);
      if (!last) return read.has(lesson) ? "fresh" : "unread";
      return last.left > 0 ? "later" : last.missed && last.day == today ? "again" : "due";
    });
    const begun = [...log.values()].filter((last) => last.first == today).length;
    const offered = fresh.concat(onDemand ? unread : []).slice(0, Math.max(limit - begun, 0));
    due.sort((a, b) => mixed(a) - mixed(b));
    again.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
    const queue = [...due, ...offered, ...again], next = queue[0], box = find(".cards"), empty = find(".queue-empty");

    box.replaceChildren();
    if (next) {
      const card = make(next.details.cloneNode(true), next.key, (grade) => {
        answered += grade > 1;
        render(true);
      });
      card.head.textContent = `Card ${answered + 1} of ${answered + queue.length}`;
      box.append(card, foot());
    }
    const lefts = later.map(({ key }) => log.get(key).left), soonest = Math.min(...lefts);
    find(".queue").textContent = `${due.length} due, ${offered.length} new, ${again.length} to repeat`;
    empty.hidden = !!next;
    empty.textContent = lefts.length
      ? `Nothing is left for today. The next comes back in ${count(soonest, "day")}, on ${date(soonest, long)}.`
      : "Nothing to ask yet: read a lesson, or take new cards.";
    if (isFocused) (find(".card-head") || empty).focus();

    const rest = fresh.length + unread.length - offered.length, more = find(".new-cards");
    more.hidden = !rest;
    more.textContent = `Take ${count(Math.min(rest, 10), "new card")}`;
    more.onclick = () => {
      limit = begun + offered.length + 10;
      onDemand = true;
      render(true);
    };

    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => lefts.filter((left) => left == day).length);
    week[0] = due.length + again.length;
    week.forEach((n, day) => {
      if (day) find("thead tr").children[day].textContent = date(day, { weekday: "short" });
      const [number, bar] = find("tbody tr").children[day].children;
      number.textContent = n;
      bar.firstChild.setAttribute("height", (20 * n) / Math.max(...week, 1));
    });

    const saved = progress.get(":saved"), oldest = entries.find((entry) => entry.at > saved);
    const age = oldest ? progress.days(oldest.day, today) : 0;
    find(".saved").textContent = saved
      ? `Last saved on ${new Date(saved).toLocaleDateString(lang, long)}.`
      : "Never saved as a file.";
    find(".backup-due").hidden = age < 5;
    find(".backup-due span").textContent = count(age, "day");
    const kept = !progress.kept ? "no" : location.protocol == "file:" && !progress.shared ? "disk" : "yes";
    document.querySelectorAll("[data-kept]").forEach((text) => (text.hidden = text.dataset.kept != kept));
  }

  find(".save").onclick = () => {
    const href = URL.createObjectURL(new Blob([progress.file()], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href, download: `gradbook-progress-${today}.json` }).click();
    progress.set(":saved", new Date().toISOString());
    render();
  };

  find(".restore").onchange = async ({ target }) => {
    let told;
    try {
      told = count(progress.restore(await target.files[0].text()), "answer") + " added.";
    } catch (error) {
      told = error.message + " Nothing was changed.";
    }
    find(".told").textContent = told;
    target.value = "";
    render();
  };

  /* A page left open over night. */
  document.onvisibilitychange = () => progress.day() != today && render();
  document.querySelector(".unscripted").hidden = true;
  find("").hidden = false;
  render();
})();

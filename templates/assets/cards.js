/* Cards in the text: of each group one at a time, and a missed one returns in the next group. Without this script they
   are disclosures, complete. review.js makes its cards here too. */
(() => {
  "use strict";
  const { progress, fsrs } = window.gradbook || {};
  const parts = document.getElementById("card-parts")?.content.children;
  if (!progress || !parts) return;

  const copy = (index) => parts[index].cloneNode(true);
  const schedule = () => fsrs.schedule(progress.entries(), progress.day());
  const count = (n, what) => n + " " + what + (n == 1 ? "" : "s");

  /* Makes a card of a disclosure; `graded` is told each grade, when it is in the log. */
  function make(details, key, graded) {
    const card = copy(0), [head, question, show, answer, grades] = card.children;
    const buttons = [...grades.querySelectorAll("button")];
    question.append(...details.firstElementChild.childNodes);
    answer.append(...details.lastElementChild.childNodes);
    show.setAttribute("aria-controls", (answer.id = key));

    function turn(open) {
      const last = schedule().get(key), ago = last && progress.days(last.day, progress.day());
      answer.hidden = !open;
      grades.hidden = !open || card.isDone;
      show.ariaExpanded = open;
      buttons.slice(1).forEach((button, index) => {
        const days = fsrs.interval(fsrs.review(last?.memory, ago, index + 2));
        button.lastChild.textContent = count(days, "day");
      });
    }
    show.onclick = () => {
      turn(answer.hidden);
      if (!answer.hidden) answer.focus();
    };
    buttons.forEach((button, index) => {
      button.onclick = () => {
        progress.append({ kind: "review", card: key, grade: index + 1 });
        turn(false);
        graded(index + 1);
      };
    });
    card.onkeydown = (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || progress.get(":keys")) return;
      if (event.key == " " && answer.hidden && !event.target.closest("button, a")) {
        event.preventDefault();
        show.click();
      } else if (!grades.hidden) buttons[event.key - 1]?.click();
    };
    turn(false);
    return Object.assign(card, { key, head });
  }

  /* The switch of the keys, below a group. */
  function foot() {
    const made = copy(2), box = made.querySelector("input");
    box.checked = !progress.get(":keys");
    box.onchange = () => {
      progress.set(":keys", box.checked ? "" : "off");
      document.querySelectorAll(".cards-foot input").forEach((other) => (other.checked = box.checked));
    };
    return made;
  }

  window.gradbook.cards = { schedule, count, make, foot };

  const groups = [];

  function begin(box) {
    const group = { box, home: [], note: copy(1), foot: foot(), index: groups.length };
    box.append(group.note, group.foot);
    group.note.lastElementChild.onclick = () => group.cards.forEach((card) => (card.hidden = false));
    groups.push(group);
    return group;
  }

  /* Shows the first card of a group that is to be answered, or else what became of them. */
  function show(group) {
    group.cards = [...group.box.querySelectorAll(".card")];
    const next = group.cards.find((card) => !card.isDone), log = schedule();
    const done = group.home.filter((card) => card.isDone), missed = group.home.length - done.length;
    const back = Math.min(...done.map((card) => log.get(card.key).left));
    group.cards.forEach((card) => (card.hidden = card != next));
    group.note.hidden = !!next;
    group.foot.hidden = !next;
    group.note.firstChild.textContent =
      (done.length ? `${count(done.length, "card")} recalled, back in ${count(back, "day")}. ` : "") +
      (missed ? count(missed, "missed card") + " further down this page. " : "") +
      (progress.kept ? "" : "This browser does not keep it. ");
    return next?.head || group.note;
  }

  /* A missed card goes to a later group, at last to one at the end of the page. */
  function send(card, index) {
    if (index >= groups.length && !groups.end) {
      const box = groups[0].box.cloneNode();
      document.querySelector(".prose").append(box);
      groups.end = begin(box);
    }
    card.group = groups[index] || groups.end;
    card.group.note.before(card);
    card.head.textContent = card.name + ", once more";
    show(card.group);
  }

  const log = schedule(), all = [...document.querySelectorAll(".prose .cards > details")];
  const cards = all.map((details, index) => {
    const box = details.parentNode, group = groups.find((group) => group.box == box) || begin(box);
    const key = progress.page.replace(/[^/]*$/, "") + details.id.slice(5), name = `Card ${index + 1} of ${all.length}`;
    const card = make(details, key, (grade) => {
      const from = card.group;
      card.isDone = grade > 1;
      if (grade == 1) send(card, from.index + 1);
      show(from).focus();
    });
    Object.assign(card, { id: details.id, name, group, isDone: log.get(key)?.left > 0 });
    card.head.textContent = name;
    group.home.push(card);
    details.replaceWith(card);
    return card;
  });
  cards.forEach((card) => {
    const last = log.get(card.key);
    if (last?.missed && last.day == progress.day()) send(card, card.group.index + last.missed);
  });
  groups.forEach(show);

  /* A link to a card shows it. */
  (window.onhashchange = () => {
    const card = cards.find((card) => "#" + card.id == location.hash);
    if (!card?.hidden) return;
    card.hidden = false;
    card.scrollIntoView();
  })();
})();

/* What the preview adds to each page: it hears what changed, and brings the page up to date. Text, numbers, tables and
   figures are changed where they stand, so that scrolling, what is open, what was typed and the focus stay as they are;
   what scripts of the page have taken hold of wants the page loaded anew, and then all of that is put back. What is wrong
   with the lessons stands over the page until it is mended. */
(() => {
  "use strict";
  const own = document.currentScript, path = own.dataset.path, here = location.pathname.slice(1);
  const address = location.pathname + location.search;
  let version = own.dataset.version, wanted = 0, shown = 0;

  /* The page as the server sent it, and which living node each of its nodes became. Scripts that come later change the
     living ones. The page's own head is compared by its parts, see below. */
  const before = { head: null, body: null };
  const living = new WeakMap();
  const attributes = (node) => [...node.attributes].map((one) => one.name + "=" + one.value).join("\n");

  function pair(sent, lived) {
    living.set(sent, lived);
    let [a, b] = [sent.firstChild, lived.firstChild];
    for (; a && b; [a, b] = [a.nextSibling, b.nextSibling]) pair(a, b);
  }

  function remember() {
    before.head = document.head.cloneNode(true);
    before.body = document.body.cloneNode(true);
    pair(before.body, document.body);
  }

  /* ── The difference between two pages ── */

  /* What scripts of a page hold: what is in there is theirs. */
  const held = "script, style, link, template, dialog, form, button, input, select, textarea, iframe, object, canvas, video, " +
    "audio, .steps, .practice, .cards, .review, .tools";
  /* What scripts of a page look for when it is opened: it can be changed, but not added or taken away. */
  const sought = held + ", .snippet, figure, h1, h2, h3, h4, h5, h6, .contents, .contents-folded, nav";

  class Held extends Error {}

  const isHeld = (node) => (node.nodeType == 1 ? node : node.parentElement)?.closest(held);
  const isSought = (node) => node.nodeType == 1 && (node.matches(sought) || node.querySelector(sought));

  /* The edits that make the living page what was sent now; throws where that cannot be done in place. */
  function edits(old, now, out = []) {
    if (old.isEqualNode(now)) return out;
    const node = living.get(old);
    if (!node?.isConnected || node.nodeName != old.nodeName || isHeld(old)) throw new Held();
    if (old.nodeType != now.nodeType || old.nodeName != now.nodeName) throw new Held();
    if (old.nodeType != 1) {
      if (node.data != old.data) throw new Held();
      out.push(() => (node.data = now.data));
      return out;
    }
    if (attributes(old) != attributes(now)) {
      for (const name of new Set([...old.getAttributeNames(), ...now.getAttributeNames()])) {
        const value = now.getAttribute(name);
        if (old.getAttribute(name) == value) continue;
        // An open element is open because its reader opened it.
        if (old.getAttribute(name) != node.getAttribute(name)) throw new Held();
        out.push(() => (value == null ? node.removeAttribute(name) : node.setAttribute(name, value)));
      }
    }
    const [was, is] = [[...old.childNodes], [...now.childNodes]];
    while (was.length && is.length && was[0].isEqualNode(is[0])) was.shift(), is.shift();
    while (was.length && is.length && was.at(-1).isEqualNode(is.at(-1))) was.pop(), is.pop();
    if (was.length == is.length && was.every((one, i) => one.nodeName == is[i].nodeName)) {
      was.forEach((one, i) => edits(one, is[i], out));
      return out;
    }
    const lives = was.map((one) => living.get(one));
    if (was.some((one, i) => lives[i]?.parentNode != node || isSought(one) || !lives[i].isEqualNode(one))) throw new Held();
    if (is.some(isSought)) throw new Held();
    // What follows them is what they stand before.
    const last = was.at(-1) || [...old.childNodes][[...now.childNodes].indexOf(is[0]) - 1];
    const anchor = last ? living.get(last) : null;
    if (last && anchor?.parentNode != node) throw new Held();
    out.push(() => {
      const next = anchor ? anchor.nextSibling : node.firstChild;
      for (const one of is) node.insertBefore(document.importNode(one, true), next);
      for (const one of lives) one.remove();
    });
    return out;
  }

  /* Of the head, what decides what a page is: what it loads. Its title and descriptions are only taken over. */
  const loads = (head) => [...head.querySelectorAll("script[src], link[rel=stylesheet], style, meta[http-equiv]")]
    .filter((one) => !one.src?.includes("/-/preview.js"))
    .map((one) => one.outerHTML.replace(/\?preview=\d+/g, "")).join("\n");

  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  async function take(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = parse(await answer.text()), script = page.querySelector("script[data-version]");
    return { page, path: script?.dataset.path, version: script?.dataset.version };
  }

  async function refresh() {
    const turn = ++wanted, sent = await take(address);
    // A later one is under way.
    if (turn != wanted) return;
    if (sent.path != path || loads(before.head) != loads(sent.page.head)) return reload();
    let list;
    try {
      list = edits(before.body, sent.page.body);
    } catch (error) {
      if (error instanceof Held) return reload();
      throw error;
    }
    const focus = document.activeElement;
    list.forEach((edit) => edit());
    document.title = sent.page.title;
    // The nodes of what was sent stand for the living ones from now on.
    if (list.length) shift(before.body, sent.page.body);
    before.head = sent.page.head;
    before.body = sent.page.body;
    if (sent.version) version = sent.version;
    if (focus != document.activeElement) focus?.focus({ preventScroll: true });
    if (list.length) document.documentElement.dataset.previewed = ++shown;
  }

  /* Pairs the nodes of the page sent now with the living ones, by the same walk that found the edits. */
  function shift(old, now) {
    const node = living.get(old);
    if (!node) return;
    living.set(now, node);
    const [was, is] = [[...old.childNodes], [...now.childNodes]];
    while (was.length && is.length && was[0].isEqualNode(is[0])) shift(was.shift(), is.shift());
    const tail = [];
    while (was.length && is.length && was.at(-1).isEqualNode(is.at(-1))) tail.push([was.pop(), is.pop()]);
    if (was.length == is.length && was.every((one, i) => one.nodeName == is[i].nodeName)) {
      was.forEach((one, i) => shift(one, is[i]));
    } else if (is.length) {
      // Put there just now, in front of the tail or at the end.
      let lived = tail.length ? living.get(tail.at(-1)[0])?.previousSibling : node.lastChild;
      for (const one of is.reverse()) {
        if (lived) pair(one, lived);
        lived = lived?.previousSibling;
      }
    }
    for (const [one, other] of tail) shift(one, other);
  }

  /* ── Loading anew, with all as it was ── */

  const key = "gradbook:preview:" + address;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fields = () => all("input, textarea, select").filter((one) => !["file", "password", "hidden"].includes(one.type));
  const name = (one, index) => one.id || one.getAttribute("aria-labelledby") || one.name || "#" + index;
  const folded = () => all("details:not(#gradbook-preview *)");
  const foldName = (one, index) => one.id || index + ":" + one.querySelector("summary")?.textContent.slice(0, 40);
  const pressed = (figure) => all("button[aria-pressed]", figure).findIndex((one) => one.ariaPressed == "true");
  const marks = () => all("main [id], body > [id]").filter((one) => one.getClientRects().length);

  function place() {
    const top = marks().filter((one) => one.getBoundingClientRect().top <= 1).at(-1);
    return { y: scrollY, x: scrollX, id: top?.id, off: top ? -top.getBoundingClientRect().top : 0 };
  }

  function reload() {
    const focus = document.activeElement, inputs = fields();
    const focused = focus && focus != document.body ? focus.id ? "#" + CSS.escape(focus.id) : "" : null;
    const state = {
      place: place(),
      open: folded().map((one, i) => [foldName(one, i), one.open]),
      fields: inputs.map((one, i) => [name(one, i), /checkbox|radio/.test(one.type) ? one.checked : one.value]),
      steps: all(".stepper").map(({ textContent }) =>
        /All \d+ steps/.test(textContent) ? "all" : textContent.match(/Step (\d+) of/)?.[1]),
      pressed: all(".practice").map(pressed),
      focus: focused, field: inputs.indexOf(focus), heard: version,
      link: focus?.matches?.("a, button, summary") ? all("a, button, summary").indexOf(focus) : -1,
      boxes: all(".scroll").map((one) => [one.scrollLeft, one.scrollTop]),
    };
    try { sessionStorage.setItem(key, JSON.stringify(state)); } catch {}
    location.reload();
  }

  function restore() {
    let state;
    try {
      state = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch {}
    if (!state) return;
    history.scrollRestoration = "manual";
    const open = new Map(state.open);
    folded().forEach((one, i) => open.has(foldName(one, i)) && (one.open = open.get(foldName(one, i))));
    all(".practice").forEach((figure, i) => {
      if (state.pressed[i] > 0) all("button[aria-pressed]", figure)[state.pressed[i]]?.click();
    });
    const values = new Map(state.fields);
    fields().forEach((one, i) => {
      const value = values.get(name(one, i));
      if (value === undefined) return;
      const kind = /checkbox|radio/.test(one.type) ? "checked" : "value";
      if (one[kind] === value) return;
      one[kind] = value;
      one.dispatchEvent(new Event("input", { bubbles: true }));
    });
    all(".stepper").forEach((bar, i) => {
      const [, next, full] = all("button", bar), step = state.steps[i];
      if (step == "all") full?.click();
      else for (let at = 1; at < step; at++) next?.click();
    });
    all(".scroll").forEach((one, i) => state.boxes[i] && ([one.scrollLeft, one.scrollTop] = state.boxes[i]));
    const focus = state.focus ? document.querySelector(state.focus)
      : fields()[state.field] || all("a, button, summary")[state.link];
    if (state.focus !== null) focus?.focus({ preventScroll: true });
    const go = () => {
      const { id, off, x, y } = state.place, mark = id && document.getElementById(id);
      scrollTo({ left: x, top: mark ? mark.getBoundingClientRect().top + scrollY + off : y, behavior: "instant" });
    };
    go();
    // Once more when pictures and style have come, unless the reader has moved on.
    const moved = scrollY;
    addEventListener("load", () => {
      if (Math.abs(scrollY - moved) < 2) go();
      history.scrollRestoration = "auto";
    });
  }

  /* ── Style sheets, pictures ── */

  const plain = (url) => decodeURIComponent(new URL(url, location.href).pathname.slice(1));
  let round = 0;

  function anew(url) {
    const fresh = new URL(url, location.href);
    fresh.searchParams.set("preview", ++round);
    return fresh.href;
  }

  /* The sheet that is there goes when the other one has come, so nothing flashes. */
  function restyle(paths) {
    for (const link of all("link[rel=stylesheet]")) {
      if (!paths.includes("*") && !paths.includes(plain(link.href))) continue;
      const fresh = Object.assign(link.cloneNode(), { href: anew(link.href) });
      fresh.onload = fresh.onerror = () => {
        link.remove();
        document.documentElement.dataset.restyled = round;
      };
      link.after(fresh);
    }
  }

  function redraw(paths) {
    for (const picture of all("img[src]")) if (paths.includes(plain(picture.src))) picture.src = anew(picture.src);
  }

  const usesScript = (paths) => all("script[src]").some((one) => paths.includes(plain(one.src)));

  /* ── What is wrong ── */

  const host = document.createElement("div");
  host.id = "gradbook-preview";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; color-scheme: inherit; }
    .box, pre, h2, p, button, kbd { all: unset; box-sizing: border-box; }
    .box, pre, h2, p, button, kbd { font: 14px/1.5 ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; color: inherit; }
    .box { position: fixed; z-index: 2147483647; inset: auto 0 0 0; display: flex; flex-direction: column;
      max-block-size: min(70vh, 40rem); padding: 12px clamp(12px, 3vw, 28px) 16px;
      background: light-dark(#fff6f4, #2b1a18); color: light-dark(#2a1512, #fbe9e5);
      border-block-start: 4px solid light-dark(#a6301c, #f5ab9b); box-shadow: 0 -6px 24px rgb(0 0 0 / 28%); }
    .bar { display: flex; gap: 12px; align-items: baseline; justify-content: space-between; padding-block-end: 8px; }
    h2 { font-weight: 700; font-size: 15px; color: light-dark(#8c2415, #ffc1b4); }
    button { font-size: 13px; padding: 4px 10px; min-block-size: 28px; cursor: pointer; white-space: nowrap;
      border: 1px solid currentcolor; border-radius: 4px; background: transparent; }
    button:focus-visible, .code:focus-visible { outline: 3px solid light-dark(#1b4f8f, #a3cbee); outline-offset: 1px; }
    .list { display: block; overflow: auto; overscroll-behavior: contain; }
    pre { display: block; margin: 0 0 12px; padding: 8px 10px; white-space: pre; tab-size: 4;
      font-size: 13px; background: light-dark(#ffffff, #1c1110); border-inline-start: 3px solid light-dark(#a6301c, #f5ab9b); }
    pre:last-child { margin-block-end: 0; }
    pre span { display: block; }
    .head, .said { white-space: pre-wrap; overflow-wrap: anywhere; }
    pre .head { font-weight: 700; padding: 0; }
    .code { overflow-x: auto; }
    i { font-style: normal; font-weight: 700; color: light-dark(#a6301c, #f5ab9b); }
    .pill { position: fixed; z-index: 2147483646; inset: auto 12px 12px auto; padding: 6px 12px; cursor: pointer;
      font: 600 13px/1.4 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; border-radius: 6px;
      background: light-dark(#8c2415, #ffc1b4); color: light-dark(#ffffff, #2b1a18); border: 1px solid transparent; }
    .pill.calm { background: light-dark(#3c4249, #d8dcd2); color: light-dark(#ffffff, #20262a); cursor: default; }
    kbd { opacity: 0.75; }
    [hidden] { display: none !important; }
    @media print { :host { display: none; } }
    @media (forced-colors: active) { .box, pre, .pill { border: 2px solid CanvasText; } }
  `);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = `
    <div class="box" role="dialog" aria-labelledby="title" hidden>
      <div class="bar"><h2 id="title"></h2><button type="button">Hide <kbd>Esc</kbd></button></div>
      <div class="list" role="alert"></div>
    </div>
    <button class="pill" type="button" hidden></button>
    <p class="pill calm" role="status" hidden></p>`;
  const [box, pill, calm] = root.children, [head, list] = box.children, [title, hide] = head.children;
  let errors = [], isHidden = false;

  const count = (n) => (n == 1 ? "1 error" : n + " errors");

  /* To the character what the terminal says. Lines of words are broken where the window ends; those with the text and its
     caret stay below each other, and are moved sideways together. */
  function written(text) {
    const pre = document.createElement("pre"), place = text.slice(0, text.indexOf(": "));
    let part = {};
    text.split("\n").forEach((line, index) => {
      const kind = !index ? "head" : /^ {2}(note|help): /.test(line) ? "said" : "code";
      if (kind != "code" || part.className != kind) {
        part = Object.assign(document.createElement("span"), { className: kind });
        pre.append(part);
        if (kind == "code") {
          part.tabIndex = 0;
          part.setAttribute("role", "group");
          part.setAttribute("aria-label", place);
        }
      }
      const caret = kind == "code" && line.match(/^( *\|\s*)([\^~]+)(.*)$/);
      if (!caret) return part.append(line + "\n");
      const mark = Object.assign(document.createElement("i"), { textContent: caret[2] });
      part.append(caret[1], mark, caret[3] + "\n");
    });
    return pre;
  }

  /* What a caret points at is seen. */
  function aim() {
    for (const mark of list.querySelectorAll("i")) {
      const lines = mark.parentNode, edge = lines.getBoundingClientRect();
      const over = mark.getBoundingClientRect().right - edge.right;
      if (over > 0) lines.scrollLeft += over + lines.clientWidth / 3;
    }
  }

  function draw() {
    const isShown = errors.length > 0 && !isHidden;
    if (errors.length && !host.isConnected) document.documentElement.append(host);
    box.hidden = !isShown;
    pill.hidden = isShown || !errors.length;
    pill.textContent = count(errors.length) + ": show";
    title.textContent = count(errors.length) + (path == "404.html" ? "" : ": this is the last page that was good");
    // What the page ends with can still be scrolled to.
    document.documentElement.style.scrollPaddingBlockEnd = isShown ? box.offsetHeight + "px" : "";
  }

  function complain(texts) {
    // What was hidden stays so until something else is wrong.
    if (texts.some((text) => !errors.includes(text))) isHidden = false;
    errors = texts;
    list.replaceChildren(...texts.map((text) => written(text.trimEnd())));
    draw();
    aim();
  }

  const conceal = (hidden) => {
    isHidden = hidden;
    draw();
    if (hidden) pill.focus({ preventScroll: true });
    else hide.focus({ preventScroll: true });
  };
  hide.onclick = () => conceal(true);
  pill.onclick = () => conceal(false);
  addEventListener("keydown", (event) => {
    if (event.key == "Escape" && !box.hidden && !event.defaultPrevented) {
      event.preventDefault();
      conceal(true);
    }
  });

  function away(isAway) {
    calm.textContent = isAway ? "The preview has ended; waiting for it" : "";
    calm.hidden = !isAway;
    if (isAway && !host.isConnected) document.documentElement.append(host);
  }

  /* ── The stream ── */

  let source, silence;

  function hear({ data }) {
    const news = JSON.parse(data);
    const paths = news.paths || [];
    if (news.kind == "errors") return complain(news.errors);
    if (news.kind == "ok") return complain([]);
    if (news.kind == "css") return restyle(paths);
    if (usesScript(paths)) return reload();
    redraw(paths);
    if (paths.includes("*")) restyle(paths);
    const pages = [path, here, here + "index.html", here + "/index.html"];
    if (paths.includes("*") || paths.some((one) => pages.includes(one))) refresh().catch(() => {});
    else version = news.version;
  }

  /* A browser opens six connections to one server and no more: only pages that are seen hold one, and the others ask for
     what they missed when they are seen again. */
  function listen() {
    if (document.hidden || source) return;
    source = new EventSource("/-/events?since=" + encodeURIComponent(version));
    source.onmessage = hear;
    source.onopen = () => {
      clearTimeout(silence);
      silence = null;
      away(false);
    };
    source.onerror = () => {
      // The address names the version: a new one is opened by hand.
      source?.close();
      source = null;
      silence ??= setTimeout(away, 1500, true);
      setTimeout(listen, 400);
    };
  }

  function rest() {
    source?.close();
    source = null;
  }

  remember();
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  // After the scripts of the page, which make what is to be restored.
  addEventListener("DOMContentLoaded", restore);
  listen();
})();

/* What every page does with script and is complete without: the section one is in is marked in the table of contents,
   the buttons at the head work, search comes when it is first asked for, and a page read to its end is noted. */
(function () {
  "use strict";
  var assets = document.currentScript.src.replace(/[^/]*$/, "");

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function button(selector, action) {
    all(selector).forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", action);
    });
  }

  button(".print", function () {
    print();
  });

  button(".find", function loadSearch() {
    var script = document.createElement("script");
    script.src = assets + "search.js";
    document.head.append(script);
    document.querySelector(".find").removeEventListener("click", loadSearch);
  });

  // The section whose heading was the last to pass the upper third, and at the end of the page the last one.
  var links = all(".contents a, .contents-folded a");
  var headings = all(".contents a").map(function (link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  });
  var end = document.querySelector(".neighbours");

  function mark() {
    var above = headings.filter(function (heading) {
      return heading.getBoundingClientRect().top < innerHeight / 3;
    });
    var isEnd = scrollY > 0 && scrollY + innerHeight > document.documentElement.scrollHeight - 9;
    var current = (isEnd ? headings : above).pop();
    links.forEach(function (link) {
      if (current && link.hash === "#" + encodeURIComponent(current.id)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  if (headings.length) {
    var watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66.6%" });
    headings.forEach(function (heading) {
      watch.observe(heading);
    });
    addEventListener("scrollend", mark);
  }
})();

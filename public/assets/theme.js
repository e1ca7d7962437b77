(function () {
"use strict";
var key = "gradbook:theme", root = document.documentElement, choice;
var system = matchMedia("(prefers-color-scheme: dark)");
function isDark() { return choice ? choice === "dark" : system.matches; }
function show() {
var button = document.querySelector(".theme");
if (choice) root.dataset.theme = choice;
else delete root.dataset.theme;
if (!button) return;
button.hidden = false;
button.setAttribute("aria-pressed", isDark());
button.onclick = function () {
choice = choice ? "" : isDark() ? "light" : "dark";
try { localStorage.setItem(key, choice); } catch (e) {}
show();
};
}
function load() {
try { choice = localStorage.getItem(key); } catch (e) {}
show();
}
load();
system.onchange = show;
window.onstorage = load;
addEventListener("DOMContentLoaded", show);
})();

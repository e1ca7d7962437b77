(() => {
"use strict";
const key = "gradbook:theme", root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (choice ? choice == "dark" : system.matches);
let choice;
function show() {
const button = document.querySelector(".theme");
if (choice) root.dataset.theme = choice;
else delete root.dataset.theme;
if (!button) return;
button.hidden = false;
button.ariaPressed = isDark();
button.onclick = () => {
choice = choice ? "" : isDark() ? "light" : "dark";
try { localStorage.setItem(key, choice); } catch {}
show();
};
}
function load() {
try { choice = localStorage.getItem(key); } catch {}
show();
}
load();
system.onchange = show;
window.onstorage = load;
addEventListener("DOMContentLoaded", show);
})();

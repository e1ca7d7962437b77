(() => {
"use strict";
document.body.insertAdjacentHTML("beforeend", '<p class="unseen" role="status"></p>');
const said = document.body.lastChild;
for (const box of document.querySelectorAll(".snippet, figure.source")) {
const code = box.querySelector("pre code");
const button = document.createElement("button");
const show = (word) => (button.textContent = word);
const tell = (word) => {
said.textContent = show(word);
setTimeout(() => (said.textContent = show("Copy") && ""), 2000);
};
const select = () => {
getSelection().selectAllChildren(code);
tell(document.execCommand("copy") ? "Copied" : "Selected");
};
button.className = "copy";
button.onclick = () =>
navigator.clipboard ? navigator.clipboard.writeText(code.textContent).then(() => tell("Copied"), select) : select();
show("Copy");
box.append(button);
}
})();

// Runs inside the email's frame, which has no origin: all it can do is talk to the page around it.

const home = new URL(document.URL).origin;
const tell = (message) => parent.postMessage(message, home);
const shown = "data-dg-shown";

function mark(anchor, go = true) {
  document.querySelectorAll(`[${shown}]`).forEach((element) => element.removeAttribute(shown));
  const found = anchor && document.querySelector(`[data-dg~="${CSS.escape(anchor)}"]`);
  if (!found) return;
  found.setAttribute(shown, "");
  if (go) found.scrollIntoView({ block: "center" });
}

/** As the frame before this one was. */
function place({ at, anchor }) {
  mark(anchor, !at);
  if (at) window.scrollTo(at.x, at.y);
  tell({ type: "placed" });
}

window.addEventListener("message", ({ source, data }) => {
  if (source !== parent) return;
  if (data.type === "place") place(data);
  if (data.type === "mark") mark(data.anchor);
});

let waiting = false;
window.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    tell({ type: "scrolled", x: window.scrollX, y: window.scrollY });
  });
});

window.addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const moves = ["Tab", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " ", "Enter"];
  if (!altKey && moves.includes(key)) return;
  tell({ type: "key", key, ctrlKey, metaKey, altKey, shiftKey });
  if (altKey || ((ctrlKey || metaKey) && key === "k")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const anchors = [];
  for (let at = event.target; at instanceof Element; at = at.parentElement) {
    if (at.dataset.dg) anchors.push(...at.dataset.dg.split(" "));
  }
  if (anchors.length) tell({ type: "picked", anchors });
});

const ready = () => tell({ type: "ready", height: document.documentElement.scrollHeight });
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
else ready();

// Runs inside the email's frame, which has no origin: all it can do is talk to the page around it.
// A form named "URL" is what `document.URL` says: of what emails can name, only prototypes are asked.

const own = (type, name) => (target, ...given) => type.prototype[name].call(target, ...given);
const all = own(Document, "querySelectorAll");
const get = own(Element, "getAttribute");
const set = own(Element, "setAttribute");
const remove = own(Element, "removeAttribute");
const show = own(Element, "scrollIntoView");
const tell = (message) => parent.postMessage(message, location.origin);
const shown = "data-dg-shown";

function mark(anchor, go) {
  all(document, `[${shown}]`).forEach((element) => remove(element, shown));
  const [found] = anchor ? all(document, `[data-dg~="${CSS.escape(anchor)}"]`) : [];
  if (!found) return;
  set(found, shown, "");
  if (go) show(found, { block: "center" });
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
  if (data.type === "mark") mark(data.anchor, data.go);
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

window.addEventListener("click", (event) => {
  const path = event.composedPath().filter((each) => each instanceof Element);
  const anchors = path.flatMap((each) => get(each, "data-dg")?.split(" ") ?? []);
  if (anchors.length) tell({ type: "picked", anchors });
});

tell({ type: "ready" }); // a module runs when all has been parsed

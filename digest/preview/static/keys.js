// One table of keys: what they do, for the help and the palette too.

import { announce } from "./announce.js";

const table = [];

/** Bind a key as `KeyboardEvent.key` names it, with "Alt+" or "Ctrl+" before it; Ctrl is Cmd on a Mac.
 *
 * It means something `when` that holds; `why` tells why it cannot be done, if it cannot. */
export function bind(key, label, run, { group = "Page", when = () => true, why = () => "" } = {}) {
  table.push({ key, label, run, group, when, why });
}

/** A key as a person reads it. */
export const told = (key) => key.replace("ArrowUp", "↑").replace("ArrowDown", "↓").replace("Escape", "Esc");

/** What can be done now. */
export const commands = () => all().filter((each) => each.when());
export const all = () => table.filter((each) => !each.why());

/** Do what a key means; false when it means nothing. */
export function press({ key, ctrlKey, metaKey, altKey }) {
  const written = altKey && /^[^\w\s]$/.test(key); // as "[" is on many keyboards
  const name = written ? key : (ctrlKey || metaKey ? "Ctrl+" : "") + (altKey ? "Alt+" : "") + key;
  const found = table.find((each) => each.key === name && each.when());
  if (!found) return false;
  if (found.why()) announce(found.why());
  else found.run();
  return true;
}

export function start() {
  document.addEventListener("keydown", (event) => { // the focus is a moment late to leave what was closed
    if (!event.target.closest?.("dialog:not([open])")) return;
    event.target.blur();
    event.stopPropagation();
    if (press(event)) event.preventDefault();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event)) return;
    if (document.querySelector("dialog[open]") && event.key !== "Escape") return;
    if (press(event)) event.preventDefault();
  });
}

function isTyping({ target, ctrlKey, metaKey, key }) {
  if ((ctrlKey || metaKey) && key === "k") return false;
  if (key === "Escape") return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

// Which folds are open stands in the URL.

import * as state from "./state.js";

const NAMES = ["inboxes", "wording", "left-out"];

export function start() {
  document.addEventListener("toggle", follow, true); // it does not bubble
  state.onChange((names) => names.includes("open") && draw());
  draw();
}

/** Open those that the URL names, of what has been drawn. */
export function draw() {
  for (const fold of NAMES.map((name) => document.getElementById(name))) {
    if (fold) fold.open = isOpen(fold.id);
  }
}

const isOpen = (name) => state.get("open").split(" ").includes(name);

function follow({ target }) {
  if (!NAMES.includes(target.id)) return;
  const open = NAMES.filter((name) => (name === target.id ? target.open : isOpen(name)));
  state.set({ open: open.join(" ") }, { replace: true });
}

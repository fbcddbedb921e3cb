// Which of the two panels are shown beside the email: the URL says it, buttons and keys change it.

import * as keys from "./keys.js";
import * as state from "./state.js";

const buttons = document.querySelectorAll("#panels button");

export function start() {
  document.getElementById("panels").hidden = false;
  buttons.forEach((each) => each.addEventListener("click", () => toggle(each.dataset.panel)));
  state.onChange((names) => names.includes("panel") && draw());
  keys.bind("h", "Show or hide the posts", () => toggle("posts"), { group: "Posts" });
  keys.bind("c", "Show or hide the checks", () => toggle("checks"), { group: "Checks" });
  draw();
}

const shows = (name) => ["both", name].includes(state.get("panel"));

/** See to it that a panel is shown. */
export function open(name) {
  if (!shows(name)) toggle(name);
}

function toggle(name) {
  const shown = ["posts", "checks"].filter((each) => shows(each) !== (each === name));
  state.set({ panel: shown.length === 2 ? "both" : shown[0] ?? "none" }, { replace: true });
}

function draw() {
  for (const each of buttons) {
    each.setAttribute("aria-pressed", String(shows(each.dataset.panel)));
    document.getElementById(each.dataset.panel).hidden = !shows(each.dataset.panel);
  }
}

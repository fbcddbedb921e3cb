// The keys, in a dialog.

import { all, told } from "./keys.js";
import { button, make } from "./make.js";

const dialog = document.getElementById("help");

/** Open it. */
export function show() {
  const groups = [...new Set(all().map((each) => each.group))];
  dialog.replaceChildren(
    make("div", { class: "row" }, make("h2", { id: "help-title" }, "Keys"), button("Close", () => dialog.close())),
    make("div", { class: "columns" }, groups.map(column)));
  dialog.showModal();
}

function column(group) {
  const rows = all().filter((each) => each.group === group).map(({ key, label }) =>
    make("div", {}, make("dt", {}, make("kbd", {}, told(key))), make("dd", {}, label)));
  return make("section", {}, make("h3", {}, group), make("dl", {}, rows));
}

// Every command by its name.

import { commands, told } from "./keys.js";
import { make } from "./make.js";

const dialog = document.getElementById("palette");
let found = [];
let at = 0;

/** Open it. */
export function show() {
  const input = make("input", {
    type: "text", role: "combobox", "aria-label": "Command", "aria-controls": "palette-list",
    "aria-expanded": "true", "aria-autocomplete": "list", placeholder: "Type a command", oninput: () => draw(input),
    onkeydown: (event) => steer(event, input),
  });
  dialog.replaceChildren(input, make("ul", { id: "palette-list", role: "listbox", "aria-label": "Commands" }));
  dialog.showModal();
  draw(input);
}

function draw(input) {
  const words = input.value.toLowerCase().split(/\s+/);
  found = commands().filter((each) => each.run !== show && words.every((word) => each.label.toLowerCase().includes(word)));
  at = Math.min(at, Math.max(found.length - 1, 0));
  const rows = found.map((each, place) => make("li", {
    role: "option", id: `command-${place}`, "aria-selected": String(place === at), onclick: () => run(each),
  }, each.label, make("kbd", {}, told(each.key))));
  document.getElementById("palette-list").replaceChildren(...rows);
  if (rows.length) input.setAttribute("aria-activedescendant", `command-${at}`);
  else input.removeAttribute("aria-activedescendant");
  rows[at]?.scrollIntoView({ block: "nearest" });
}

function steer(event, input) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    at = (at + step + found.length) % found.length;
    draw(input);
    event.preventDefault();
  } else if (event.key === "Enter" && found[at]) {
    event.preventDefault();
    run(found[at]);
  } else if (!step) at = 0;
}

function run(command) {
  dialog.close();
  command.run();
}

// The rows of the panel of posts: one for each post of the issue, and one for each left out.

import * as drafts from "./drafts.js";
import { button, make } from "./make.js";

const DOWN = { ArrowDown: 1, ArrowUp: -1 };
const LONG = ["blurb", "intro", "outro"];
let dragged = null;

/** A post of the issue; `does` has what its controls do, and is null where nobody may. */
export function row(item, { chosen, choose, step, does, form }) {
  const facts = [item.kind === "post" ? item.source : item.kind, item.section].filter(Boolean).join(" · ");
  return make("li", {
    tabindex: chosen ? "0" : "-1", "data-ref": item.ref, "data-key": `row ${item.ref}`,
    draggable: does && !form ? "true" : null, "aria-current": chosen ? "true" : null,
    "aria-keyshortcuts": does ? "Alt+ArrowUp Alt+ArrowDown" : null,
    onfocus: () => choose(), onclick: (event) => event.target.closest("button, form") || choose(true),
    onkeydown: (event) => steer(event, step), ...(does ? dragging(item, does.put) : {}),
  },
  make("b", { dir: "auto" }, item.title),
  make("small", {}, item.featured ? make("span", { class: "mark" }, "★ leads ") : null,
    item.pinned ? make("span", { class: "mark" }, "pinned ") : null, facts),
  does ? actions(item, chosen, does) : null, form);
}

function actions(item, chosen, does) {
  const act = (words, run, name = words) => button(words, run, {
    "aria-label": `${name}: ${item.title}`, "data-key": `${words} ${item.ref}`, tabindex: chosen ? "0" : "-1",
  });
  const other = (words, op) => act(words, () => does.change({ op, ref: item.ref }));
  return make("span", { class: "row acts" },
    act("↑", () => does.move(item, "up"), "Move up"), act("↓", () => does.move(item, "down"), "Move down"),
    item.kind === "post" ? other(item.pinned ? "Unpin" : "Pin", item.pinned ? "unpin" : "pin") : null,
    other(item.featured ? "Unfeature" : "Feature", item.featured ? "unfeature" : "feature"),
    act("Edit", () => does.edit(item)), other("Drop", "drop"));
}

function steer(event, step) {
  if (event.target !== event.currentTarget || event.altKey || !DOWN[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  step(DOWN[event.key]);
}

function dragging(item, put) {
  const mark = (event, over) => event.currentTarget.classList.toggle("over", over);
  return {
    ondragstart: (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
    },
    ondragend: () => (dragged = null),
    ondragover: (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      mark(event, true);
    },
    ondragleave: (event) => mark(event, false),
    ondrop: (event) => {
      event.preventDefault();
      mark(event, false);
      if (dragged && dragged !== item) put(dragged, item);
    },
  };
}

/** A candidate that was left out, with the reason. */
export function leftOut(each, change) {
  const [words, op] = each.dropped ? ["Take back", "undrop"] : ["Take in", "pin"];
  return make("li", { "data-ref": each.ref },
    make("b", { dir: "auto" }, each.title), make("small", {}, `${each.source}: ${each.reason}`),
    change && !each.final ? button(words, () => change({ op, ref: each.ref }),
      { "aria-label": `${words}: ${each.title}`, "data-key": `${words} ${each.ref}` }) : null);
}

/** A form of fields of version `etag`: name, label, the editor's own words, and those that are shown.
 *
 * `key` tells it from others; `submit` gets the words that differ. */
export function form(key, etag, fields, submit, ...more) {
  return make("form", {
    oninput: ({ target }) => drafts.note(key, target, etag),
    onsubmit: (event) => {
      event.preventDefault();
      submit(drafts.words(key));
    },
  }, fields.map((each) => field(key, etag, submit, ...each)),
  make("p", { class: "row" }, make("button", { class: "main", "data-key": `${key} save` }, "Save"), ...more));
}

function field(key, etag, submit, name, label, own, shown) {
  const input = make(LONG.includes(name) ? "textarea" : "input", { name, "data-own": own, "data-key": `${key} ${name}`, dir: "auto" });
  input.value = input.defaultValue = own || shown || "";
  drafts.put(key, input, etag);
  const back = () => {
    input.value = "";
    input.focus();
    drafts.note(key, input, etag);
    submit({ [name]: "" });
  };
  return make("div", { class: "field" },
    make("label", {}, make("span", {}, label), input),
    own ? button("as without me", back, { "aria-label": `as without me: ${label}`, "data-key": `${key} ${name} back` }) : null);
}

// Somebody else changed the editor's files meanwhile: both versions, and nothing lost.

import { copy } from "./announce.js";
import { button, fill, make } from "./make.js";

const dialog = document.getElementById("conflict");

/** Show both; `reload` reads what lies on disk, after `leave` without the change, which `again` makes in it. */
export function show({ error, hint, yours, theirs }, { reload, leave, again }) {
  const then = (run) => () => (dialog.close(), run());
  fill(dialog,
    make("h2", { id: "conflict-title" }, "Changed on disk meanwhile"),
    make("p", {}, [error, hint].filter(Boolean).join(" – ")),
    make("div", { class: "versions" }, version("On disk now", theirs, yours), version("With your change", yours, theirs)),
    make("p", { class: "row" },
      again ? button("Make my change in what is on disk", then(again), { class: "main" }) : null,
      button("Go on without it", then(() => (leave(), reload()))),
      button("Copy mine", () => copy(yours))));
  dialog.oncancel = () => reload();
  dialog.showModal();
  dialog.querySelectorAll("pre").forEach((each) => each.querySelector("mark")?.scrollIntoView({ block: "nearest" }));
}

function version(title, text, other) {
  const also = new Set(other.split("\n"));
  const lines = text.split("\n").map((line) => (also.has(line) ? `${line}\n` : make("mark", {}, `${line}\n`)));
  return make("section", {}, make("h3", {}, title), make("pre", { tabindex: "0", "aria-label": title }, lines));
}

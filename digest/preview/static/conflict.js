// Somebody else changed the editor's files meanwhile: both versions, and nothing lost.

import { copy } from "./announce.js";
import { button, fill, make } from "./make.js";

const dialog = document.getElementById("conflict");

/** Show both; what to do with the change: "again", "leave", or "" when nobody has said it. */
export function show({ error, hint, yours, theirs }, { again }) {
  const choice = (words, value, more) => button(words, () => dialog.close(value), more);
  fill(dialog,
    make("h2", { id: "conflict-title" }, "Changed on disk meanwhile"),
    make("p", {}, [error, hint].filter(Boolean).join(" – ")),
    make("div", { class: "versions" }, version("On disk now", theirs, yours), version("With your change", yours, theirs)),
    make("p", { class: "row" },
      again ? choice("Make my change in what is on disk", "again", { class: "main" }) : null,
      choice("Go on without it", "leave"),
      button("Copy mine", () => copy(yours))));
  dialog.returnValue = "";
  dialog.showModal();
  dialog.querySelectorAll("pre").forEach((each) => each.querySelector("mark")?.scrollIntoView({ block: "nearest" }));
  return new Promise((done) => (dialog.onclose = () => done(dialog.returnValue)));
}

function version(title, text, other) {
  const also = new Set(other.split("\n"));
  const lines = text.split("\n").map((line) => (also.has(line) ? `${line}\n` : make("mark", {}, `${line}\n`)));
  return make("section", {}, make("h3", {}, title), make("pre", { tabindex: "0", "aria-label": title }, lines));
}

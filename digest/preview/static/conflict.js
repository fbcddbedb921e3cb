// Somebody else changed the editor's files meanwhile: both versions, and nothing lost.

import { announce } from "./announce.js";
import { button, make } from "./make.js";

const dialog = document.getElementById("conflict");

/** Show both; `reload` reads what lies on disk. */
export function show({ error, hint, yours, theirs }, reload) {
  dialog.replaceChildren(
    make("h2", { id: "conflict-title" }, "Changed on disk meanwhile"),
    make("p", {}, [error, hint].filter(Boolean).join(" – ")),
    make("div", { class: "versions" }, version("On disk now", theirs), version("With your change", yours)),
    make("p", { class: "row" },
      button("Go on with what is on disk", () => (dialog.close(), reload()), { class: "main" }),
      button("Copy mine", () => navigator.clipboard.writeText(yours).then(() => announce("copied")))));
  dialog.showModal();
}

function version(title, text) {
  return make("section", {}, make("h3", {}, title), make("pre", { tabindex: "0", "aria-label": title }, text));
}

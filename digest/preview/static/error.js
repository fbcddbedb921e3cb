// A mistake that keeps the issue from being built, over the last good one, until it is mended.

import { aloud, copy } from "./announce.js";
import { readOnly } from "./api.js";
import { open } from "./editor.js";
import { on } from "./events.js";
import { button, fill, make } from "./make.js";

const box = document.getElementById("error");

export function start() {
  on("build-error", draw);
  on("build-ok", () => draw(null));
}

/** Show a mistake, or take it away. */
export function draw(mistake) {
  const was = !box.hidden;
  box.hidden = !mistake;
  document.body.classList.toggle("broken", Boolean(mistake));
  if (!mistake) {
    box.replaceChildren();
    if (was) aloud("mended, and built");
    return;
  }
  const place = [mistake.file, mistake.line, mistake.column].filter(Boolean).join(":");
  fill(box,
    make("h2", {}, "Not built"),
    place ? make("p", { class: "place" }, make("code", {}, place)) : null,
    make("p", {}, mistake.message),
    mistake.post ? make("p", { class: "quiet" }, `post: ${mistake.post}`) : null,
    mistake.hint ? make("p", { class: "quiet" }, mistake.hint) : null,
    mistake.excerpt?.length ? excerpt(mistake) : null,
    actions(mistake, place));
  aloud(`not built: ${place} ${mistake.message}`);
}

/** Tell that the issue itself is no more. */
export function gone({ message }) {
  box.hidden = false;
  fill(box, make("h2", {}, "Gone"), make("p", {}, message), make("a", { href: "/issues" }, "All issues"));
  aloud(message);
}

export const isGone = () => Boolean(box.querySelector("a"));

function excerpt({ excerpt: lines, line }) {
  const rows = lines.map((row) => make("li", { value: row.line, class: row.line === line ? "here" : null }, make("code", {}, row.text)));
  return make("ol", { tabindex: "0", "aria-label": "Excerpt" }, rows);
}

function actions(mistake, place) {
  const told = [place, mistake.message, mistake.hint].filter(Boolean).join("\n");
  return make("p", { class: "row" },
    button("Copy", () => copy(told)),
    mistake.file && !readOnly ? button("Open in editor", () => open(mistake)) : null,
    button("Hide", () => (box.hidden = true)));
}

// From, subject and preheader, and what inboxes show of them.

import { make } from "./make.js";

const rows = document.getElementById("inbox");
const words = document.querySelectorAll("#envelope dd");

/** Show the envelope of an issue's facts. */
export function draw(facts) {
  [facts.from, facts.subject, facts.preheader].forEach((text, at) => (words[at].textContent = text));
  rows.replaceChildren(...facts.inbox.map((row) => make("div", { class: "client" },
    make("span", { class: "quiet" }, row.client),
    make("b", { dir: "auto" }, row.from),
    make("span", { dir: "auto" }, make("b", {}, row.subject),
      row.preheader ? make("span", { class: "quiet" }, ` – ${row.preheader}`) : null))));
}

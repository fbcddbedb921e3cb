// From, subject and preheader, and what inboxes show of them.

import { make } from "./make.js";

const rows = document.getElementById("inbox");
const words = document.querySelectorAll("#envelope dd");

/** Show the envelope of an issue's facts. */
export function draw(facts) {
  [facts.from, facts.subject, facts.preheader].forEach((text, at) => (words[at].textContent = text));
  rows.replaceChildren(...facts.inbox.map((row) => make("div", { class: "row" },
    make("span", { class: "quiet" }, row.client),
    make("b", {}, row.from),
    make("span", { class: "line", dir: "auto" }, make("b", {}, row.subject),
      row.preheader ? make("span", { class: "quiet" }, ` – ${row.preheader}`) : null))));
  document.title = `${facts.subject} · digest preview`;
  document.querySelector("h1 a").textContent = facts.title;
  document.getElementById("state").textContent = facts.state;
}

// The head of the page: which issue it shows, what state it is in, and those beside it.

import { announce } from "./announce.js";
import * as keys from "./keys.js";
import * as state from "./state.js";

const NEIGHBOURS = ["older", "newer"];
const part = (id) => document.getElementById(id);
let facts = null;
let wanted = ""; // by a key, before the facts were here

export function start() {
  state.onChange(() => facts && link());
  keys.bind("[", "Older issue", () => open("older"), { group: "Issues" });
  keys.bind("]", "Newer issue", () => open("newer"), { group: "Issues" });
  keys.bind("l", "All issues", () => location.assign("/issues"), { group: "Issues" });
}

/** Show an issue's facts. */
export function draw(now) {
  facts = now;
  document.title = `${facts.subject} · digest preview`;
  document.querySelector("h1").textContent = facts.title;
  part("state").textContent = facts.state;
  part("rebuild").hidden = part("approve").hidden = !facts.editable;
  part("approve").classList.toggle("main", facts.state !== "approved");
  link();
  if (wanted) open(wanted);
}

const path = (name) => facts[name] && `/i/${encodeURIComponent(facts[name])}${state.elsewhere()}`;

function link() {
  for (const name of NEIGHBOURS) {
    if (facts[name]) part(name).href = path(name);
    else part(name).removeAttribute("href");
    part(name).ariaDisabled = String(!facts[name]);
  }
}

function open(name) {
  wanted = facts ? "" : name;
  if (!facts) return;
  if (facts[name]) location.assign(path(name));
  else announce(`there is no ${name} issue`);
}

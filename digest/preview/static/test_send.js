// Send the shown issue to the test addresses of digest.toml.

import { base, post, readOnly, whyNot } from "./api.js";
import * as keys from "./keys.js";
import { button, fill, make } from "./make.js";

const dialog = document.getElementById("test");
const opener = document.getElementById("test-send");
let addresses = [];
let sending = false;

export function start() {
  opener.hidden = readOnly;
  opener.addEventListener("click", show);
  keys.bind("t", "Send a test", show, { why: () => whyNot });
}

/** Take the test addresses of an issue's facts. */
export function draw(facts) {
  addresses = facts.test_addresses;
}

function show() {
  const form = make("form", { onsubmit: send }, addresses.map(choice),
    make("label", { class: "row" }, make("input", { type: "checkbox", name: "apart", checked: true }), "Prevent threading (a subject of its own)"),
    make("p", { role: "status", id: "test-told" }),
    make("p", { class: "row" }, addresses.length ? make("button", { class: "main", disabled: sending }, "Send") : null, button("Close", () => dialog.close())));
  const none = make("p", {}, "No test addresses yet: write them into digest.toml, under [audience], as test = [\"me@example.org\"].");
  fill(dialog, make("h2", {}, "Test send"), addresses.length ? null : none, form);
  dialog.showModal();
}

function choice(address) {
  return make("label", { class: "row" }, make("input", { type: "checkbox", name: "to", value: address, checked: true }), address);
}

async function send(event) {
  event.preventDefault();
  if (sending) return;
  const data = new FormData(event.target);
  tell("sending …", true);
  try {
    const done = await post(`${base}/test-send`, { to: data.getAll("to"), prevent_threading: data.has("apart") });
    tell(done.told, false);
  } catch (error) {
    tell(error.told, false);
  }
}

function tell(words, goesOn) {
  sending = goesOn;
  dialog.querySelector("#test-told").textContent = words;
  dialog.querySelector("button.main").disabled = goesOn;
}

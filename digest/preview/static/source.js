// The email as text, source, MJML, headers and raw message.

import { base, getJson, getText } from "./api.js";
import { aloud } from "./announce.js";
import { make } from "./make.js";
import * as state from "./state.js";

const NAMES = { text: "Plain text", source: "HTML source", mjml: "MJML", headers: "Headers", raw: "Raw message" };
const PARTS = { text: "text", source: "html", mjml: "mjml", raw: "raw" };
const shown = document.getElementById("shown");

export function start() {
  state.onChange((names) => names.some((name) => ["view", "line"].includes(name)) && draw());
  draw();
}

/** Show the part that the URL names, if it is one of text. */
export async function draw() {
  const view = state.get("view");
  if (!(view in NAMES)) return;
  const keep = shown.className === view ? shown.firstElementChild?.scrollTop : 0;
  try {
    const content = view === "headers" ? await headers() : await text(view);
    if (state.get("view") !== view) return;
    shown.replaceChildren(content);
    shown.className = view;
    content.scrollTop = keep ?? 0;
    toLine(content);
  } catch (error) {
    shown.replaceChildren(make("p", { class: "quiet" }, error.told ?? error.message));
    aloud(error.message);
  }
}

async function headers() {
  const { headers: fields } = await getJson(base);
  const rows = fields.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)));
  return make("dl", { class: "headers" }, rows);
}

async function text(view) {
  const content = await getText(`${base}/source?part=${PARTS[view]}`);
  if (view === "text") return make("pre", { tabindex: "0", "aria-label": NAMES[view] }, content);
  const lines = content.split("\n").map((line, at) => make("span", { "data-line": at + 1 }, `${line}\n`));
  return make("pre", { class: "lines", tabindex: "0", "aria-label": NAMES[view] }, lines);
}

function toLine(content) {
  const line = content.querySelector(`[data-line="${Number(state.get("line"))}"]`);
  if (!line) return;
  line.classList.add("here");
  line.scrollIntoView({ block: "center" });
}

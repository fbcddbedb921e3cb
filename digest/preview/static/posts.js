// The posts of the issue: order, pins, drops, words, and the candidates that were left out.

import { announce } from "./announce.js";
import { base, getJson, post, readOnly } from "./api.js";
import * as conflict from "./conflict.js";
import { on } from "./events.js";
import { highlight, onPick } from "./frames.js";
import * as keys from "./keys.js";
import { button, fill, make } from "./make.js";
import * as state from "./state.js";

const WORDS = { title: "Title", subject: "Subject", preheader: "Preheader", intro: "Intro", outro: "Outro" };
const LONG = ["intro", "outro"];
const panel = document.getElementById("posts");
let data = null;
let chosen = 0;
let dragged = null;

export function start() {
  refresh();
  on("build-ok", refresh);
  on("hello", refresh);
  onPick(pickAnchor);
  state.onChange((names) => names.includes("panel") && draw());
  bindKeys();
}

async function refresh() {
  try {
    data = await getJson(`${base}/posts`);
    draw();
  } catch (error) {
    announce(error.told);
  }
}

/** Make a change, and show what became of it. */
async function change(body, path = "curation") {
  if (!data?.editable) return announce(data?.why_not ?? "read only");
  try {
    data = await post(`${base}/${path}`, body, { "If-Match": data.etag });
    announce([...data.changed, ...data.notes].join("; ") || "nothing to change");
    draw();
  } catch (error) {
    if (error.status === 409 && "theirs" in error.body) conflict.show(error.body, refresh);
    else tell(error.told);
  }
}

function tell(words) {
  announce(words);
  panel.querySelector(".problem").textContent = words;
}

function draw() {
  panel.hidden = !["both", "posts"].includes(state.get("panel"));
  if (!data) return;
  const focused = document.activeElement?.closest?.("[data-ref]")?.dataset.ref;
  const opened = [...panel.querySelectorAll("details[open]")].map((each) => each.id);
  fill(panel,
    make("div", { class: "row bar" },
      make("h2", {}, `Posts ${data.items.length}`),
      data.editable ? button("Undo", () => change({}, "undo"), { disabled: !data.undo }) : null,
      data.editable ? button("Redo", () => change({}, "redo"), { disabled: !data.redo }) : null),
    make("p", { class: "problem", role: "alert" }),
    data.editable ? null : make("p", { class: "quiet pad" }, data.why_not ?? "read only"),
    make("ol", { class: "items", "aria-label": "Posts of the issue" }, data.items.map(row)),
    wording(),
    leftOut(),
    approval());
  opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (focused) rows().find((each) => each.dataset.ref === focused)?.focus();
}

const rows = () => [...panel.querySelectorAll(".items > li")];

function row(item, at) {
  const facts = [item.kind === "post" ? item.source : item.kind, item.section].filter(Boolean).join(" · ");
  const element = make("li", {
    tabindex: at === chosen ? "0" : "-1", "data-ref": item.ref, draggable: data.editable ? "true" : null,
    "aria-current": at === chosen ? "true" : null,
    onfocus: () => choose(at), onclick: () => choose(at, true), onkeydown: (event) => steer(event, at),
    ondragstart: () => (dragged = item.ref), ondragend: () => (dragged = null),
    ondragover: (event) => dragged && event.preventDefault(),
    ondrop: (event) => drop(event, item),
  },
  make("span", { class: "marks" }, item.featured ? "★" : null, item.pinned ? "pinned" : null),
  make("b", { dir: "auto" }, item.title), make("small", {}, facts));
  if (data.editable) element.append(actions(item, at));
  return element;
}

function actions(item, at) {
  const name = `: ${item.title}`;
  const act = (words, body) => button(words, (event) => (event.stopPropagation(), change({ ...body, ref: item.ref })), { "aria-label": words + name, tabindex: at === chosen ? "0" : "-1" });
  return make("span", { class: "row acts" },
    act("↑", { op: "move", place: "up" }), act("↓", { op: "move", place: "down" }),
    item.kind === "post" ? act(item.pinned ? "Unpin" : "Pin", { op: item.pinned ? "unpin" : "pin" }) : null,
    act(item.featured ? "Unfeature" : "Feature", { op: item.featured ? "unfeature" : "feature" }),
    button("Edit", (event) => (event.stopPropagation(), edit(item)), { "aria-label": `Edit${name}`, tabindex: at === chosen ? "0" : "-1" }),
    act("Drop", { op: "drop" }));
}

function choose(at, show = false) {
  if (at !== chosen) {
    chosen = at;
    rows().forEach((each, place) => {
      each.tabIndex = place === at ? 0 : -1;
      each.toggleAttribute("aria-current", place === at);
      if (place === at) each.setAttribute("aria-current", "true");
      each.querySelectorAll("button").forEach((one) => (one.tabIndex = place === at ? 0 : -1));
    });
  }
  if (show) highlight(data.items[at].anchor);
}

function step(by) {
  if (!data?.items.length) return;
  choose(Math.min(Math.max(chosen + by, 0), data.items.length - 1), true);
  rows()[chosen].focus();
}

function pickAnchor(anchors) {
  const at = data?.items.findIndex((item) => anchors.includes(item.anchor)) ?? -1;
  if (at < 0) return;
  choose(at);
  rows()[at].scrollIntoView({ block: "nearest" });
}

function steer(event, at) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.target !== event.currentTarget) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.altKey) change({ op: "move", ref: data.items[at].ref, place: by > 0 ? "down" : "up" });
  else step(by);
}

function drop(event, item) {
  event.preventDefault();
  if (dragged && dragged !== item.ref) change({ op: "move", ref: dragged, place: item.place });
}

function field(name, label, value, long) {
  const input = make(long ? "textarea" : "input", { name, "aria-label": label });
  input.value = value ?? "";
  return make("label", { class: "field" }, make("span", {}, label), input);
}

const fields = (form) => Object.fromEntries(new FormData(form));

function edit(item) {
  const at = data.items.indexOf(item);
  const form = make("form", { onsubmit: (event) => {
    event.preventDefault();
    change({ op: "item", ref: item.ref, ...fields(form) });
  } },
  field("title", "Title", item.own_title), field("blurb", "Words about it", item.own_blurb, true),
  make("p", { class: "quiet" }, "Empty words go back to the post's own."),
  make("p", { class: "row" }, make("button", { class: "main" }, "Save"), button("Cancel", draw)));
  rows()[at].append(form);
  form.elements[0].focus();
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") draw();
  });
}

function wording() {
  if (!data.editable) return null;
  const form = make("form", { onsubmit: (event) => {
    event.preventDefault();
    change({ op: "words", ...fields(form) });
  } },
  Object.entries(WORDS).map(([name, label]) => field(name, label, data.words[name], LONG.includes(name))),
  make("button", { class: "main" }, "Save"));
  return make("details", { id: "wording" }, make("summary", {}, "Words of the issue"), form);
}

function leftOut() {
  const listed = data.out.map((each) => make("li", { "data-ref": each.ref },
    make("b", { dir: "auto" }, each.title), make("small", {}, `${each.source}: ${each.reason}`),
    data.editable && !each.final
      ? button(each.dropped ? "Take back" : "Pin", () => change({ op: each.dropped ? "undrop" : "pin", ref: each.ref }),
        { "aria-label": `${each.dropped ? "Take back" : "Pin"}: ${each.title}` }) : null));
  const rest = Object.values(data.rest).reduce((sum, count) => sum + count, 0);
  return make("details", { id: "left-out" }, make("summary", {}, `Left out ${data.out.length + rest}`),
    make("ul", { class: "out" }, listed),
    rest ? make("p", { class: "quiet pad" }, `and ${rest} further away`) : null);
}

function approval() {
  if (!data.editable) return null;
  return make("p", { class: "pad" }, button("Approve", approve, { class: "main", id: "approve" }));
}

async function approve() {
  try {
    const done = await post(`${base}/approve`, {});
    document.getElementById("state").textContent = done.state;
    announce(`approved: ${done.title ?? ""}`);
    refresh();
  } catch (error) {
    tell(error.told);
  }
}

function bindKeys() {
  const can = { group: "Posts", when: () => Boolean(data?.editable && data.items.length) };
  const now = () => data.items[chosen];
  keys.bind("j", "Next post", () => step(1), { group: "Posts" });
  keys.bind("k", "Previous post", () => step(-1), { group: "Posts" });
  if (readOnly) return;
  keys.bind("Alt+ArrowUp", "Move it up", () => change({ op: "move", ref: now().ref, place: "up" }), can);
  keys.bind("Alt+ArrowDown", "Move it down", () => change({ op: "move", ref: now().ref, place: "down" }), can);
  keys.bind("x", "Drop it", () => change({ op: "drop", ref: now().ref }), can);
  keys.bind("s", "Pin it, or take the pin back", () => change({ op: now().pinned ? "unpin" : "pin", ref: now().ref }), can);
  keys.bind("f", "Let it lead, or not", () => change({ op: now().featured ? "unfeature" : "feature", ref: now().ref }), can);
  keys.bind("Enter", "Edit its words", () => edit(now()), { ...can, when: () => can.when() && document.activeElement?.matches(".items > li") });
  keys.bind("e", "Edit the words of the issue", openWords, can);
  keys.bind("u", "Undo", () => change({}, "undo"), can);
  keys.bind("U", "Redo", () => change({}, "redo"), can);
}

function openWords() {
  state.set({ panel: "both" }, { replace: true });
  const details = document.getElementById("wording");
  details.open = true;
  details.querySelector("[name=intro]").focus();
}

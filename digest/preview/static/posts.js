// The posts of the issue: order, pins, drops, words, and the candidates that were left out.

import { announce, complain } from "./announce.js";
import { base, getJson, post } from "./api.js";
import * as conflict from "./conflict.js";
import * as drafts from "./drafts.js";
import { on, shown } from "./events.js";
import { highlight, onPick } from "./frames.js";
import * as folds from "./folds.js";
import { keep } from "./keep.js";
import * as keys from "./keys.js";
import { button, fill, make } from "./make.js";
import { open } from "./panels.js";
import { form, leftOut, row } from "./rows.js";
import * as state from "./state.js";

const WORDS = { title: "Title", subject: "Subject", preheader: "Preheader", intro: "Intro", outro: "Outro" };
const panel = document.getElementById("posts");
let data = null;
let chosen = 0;
let editing = null; // the ref of the post whose words are being edited
let last = Promise.resolve();
let problem = ""; // of what was done last
let unread = ""; // why the posts cannot be read

export function start() {
  refresh().then(() => state.get("post") && state.get("post") === anchor() && ring());
  document.getElementById("approve")?.addEventListener("click", () => inTurn(approve));
  on("build-ok", refresh);
  on("back", refresh);
  onPick(pickAnchor);
  bindKeys();
}

async function refresh() {
  try {
    take(await getJson(`${base}/posts`));
  } catch (error) {
    unread = error.told;
    redraw();
  }
}

const redraw = () => keep(panel, draw);
const anchor = () => data?.items[chosen]?.anchor ?? "";

/** Show other data; who looked at a post looks at it still, and in its place at the next. */
function take(now) {
  const [before, said] = [data?.items[chosen], state.get("post")];
  const at = now.items.findIndex((item) => (before ? item.ref === before.ref : item.anchor === said));
  [data, unread] = [now, ""];
  chosen = at < 0 ? Math.max(Math.min(chosen, now.items.length - 1), 0) : at;
  redraw();
  if (!before || said !== before.anchor || said === anchor()) return;
  state.set({ post: anchor() }, { replace: true });
  ring();
}

/** Show in the email which post is chosen; a finding that was chosen after it keeps the ring. */
function ring(go = true) {
  if (!state.get("finding")) highlight(anchor(), go);
}

const whyNot = () => (data?.editable ? "" : data?.why_not ?? (unread || "the posts are not here yet"));

/** Make a change once those before it are made; that of a form is of the version that it was begun on. */
function change(body, path = "curation", of = null) {
  if (whyNot()) return announce(whyNot());
  inTurn(() => send(body, path, of, drafts.version(of, data.etag)));
}

const inTurn = (run) => (last = last.then(run));

async function send(body, path, of, etag) {
  try {
    const done = await post(`${base}/${path}`, body, { "If-Match": etag });
    drafts.saved(of, body);
    if (of === formOf(editing) && !Object.keys(drafts.words(of)).length) editing = null;
    problem = "";
    take(done);
    announce([...done.changed, ...done.notes].join("; ") || "nothing to change");
  } catch (error) {
    if (!(error.body && "theirs" in error.body)) return tell(error.told ?? error.message);
    const choice = await conflict.show(error.body, { again: path === "curation" });
    if (choice === "again") return send(body, path, of, error.body.etag);
    if (choice === "leave") drafts.forget(of);
    await refresh();
  }
}

function tell(words) {
  complain(words);
  problem = words;
  redraw();
}

function draw() {
  const wrong = make("p", { class: "problem" }, [problem, unread].filter(Boolean).join("\n"));
  if (!data) return fill(panel, wrong);
  const act = (words, path, left) => button(words, () => change({}, path), { disabled: !left, "data-key": path });
  fill(panel,
    make("div", { class: "row bar" },
      make("h2", {}, `Posts ${data.items.length}`),
      data.editable ? act("Undo", "undo", data.undo) : null,
      data.editable ? act("Redo", "redo", data.redo) : null),
    wrong,
    data.editable ? null : make("p", { class: "quiet pad" }, data.why_not ?? "read only"),
    make("ol", { class: "items", id: "items", "aria-label": "Posts of the issue" }, data.items.map(rowOf)),
    data.editable ? wording() : null,
    others());
  folds.draw();
}

const rows = () => [...panel.querySelectorAll("#items > li")];
const DOES = {
  change, edit, move: (item, place) => change({ op: "move", ref: item.ref, place }),
  put: (item, other) => DOES.move(item, data.items.find(({ ref }) => ref === other.ref)?.place ?? other.place),
};

function rowOf(item, at) {
  return row(item, {
    chosen: at === chosen, choose: (show) => choose(at, show), step,
    does: data.editable ? DOES : null, form: data.editable && item.ref === editing ? editor(item) : null,
  });
}

function choose(at, show = at !== chosen, go = true) {
  if (at !== chosen) {
    chosen = at;
    rows().forEach((each, place) => {
      each.tabIndex = place === at ? 0 : -1;
      if (place === at) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
      each.querySelectorAll(".acts button").forEach((one) => (one.tabIndex = place === at ? 0 : -1));
    });
  }
  if (!show) return;
  state.set({ post: anchor(), finding: "" }, { replace: true });
  ring(go);
}

function step(by) {
  if (!data?.items.length) return;
  open("posts");
  choose(Math.min(Math.max(chosen + by, 0), data.items.length - 1), true);
  rows()[chosen].focus();
}

function pickAnchor(anchors) {
  const at = data?.items.findIndex((item) => anchors.includes(item.anchor)) ?? -1;
  if (at < 0) return;
  choose(at, true, false);
  rows()[at].scrollIntoView({ block: "nearest" });
}

const formOf = (ref) => `item ${ref}`;

function edit(item) {
  open("posts");
  editing = item.ref;
  redraw();
  const title = rows()[data.items.indexOf(item)].querySelector("input");
  title.focus();
  title.select();
}

function editor(item) {
  const leave = () => {
    drafts.forget(formOf(editing));
    editing = null;
    redraw();
    rows()[chosen]?.focus();
  };
  const fields = [["title", "Title", item.own_title, item.title], ["blurb", "Words about it", item.own_blurb, item.blurb]];
  const key = formOf(item.ref);
  const made = form(key, data.etag, fields,
    (words) => change({ op: "item", ref: item.ref, ...words }, "curation", key), button("Cancel", leave));
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave();
  });
  return made;
}

function wording() {
  const fields = Object.entries(WORDS).map(([name, label]) => [name, label, data.words[name], data.shown[name]]);
  return make("details", { id: "wording" }, make("summary", { "data-key": "wording" }, "Words of the issue"),
    form("words", data.etag, fields, (words) => change({ op: "words", ...words }, "curation", "words")));
}

function others() {
  if (!data.out.length) return null;
  const listed = data.out.map((each) => leftOut(each, data.editable ? change : null));
  const rest = Object.values(data.rest).reduce((sum, count) => sum + count, 0);
  return make("details", { id: "left-out" }, make("summary", { "data-key": "left-out" }, `Left out ${data.out.length + rest}`),
    make("ul", { class: "out", id: "out" }, listed),
    rest ? make("p", { class: "quiet pad" }, `and ${rest} further away`) : null);
}

async function approve() {
  try {
    const done = await post(`${base}/approve`, {}, { "If-Match": shown() });
    document.getElementById("state").textContent = done.state;
    problem = "";
    await refresh();
    announce(`approved: ${done.title ?? ""}`);
  } catch (error) {
    tell(error.told);
  }
}

function bindKeys() {
  const editable = { group: "Posts", why: whyNot };
  const can = { ...editable, why: () => whyNot() || (data.items.length ? "" : "the issue has no posts") };
  const now = () => data.items[chosen];
  keys.bind("j", "Next post", () => step(1), { group: "Posts" });
  keys.bind("k", "Previous post", () => step(-1), { group: "Posts" });
  keys.bind("Alt+ArrowUp", "Move it up", () => DOES.move(now(), "up"), can);
  keys.bind("Alt+ArrowDown", "Move it down", () => DOES.move(now(), "down"), can);
  keys.bind("x", "Drop it", () => change({ op: "drop", ref: now().ref }), can);
  keys.bind("s", "Pin it, or take the pin back", () => change({ op: now().pinned ? "unpin" : "pin", ref: now().ref }), can);
  keys.bind("f", "Let it lead, or not", () => change({ op: now().featured ? "unfeature" : "feature", ref: now().ref }), can);
  keys.bind("Enter", "Edit its words", () => edit(now()), { ...can, when: () => document.activeElement?.matches("#items > li") });
  keys.bind("e", "Edit the words of the issue", openWords, editable);
  keys.bind("u", "Undo", () => change({}, "undo"), editable);
  keys.bind("U", "Redo", () => change({}, "redo"), editable);
  keys.bind("A", "Approve the issue", () => inTurn(approve), editable);
}

function openWords() {
  open("posts");
  const details = document.getElementById("wording");
  details.open = true;
  details.querySelector("[name=intro]").focus();
}

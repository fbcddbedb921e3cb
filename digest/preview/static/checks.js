// What the checks found: counts, filters, and where it lies.

import { announce } from "./announce.js";
import { base, getJson, post, readOnly } from "./api.js";
import { on } from "./events.js";
import * as frames from "./frames.js";
import * as keys from "./keys.js";
import { button, fill, make } from "./make.js";
import * as state from "./state.js";

const GRADES = ["error", "warning", "info"];
const GROUPS = {
  0: "What is ignored", 1: "Size", 2: "Headers and text", 3: "Links", 4: "Pictures and reading",
  5: "Mail programs", 6: "Filters", 7: "Content",
};
const panel = document.getElementById("checks");
let findings = [];
let progress = "";

export function start() {
  refresh();
  on("build-ok", refresh);
  on("hello", refresh);
  on("online", hear);
  frames.onPick(pick);
  state.onChange((names) => names.some((name) => ["panel", "severity", "category", "finding"].includes(name)) && draw());
  const can = { group: "Checks" };
  keys.bind("n", "Next finding", () => step(1), can);
  keys.bind("p", "Previous finding", () => step(-1), can);
  keys.bind("c", "Show or hide the checks", toggle, can);
  keys.bind("o", "Ask links and images on the web", online, { ...can, when: () => !readOnly });
}

async function refresh() {
  try {
    ({ findings } = await getJson(`${base}/checks`));
    if (chosen()) frames.highlight(chosen().anchor ?? "");
    draw();
  } catch (error) {
    announce(error.told);
  }
}

const chosen = () => findings.find((each) => each.fingerprint === state.get("finding"));
const group = (finding) => GROUPS[finding.rule[2]] ?? GROUPS[0];

function shown() {
  const [severity, category] = [state.get("severity"), state.get("category")];
  return findings.filter((each) => (!severity || each.severity === severity) && (!category || group(each) === category));
}

function draw() {
  panel.hidden = !["both", "checks"].includes(state.get("panel"));
  const focused = document.activeElement?.closest?.("#checks [data-finding]")?.dataset.finding;
  const groups = [...new Set(findings.map(group))].sort();
  fill(panel,
    make("div", { class: "row bar" }, make("h2", {}, "Checks"),
      readOnly ? null : button("Ask the web", online, { disabled: Boolean(progress) })),
    make("p", { class: "quiet pad", id: "progress" }, progress),
    make("div", { class: "row pad", role: "group", "aria-label": "Severity" },
      filter("severity", "", `All ${findings.length}`),
      GRADES.map((grade) => filter("severity", grade, `${grade} ${findings.filter((each) => each.severity === grade).length}`))),
    groups.length > 1 ? make("div", { class: "row pad", role: "group", "aria-label": "Category" },
      groups.map((name) => filter("category", state.get("category") === name ? "" : name, name, state.get("category") === name))) : null,
    findings.length ? make("ul", { class: "findings" }, shown().map(row)) : make("p", { class: "pad" }, "Nothing found."));
  if (focused) panel.querySelector(`[data-finding="${focused}"]`)?.focus();
}

function filter(name, value, words, pressed = state.get(name) === value) {
  return button(words, () => state.set({ [name]: value }, { replace: true }), { "aria-pressed": String(pressed), class: `filter ${value}` });
}

function row(finding) {
  const here = state.get("finding") === finding.fingerprint;
  const { file, line, column, post: of } = finding.location;
  const place = [file, line, column].filter(Boolean).join(":");
  return make("li", { class: finding.severity },
    make("button", { type: "button", class: "finding", "data-finding": finding.fingerprint, "aria-pressed": String(here), onclick: () => choose(finding) },
      make("b", {}, `${finding.severity} ${finding.rule} ${finding.name}`),
      make("span", {}, finding.count > 1 ? `${finding.message} (×${finding.count})` : finding.message),
      finding.fix ? make("span", { class: "quiet" }, finding.fix) : null,
      place ? make("code", {}, place) : null,
      of ? make("span", { class: "quiet" }, `in “${of}”`) : null),
    here && file && !readOnly ? button("Open in editor", () => post("/api/open", { file, line }).catch((error) => announce(error.told))) : null,
    here && finding.source_line ? button("Show the source", () => state.set({ view: "source", line: finding.source_line })) : null);
}

function choose(finding) {
  state.set({ finding: finding.fingerprint }, { replace: true });
  frames.highlight(finding.anchor ?? "");
  announce(`${finding.severity} ${finding.rule}: ${finding.message}`);
}

function pick(anchors) {
  const found = shown().find((each) => anchors.includes(each.anchor));
  if (!found) return;
  state.set({ finding: found.fingerprint }, { replace: true });
  panel.querySelector(`[data-finding="${found.fingerprint}"]`)?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const list = shown();
  if (!list.length) return announce("no findings");
  const at = list.findIndex((each) => each.fingerprint === state.get("finding"));
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
  choose(next);
  panel.querySelector(`[data-finding="${next.fingerprint}"]`)?.focus();
}

function toggle() {
  const now = state.get("panel");
  state.set({ panel: { both: "posts", checks: "none", posts: "both", none: "checks" }[now] ?? "both" }, { replace: true });
}

function online() {
  progress = "asking …";
  draw();
  post(`${base}/checks/online`).catch((error) => {
    progress = error.told;
    draw();
  });
}

function hear({ id, done, total, findings: found, error }) {
  if (id !== document.body.dataset.issue) return;
  progress = error ?? (found ? "" : `asked ${done} of ${total}`);
  if (found) {
    findings = found;
    frames.draw();
    announce("the web was asked");
  }
  if (found || error) draw();
  else document.getElementById("progress").textContent = progress;
}

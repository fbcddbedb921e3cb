// What the checks found: counts, filters, and where it lies.

import { announce, aloud, complain } from "./announce.js";
import { base, getJson, post, readOnly, whyNot } from "./api.js";
import { open } from "./editor.js";
import { on } from "./events.js";
import * as frames from "./frames.js";
import { keep } from "./keep.js";
import * as keys from "./keys.js";
import { button, fill, make } from "./make.js";
import * as panels from "./panels.js";
import * as state from "./state.js";

const GRADES = ["error", "warning", "info"];
const GROUPS = {
  0: "What is ignored", 1: "Size", 2: "Headers and text", 3: "Links", 4: "Pictures and reading",
  5: "Mail programs", 6: "Filters", 7: "Content",
};
const panel = document.getElementById("checks");
let findings = [];
let asking = false;
let told = "";

export function start() {
  refresh(true);
  on("build-ok", () => refresh());
  on("back", () => {
    asking = false;
    refresh();
  });
  on("online", hear);
  frames.onPick(pick);
  state.onChange((names) => names.some((name) => ["severity", "category", "finding"].includes(name)) && draw());
  const group = { group: "Checks" };
  keys.bind("n", "Next finding", () => step(1), group);
  keys.bind("p", "Previous finding", () => step(-1), group);
  keys.bind("o", "Ask links and images on the web", online, { ...group, why: () => whyNot });
}

async function refresh(go = false) {
  try {
    ({ findings } = await getJson(`${base}/checks`));
    if (!asking) told = "";
    const chosen = findings.find(isChosen);
    if (chosen) frames.highlight(chosen.anchor ?? "", go);
  } catch (error) {
    told = error.told;
  }
  draw();
}

const isChosen = (finding) => finding.fingerprint === state.get("finding");
const groupOf = (finding) => GROUPS[finding.rule[2]] ?? "Other";

function shown() {
  const [severity, category] = [state.get("severity"), state.get("category")];
  return findings.filter((each) => (!severity || each.severity === severity) && (!category || groupOf(each) === category));
}

function draw() {
  const list = shown();
  const groups = Object.values(GROUPS).filter((name) => findings.some((each) => groupOf(each) === name));
  keep(panel, () => fill(panel,
    make("div", { class: "row bar" }, make("h2", {}, `Checks ${findings.length}`),
      readOnly ? null : button("Ask the web", online, { disabled: asking, "data-key": "online", title: "Ask the servers of links and pictures" })),
    make("p", { class: "quiet pad", id: "progress" }, told),
    findings.length ? filters("severity", "Severity", GRADES, (each) => each.severity) : null,
    groups.length > 1 ? filters("category", "Category", groups, groupOf) : null,
    list.length ? make("ul", { class: "findings" }, list.map(row)) : make("p", { class: "pad" }, findings.length ? "None of these." : "Nothing found.")));
}

function filters(name, label, values, of) {
  const one = (value) => {
    const pressed = state.get(name) === value;
    const words = `${value} ${findings.filter((each) => of(each) === value).length}`;
    return button(words, () => state.set({ [name]: pressed ? "" : value }, { replace: true }),
      { class: "filter", "aria-pressed": String(pressed), "data-key": `filter ${value}` });
  };
  return make("div", { class: "row pad", role: "group", "aria-label": label }, values.map(one));
}

function row(finding) {
  const { file, line, column, post: of } = finding.location;
  const place = [file, line, column].filter(Boolean).join(":");
  const chosen = isChosen(finding);
  return make("li", { class: finding.severity },
    make("button", {
      type: "button", class: "finding", "data-key": `finding ${finding.fingerprint}`,
      "aria-pressed": String(chosen), onclick: () => choose(finding),
    },
    make("b", {}, `${finding.severity} ${finding.rule} ${finding.name}`),
    make("span", {}, finding.count > 1 ? `${finding.message} (×${finding.count})` : finding.message),
    finding.fix ? make("span", { class: "quiet" }, finding.fix) : null,
    place ? make("code", {}, place) : null,
    of ? make("span", { class: "quiet", dir: "auto" }, `in “${of}”`) : null),
    chosen ? make("p", { class: "row" },
      file && !readOnly ? button("Open in editor", () => open(finding.location), { "data-key": "open" }) : null,
      finding.source_line ? button("Show the source", () => state.set({ view: "source", line: finding.source_line }), { "data-key": "source" }) : null) : null);
}

function choose(finding) {
  state.set({ finding: finding.fingerprint }, { replace: true });
  frames.highlight(finding.anchor ?? "");
  aloud(`${finding.severity} ${finding.rule}: ${finding.message}`);
}

const rowOf = (finding) => panel.querySelector(`[data-key="finding ${finding.fingerprint}"]`);

function pick(anchors) {
  const found = shown().find((each) => anchors.includes(each.anchor));
  if (!found) return;
  choose(found);
  rowOf(found).scrollIntoView({ block: "nearest" });
}

function step(by) {
  const list = shown();
  if (!list.length) return announce("no findings");
  const at = list.findIndex(isChosen);
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
  panels.open("checks");
  choose(next);
  rowOf(next).focus();
}

function online() {
  if (asking) return;
  tell("asking …", { goesOn: true });
  post(`${base}/checks/online`).catch((error) => tell(error.told, { say: complain }));
}

function hear({ id, done, total, findings: found, error }) {
  if (id !== document.body.dataset.issue) return;
  if (found) {
    findings = found;
    frames.draw();
    tell(`the web was asked: ${found.length} findings`);
  } else if (error) tell(error, { say: complain });
  else {
    told = `asked ${done} of ${total}`;
    document.getElementById("progress").textContent = told;
  }
}

/** What became of asking, in the panel and aloud. */
function tell(words, { goesOn = false, say = announce } = {}) {
  [told, asking] = [words, goesOn];
  say(words);
  draw();
}

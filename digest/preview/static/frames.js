// The email in its frames: widths, zoom, and a new build without losing the place one reads at.

import { issue } from "./api.js";
import { press } from "./keys.js";
import { make } from "./make.js";
import * as state from "./state.js";

const SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-scripts";
const OF_FRAMES = ["view", "w", "scheme", "images"];
const GAP = 24;
const MARGIN = 12; // below the email; what stands there in forced dark takes as much as two more
const PATIENCE_MS = 1000; // for the word of a frame that has loaded, and in which nothing may run
const [stage, shown, note] = ["stage", "shown", "scheme-note"].map((id) => document.getElementById(id));
const places = new Map(); // width -> where the reader is
const pickers = [];
let anchor = "";
let serial = 0;

/** Call `fn(anchors)` when somebody clicks into a part of the email. */
export const onPick = (fn) => pickers.push(fn);

/** Show where `name` lies, in every frame; scroll to it, unless told not to `go`. */
export function highlight(name, go = true) {
  anchor = name;
  frames().forEach((frame) => say(frame, { type: "mark", anchor, go }));
}

export function start() {
  window.addEventListener("message", hear);
  new ResizeObserver(fit).observe(stage);
  state.onChange((names) => {
    if (names.some((name) => OF_FRAMES.includes(name))) draw();
    else if (names.includes("zoom")) fit();
  });
  fit(); // the server has drawn them
}

/** Load the email anew; the frames that are there stay until the new ones are drawn. */
export function draw() {
  note.hidden = state.get("view") !== "html" || state.get("scheme") !== "forced";
  if (state.get("view") !== "html") return;
  if (shown.className !== "html") shown.replaceChildren();
  shown.className = "html";
  const wanted = widths();
  for (const figure of [...shown.children]) {
    if (!wanted.includes(figure.dataset?.width)) figure.remove();
  }
  wanted.forEach((width, place) => {
    const old = shown.querySelector(`figure[data-width="${width}"]`);
    const figure = old ?? empty(width);
    if (shown.children[place] !== figure) shown.insertBefore(figure, shown.children[place] ?? null);
    load(figure, width);
  });
  fit();
}

function widths() {
  const said = state.get("w");
  if (said === "both") return ["375", "700"];
  return [String(Math.min(Math.max(parseInt(said, 10) || 700, 200), 2000))];
}

function empty(width) {
  return make("figure", { "data-width": width },
    make("figcaption", {}, `${width} px`), make("div", { class: "screen" }));
}

function load(figure, width) {
  const query = new URLSearchParams({ scheme: state.get("scheme"), images: state.get("images"), n: ++serial });
  const frame = make("iframe", {
    width, sandbox: SANDBOX, title: `The email, ${width} pixels wide`,
    src: `/frame/${encodeURIComponent(issue)}?${query}`,
    class: "coming",
  });
  const screen = figure.querySelector(".screen");
  screen.querySelectorAll(".coming").forEach((other) => other.remove());
  frame.addEventListener("load", () => setTimeout(() => frame.matches(".screen > .coming") && settle(frame), PATIENCE_MS));
  screen.append(frame);
  size(frame, Number(width));
}

function settle(frame) {
  frame.classList.remove("coming");
  frame.parentElement.querySelectorAll("iframe").forEach((other) => other !== frame && other.remove());
}

function hear({ source, data }) {
  const frame = frames().find((each) => each.contentWindow === source);
  if (!frame) return;
  const last = !frame.nextElementSibling; // one that is not was late
  if (last && data.type === "ready") say(frame, { type: "place", at: places.get(frame.getAttribute("width")), anchor });
  if (last && data.type === "placed") settle(frame);
  if (data.type === "scrolled" && !frame.classList.contains("coming")) {
    places.set(frame.getAttribute("width"), { x: data.x, y: data.y });
  }
  if (data.type === "key" && !press(data) && data.key === "Escape") stage.focus();
  if (data.type === "picked") pickers.forEach((fn) => fn(data.anchors));
}

function fit() {
  frames().forEach((frame) => size(frame, Number(frame.getAttribute("width"))));
}

function size(frame, width) {
  const scale = zoom();
  const screen = frame.parentElement;
  const room = stage.offsetTop + stage.clientHeight - screen.offsetTop;
  const high = Math.max(room - (note.hidden ? MARGIN : 3 * MARGIN), 420);
  screen.style.width = `${width * scale}px`;
  screen.style.height = `${high}px`;
  frame.style.width = `${width}px`;
  frame.style.height = `${high / scale}px`;
  frame.style.transform = scale === 1 ? "" : `scale(${scale})`;
}

function zoom() {
  const said = state.get("zoom");
  if (said !== "fit") return Math.min(Math.max(Number(said) || 100, 25), 400) / 100;
  const all = widths().map(Number);
  const needed = all.reduce((sum, width) => sum + width, 0);
  return Math.min(1, Math.max((shown.clientWidth - 2 - GAP * (all.length - 1)) / needed, 0.4));
}

const frames = () => [...shown.querySelectorAll("iframe")];
const say = (frame, message) => frame.contentWindow?.postMessage(message, "*");

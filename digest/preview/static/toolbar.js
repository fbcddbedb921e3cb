// The controls above the email: links that change the URL, and the keys that do the same.

import * as help from "./help.js";
import * as keys from "./keys.js";
import * as palette from "./palette.js";
import * as state from "./state.js";

const VIEWS = ["html", "text", "source", "mjml", "headers", "raw"];
const SCHEMES = ["light", "dark", "forced"];
const IMAGES = ["local", "remote", "off"];
const width = document.getElementById("any-width");
const zoom = document.getElementById("zoom");
const ofHtml = document.querySelector(".of-html");

/** Take over the server's links. */
export function start() {
  document.addEventListener("click", follow);
  document.querySelector('[role="tablist"]').addEventListener("keydown", rove);
  width.hidden = zoom.hidden = false;
  width.addEventListener("change", () => width.validity.valid && width.value && state.set({ w: width.value }));
  zoom.addEventListener("change", () => state.set({ zoom: zoom.value }));
  show("commands", palette.show);
  show("keys", help.show);
  state.onChange(draw);
  bindKeys();
  draw();
}

function show(id, run) {
  const found = document.getElementById(id);
  found.hidden = false;
  found.addEventListener("click", run);
}

function follow(event) {
  const link = event.target.closest?.("[data-set]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const [name, value] = link.dataset.set.split("=");
  state.set({ [name]: value });
}

function rove(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const to = { Home: 0, End: VIEWS.length - 1 }[event.key];
  if (!step && to === undefined) return;
  const at = VIEWS.indexOf(state.get("view"));
  const view = VIEWS[to ?? (at + step + VIEWS.length) % VIEWS.length];
  state.set({ view });
  document.getElementById(`tab-${view}`).focus();
  event.preventDefault();
}

function draw() {
  for (const link of document.querySelectorAll("[data-set]")) {
    const [name, value] = link.dataset.set.split("=");
    const chosen = state.get(name) === value;
    const at = new URLSearchParams(location.search);
    at.set(name, value);
    link.href = `?${at}`;
    if (link.role === "tab") {
      link.setAttribute("aria-selected", String(chosen));
      link.tabIndex = chosen ? 0 : -1;
    } else if (chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.getElementById("shown").setAttribute("aria-labelledby", `tab-${state.get("view")}`);
  ofHtml.hidden = state.get("view") !== "html";
  const said = state.get("w");
  width.value = said === "both" ? "" : said;
  zoom.value = state.get("zoom");
}

function bindKeys() {
  const view = { group: "View" };
  VIEWS.forEach((name, at) => {
    const words = document.getElementById(`tab-${name}`).textContent;
    keys.bind(String(at + 1), `Show ${words}`, () => state.set({ view: name }), view);
  });
  keys.bind("m", "Phone width", () => state.set({ w: "375" }), view);
  keys.bind("w", "Wide", () => state.set({ w: "700" }), view);
  keys.bind("b", "Both widths", () => state.set({ w: "both" }), view);
  keys.bind("d", "Light, dark, forced dark", () => state.set({ scheme: next(SCHEMES, state.get("scheme")) }), view);
  keys.bind("i", "Images: local, remote, blocked", () => state.set({ images: next(IMAGES, state.get("images")) }), view);
  keys.bind("0", "Zoom: fit", () => state.set({ zoom: "fit" }), view);
  keys.bind("+", "Zoom in", () => state.set({ zoom: zoomed(1) }), view);
  keys.bind("-", "Zoom out", () => state.set({ zoom: zoomed(-1) }), view);
}

const next = (values, value) => values[(values.indexOf(value) + 1) % values.length];

function zoomed(step) {
  const steps = [50, 75, 100, 125, 150, 200];
  const now = Number(state.get("zoom")) || 100;
  const at = steps.findLastIndex((each) => each <= now);
  return String(steps[Math.min(Math.max(at + step, 0), steps.length - 1)]);
}

// What the server tells by itself: builds, mistakes, and news of the list of issues.

import { issue } from "./api.js";

const listeners = new Map();
let source = null;
let build = document.body.dataset.build;
let met = false;
let lost = false; // whether the server was away, and not we

/** Call `fn(data)` at every event of that name about this issue or about none.
 *
 * "link" tells whether the server is there, "back" that it was not listened to for a while. */
export function on(name, fn) {
  if (!listeners.has(name)) {
    listeners.set(name, []);
    source?.addEventListener(name, hear);
  }
  listeners.get(name).push(fn);
}

export function start() {
  on("hello", greet);
  listen();
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
}

/** Listen anew: what has changed meanwhile is told. */
export function again() {
  leave();
  listen();
}

/** Only while somebody looks: a browser has six connections for all pages of a server. */
function listen() {
  if (source || document.hidden) return;
  source = new EventSource(`/events?id=${encodeURIComponent(issue)}`);
  for (const name of listeners.keys()) source.addEventListener(name, hear);
  source.addEventListener("error", () => {
    lost = true;
    tell("link", false);
  });
}

function leave() {
  source?.close();
  source = null;
}

/** The build that is shown. */
export const shown = () => build;

/** Whether `id`, the build of an issue, is another than the one that is shown. */
export function isNew(id) {
  const changed = id !== build;
  build = id;
  return changed;
}

function greet(hello) {
  tell("link", true);
  if (met || hello.build !== build) tell("back", { ...hello, lost });
  [met, lost] = [true, false];
}

function hear(event) {
  const data = JSON.parse(event.data);
  if (!data.id || data.id === issue) tell(event.type, data);
}

function tell(name, data) {
  (listeners.get(name) ?? []).forEach((fn) => fn(data));
}

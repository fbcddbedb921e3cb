// What the server tells by itself: builds, mistakes, and news of the list of issues.

const listeners = new Map();
let source = null;
let build = document.body.dataset.build;

/** Call `fn(data)` at every event of that name; `link` tells whether the server is there. */
export function on(name, fn) {
  if (!listeners.has(name)) {
    listeners.set(name, []);
    source?.addEventListener(name, hear);
  }
  listeners.get(name).push(fn);
}

export function start() {
  source = new EventSource(`/events?id=${encodeURIComponent(document.body.dataset.issue)}`);
  for (const name of listeners.keys()) source.addEventListener(name, hear);
  source.addEventListener("open", () => tell("link", true));
  source.addEventListener("error", () => tell("link", false));
  window.addEventListener("pagehide", () => source.close());
}

/** Whether `id`, the build of an issue, is another than the one that is shown. */
export function isNew(id) {
  const changed = id !== build;
  build = id;
  return changed;
}

function hear(event) {
  tell(event.type, JSON.parse(event.data));
}

function tell(name, data) {
  (listeners.get(name) ?? []).forEach((fn) => fn(data));
}

// What the page shows stands in its URL, so that a reload, a bookmark and "back" keep it.

const DEFAULTS = { view: "html", w: "both", scheme: "light", images: "local", zoom: "fit", panel: "both" };
const followers = [];

export function get(name) {
  return new URLSearchParams(location.search).get(name) ?? DEFAULTS[name] ?? "";
}

/** Change some of it; `replace` adds no step to the browser's history. */
export function set(changes, { replace = false } = {}) {
  const query = new URLSearchParams(location.search);
  const changed = Object.keys(changes).filter((name) => get(name) !== String(changes[name]));
  if (!changed.length) return;
  for (const name of changed) {
    if (changes[name] === "") query.delete(name);
    else query.set(name, changes[name]);
  }
  history[replace ? "replaceState" : "pushState"](null, "", `?${query}`);
  tell(changed);
}

/** Call `follow(names)` whenever something of it has changed. */
export function onChange(follow) {
  followers.push(follow);
}

function tell(names) {
  followers.forEach((follow) => follow(names));
}

window.addEventListener("popstate", () => tell([...Object.keys(DEFAULTS), "finding", "post", "severity", "category"]));

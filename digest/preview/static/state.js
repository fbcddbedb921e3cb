// What the page shows stands in its URL, so that a reload, a bookmark and "back" keep it.

const NARROW = window.matchMedia("(width < 1180px)");
const KNOWN = {
  view: /^(html|text|source|mjml|headers|raw)$/,
  w: /^(both|[2-9]\d\d|1\d\d\d|2000)$/,
  scheme: /^(light|dark|forced)$/,
  images: /^(local|remote|off)$/,
  zoom: /^(fit|[5-9]\d|1\d\d|200)$/,
  panel: /^(both|posts|checks|none)$/,
  open: /^[a-z -]*$/,
};
const DEFAULTS = { view: "html", w: "both", scheme: "light", images: "local", zoom: "fit" };
const NOTHING_FOUND = document.body.dataset.found === "0";
const followers = [];

/** What the URL says, and where it says nothing that is known, what goes without saying. */
export function get(name) {
  const said = new URLSearchParams(location.search).get(name);
  if (said !== null && (KNOWN[name]?.test(said) ?? true)) return said;
  return name === "panel" ? (NARROW.matches || NOTHING_FOUND ? "posts" : "both") : DEFAULTS[name] ?? "";
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

/** The query for another issue: nothing of it is about the parts of this one. */
export function elsewhere() {
  const query = new URLSearchParams(location.search);
  ["post", "finding", "line"].forEach((name) => query.delete(name));
  return query.size ? `?${query}` : "";
}

/** Call `follow(names)` whenever something of it has changed. */
export function onChange(follow) {
  followers.push(follow);
}

function tell(names) {
  followers.forEach((follow) => follow(names));
}

window.addEventListener("popstate", () => tell([...Object.keys(KNOWN), "finding", "post", "severity", "category", "line"]));
NARROW.addEventListener("change", () => tell(["panel"]));

if (new URLSearchParams(location.search).has("token")) { // a cookie has it from here on
  const query = new URLSearchParams(location.search);
  query.delete("token");
  history.replaceState(null, "", `?${query}`);
}

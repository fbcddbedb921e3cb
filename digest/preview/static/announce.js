// Words for a screen reader, and for everybody while something is under way.

const region = document.getElementById("live");

export function announce(words) {
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = words));
}

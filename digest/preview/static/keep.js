// A panel is drawn anew, and nobody loses where they were.
// What can be focused has a `data-key`, a row of a list a `data-ref`.

const waiting = new Map(); // panel -> how it is drawn, when what one is about has ended
let dragging = false;

document.addEventListener("dragstart", () => (dragging = true));
document.addEventListener("dragend", () => {
  dragging = false;
  resume();
});
document.addEventListener("close", resume, true); // of a dialog; it does not bubble

/** Draw by `redraw`; not while one drags a row of it, or before a dialog has given the focus back. */
export function keep(panel, redraw) {
  if (dragging || document.querySelector("dialog[open]")) waiting.set(panel, redraw);
  else draw(panel, redraw);
}

function resume() {
  const found = [...waiting];
  waiting.clear();
  found.forEach(([panel, redraw]) => keep(panel, redraw));
}

function draw(panel, redraw) {
  const place = placeIn(panel);
  const top = panel.scrollTop;
  redraw();
  const found = new Map([...panel.querySelectorAll("[data-key]")].map((each) => [each.dataset.key, each]));
  panel.scrollTop = top;
  if (place) goTo(panel, found.get(place.key), place);
}

function placeIn(panel) {
  const at = document.activeElement;
  if (!panel.contains(at)) return null;
  const row = at.closest("[data-ref]");
  const { selectionStart: start, selectionEnd: end } = at;
  return {
    key: at.dataset.key, ref: row?.dataset.ref, list: row?.parentElement.id, start, end,
    number: row ? [...row.parentElement.children].indexOf(row) : 0,
  };
}

function goTo(panel, same, { ref, list, number, start, end }) {
  if (same && !same.disabled) {
    same.focus({ preventScroll: true });
    if (typeof start === "number") same.setSelectionRange(start, end);
    return;
  }
  const rows = list ? [...document.getElementById(list)?.children ?? []] : [];
  const row = rows.find((each) => each.dataset.ref === ref) ?? rows[Math.min(number, rows.length - 1)];
  const places = [row, row?.querySelector("button"), ...panel.querySelectorAll("button, [tabindex='0']")];
  places.find((each) => each && !each.disabled && (each.tabIndex >= 0 || each.matches("[tabindex]")))?.focus();
}

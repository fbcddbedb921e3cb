// A panel is drawn anew, and nobody loses where they were.
// What can be focused has a `data-key`, a row of a list a `data-ref`.

/** Draw by `redraw`. */
export function keep(panel, redraw) {
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

// Words about what happens: what somebody asked for is shown for a while, and all is read aloud.

const SHOWN_MS = 6000;
const toast = document.getElementById("toast");
const dismiss = document.getElementById("dismiss");
let timer = 0;

dismiss.addEventListener("click", hide);

/** Say what came of something that somebody did. */
export function announce(words) {
  show(words);
  timer = setTimeout(hide, SHOWN_MS);
}

/** Say that it failed; that stays until it is dismissed, or something else is said. */
export function complain(words) {
  show(words);
  toast.className = "bad";
  dismiss.hidden = false;
}

/** Say what the page shows by itself. */
export const aloud = (words) => say("aloud", words);

function show(words) {
  clearTimeout(timer);
  toast.className = "";
  dismiss.hidden = true;
  say("live", words);
}

function hide() {
  toast.className = "unseen";
  dismiss.hidden = true;
}

function say(id, words) { // the same words once more are news too
  const region = document.getElementById(id);
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = words));
}

/** Put a text into the clipboard, which browsers allow only where nobody listens in. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce("copied");
  } catch {
    complain("this browser lets nothing be copied here: mark the words, and copy them yourself");
  }
}

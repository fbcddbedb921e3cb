// The status bar: how large the email is, and when it was built.

import { on } from "./events.js";
import { kilobytes } from "./make.js";

const meter = document.getElementById("meter");
const built = document.getElementById("built");
const link = document.getElementById("link");
let since = Date.now();
let took = null;

/** Show the sizes of an issue's facts. */
export function draw({ sizes, posts, built_ms: ms }) {
  meter.value = sizes.html;
  meter.closest(".size").classList.toggle("over", sizes.html > sizes.clip);
  document.getElementById("html-size").textContent = kilobytes(sizes.html);
  const counts = [`text ${kilobytes(sizes.text)}`, `${posts} posts`, `${sizes.images} images`, `${sizes.links} links`];
  document.getElementById("sizes").textContent = counts.join(" · ");
  took = ms ?? took;
  tick();
}

export function start() {
  on("build-start", () => (built.textContent = "building …"));
  on("build-ok", ({ ms }) => {
    [since, took] = [Date.now(), ms];
    tick();
  });
  on("build-error", () => (built.textContent = "not built: see the mistake"));
  on("link", (there) => {
    link.hidden = false;
    link.textContent = there ? "live" : "no answer: is digest preview still running?";
    link.classList.toggle("bad", !there);
  });
  setInterval(tick, 10000);
}

function tick() {
  if (took === null) return;
  const seconds = Math.round((Date.now() - since) / 1000);
  const ago = seconds < 10 ? "just now" : seconds < 90 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
  built.textContent = `built in ${took} ms, ${ago}`;
}

// The start of the page: its modules, its toolbar, and what happens at a new build.

import { announce, aloud, complain } from "./announce.js";
import { base, getJson, post, renewToken } from "./api.js";
import * as checks from "./checks.js";
import * as envelope from "./envelope.js";
import * as error from "./error.js";
import * as events from "./events.js";
import * as folds from "./folds.js";
import * as frames from "./frames.js";
import * as heading from "./heading.js";
import * as help from "./help.js";
import * as keys from "./keys.js";
import * as meter from "./meter.js";
import * as palette from "./palette.js";
import * as panels from "./panels.js";
import * as posts from "./posts.js";
import * as source from "./source.js";
import * as state from "./state.js";
import * as testSend from "./test_send.js";
import * as toolbar from "./toolbar.js";

let facts = null;
let asked = false; // whether somebody waits for a build

async function refresh() {
  try {
    facts = await getJson(base);
  } catch (failed) {
    if (failed.status === 404) error.gone(failed);
    else complain(failed.told);
    return;
  }
  heading.draw(facts);
  envelope.draw(facts);
  meter.draw(facts);
  error.draw(facts.error);
  testSend.draw(facts);
  return facts;
}

/** Show the email of a build at once; whether it is another. */
function show({ build }) {
  const changed = events.isNew(build);
  if (changed && state.get("view") === "html") frames.draw();
  else if (changed) source.draw();
  return changed;
}

/** And what is told of it as soon as it is known. */
async function renew(told) {
  const changed = show(told);
  const now = await refresh();
  if (!now) return;
  const found = now.summary ? `, ${now.summary.error} errors, ${now.summary.warning} warnings` : "";
  (asked ? announce : aloud)(changed ? `built: ${now.posts} posts${found}` : "built: nothing has changed");
  asked = false;
}

async function back(hello) {
  await renewToken().catch((failed) => complain(failed.told));
  show(hello);
  await refresh();
  if (hello.lost) announce("the preview is back");
}

/** Issues came, went, or were changed by others, and this one may be among them. */
async function lookAgain() {
  const was = error.isGone();
  if (!await refresh() || !was) return;
  frames.draw();
  events.again();
}

function rebuild() {
  asked = true;
  announce("building");
  post(`${base}/rebuild`).catch((failed) => complain(failed.told));
}

function bindKeys() {
  keys.bind("?", "Show the keys", help.show);
  keys.bind("Ctrl+k", "Find a command", palette.show);
  keys.bind("/", "Find a command", palette.show);
  keys.bind("r", "Rebuild, and ask the sources", rebuild, { why: () => facts?.why_not ?? "" });
}

bindKeys();
heading.start();
toolbar.start();
document.getElementById("rebuild").addEventListener("click", rebuild);
folds.start();
keys.start();
frames.start();
source.start();
meter.start();
error.start();
panels.start();
posts.start();
checks.start();
testSend.start();
events.on("build-ok", renew);
events.on("back", back);
events.on("issues", lookAgain);
events.start();
refresh();

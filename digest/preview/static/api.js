// The server's data. Every change carries the token of this run of the preview.

export const issue = document.body.dataset.issue;
export const base = `/api/i/${encodeURIComponent(issue)}`;
const TOKEN = 'meta[name="digest-token"]';
let token = document.querySelector(TOKEN)?.content ?? "";
export const readOnly = !token;
export const whyNot = readOnly ? "this preview is read-only" : "";

/** An answer that is none: `body` has `error` and `hint` in words. */
class ApiError extends Error {
  constructor(status, body) {
    super(body.error || `the preview answered ${status}`);
    this.status = status;
    this.body = body;
  }

  get told() {
    return [this.message, this.body.hint].filter(Boolean).join(" – ");
  }
}

export const getJson = (path) => ask(path).then((answer) => answer.json());
export const getText = (path) => ask(path).then((answer) => answer.text());

/** Send a change as JSON; the answer's JSON. */
export function post(path, body = {}, headers = {}) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Digest-Token": token, ...headers },
    body: JSON.stringify(body),
  }).then((answer) => answer.json());
}

/** A preview that was started again has another token: the page need not be loaded anew for it. */
export async function renewToken() {
  const text = await getText(location.href);
  const found = new DOMParser().parseFromString(text, "text/html").querySelector(TOKEN);
  if (readOnly !== !found) location.reload();
  token = found?.content ?? "";
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new ApiError(0, { error: "the preview does not answer", hint: "is digest preview still running?" });
  }
  if (answer.ok) return answer;
  const body = await answer.json().catch(() => ({}));
  throw new ApiError(answer.status, body);
}

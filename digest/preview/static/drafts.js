// What was typed and is not saved, whatever is drawn anew or goes away meanwhile.

const forms = new Map(); // the key of a form -> the name of a field -> its draft
const of = (form) => forms.get(form) ?? new Map();

window.addEventListener("beforeunload", (event) => forms.size && event.preventDefault());

/** Somebody typed into a field, which was drawn from version `etag`. */
export function note(form, { name, value, defaultValue, dataset: { own } }, etag) {
  if (value === defaultValue) return drop(form, name);
  forms.set(form, of(form).set(name, { own, etag, ...of(form).get(name), value }));
}

/** Put into a field what was typed; while the editor's own words stand, it is of the newest version. */
export function put(form, field, etag) {
  const draft = of(form).get(field.name);
  if (!draft) return;
  if ((draft.own ?? field.dataset.own) === field.dataset.own) Object.assign(draft, { own: field.dataset.own, etag });
  field.value = draft.value;
}

/** The words that differ, by name. */
export const words = (form) => Object.fromEntries([...of(form)].map(([name, { value }]) => [name, value]));

/** The version that they are a change of, which is `now` unless somebody else has changed the same. */
export const version = (form, now) => [...of(form).values()].find(({ etag }) => etag !== now)?.etag ?? now;

/** These words were saved; what was typed since then is a draft of them. */
export function saved(form, sent) {
  for (const [name, draft] of of(form)) {
    if (draft.value === sent[name]) drop(form, name);
    else if (name in sent) draft.own = null;
  }
}

export const forget = (form) => forms.delete(form);

function drop(form, name) {
  of(form).delete(name);
  if (!of(form).size) forget(form);
}

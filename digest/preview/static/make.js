// Elements, made without a word of HTML: what a post says stays text.

/** An element with attributes and children; `on…` are listeners, false and null are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...some(children));
  return element;
}

/** Put other children into an element; null and undefined are left out. */
export function fill(element, ...children) {
  element.replaceChildren(...some(children));
}

const some = (children) => children.flat().filter((child) => child !== null && child !== undefined);

export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** A button. */
export const button = (words, onclick, attributes = {}) =>
  make("button", { type: "button", onclick, ...attributes }, words);

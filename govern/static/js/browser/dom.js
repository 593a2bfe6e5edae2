/** Builds page elements from data, always as text, never as HTML. */

/** Make an element: attributes by name; `on` holds listeners by event; children are elements or text.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] false and undefined are left out, true is an empty attribute
 * @param {...(Node | string)} children
 * @returns {HTMLElement} */
export function make(tag, { on = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children);
  return element;
}

/** A button that acts on this page and submits no form.
 * @param {string} label @param {(event: Event) => void} act @param {Record<string, any>} [attributes]
 * @returns {HTMLButtonElement} */
export function button(label, act, attributes = {}) {
  return /** @type {HTMLButtonElement} */ (
    make("button", { type: "button", on: { click: act }, ...attributes }, label)
  );
}

let ids = 0;

/** An id that is unique on the page.
 * @param {string} stem @returns {string} */
export function freshId(stem) {
  ids += 1;
  return `${stem}-${ids}`;
}

/** A link that saves bytes as a file.
 * @param {string} label @param {string} name the file's @param {Uint8Array<ArrayBuffer> | string} content
 * @param {Record<string, any>} [attributes]
 * @returns {HTMLAnchorElement} */
export function downloadLink(label, name, content, attributes = {}) {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  return /** @type {HTMLAnchorElement} */ (make("a", { href: address, download: name, ...attributes }, label));
}

/** Elements that a page must have, by their type: a page without one is a mistake in its template, and says so. */

/** The first element within another that a selector names.
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function part(within, selector, type) {
  const found = within.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`this page has no ${selector}`);
  return found;
}

/** All elements that a selector names, in the page or within another; those of another type are a mistake.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [within]
 * @returns {T[]}
 */
export function all(selector, type, within = document) {
  return [...within.querySelectorAll(selector)].map((found) => {
    if (found instanceof type) return found;
    throw new Error(`${selector} is a ${found.localName}`);
  });
}

/** The element with an id.
 * @param {string | undefined} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id ?? "");
  if (found === null) throw new Error(`this page has no #${id}`);
  return found;
}

/** The nearest element around another that a selector names.
 * @template {Element} T
 * @param {Element} inner
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function around(inner, selector, type) {
  const found = inner.closest(selector);
  if (!(found instanceof type)) throw new Error(`this page has no ${selector} around ${inner.localName}`);
  return found;
}

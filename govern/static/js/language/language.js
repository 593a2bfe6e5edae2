/** The language of the page, and its locale for numbers, dates and amounts. */

/** The language of the page, as a BCP 47 tag.
 * @returns {string} */
export function language() {
  return document.documentElement.lang;
}

/** The Intl locale of the page's language for numbers, dates and amounts.
 * @returns {string} */
export function locale() {
  return document.documentElement.dataset.locale ?? language();
}

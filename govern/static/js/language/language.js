/** The language of the page, and how it writes numbers, dates and amounts. */

/** The language of the page, as a BCP 47 tag.
 * @returns {string} */
export function language() {
  return document.documentElement.lang;
}

/** How the page's language writes numbers, dates and amounts, as Intl names it.
 * @returns {string} */
export function locale() {
  return document.documentElement.dataset.locale ?? language();
}

/** The page's language: every sentence a person reads comes from one of two catalogues with the same keys. */

import en from "./words-en.js";
import zh from "./words-zh-Hans.js";

const CATALOGUES = { en, "zh-Hans": zh };

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

/** The sentence of this key, with its {names} replaced.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string} */
export function say(key, values = {}) {
  const sentence = CATALOGUES[language()][key];
  if (sentence === undefined) throw new Error(`no words for ${key}`);
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Whether there is a sentence of this key.
 * @param {string} key @returns {boolean} */
export function known(key) {
  return Object.hasOwn(CATALOGUES[language()], key);
}

/** The sentence for so many things: `key.one` or `key.other`, with {n}.
 * @param {string} key @param {number} n @returns {string} */
export function count(key, n) {
  const form = new Intl.PluralRules(locale()).select(n) === "one" ? "one" : "other";
  return say(`${key}.${form}`, { n: new Intl.NumberFormat(locale()).format(n) });
}

/** Messages in the page's language. Their keys are the English sentences, as in gettext; the other languages come from
 *  the modules in `catalogues/`, which are made from the same catalogues as the pages' (see govern/translations/README.md). */

import { language, locale } from "./language.js";

const SOURCE = "en"; // the language of the messages in the scripts

/** @typedef {Record<string, string | Record<string, string>>} Catalogue translations by English sentence; for a
 *   plural, one for each category of Intl.PluralRules */

/** @type {Map<string, Catalogue>} */
const catalogues = new Map();

/** Register the messages of a language.
 * @param {string} tag @param {Catalogue} messages */
export function provide(tag, messages) {
  catalogues.set(tag, messages);
}

/** The translated sentence with its named placeholders filled, such as %(name)s.
 * @param {string} message
 * @param {Record<string, string | number>} [values]
 * @returns {string} */
export function _(message, values = {}) {
  const translation = find(message);
  return fill(typeof translation === "string" ? translation : message, values);
}

/** The translated sentence for a number; %(num)s is the number in the reader's format.
 * @param {string} one @param {string} many @param {number} number
 * @param {Record<string, string | number>} [values]
 * @returns {string} */
export function ngettext(one, many, number, values = {}) {
  const found = find(one);
  const forms = typeof found === "object" ? found : { one, other: many };
  const sentence = forms[new Intl.PluralRules(locale()).select(number)] ?? forms.other;
  return fill(sentence, { num: new Intl.NumberFormat(locale()).format(number), ...values });
}

/** Mark a sentence for translation and return it unchanged; it is translated when shown.
 * @param {string} message @returns {string} */
export function N_(message) {
  return message;
}

/** @param {string} message @returns {string | Record<string, string> | undefined} */
function find(message) {
  const catalogue = catalogues.get(language());
  if (catalogue !== undefined && Object.hasOwn(catalogue, message)) return catalogue[message];
  if (language() !== SOURCE) reportError(new Error(`no ${language()} for: ${message}`));
  return undefined;
}

/** @param {string} sentence @param {Record<string, string | number>} values @returns {string} */
function fill(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (place, name) => {
    if (!Object.hasOwn(values, name)) reportError(new Error(`nothing fills ${place} of: ${sentence}`));
    return String(values[name]);
  });
}

/** Forms with currency conversion: if two currencies differ, both amounts are required and their rate is shown. */

import { all, part } from "../browser/elements.js";
import { _ } from "../language/messages.js";
import { AmountError, parseMoney, rateOf } from "../language/money.js";
import { currencyOf } from "./fields.js";

/** Bind every form[data-exchange]: [data-exchange-given] is the amount on one side, [data-exchange-taken] on the other. */
export function bindCurrencyPairs() {
  for (const form of all("form[data-exchange]", HTMLFormElement)) bind(form);
}

/** @param {HTMLFormElement} form */
function bind(form) {
  form.addEventListener("input", () => show(form));
  form.addEventListener("change", () => show(form));
  show(form);
}

/** @param {HTMLFormElement} form */
function show(form) {
  const given = part(form, "[data-exchange-given]", HTMLInputElement);
  const taken = part(form, "[data-exchange-taken]", HTMLInputElement);
  const currencies = [currencyOf(form, given), currencyOf(form, taken)];
  const differ = currencies[0] !== currencies[1];
  part(form, "[data-exchanged]", HTMLElement).hidden = !differ;
  taken.disabled = !differ;
  part(form, "[data-unchanged]", HTMLInputElement).disabled = differ;
  part(form, "[data-exchange-rate]", HTMLElement).textContent = differ ? rateInWords(given, taken, currencies) : "";
}

/** The rate, or a hint about the missing amount.
 * @param {HTMLInputElement} given @param {HTMLInputElement} taken @param {string[]} currencies of both */
function rateInWords(given, taken, [one, other]) {
  try {
    const before = parseMoney(given.value, one);
    const after = parseMoney(taken.value, other);
    if (before === 0 || after === 0)
      return _("Type what it was in %(currency)s, and the rate shows here.", { currency: other });
    return _("1 %(currency)s = %(rate)s %(other)s", { currency: one, rate: rateOf(before, one, after, other), other });
  } catch (error) {
    if (error instanceof AmountError)
      return _("Type what it was in %(currency)s, and the rate shows here.", { currency: other });
    throw error;
  }
}

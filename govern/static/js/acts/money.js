/** What sentences alone cannot say of statements about money. */

import { N_, _, ngettext } from "../language/messages.js";
import { formatMoney, rateOf } from "../language/money.js";
import { files } from "./values.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Context} Context */

/** Whether a request is paid in full or in part, if the record shows its amount.
 * @param {Payload} payload @param {NameOf} _name @param {Context} context @returns {string} */
export function portion({ amount }, _name, context) {
  const { asked } = context;
  if (asked === undefined) return "";
  if (asked.amount === amount) return _("It is all that the request asks for.");
  return _("It is a part: the request asks for %(amount)s.", { amount: amountIn(asked.amount, context.currency) });
}

/** What arrived of a transfer, if it differs from what left.
 * @param {Payload} payload @param {NameOf} _name @param {Context} context @returns {string[]} */
export function arrived({ amount, received }, _name, context) {
  return exchanged(N_("There it arrived as %(amount)s."), amount, context.from, received, context.to);
}

/** What arrived of a refund, if it differs from what came back.
 * @param {Payload} payload @param {NameOf} _name @param {Context} context @returns {string[]} */
export function refunded({ amount, received }, _name, context) {
  return exchanged(N_("There it arrived as %(amount)s."), amount, context.currency, received, context.account);
}

/** What the account was charged for a payment, if it differs from what was paid.
 * @param {Payload} payload @param {NameOf} _name @param {Context} context @returns {string[]} */
export function charged({ amount, charged: sum }, _name, context) {
  return exchanged(N_("The account was charged %(amount)s."), amount, context.currency, sum, context.account);
}

/** The received or charged amount if it differs, with the rate if the currency differs.
 * @param {string} sentence
 * @param {number} amount
 * @param {string | undefined} currency
 * @param {number} other
 * @param {string | undefined} otherCurrency
 * @returns {string[]}
 */
function exchanged(sentence, amount, currency, other, otherCurrency) {
  const same = currency === otherCurrency;
  if (same && amount === other) return [];
  const told = _(sentence, { amount: amountIn(other, otherCurrency) });
  if (same || currency === undefined || otherCurrency === undefined) return [told];
  const rate = rateOf(amount, currency, other, otherCurrency);
  return [told, _("1 %(currency)s = %(rate)s %(other)s", { currency, rate, other: otherCurrency })];
}

/** What the request says that gets approved, if the record shows it.
 * @param {Payload} _payload @param {NameOf} name @param {Context} context @returns {string[]} */
export function billedByRequest(_payload, name, context) {
  return context.asked === undefined ? [] : billed(context.asked, name, context);
}

/** The items and files of a request.
 * @param {Payload} payload @param {NameOf} name @param {Context} context @returns {string[]} */
export function billed({ items, invoices }, name, context) {
  const lines = items.map((/** @type {Payload} */ item) =>
    items.length === 1
      ? _("For: %(text)s", { text: name(item.text) })
      : _("%(amount)s: %(text)s", { amount: amountIn(item.amount, context.currency), text: name(item.text) }),
  );
  return [
    ...lines,
    invoices.length === 0 ? "" : _("With %(n)s", { n: files(invoices) }),
  ];
}

/** The amount, or the bare number of minor units if its currency is unknown.
 * @param {number} amount @param {string | undefined} currency @returns {string} */
export function amountIn(amount, currency) {
  return currency === undefined
    ? ngettext(
        "%(num)s of the smallest unit of the mandate's currency",
        "%(num)s of the smallest units of the mandate's currency",
        amount,
      )
    : formatMoney(amount, currency);
}

/** Statements about the treasury, in words. */

import { formatDay, formatMonth } from "../language/dates.js";
import { N_, _, ngettext } from "../language/messages.js";
import { formatInteger, formatMoney, rateOf } from "../language/money.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Context} Context */
/** @typedef {import("./act.js").Tell} Tell */

/** @type {Record<string, string>} */
const ACCOUNTS = {
  assets: N_("It holds money of the community."),
  equity: N_("It is an account of equity."),
  expenses: N_("It is an account of expenses."),
  income: N_("It is an account of income."),
  liabilities: N_("It is an account of what is owed."),
};

/** @type {Record<string, Tell>} */
export const MONEY_ACTS = {
  "account-opened": (p, name) => ({
    act: _("You open the account “%(name)s”, kept in %(currency)s.", { name: name(p.name), currency: p.currency }),
    more: [
      _(ACCOUNTS[p.kind]),
      p.kind === "assets"
        ? _("Its balance may never fall below %(amount)s.", { amount: formatMoney(p.floor, p.currency) })
        : "",
      p.parent === "" ? "" : _("It stands below “%(name)s”.", { name: name(p.parent) }),
    ],
    warning: "public.text",
  }),
  "account-closed": (p, name) => ({ act: _("You close the account “%(name)s”.", { name: name(p.account) }) }),
  "programme-opened": (p, name) => ({
    act: _("You name the programme “%(name)s” (%(id)s).", { name: name(p.name), id: p.programme }),
    more: [p.scope === "community" ? "" : _("It belongs to the club %(club)s.", { club: name(p.scope) })],
    warning: "public.text",
  }),
  "income-recorded": (p, name) => ({
    act: _("You record that %(amount)s came into the account “%(account)s” on %(day)s.", {
      amount: formatMoney(p.amount, p.currency),
      account: name(p.account),
      day: formatDay(p.received_on),
    }),
    more: [
      _("From: %(text)s", { text: name(p.source) }),
      p.from_account === "" ? "" : _("It is booked from the account “%(account)s”.", { account: name(p.from_account) }),
      p.programme === "" ? "" : _("It may be spent on “%(programme)s” only.", { programme: name(p.programme) }),
    ],
    warning: "public.text",
  }),
  "transfer-recorded": (p, name, context) => ({
    act: _("You record that %(amount)s moved from “%(source)s” to “%(target)s” on %(day)s.", {
      amount: amountIn(p.amount, context.from),
      source: name(p.from_account),
      target: name(p.to_account),
      day: formatDay(p.moved_on),
    }),
    more: [
      ...exchanged(N_("There it arrived as %(amount)s."), p.amount, context.from, p.received, context.to),
      p.fee === 0 ? "" : _("The bank’s fee: %(amount)s", { amount: amountIn(p.fee, context.from) }),
      p.programme === ""
        ? ""
        : _("It is restricted to “%(programme)s” there as it was here.", { programme: name(p.programme) }),
      _("Reason: %(text)s", { text: name(p.reason) }),
    ],
    warning: "public.text",
  }),
  "entry-reversed": (p, name) => ({
    act: _("You reverse the entry “%(entry)s”, by an entry of %(day)s.", {
      entry: name(p.entry),
      day: formatDay(p.reversed_on),
    }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "period-closed": (p) => ({
    act: _("You close the books up to %(day)s.", { day: formatDay(p.until) }),
    more: [_("No entry can be dated on that day or before it any more.")],
  }),
  "statement-reconciled": (p, name, context) => ({
    act: _(
      "You sign that the bank held %(amount)s of the account “%(account)s” at the end of %(month)s, as the ledger says.",
      {
        account: name(p.account),
        month: formatMonth(p.month),
        amount: amountIn(p.balance, context.currency),
      },
    ),
    more: [
      p.outstanding.length === 0
        ? ""
        : _("Entries that the bank had not carried out by then: %(n)s", { n: p.outstanding.length }),
    ],
  }),
  "tranche-released": (p, name, context) => ({
    act: _("You release tranche %(n)s of the mandate “%(mandate)s”.", {
      n: formatInteger(p.tranche + 1),
      mandate: name(p.mandate),
    }),
    more: [
      context.part === undefined ? "" : _("It is %(amount)s.", { amount: amountOf(context.part, context) }),
      context.condition === undefined ? "" : _("Its condition: %(text)s", { text: context.condition }),
      _("How it is known: %(text)s", { text: name(p.evidence) }),
    ],
    warning: "public.text",
  }),
  "disbursement-requested": (p, name, context) => ({
    act: _("You ask for %(amount)s to be paid under the mandate “%(mandate)s”.", {
      amount: amountOf(p.amount, context),
      mandate: name(p.mandate),
    }),
    more: billed(p, name, context),
    warning: "public.text",
  }),
  "disbursement-revised": (p, name, context) => ({
    act: _("You change the payment request “%(what)s”: now %(amount)s is asked for.", {
      what: name(p.disbursement),
      amount: amountOf(p.amount, context),
    }),
    more: [...billed(p, name, context), _("Approvals begin anew.")],
    warning: "public.text",
  }),
  "disbursement-approved": (p, name, context) => ({
    act: _("You approve spending %(what)s.", { what: name(p.disbursement) }),
    more: [
      p.version === 1 ? "" : _("It is version %(n)s of the request.", { n: formatInteger(p.version) }),
      ...(context.asked === undefined ? [] : billed(context.asked, name, context)),
    ],
  }),
  "disbursement-cancelled": (p, name) => ({
    act: _("You cancel the payment request: %(what)s.", { what: name(p.disbursement) }),
  }),
  "payment-recorded": (p, name, context) => ({
    act: _("You record that %(amount)s of the request “%(what)s” was paid on %(day)s from the account “%(account)s”.", {
      amount: amountOf(p.amount, context),
      what: name(p.disbursement),
      account: name(p.account),
      day: formatDay(p.paid_on),
    }),
    more: [
      portion(p.amount, context),
      ...exchanged(N_("The account was charged %(amount)s."), p.amount, context.currency, p.charged, context.account),
      p.fee === 0 ? "" : _("The bank’s fee: %(amount)s", { amount: amountIn(p.fee, context.account) }),
      _("Reference: %(text)s", { text: name(p.reference) }),
      p.evidence.length === 0
        ? ""
        : _("With %(n)s", { n: ngettext("%(num)s file", "%(num)s files", p.evidence.length) }),
    ],
    warning: "public.text",
  }),
  "receipt-attached": (p, name, context) => ({
    act: _("You attach %(files)s to the payment of %(payment)s.", {
      files: ngettext("%(num)s file", "%(num)s files", p.evidence.length),
      payment: context.paid === undefined ? name(p.payment) : amountOf(context.paid, context),
    }),
  }),
  "refund-recorded": (p, name, context) => ({
    act: _("You record that %(amount)s came back into the account “%(account)s” on %(day)s.", {
      amount: amountOf(p.amount, context),
      account: name(p.account),
      day: formatDay(p.received_on),
    }),
    more: [
      _("It comes back from what was paid for the request “%(what)s”.", { what: name(p.payment) }),
      ...exchanged(N_("There it arrived as %(amount)s."), p.amount, context.currency, p.received, context.account),
      _("Reason: %(text)s", { text: name(p.reason) }),
    ],
    warning: "public.text",
  }),
};

/** Whether a request is paid in full or in part, if the record shows its amount.
 * @param {number} amount @param {Context} context @returns {string} */
function portion(amount, context) {
  const { asked } = context;
  if (asked === undefined) return "";
  if (asked.amount === amount) return _("It is all that the request asks for.");
  return _("It is a part: the request asks for %(amount)s.", { amount: amountOf(asked.amount, context) });
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

/** @param {Payload} payload @param {NameOf} name @param {Context} context @returns {string[]} */
function billed({ items, invoices }, name, context) {
  const lines = items.map((/** @type {Payload} */ item) =>
    items.length === 1
      ? _("For: %(text)s", { text: name(item.text) })
      : _("%(amount)s: %(text)s", { amount: amountOf(item.amount, context), text: name(item.text) }),
  );
  return [
    ...lines,
    invoices.length === 0 ? "" : _("With %(n)s", { n: ngettext("%(num)s file", "%(num)s files", invoices.length) }),
  ];
}

/** The amount, or the bare number of minor units if the mandate's currency is unknown.
 * @param {number} amount @param {Context} context @returns {string} */
function amountOf(amount, { currency }) {
  return amountIn(amount, currency);
}

/** @param {number} amount @param {string | undefined} currency @returns {string} */
function amountIn(amount, currency) {
  return currency === undefined
    ? ngettext(
        "%(num)s of the smallest unit of the mandate's currency",
        "%(num)s of the smallest units of the mandate's currency",
        amount,
      )
    : formatMoney(amount, currency);
}

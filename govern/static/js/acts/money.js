/** Acts of the treasury in words. */

import { formatDay, formatMonth } from "../language/dates.js";
import { count, say } from "../language/language.js";
import { formatInteger, formatMoney, rateOf } from "../language/money.js";

export const MONEY_ACTS = {
  "account-opened": (p, name) => ({
    act: say("act.account_opened", { name: name(p.name), currency: p.currency }),
    more: [
      say(`act.account_opened.${p.kind}`),
      p.kind === "assets" ? say("act.floor", { amount: formatMoney(p.floor, p.currency) }) : "",
      p.parent === "" ? "" : say("act.account_opened.parent", { name: name(p.parent) }),
    ],
    warning: "public.text",
  }),
  "account-closed": (p, name) => ({ act: say("act.account_closed", { name: name(p.account) }) }),
  "programme-opened": (p, name) => ({
    act: say("act.programme_opened", { name: name(p.name), id: p.programme }),
    more: [p.scope === "community" ? "" : say("act.programme_opened.club", { club: name(p.scope) })],
    warning: "public.text",
  }),
  "income-recorded": (p, name) => ({
    act: say("act.income_recorded", {
      amount: formatMoney(p.amount, p.currency),
      account: name(p.account),
      day: formatDay(p.received_on),
    }),
    more: [
      say("act.source", { text: name(p.source) }),
      p.from_account === "" ? "" : say("act.income_recorded.from", { account: name(p.from_account) }),
      p.programme === "" ? "" : say("act.income_recorded.restricted", { programme: name(p.programme) }),
    ],
    warning: "public.text",
  }),
  "transfer-recorded": (p, name, context) => ({
    act: say("act.transfer_recorded", {
      amount: amountIn(p.amount, context.from),
      source: name(p.from_account),
      target: name(p.to_account),
      day: formatDay(p.moved_on),
    }),
    more: [
      ...exchanged("act.transfer_recorded.received", p.amount, context.from, p.received, context.to),
      p.fee === 0 ? "" : say("act.fee", { amount: amountIn(p.fee, context.from) }),
      p.programme === "" ? "" : say("act.transfer_recorded.restricted", { programme: name(p.programme) }),
      say("act.reason", { text: name(p.reason) }),
    ],
    warning: "public.text",
  }),
  "entry-reversed": (p, name) => ({
    act: say("act.entry_reversed", { entry: name(p.entry), day: formatDay(p.reversed_on) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "period-closed": (p) => ({
    act: say("act.period_closed", { day: formatDay(p.until) }),
    more: [say("act.period_closed.more")],
  }),
  "statement-reconciled": (p, name, context) => ({
    act: say("act.statement_reconciled", {
      account: name(p.account),
      month: formatMonth(p.month),
      amount: amountIn(p.balance, context.currency),
    }),
    more: [p.outstanding.length === 0 ? "" : say("act.statement_reconciled.outstanding", { n: p.outstanding.length })],
  }),
  "tranche-released": (p, name, context) => ({
    act: say("act.tranche_released", { n: formatInteger(p.tranche + 1), mandate: name(p.mandate) }),
    more: [
      context.part === undefined ? "" : say("act.tranche_released.amount", { amount: amountOf(context.part, context) }),
      context.condition === undefined ? "" : say("act.tranche_released.condition", { text: context.condition }),
      say("act.evidence", { text: name(p.evidence) }),
    ],
    warning: "public.text",
  }),
  "disbursement-requested": (p, name, context) => ({
    act: say("act.disbursement_requested", { amount: amountOf(p.amount, context), mandate: name(p.mandate) }),
    more: billed(p, name, context),
    warning: "public.text",
  }),
  "disbursement-revised": (p, name, context) => ({
    act: say("act.disbursement_revised", { what: name(p.disbursement), amount: amountOf(p.amount, context) }),
    more: [...billed(p, name, context), say("act.disbursement_revised.anew")],
    warning: "public.text",
  }),
  "disbursement-approved": (p, name, context) => ({
    act: say("act.disbursement_approved", { what: name(p.disbursement) }),
    more: [
      p.version === 1 ? "" : say("act.version", { n: formatInteger(p.version) }),
      ...(context.asked === undefined ? [] : billed(context.asked, name, context)),
    ],
  }),
  "disbursement-cancelled": (p, name) => ({ act: say("act.disbursement_cancelled", { what: name(p.disbursement) }) }),
  "payment-recorded": (p, name, context) => ({
    act: say("act.payment_recorded", {
      amount: amountOf(p.amount, context),
      what: name(p.disbursement),
      account: name(p.account),
      day: formatDay(p.paid_on),
    }),
    more: [
      portion(p.amount, context),
      ...exchanged("act.payment_recorded.charged", p.amount, context.currency, p.charged, context.account),
      p.fee === 0 ? "" : say("act.fee", { amount: amountIn(p.fee, context.account) }),
      say("act.reference", { text: name(p.reference) }),
      p.evidence.length === 0 ? "" : say("act.files", { n: count("files", p.evidence.length) }),
    ],
    warning: "public.text",
  }),
  "receipt-attached": (p, name, context) => ({
    act: say("act.receipt_attached", {
      files: count("files", p.evidence.length),
      payment: context.paid === undefined ? name(p.payment) : amountOf(context.paid, context),
    }),
  }),
  "refund-recorded": (p, name, context) => ({
    act: say("act.refund_recorded", {
      amount: amountOf(p.amount, context),
      account: name(p.account),
      day: formatDay(p.received_on),
    }),
    more: [
      say("act.refund_recorded.of", { what: name(p.payment) }),
      ...exchanged("act.transfer_recorded.received", p.amount, context.currency, p.received, context.account),
      say("act.reason", { text: name(p.reason) }),
    ],
    warning: "public.text",
  }),
};

/** Whether all of a request is paid, as far as the record shows what it asks for. */
function portion(amount, context) {
  const { asked } = context;
  if (asked === undefined) return "";
  if (asked.amount === amount) return say("act.payment_recorded.whole");
  return say("act.payment_recorded.part", { amount: amountOf(asked.amount, context) });
}

/** What arrives or is charged where it is another amount, or one in another currency; then with the rate. */
function exchanged(words, amount, currency, other, otherCurrency) {
  const same = currency === otherCurrency;
  if (same && amount === other) return [];
  const told = say(words, { amount: amountIn(other, otherCurrency) });
  if (same || currency === undefined || otherCurrency === undefined) return [told];
  const rate = rateOf(amount, currency, other, otherCurrency);
  return [told, say("exchange.rate", { one: currency, rate, other: otherCurrency })];
}

function billed({ items, invoices }, name, context) {
  const lines = items.map((item) =>
    items.length === 1
      ? say("act.items", { text: name(item.text) })
      : say("act.item", { amount: amountOf(item.amount, context), text: name(item.text) }),
  );
  return [...lines, invoices.length === 0 ? "" : say("act.files", { n: count("files", invoices.length) })];
}

/** Without the mandate's currency the bare number of minor units is all that can be said truthfully. */
function amountOf(amount, { currency }) {
  return amountIn(amount, currency);
}

function amountIn(amount, currency) {
  return currency === undefined ? count("minor_units", amount) : formatMoney(amount, currency);
}


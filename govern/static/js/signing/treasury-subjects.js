/** Names of the objects in treasury statements: mandates, requests, payments, entries, accounts and programmes. */

import { getStrict } from "../browser/http.js";
import { formatDay } from "../language/dates.js";
import { _ } from "../language/messages.js";
import { formatMoney } from "../language/money.js";
import { labelled, shown, statement, statementOf, text } from "./verified-lookup.js";

/** @typedef {import("../acts/act.js").Context} Context */
/** @typedef {import("../acts/act.js").Payload} Payload */
/** @typedef {(payload: Payload, context: Context) => Context | Promise<Context>} Subject adds what ids stand for */

/** @type {Record<string, Subject>} */
export const MONEY_SUBJECTS = {
  "account-opened": async ({ parent }, context) => (await withAccount(parent, context)).context,
  "account-closed": async ({ account }, context) => (await withAccount(account, context)).context,
  "income-recorded": async (payload, context) => {
    const into = await withAccount(payload.account, context);
    const from = await withAccount(payload.from_account, into.context);
    return withProgramme(payload.programme, from.context);
  },
  "transfer-recorded": async (payload, context) => {
    const from = await withAccount(payload.from_account, context);
    const to = await withAccount(payload.to_account, from.context);
    return withProgramme(payload.programme, { ...to.context, from: from.currency, to: to.currency });
  },
  "statement-reconciled": async (payload, context) => {
    const found = await withAccount(payload.account, context);
    return { ...found.context, currency: found.currency };
  },
  "entry-reversed": async ({ entry }, context) => labelled(context, entry, await entryInWords(entry)),
  "tranche-released": async (payload, context) => {
    const known = await mandated(payload.mandate, context);
    const mandate = await statement(payload.mandate, "mandate-granted");
    const part = mandate?.tranches[payload.tranche];
    if (part === undefined) return known;
    const condition = part.condition === "" ? null : await text(part.condition);
    return { ...known, part: part.amount, ...(condition === null ? {} : { condition }) };
  },
  "disbursement-requested": (payload, context) => mandated(payload.mandate, context),
  "disbursement-revised": ({ disbursement, version }, context) => asked(disbursement, version - 1, context),
  "disbursement-approved": ({ disbursement, version }, context) => asked(disbursement, version, context),
  "disbursement-cancelled": ({ disbursement }, context) => asked(disbursement, 0, context),
  "payment-recorded": async (payload, context) => {
    const known = await asked(payload.disbursement, 0, context);
    const from = await withAccount(payload.account, known);
    return { ...from.context, account: from.currency };
  },
  "receipt-attached": async (payload, context) => {
    const payment = await statement(payload.payment, "payment-recorded");
    const known = payment === null ? context : await asked(payment.disbursement, 0, context);
    return payment === null ? known : { ...known, paid: payment.amount };
  },
  "refund-recorded": async (payload, context) => {
    const payment = await statement(payload.payment, "payment-recorded");
    const known = payment === null ? context : await asked(payment.disbursement, 0, context);
    const into = await withAccount(payload.account, known);
    const label = payment === null ? null : (known.labels[payment.disbursement] ?? null);
    return { ...labelled(into.context, payload.payment, label), account: into.currency };
  },
};

/** The label of an account: its name and currency in the statement that opened it.
 * @param {string} id @param {Context} context @returns {Promise<{context: Context, currency?: string}>} */
async function withAccount(id, context) {
  const found = id === "" ? null : await shown(() => getStrict(`/api/accounts/${id}`));
  const opened = found === null || found.statement === "" ? null : await statement(found.statement, "account-opened");
  if (opened === null || opened.account !== id) return { context };
  return { context: labelled(context, id, await text(opened.name)), currency: opened.currency };
}

/** The label of a programme: its name in the statement that opened it.
 * @param {string} id @param {Context} context @returns {Promise<Context>} */
export async function withProgramme(id, context) {
  const found = id === "" ? null : await shown(() => getStrict(`/api/programmes/${id}`));
  const named = found === null ? null : await statement(found.statement, "programme-opened");
  if (named === null || named.programme !== id) return context;
  return labelled(context, id, await text(named.name));
}

/** @param {string} id @param {Context} context @returns {Promise<Context>} */
async function mandated(id, context) {
  const mandate = await mandateOf(id);
  if (mandate === null) return context;
  const purpose = await text(mandate.purpose);
  const payee = await payeeOf(mandate.payee, context);
  const label = [purpose, payee].filter((part) => part !== null).join(" \u2013 ");
  return { ...labelled(context, id, label), currency: mandate.currency };
}

/** A mandate: granted by a vote, awarded by a round, or growing with a stream.
 * @param {string} id @returns {Promise<any>} */
async function mandateOf(id) {
  const granted = await statement(id, "mandate-granted");
  if (granted !== null) return granted;
  const award = await statement(id, "grant-awarded");
  if (award !== null) {
    const application = await statement(award.application, "grant-applied");
    const round = application === null ? null : await statement(application.round, "round-opened");
    return round === null ? null : { ...application, currency: round.currency };
  }
  const stream = await statement(id, "stream-asked");
  const pool = stream === null ? null : await statement(stream.pool, "pool-opened");
  return pool === null ? null : { ...stream, currency: pool.currency };
}

/** @param {Payload} payee @param {Context} context @returns {Promise<string | null>} */
async function payeeOf(payee, context) {
  if (payee.type === "member") return context.labels[payee.member] ?? payee.member;
  return text(payee.name);
}

/** The label of a request: the items and the payee of its version; `version` 0 means the latest.
 *  Its items, invoices and amount go to `asked` of the context, for approvers and payers.
 * @param {string} id @param {number} version @param {Context} context @returns {Promise<Context>} */
async function asked(id, version, context) {
  const request = await statement(id, "disbursement-requested");
  const mandate = request === null ? null : await mandateOf(request.mandate);
  if (mandate === null) return context;
  const wanted = await versionOf(id, version, request);
  const payee = await payeeOf(mandate.payee, context);
  const sum = wanted === null ? null : formatMoney(wanted.amount, mandate.currency);
  const label = [sum, payee].filter((part) => part !== null).join(" \u2192 ");
  const known = { ...labelled(context, id, label), currency: mandate.currency };
  return wanted === null ? known : withItems(wanted, known);
}

/** @param {Payload} wanted @param {Context} context @returns {Promise<Context>} */
async function withItems(wanted, context) {
  const texts = await Promise.all(wanted.items.map((/** @type {Payload} */ item) => text(item.text)));
  const known = wanted.items.reduce(
    (/** @type {Context} */ all, /** @type {Payload} */ item, /** @type {number} */ place) =>
      labelled(all, item.text, texts[place]),
    context,
  );
  return { ...known, asked: wanted };
}

/** The payload of a request's version, verified by the record; null if it is not available.
 * @param {string} id @param {number} version @param {Payload} request @returns {Promise<any>} */
async function versionOf(id, version, request) {
  const now = await shown(() => getStrict(`/api/disbursements/${id}`));
  if (now === null || now.latest === id) return version <= 1 ? request : null;
  const latest = await statement(now.latest, "disbursement-revised");
  const fits = latest !== null && latest.disbursement === id;
  return fits && (version === 0 || latest.version === version) ? latest : null;
}

/** @type {Record<string, (payload: Payload) => Promise<string>>} */
const TAKEN_BACK = {
  "payment-recorded": async (payment) => {
    const known = await asked(payment.disbursement, 0, { labels: {} });
    const amount = known.currency === undefined ? "" : formatMoney(payment.amount, known.currency);
    return _("payment of %(amount)s, %(day)s: %(text)s", {
      amount,
      day: formatDay(payment.paid_on),
      text: await wordsOf(payment.reference),
    });
  },
  "income-recorded": async (income) =>
    _("income of %(amount)s, %(day)s: %(text)s", {
      amount: formatMoney(income.amount, income.currency),
      day: formatDay(income.received_on),
      text: await wordsOf(income.source),
    }),
  "transfer-recorded": async (moved) => {
    const { currency } = await withAccount(moved.from_account, { labels: {} });
    const amount = currency === undefined ? "" : formatMoney(moved.amount, currency);
    return _("transfer of %(amount)s, %(day)s: %(text)s", {
      amount,
      day: formatDay(moved.moved_on),
      text: await wordsOf(moved.reason),
    });
  },
};

/** The label of an entry: its statement in words, or for an imported one its day and text.
 * @param {string} entry @returns {Promise<string | null>} */
async function entryInWords(entry) {
  const [id, place] = entry.split("-");
  const found = await statementOf(id, ["entries-imported", ...Object.keys(TAKEN_BACK)]);
  if (found === null) return null;
  if (found.kind !== "entries-imported") return place === undefined ? TAKEN_BACK[found.kind](found.payload) : null;
  const row = found.payload.entries[Number(place) - 1];
  return row === undefined ? null : _("%(day)s: %(text)s", { day: formatDay(row.on), text: await wordsOf(row.text) });
}

/** @param {string} digest @returns {Promise<string>} */
async function wordsOf(digest) {
  return (await text(digest)) ?? "\u2026";
}

/** Lookups of mandates, requests, payments, entries, accounts and programmes. */

import { getStrict } from "../browser/http.js";
import { formatDay } from "../language/dates.js";
import { _ } from "../language/messages.js";
import { formatMoney } from "../language/money.js";
import { labelled, shown, statement, statementOf, text } from "./verified-lookup.js";

/** @typedef {import("../acts/act.js").Context} Context */
/** @typedef {import("../acts/act.js").Payload} Payload */
/** @typedef {(payload: Payload, context: Context) => Context | Promise<Context>} Subject adds what ids stand for */

/** An account; its currency goes to a field of the context, if one is named.
 * @param {string} field @param {string} [currency] @returns {Subject} */
export const account = (field, currency) => async (payload, context) => {
  const found = await withAccount(payload[field], context);
  return currency === undefined ? found.context : { ...found.context, [currency]: found.currency };
};

/** @param {string} field @returns {Subject} */
export const programme = (field) => (payload, context) => withProgramme(payload[field], context);

/** An entry of the journal.
 * @param {string} field @returns {Subject} */
export const entry = (field) => async (payload, context) =>
  labelled(context, payload[field], await entryInWords(payload[field]));

/** A mandate with its currency.
 * @param {string} field @returns {Subject} */
export const mandate = (field) => (payload, context) => mandated(payload[field], context);

/** A tranche of a mandate: its amount and condition.
 * @param {string} field @param {string} place @returns {Subject} */
export const tranche = (field, place) => async (payload, context) => {
  const granted = await statement(payload[field], "mandate-granted");
  const part = granted?.tranches[payload[place]];
  if (part === undefined) return context;
  const condition = part.condition === "" ? null : await text(part.condition);
  return { ...context, part: part.amount, ...(condition === null ? {} : { condition }) };
};

/** A request in its latest version.
 * @param {string} field @returns {Subject} */
export const request = (field) => (payload, context) => asked(payload[field], 0, context);

/** @param {string} field @param {string} version @returns {Subject} */
export const requestInVersion = (field, version) => (payload, context) =>
  asked(payload[field], payload[version], context);

/** A request in the version before the one that gets signed.
 * @param {string} field @param {string} version @returns {Subject} */
export const requestBefore = (field, version) => (payload, context) =>
  asked(payload[field], payload[version] - 1, context);

/** A payment: its amount, and the label of its request.
 * @param {string} field @returns {Subject} */
export const payment = (field) => async (payload, context) => {
  const made = await statement(payload[field], "payment-recorded");
  if (made === null) return context;
  const known = await asked(made.disbursement, 0, context);
  const label = known.labels[made.disbursement] ?? null;
  return { ...labelled(known, payload[field], label), paid: made.amount };
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

/** What ids in a statement stand for, fetched from the record and believed only if the hash fits. */

import { fromBase64, sha256Hex } from "./bytes.js";
import { idOf, kindOf } from "./envelope.js";
import { Refusal, getBytes, getStrict } from "./http.js";
import { count } from "./language.js";
import { formatMoney } from "./money.js";
import { decode } from "./strict-json.js";

/** @typedef {{labels: Record<string, string>, currency?: string, options?: string[]}} Context labels: words for ids and
 *   hashes; options: all that a ballot could name */

/** Add to the page's labels what the record itself says, which goes before them.
 * @param {string} kind
 * @param {Record<string, any>} payload
 * @param {Context} context
 * @returns {Promise<Context>} */
export async function fromRecord(kind, payload, context) {
  const subject = SUBJECTS[kind];
  if (subject === undefined) return context;
  return subject(payload, context);
}

const HEX = /^[0-9a-f]{64}$/;

const SUBJECTS = {
  "delegation-made": covering,
  "delegation-ended": covering,
  "ballot-cast": voted,
  "candidate-nominated": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "candidacy-accepted": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "candidacy-withdrawn": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "seat-vacated": (payload, context) => titled(payload.election, payload.election, context),
  "comment-made": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "reason-given": async (payload, context) => {
    const poll = await statement(payload.poll, "voting-announced");
    return poll === null ? context : titled(payload.poll, poll.proposal, context);
  },
  "text-hidden": async (payload, context) => {
    const words = await text(payload.text);
    return words === null ? context : labelled(context, payload.text, words);
  },
  "comment-hidden": async (payload, context) => {
    const comment = await statement(payload.comment, "comment-made");
    const words = comment === null ? null : await text(comment.text);
    return words === null ? context : labelled(context, payload.comment, words);
  },
  "grant-applied": async (payload, context) => {
    const round = await statement(payload.round, "round-opened");
    return round === null ? context : paidTo(payload.payee, { ...context, currency: round.currency });
  },
  "application-withdrawn": applied,
  "application-scored": applied,
  "stream-asked": async (payload, context) => {
    const pool = await statement(payload.pool, "pool-opened");
    return pool === null ? context : paidTo(payload.payee, { ...context, currency: pool.currency });
  },
  "stream-supported": streamed,
  "stream-ended": streamed,
  "proposal-sponsored": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "proposal-withdrawn": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "award-confirmed": awarded,
  "award-reversed": awarded,
  "disbursement-requested": async (payload, context) => mandated(payload.mandate, context),
  "disbursement-revised": asked,
  "disbursement-approved": asked,
  "disbursement-cancelled": asked,
  "payment-recorded": async (payload, context) => {
    const known = await asked(payload, context);
    return { ...known, account: await currencyOf(payload.account) };
  },
  "refund-recorded": async (payload, context) => {
    const payment = await statement(payload.payment, "payment-recorded");
    return payment === null ? context : asked(payment, context);
  },
  "transfer-recorded": async (payload, context) => {
    const [from, to] = await Promise.all([currencyOf(payload.from_account), currencyOf(payload.to_account)]);
    return { ...context, from, to };
  },
  "statement-reconciled": async (payload, context) => ({ ...context, currency: await currencyOf(payload.account) }),
  "tranche-released": async (payload, context) => {
    const known = await mandated(payload.mandate, context);
    const mandate = await statement(payload.mandate, "mandate-granted");
    const condition = mandate === null ? null : await text(mandate.tranches[payload.tranche]?.condition ?? "");
    return condition === null ? known : { ...known, condition };
  },
};

/** An application is called by its purpose. */
async function applied(payload, context) {
  const application = await statement(payload.application, "grant-applied");
  const words = application === null ? null : await text(application.purpose);
  return words === null ? context : labelled(context, payload.application, words);
}

/** A stream is called by its purpose; the pool's own id stands for the return of its money. */
async function streamed(payload, context) {
  const stream = await statement(payload.stream, "stream-asked");
  const words = stream === null ? null : await text(stream.purpose);
  return words === null ? context : labelled(context, payload.stream, words);
}

async function paidTo(payee, context) {
  const name = payee.type === "outside" ? await text(payee.name) : null;
  return name === null ? context : labelled(context, payee.name, name);
}

/** A vote is called by its proposal's title, and its options as the version that is voted on names them. */
async function voted(payload, context) {
  const poll = await statement(payload.poll, "voting-announced");
  if (poll === null) return context;
  const known = await titled(payload.poll, poll.proposal, { ...context, options: poll.options });
  const version =
    (await statement(poll.version, "proposal-submitted")) ?? (await statement(poll.version, "proposal-revised"));
  if (version === null || typeof payload.choice === "string") return known;
  const named = version.effects.flatMap((effect) => effect.options ?? (effect.option ? [effect] : []));
  const texts = await Promise.all(named.map(async (one) => [one.option, await text(one.name)]));
  const labels = Object.fromEntries(texts.filter(([, found]) => found !== null).map(distinct));
  return { ...known, labels: { ...known.labels, ...labels } };
}

/** Two options of the same name are told apart by their ids. */
function distinct([option, name], _place, all) {
  return [option, all.some(([other, same]) => other !== option && same === name) ? `${name} (${option})` : name];
}

async function covering(payload, context) {
  return HEX.test(payload.area) ? titled(payload.area, payload.area, context) : context;
}

async function titled(id, proposalId, context) {
  const proposal = await statement(proposalId, "proposal-submitted");
  const title = proposal === null ? null : await text(proposal.title);
  return title === null ? context : labelled(context, id, title);
}

async function awarded(payload, context) {
  const award = await statement(payload.award, "award-made");
  if (award === null) return context;
  return labelled(
    context,
    payload.award,
    `${count("tokens", award.amount)} \u2192 ${context.labels[award.to] ?? award.to}`,
  );
}

async function mandated(id, context) {
  const mandate = await mandateOf(id);
  if (mandate === null) return context;
  const purpose = await text(mandate.purpose);
  const payee = await payeeOf(mandate.payee, context);
  const label = [purpose, payee].filter((part) => part !== null).join(" \u2013 ");
  return { ...labelled(context, id, label), currency: mandate.currency };
}

/** A mandate is granted by a vote, awarded by a round, or grows with a stream. */
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

/** A request is called by what is asked for now, in the version that somebody approves or pays. */
async function asked(payload, context) {
  const request = await statement(payload.disbursement, "disbursement-requested");
  const mandate = request === null ? null : await mandateOf(request.mandate);
  if (mandate === null) return context;
  const amount = await amountOf(payload, request);
  const payee = await payeeOf(mandate.payee, context);
  const shown = amount === null ? null : formatMoney(amount, mandate.currency);
  const label = [shown, payee].filter((part) => part !== null).join(" \u2192 ");
  return { ...labelled(context, payload.disbursement, label), currency: mandate.currency };
}

/** The amount of the latest version, which the record itself has to say; null if it does not. */
async function amountOf({ disbursement, version }, request) {
  const now = await shown(() => getStrict(`/api/disbursements/${disbursement}`));
  if (now === null || now.latest === disbursement) return version === undefined || version === 1 ? request.amount : null;
  const latest = await statement(now.latest, "disbursement-revised");
  const fits = latest !== null && latest.disbursement === disbursement;
  return fits && (version === undefined || latest.version === version) ? latest.amount : null;
}

/** The currency of an account, as the record's tables have it; what is shown with it is checked by the rules. */
async function currencyOf(account) {
  const found = await shown(() => getStrict(`/api/accounts/${account}`));
  return found === null ? undefined : found.currency;
}

async function payeeOf(payee, context) {
  if (payee.type === "member") return context.labels[payee.member] ?? payee.member;
  return text(payee.name);
}

function labelled(context, id, label) {
  return { ...context, labels: { ...context.labels, [id]: label } };
}

/** The payload of a recorded statement of this kind, or null when the server does not show it or shows another one.
 * @param {string} id @param {string} kind @returns {Promise<any>} */
export async function statement(id, kind) {
  const found = await shown(() => getStrict(`/api/statements/${id}/receipt`));
  if (found === null || (await idOf(found.envelope)) !== id || kindOf(found.envelope.payloadType) !== kind) return null;
  return decode(fromBase64(found.envelope.payload));
}

/** The text of a blob, or null when it is withheld or is another one.
 * @param {string} sha256 @returns {Promise<string | null>} */
export async function text(sha256) {
  const bytes = await shown(() => getBytes(`/log/blob/${sha256}`));
  if (bytes === null || (await sha256Hex(bytes)) !== sha256) return null;
  return decode(bytes).text;
}

async function shown(ask) {
  try {
    return await ask();
  } catch (error) {
    // Hidden, or not for this reader: the page's own label has to do.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

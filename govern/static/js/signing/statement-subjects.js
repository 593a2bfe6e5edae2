/** Names of the objects in a statement, fetched from the record and verified by hash. */

import { getStrict } from "../browser/http.js";
import { ngettext } from "../language/messages.js";
import { fromBase64, sha256Hex } from "../record/bytes.js";
import { MONEY_SUBJECTS, withProgramme } from "./treasury-subjects.js";
import { labelled, shown, statement, text } from "./verified-lookup.js";

/** @typedef {import("../acts/act.js").Context} Context */
/** @typedef {import("../acts/act.js").Payload} Payload */
/** @typedef {import("./treasury-subjects.js").Subject} Subject */

/** The page's labels with the record's own, which take precedence.
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

/** @type {Record<string, Subject>} */
const SUBJECTS = {
  "key-revoked": async (payload, context) => ({ ...context, isOnlyKey: await isOnlyKey(payload) }),
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
    return round === null ? context : { ...context, currency: round.currency };
  },
  "application-withdrawn": applied,
  "application-scored": applied,
  "stream-asked": async (payload, context) => {
    const pool = await statement(payload.pool, "pool-opened");
    return pool === null ? context : { ...context, currency: pool.currency };
  },
  "stream-supported": streamed,
  "stream-ended": streamed,
  "proposal-sponsored": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "proposal-withdrawn": (payload, context) => titled(payload.proposal, payload.proposal, context),
  "award-confirmed": awarded,
  "award-reversed": awarded,
  "proposal-submitted": outOfProgrammes,
  "proposal-revised": outOfProgrammes,
  ...MONEY_SUBJECTS,
};

/** Labels of the programmes named by budgets and mandates.
 * @param {Payload} payload @param {Context} context @returns {Promise<Context>} */
async function outOfProgrammes({ effects }, context) {
  let known = context;
  for (const id of new Set(effects.map((/** @type {Payload} */ effect) => effect.programme ?? ""))) known = await withProgramme(id, known);
  return known;
}

/** Whether a member would be left without any key.
 * @param {Payload} payload @returns {Promise<boolean>} */
async function isOnlyKey({ key, member }) {
  const found = await shown(() => getStrict(`/api/members/${member}`));
  const ids = await Promise.all((found?.keys ?? []).map((/** @type {string} */ one) => sha256Hex(fromBase64(one))));
  return ids.length === 1 && ids[0] === key;
}

/** The label of an application: its purpose.
 * @param {Payload} payload @param {Context} context @returns {Promise<Context>} */
async function applied(payload, context) {
  const application = await statement(payload.application, "grant-applied");
  const words = application === null ? null : await text(application.purpose);
  return words === null ? context : labelled(context, payload.application, words);
}

/** The label of a stream: its purpose; the pool's own id means the return of its money.
 * @param {Payload} payload @param {Context} context @returns {Promise<Context>} */
async function streamed(payload, context) {
  const stream = await statement(payload.stream, "stream-asked");
  const words = stream === null ? null : await text(stream.purpose);
  return words === null ? context : labelled(context, payload.stream, words);
}

/** The labels of a vote: its proposal's title, and the options' names in the version voted on.
 * @param {Payload} payload @param {Context} context @returns {Promise<Context>} */
async function voted(payload, context) {
  const poll = await statement(payload.poll, "voting-announced");
  if (poll === null) return context;
  const known = await titled(payload.poll, poll.proposal, { ...context, options: poll.options });
  const version =
    (await statement(poll.version, "proposal-submitted")) ?? (await statement(poll.version, "proposal-revised"));
  if (version === null || typeof payload.choice === "string") return known;
  const named = version.effects.flatMap((/** @type {Payload} */ effect) => effect.options ?? (effect.option ? [effect] : []));
  const texts = await Promise.all(named.map(async (/** @type {Payload} */ one) => [one.option, await text(one.name)]));
  const labels = Object.fromEntries(texts.filter(([, found]) => found !== null).map(distinct));
  return { ...known, labels: { ...known.labels, ...labels } };
}

/** Add ids to options with the same name.
 * @param {(string | null)[]} named @param {number} _place @param {(string | null)[][]} all */
function distinct([option, name], _place, all) {
  return [option, all.some(([other, same]) => other !== option && same === name) ? `${name} (${option})` : name];
}

/** @param {Payload} payload @param {Context} context @returns {Promise<Context>} */
async function covering(payload, context) {
  return HEX.test(payload.area) ? titled(payload.area, payload.area, context) : context;
}

/** @param {string} id @param {string} proposalId @param {Context} context @returns {Promise<Context>} */
async function titled(id, proposalId, context) {
  const proposal = await statement(proposalId, "proposal-submitted");
  const title = proposal === null ? null : await text(proposal.title);
  return title === null ? context : labelled(context, id, title);
}

/** @param {Payload} payload @param {Context} context @returns {Promise<Context>} */
async function awarded(payload, context) {
  const award = await statement(payload.award, "award-made");
  if (award === null) return context;
  return labelled(
    context,
    payload.award,
    `${ngettext("%(num)s token", "%(num)s tokens", award.amount)} \u2192 ${context.labels[award.to] ?? award.to}`,
  );
}

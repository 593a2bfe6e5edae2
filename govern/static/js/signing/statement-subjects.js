/** Lookups of the objects in statements: their names, fetched from the record and verified by hash.
 *
 *  Each takes names of fields, and makes of them what adds to the page's labels those of the record, which take
 *  precedence. The words of a type of statement name its lookups. */

import { getStrict } from "../browser/http.js";
import { ngettext } from "../language/messages.js";
import { fromBase64, sha256Hex } from "../record/bytes.js";
import { withProgramme } from "./treasury-subjects.js";
import { labelled, shown, statement, text } from "./verified-lookup.js";

/** @typedef {import("../acts/act.js").Context} Context */
/** @typedef {import("../acts/act.js").Payload} Payload */
/** @typedef {import("./treasury-subjects.js").Subject} Subject */

const HEX = /^[0-9a-f]{64}$/;

/** The title of a proposal.
 * @param {string} field @returns {Subject} */
export const title = (field) => (payload, context) => titled(payload[field], payload[field], context);

/** The title of the proposal that a delegation covers, if it covers one.
 * @param {string} field @returns {Subject} */
export const area = (field) => (payload, context) => (HEX.test(payload[field]) ? title(field)(payload, context) : context);

/** The title of the proposal of a vote.
 * @param {string} field @returns {Subject} */
export const titleOfPoll = (field) => async (payload, context) => {
  const found = await statement(payload[field], "voting-announced");
  return found === null ? context : titled(payload[field], found.proposal, context);
};

/** A text.
 * @param {string} field @returns {Subject} */
export const textOf = (field) => async (payload, context) => labelled(context, payload[field], await text(payload[field]));

/** The first wording of a comment.
 * @param {string} field @returns {Subject} */
export const comment = (field) => purposeOf(field, "comment-made", "text");

/** The purpose of an application.
 * @param {string} field @returns {Subject} */
export const application = (field) => purposeOf(field, "grant-applied", "purpose");

/** The purpose of a stream; the pool's own id means the return of its money.
 * @param {string} field @returns {Subject} */
export const stream = (field) => purposeOf(field, "stream-asked", "purpose");

/** @param {string} field @returns {Subject} */
export const currencyOfRound = (field) => currencyOf(field, "round-opened");

/** @param {string} field @returns {Subject} */
export const currencyOfPool = (field) => currencyOf(field, "pool-opened");

/** The label of something: a text in the statement that made it.
 * @param {string} field @param {string} kind @param {string} named @returns {Subject} */
function purposeOf(field, kind, named) {
  return async (payload, context) => {
    const made = await statement(payload[field], kind);
    return made === null ? context : labelled(context, payload[field], await text(made[named]));
  };
}

/** The currency of something, by the statement that made it.
 * @param {string} field @param {string} kind @returns {Subject} */
function currencyOf(field, kind) {
  return async (payload, context) => {
    const made = await statement(payload[field], kind);
    return made === null ? context : { ...context, currency: made.currency };
  };
}

/** Labels of the programmes named by budgets and mandates.
 * @returns {Subject} */
export const programmesOfEffects = () => async ({ effects }, context) => {
  let known = context;
  for (const id of new Set(effects.map((/** @type {Payload} */ effect) => effect.programme ?? ""))) known = await withProgramme(id, known);
  return known;
};

/** Whether the key that ends is the only one that its member has.
 * @returns {Subject} */
export const remainingKeys = () => async (payload, context) => ({ ...context, isOnlyKey: await isOnlyKey(payload) });

/** Whether a member would be left without any key.
 * @param {Payload} payload @returns {Promise<boolean>} */
async function isOnlyKey({ key, member }) {
  const found = await shown(() => getStrict(`/api/members/${member}`));
  const ids = await Promise.all((found?.keys ?? []).map((/** @type {string} */ one) => sha256Hex(fromBase64(one))));
  return ids.length === 1 && ids[0] === key;
}

/** The labels of a vote: its proposal's title, and the options' names in the version voted on.
 * @param {string} field @returns {Subject} */
export const poll = (field) => async (payload, context) => {
  const announced = await statement(payload[field], "voting-announced");
  if (announced === null) return context;
  const known = await titled(payload[field], announced.proposal, { ...context, options: announced.options });
  const version =
    (await statement(announced.version, "proposal-submitted")) ??
    (await statement(announced.version, "proposal-revised"));
  if (version === null || typeof payload.choice === "string") return known;
  const named = version.effects.flatMap((/** @type {Payload} */ effect) => effect.options ?? (effect.option ? [effect] : []));
  const texts = await Promise.all(named.map(async (/** @type {Payload} */ one) => [one.option, await text(one.name)]));
  const labels = Object.fromEntries(texts.filter(([, found]) => found !== null).map(distinct));
  return { ...known, labels: { ...known.labels, ...labels } };
};

/** Add ids to options with the same name.
 * @param {(string | null)[]} named @param {number} _place @param {(string | null)[][]} all */
function distinct([option, name], _place, all) {
  return [option, all.some(([other, same]) => other !== option && same === name) ? `${name} (${option})` : name];
}

/** @param {string} id @param {string} proposalId @param {Context} context @returns {Promise<Context>} */
async function titled(id, proposalId, context) {
  const proposal = await statement(proposalId, "proposal-submitted");
  const title = proposal === null ? null : await text(proposal.title);
  return title === null ? context : labelled(context, id, title);
}

/** An award: its tokens and who gets them.
 * @param {string} field @returns {Subject} */
export const award = (field) => async (payload, context) => {
  const made = await statement(payload[field], "award-made");
  if (made === null) return context;
  const tokens = ngettext("%(num)s token", "%(num)s tokens", made.amount);
  return labelled(context, payload[field], `${tokens} \u2192 ${context.labels[made.to] ?? made.to}`);
};

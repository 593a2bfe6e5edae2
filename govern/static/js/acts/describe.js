/** An act in words, computed from the very payload that gets signed. */

import { count, say } from "../language/language.js";
import { formatInteger } from "../language/money.js";
import { role } from "../language/roles.js";
import { BALLOT_ACTS } from "./ballots.js";
import { CLUB_ACTS } from "./clubs.js";
import { DRAW_ACTS } from "./draws.js";
import { ELECTION_ACTS } from "./elections.js";
import { GRANT_ACTS } from "./grants.js";
import { IMPORT_ACTS } from "./import.js";
import { KEY_ACTS } from "./keys.js";
import { MONEY_ACTS } from "./money.js";
import { PROPOSAL_ACTS } from "./proposals.js";

// Characters that turn the reading direction could make a label say something else than it is.
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_LABEL = 200;

/** @typedef {{act: string, more: string[], warning: string}} Words
 *   act: the one sentence; more: what belongs to it; warning: what becomes public for ever */
/** @typedef {{labels: Record<string, string>, currency?: string, options?: string[]}} Context labels: words for ids and
 *   hashes; currency: of the amounts; options: all that a ballot could name; acts of the treasury add what they need */

/** @param {string} kind @param {Record<string, any>} payload @param {Context} context
 * @returns {Promise<Words>} */
export async function describe(kind, payload, context) {
  const tell = KINDS[kind] ?? unknownKind(kind);
  const name = (id) => label(id, context.labels);
  const { act, more = [], warning = "public.act" } = await tell(payload, name, context);
  return { act, more: more.filter((line) => line !== ""), warning: say(readBy(warning)) };
}

/** Where the record is closed to visitors, "public" is what members and auditors read. */
function readBy(warning) {
  return document.body.dataset.closed === undefined ? warning : `${warning}.members`;
}

function label(id, labels) {
  if (id === undefined || id === "") return say("act.nobody");
  const found = Object.hasOwn(labels, id) ? labels[id] : `${id.slice(0, 10)}\u2026`;
  const plain = found.replace(DIRECTION, "").replace(/\s+/gu, " ").trim();
  return plain.length > LONGEST_LABEL ? `${plain.slice(0, LONGEST_LABEL)}\u2026` : plain;
}

const KINDS = {
  ...CLUB_ACTS,
  ...BALLOT_ACTS,
  ...DRAW_ACTS,
  ...ELECTION_ACTS,
  ...GRANT_ACTS,
  ...MONEY_ACTS,
  ...IMPORT_ACTS,
  ...KEY_ACTS,
  ...PROPOSAL_ACTS,
  "role-granted": (p, name) => ({
    act: say("act.role_granted", { name: name(p.holder), role: role(p.role) }),
    more: p.scope === "community" ? [] : [say("act.role_in_club", { club: name(p.scope) })],
  }),
  "role-ended": (p, name) => ({
    act: say("act.role_ended", { name: name(p.holder), role: role(p.role) }),
    more: p.scope === "community" ? [] : [say("act.role_in_club", { club: name(p.scope) })],
  }),
  "rulebook-adopted": (p, name) => ({
    act:
      p.scope === "community"
        ? say("act.rulebook_adopted")
        : say("act.rulebook_adopted.club", { club: name(p.scope), n: formatInteger(p.rulebook.number) }),
  }),
  "award-made": (p, name) => ({
    act: say("act.award_made", { tokens: count("tokens", p.amount), name: name(p.to) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "award-confirmed": (p, name) => ({ act: say("act.award_confirmed", { award: name(p.award) }) }),
  "award-reversed": (p, name) => ({
    act: say("act.award_reversed", { award: name(p.award) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "proposal-sponsored": (p, name) => ({ act: say("act.proposal_sponsored", { title: name(p.proposal) }) }),
  "proposal-cancelled": (p, name) => ({
    act: say("act.proposal_cancelled", { title: name(p.proposal) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "proposal-vetoed": (p, name) => ({
    act: say("act.proposal_vetoed", { title: name(p.proposal) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "outcome-challenged": (p, name) => ({
    act: say("act.outcome_challenged", { title: name(p.proposal) }),
    more: [say("act.reason", { text: name(p.grounds) })],
    warning: "public.text",
  }),
  "challenge-ruled": (p, name) => ({
    act: say(p.ruling === "void" ? "act.challenge_ruled.void" : "act.challenge_ruled.upheld", {
      title: name(p.proposal),
    }),
    more: [say("act.reason", { text: name(p.explanation) })],
    warning: "public.text",
  }),
  "roll-objected": (p, name) => ({
    act: say("act.roll_objected", { title: name(p.poll) }),
    more: [say("act.reason", { text: name(p.grounds) })],
    warning: "public.text",
  }),
  "proposal-withdrawn": (p, name) => ({ act: say("act.proposal_withdrawn", { title: name(p.proposal) }) }),
  "comment-made": (p, name) => ({
    act:
      p.parent === ""
        ? say("act.comment_made", { title: name(p.proposal) })
        : say("act.comment_answered", { name: name(p.parent), title: name(p.proposal) }),
    more: [say("act.text", { text: name(p.text) })],
    warning: "public.text",
  }),
  "comment-revised": (p, name) => ({
    act: say("act.comment_revised", { title: name(p.comment) }),
    more: [say("act.text", { text: name(p.text) })],
    warning: "public.text",
  }),
  "text-hidden": (p, name) => ({
    act: say("act.text_hidden", { text: name(p.text) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "text-shown": (p, name) => ({
    act: say("act.text_shown", { text: name(p.text) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "comment-hidden": (p, name) => ({
    act: say("act.comment_hidden", { text: name(p.comment) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "comment-shown": (p, name) => ({
    act: say("act.comment_shown", { text: name(p.comment) }),
    more: [say("act.reason", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "reason-given": (p, name) => ({
    act: say("act.reason_given", { title: name(p.poll) }),
    more: [say("act.reason", { text: name(p.text) })],
    warning: "public.text",
  }),
};

function unknownKind(kind) {
  return () => ({ act: say("act.unknown", { kind }) });
}

/** A statement in words, computed from the payload to be signed. */

import { N_, _, ngettext } from "../language/messages.js";
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

/** @typedef {import("./act.js").Tell} Tell */

// Characters that change the text direction could make a label misleading.
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_LABEL = 200;

/** Warnings about data that becomes public for ever: for everyone, or for members and auditors of a closed record.
 * @type {Record<string, {everyone: string, members: string}>} */
const WARNINGS = {
  "public.act": {
    everyone: N_("This is recorded for ever: everyone can see that you did it, and when."),
    members: N_("This is recorded for ever: all members and their auditors can see that you did it, and when."),
  },
  "public.ballot": {
    everyone: N_("Your ballot is public: everyone can see how you voted, for ever, even after you replace it."),
    members: N_("All members and their auditors can see how you voted, for ever, even after you replace your ballot."),
  },
  "public.enrolment": {
    everyone: N_(
      "This is recorded for ever: everyone can see the member's number and key, and that you confirmed them. The name stays out of the record.",
    ),
    members: N_(
      "This is recorded for ever: all members and their auditors can see the member's number and key, and that you confirmed them. The name stays out of the record.",
    ),
  },
  "public.score": {
    everyone: N_("Your score and your member number are public for ever."),
    members: N_("Every member and auditor can read your score and your member number, for ever."),
  },
  "public.text": {
    everyone: N_(
      "This is recorded for ever, and everyone can read the text you wrote. It can be hidden later, but never changed.",
    ),
    members: N_(
      "This is recorded for ever, and all members and their auditors can read the text you wrote. It can be hidden later, but never changed.",
    ),
  },
};

/** @typedef {{act: string, more: string[], warning: string}} Words
 *   act: the sentence; more: further details; warning: data that becomes public for ever */
/** @typedef {import("./act.js").Context} Context */

/** @param {string} kind @param {Record<string, any>} payload @param {Context} context
 * @returns {Promise<Words>} */
export async function describe(kind, payload, context) {
  const tell = KINDS[kind] ?? unknownKind(kind);
  /** @param {string} id */
  const name = (id) => label(id, context.labels);
  const { act, more = [], warning = "public.act" } = await tell(payload, name, context);
  return { act, more: more.filter((line) => line !== ""), warning: _(WARNINGS[warning][readers()]) };
}

function readers() {
  return document.body.dataset.closed === undefined ? "everyone" : "members";
}

/** @param {string | undefined} id @param {Record<string, string>} labels @returns {string} */
function label(id, labels) {
  if (id === undefined || id === "") return _("nobody");
  const found = Object.hasOwn(labels, id) ? labels[id] : `${id.slice(0, 10)}\u2026`;
  const plain = found.replace(DIRECTION, "").replace(/\s+/gu, " ").trim();
  return plain.length > LONGEST_LABEL ? `${plain.slice(0, LONGEST_LABEL)}\u2026` : plain;
}

/** @type {Record<string, Tell>} */
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
    act: _("You give %(name)s the role of %(role)s.", { name: name(p.holder), role: role(p.role) }),
    more:
      p.scope === "community"
        ? []
        : [_("In the club “%(club)s”, not in the whole community.", { club: name(p.scope) })],
  }),
  "role-ended": (p, name) => ({
    act: _("You take the role of %(role)s away from %(name)s.", { name: name(p.holder), role: role(p.role) }),
    more:
      p.scope === "community"
        ? []
        : [_("In the club “%(club)s”, not in the whole community.", { club: name(p.scope) })],
  }),
  "rulebook-adopted": (p, name) => ({
    act:
      p.scope === "community"
        ? _("You adopt this rulebook for the whole community.")
        : _("You adopt rulebook no. %(n)s for the club “%(club)s”.", {
            club: name(p.scope),
            n: formatInteger(p.rulebook.number),
          }),
  }),
  "award-made": (p, name) => ({
    act: _("You award %(tokens)s to %(name)s.", {
      tokens: ngettext("%(num)s token", "%(num)s tokens", p.amount),
      name: name(p.to),
    }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "award-confirmed": (p, name) => ({ act: _("You confirm the award: %(award)s.", { award: name(p.award) }) }),
  "award-reversed": (p, name) => ({
    act: _("You TAKE BACK this award: %(award)s.", { award: name(p.award) }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "proposal-sponsored": (p, name) => ({
    act: _("You sponsor the proposal “%(title)s”: it should come to a vote.", { title: name(p.proposal) }),
  }),
  "proposal-cancelled": (p, name) => ({
    act: _("You CANCEL the proposal “%(title)s”. It will not be voted on.", { title: name(p.proposal) }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "proposal-vetoed": (p, name) => ({
    act: _("You VETO the proposal “%(title)s”. It will not be carried out.", { title: name(p.proposal) }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "outcome-challenged": (p, name) => ({
    act: _("You challenge the outcome of “%(title)s”. Nothing is carried out until the ruling.", {
      title: name(p.proposal),
    }),
    more: [_("Reason: %(text)s", { text: name(p.grounds) })],
    warning: "public.text",
  }),
  "challenge-ruled": (p, name) => ({
    act: _(
      p.ruling === "void"
        ? N_("You rule that the outcome of “%(title)s” is VOID.")
        : N_("You rule that the outcome of “%(title)s” STANDS."),
      {
        title: name(p.proposal),
      },
    ),
    more: [_("Reason: %(text)s", { text: name(p.explanation) })],
    warning: "public.text",
  }),
  "roll-objected": (p, name) => ({
    act: _("You object to the roll of the vote on “%(title)s”.", { title: name(p.poll) }),
    more: [_("Reason: %(text)s", { text: name(p.grounds) })],
    warning: "public.text",
  }),
  "proposal-withdrawn": (p, name) => ({
    act: _("You withdraw your proposal “%(title)s”.", { title: name(p.proposal) }),
  }),
  "comment-made": (p, name) => ({
    act:
      p.parent === ""
        ? _("You comment on “%(title)s”.", { title: name(p.proposal) })
        : _("You answer %(name)s in the discussion of “%(title)s”.", { name: name(p.parent), title: name(p.proposal) }),
    more: [_("Your text: %(text)s", { text: name(p.text) })],
    warning: "public.text",
  }),
  "comment-revised": (p, name) => ({
    act: _("You word your comment on “%(title)s” anew.", { title: name(p.comment) }),
    more: [_("Your text: %(text)s", { text: name(p.text) })],
    warning: "public.text",
  }),
  "text-hidden": (p, name) => ({
    act: _("You WITHHOLD this text: “%(text)s”.", { text: name(p.text) }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "text-shown": (p, name) => ({
    act: _("You show a withheld text again: %(text)s.", { text: name(p.text) }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "comment-hidden": (p, name) => ({
    act: _("You WITHHOLD this comment in all its wordings: “%(text)s”.", { text: name(p.comment) }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "comment-shown": (p, name) => ({
    act: _("You show a withheld comment again: %(text)s.", { text: name(p.comment) }),
    more: [_("Reason: %(text)s", { text: name(p.reason) })],
    warning: "public.text",
  }),
  "reason-given": (p, name) => ({
    act: _("You say why you vote as you do on “%(title)s”.", { title: name(p.poll) }),
    more: [_("Reason: %(text)s", { text: name(p.text) })],
    warning: "public.text",
  }),
};

/** @param {string} kind @returns {Tell} */
function unknownKind(kind) {
  return () => ({
    act: _("You sign a statement of the kind “%(kind)s”. Read what is signed, below, before you do.", { kind }),
  });
}

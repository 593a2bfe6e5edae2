/** A statement in words, computed from the payload to be signed. */

import { N_, _ } from "../language/messages.js";
import { ACTS } from "./statement-types.js";

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
  const tell = Object.hasOwn(ACTS, kind) ? ACTS[kind] : unknownKind(kind);
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

/** @param {string} kind @returns {Tell} */
function unknownKind(kind) {
  return () => ({
    act: _("You sign a statement of the kind “%(kind)s”. Read what is signed, below, before you do.", { kind }),
  });
}

/** Statements about keys, in words; the fingerprint is computed from the payload to be signed. */

import { _ } from "../language/messages.js";
import { fromBase64, sha256Hex } from "../record/bytes.js";
import { decode } from "../record/strict-json.js";

/** @typedef {import("./act.js").Payload} Payload */
/** @typedef {import("./act.js").NameOf} NameOf */
/** @typedef {import("./act.js").Context} Context */
/** @typedef {import("./act.js").Told} Told */
/** @typedef {import("./act.js").Tell} Tell */

/** @param {any} value the proof of possession @returns {Promise<{print: string, member: string}>} */
async function claimed(value) {
  const claim = decode(fromBase64(value.payload));
  return { print: grouped(await sha256Hex(fromBase64(claim.public_key))), member: claim.member };
}

/** @param {string} keyid @returns {string} */
const grouped = (keyid) => [...keyid.slice(0, 16).matchAll(/.{4}/g)].join(" ");

/** @param {Payload} payload @param {NameOf} name @returns {Promise<Told>} */
async function enrolled(payload, name) {
  const { print, member } = await claimed(payload.claim);
  const act = _("You confirm that %(name)s is a member, and that this key is theirs.", {
    name: name(payload.enrolled),
  });
  return { act, more: compared(print, member === payload.enrolled), warning: "public.enrolment" };
}

/** @param {Payload} payload @param {NameOf} name @returns {Promise<Told>} */
async function reset(payload, name) {
  const { print, member } = await claimed(payload.claim);
  const act = _("You agree that %(name)s gets a new key in place of those that were lost.", {
    name: name(payload.resets),
  });
  return {
    act,
    more: [
      ...compared(print, member === payload.resets),
      _(
        "Once two registrars have agreed, it begins a week later and ends all other keys of this member. Until then the member can stop it.",
      ),
    ],
  };
}

/** @param {string} fingerprint @param {boolean} isOwn @returns {string[]} */
function compared(fingerprint, isOwn) {
  const more = [
    _("The key's fingerprint is %(fingerprint)s. Compare it with the one on that person's own screen.", {
      fingerprint,
    }),
  ];
  return isOwn ? more : [...more, _("Careful: this key was claimed by a different member. Do not sign this.")];
}

/** @param {Payload} payload @returns {Promise<Told>} */
async function added(payload) {
  const { print, member } = await claimed(payload.claim);
  const more =
    member === payload.member ? [] : [_("Careful: this key was claimed by a different member. Do not sign this.")];
  return {
    act: _("You add the key %(fingerprint)s to yours.", { fingerprint: print }),
    more: [
      _(
        "From now on it can sign everything in your name. Add it only if its fingerprint stands on another screen of yours.",
      ),
      ...more,
    ],
  };
}

/** @param {Payload} payload @param {NameOf} _name @param {Context} context @returns {Told} */
function revoked(payload, _name, context) {
  const more = [_("It signs nothing here any more, and this cannot be taken back. What it signed before stays valid.")];
  if (context.isOnlyKey)
    more.push(
      _(
        "It is the only key you have: you can sign nothing until two registrars give you a new one, which takes a week.",
      ),
    );
  return { act: _("You END the key %(fingerprint)s.", { fingerprint: grouped(payload.key) }), more };
}

/** @type {Record<string, Tell>} */
export const KEY_ACTS = {
  "member-enrolled": enrolled,
  "key-added": added,
  "key-revoked": revoked,
  "key-reset": reset,
};

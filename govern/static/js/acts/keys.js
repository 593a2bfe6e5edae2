/** What people do with keys, in words: whose key it is shows by its fingerprint, computed from what gets signed. */

import { say } from "../language/language.js";
import { fromBase64, sha256Hex } from "../record/bytes.js";
import { decode } from "../record/strict-json.js";

/** @param {any} value the proof of possession @returns {Promise<{print: string, member: string}>} */
async function claimed(value) {
  const claim = decode(fromBase64(value.payload));
  return { print: grouped(await sha256Hex(fromBase64(claim.public_key))), member: claim.member };
}

const grouped = (keyid) => keyid.slice(0, 16).match(/.{4}/g).join(" ");

async function enrolled(payload, name) {
  const { print, member } = await claimed(payload.claim);
  const act = say("act.member_enrolled", { name: name(payload.enrolled) });
  return { act, more: compared(print, member === payload.enrolled), warning: "public.enrolment" };
}

async function reset(payload, name) {
  const { print, member } = await claimed(payload.claim);
  const act = say("act.key_reset", { name: name(payload.resets) });
  return { act, more: [...compared(print, member === payload.resets), say("act.key_reset.then")] };
}

function compared(fingerprint, isOwn) {
  const more = [say("act.compare_fingerprint", { fingerprint })];
  return isOwn ? more : [...more, say("act.claim_of_another")];
}

async function added(payload) {
  const { print, member } = await claimed(payload.claim);
  const more = member === payload.member ? [] : [say("act.claim_of_another")];
  return { act: say("act.key_added", { fingerprint: print }), more: [say("act.key_added.then"), ...more] };
}

function revoked(payload, _name, context) {
  const more = [say("act.key_revoked.for_good")];
  if (context.isOnlyKey) more.push(say("act.key_revoked.last"));
  return { act: say("act.key_revoked", { fingerprint: grouped(payload.key) }), more };
}

export const KEY_ACTS = {
  "member-enrolled": enrolled,
  "key-added": added,
  "key-revoked": revoked,
  "key-reset": reset,
};

/** Values in the sentences of the signing dialog. */

import { _, ngettext } from "../language/messages.js";
import { fromBase64 } from "../record/bytes.js";
import { fingerprint } from "../record/envelope.js";
import { decode } from "../record/strict-json.js";

const YEAR = 365; // days

/** @param {number} number @returns {string} */
export function days(number) {
  return ngettext("%(num)s day", "%(num)s days", number);
}

/** The length of a term, in years with the exact days where it is whole ones.
 * @param {number} length in days @returns {string} */
export function term(length) {
  if (length % YEAR !== 0) return days(length);
  const years = ngettext("%(num)s year", "%(num)s years", length / YEAR);
  return _("%(years)s (%(days)s)", { years, days: days(length) });
}

/** Who is paid: a member, or a name from outside.
 * @param {Record<string, any>} who @param {(id: string) => string} name @returns {string} */
export function payee(who, name) {
  return name(who.type === "member" ? who.member : who.name);
}

/** @param {number} number @returns {string} */
export function tokens(number) {
  return ngettext("%(num)s token", "%(num)s tokens", number);
}

/** @param {unknown[]} list @returns {string} */
export function files(list) {
  return ngettext("%(num)s file", "%(num)s files", list.length);
}

/** The area of a delegation or draw. The community and topics are named from the signed id, not from the page's label.
 * @param {string} id @param {(id: string) => string} name @returns {string} */
export function area(id, name) {
  if (id === "community") return _("everything");
  if (id.startsWith("topic:")) return _("the topic “%(topic)s”", { topic: id.slice("topic:".length) });
  if (id.startsWith("c_")) return _("the club “%(club)s”", { club: name(id) });
  return _("the proposal “%(title)s”", { title: name(id) });
}

/** The fingerprint of the key that somebody claims, computed from the claim that gets signed.
 * @param {{payload: string}} claim @returns {Promise<string>} */
export async function fingerprintOf(claim) {
  return fingerprint(fromBase64(claimed(claim).public_key));
}

/** The fingerprint of a key, by its id.
 * @param {string} keyid @returns {string} */
export function fingerprintOfId(keyid) {
  return [...keyid.slice(0, 16).matchAll(/.{4}/g)].join(" ");
}

/** Whether a key is claimed by somebody else than this member.
 * @param {{payload: string}} claim @param {string} member @returns {boolean} */
export function isOfAnother(claim, member) {
  return claimed(claim).member !== member;
}

/** @param {{payload: string}} claim @returns {Record<string, any>} */
function claimed(claim) {
  return decode(fromBase64(claim.payload));
}

/** Values in the sentences about effects. */

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

/** The fingerprint of the key that somebody claims, computed from the claim that gets signed.
 * @param {{payload: string}} claim @returns {Promise<string>} */
export async function fingerprintOf(claim) {
  return fingerprint(fromBase64(claimed(claim).public_key));
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

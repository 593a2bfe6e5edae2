/** Looks up statements and texts in the record, and verifies them by hash. */

import { Refusal, getBytes, getStrict } from "../browser/http.js";
import { fromBase64, sha256Hex } from "../record/bytes.js";
import { idOf, kindOf } from "../record/envelope.js";
import { decode } from "../record/strict-json.js";

/** @typedef {import("../acts/act.js").Context} Context */

/** The payload of a recorded statement of this kind, or null if the server does not return it or returns another one.
 * @param {string} id @param {string} kind @returns {Promise<any>} */
export async function statement(id, kind) {
  const found = await statementOf(id, [kind]);
  return found === null ? null : found.payload;
}

/** A recorded statement of one of these kinds, or null.
 * @param {string} id @param {string[]} kinds @returns {Promise<{kind: string, payload: any} | null>} */
export async function statementOf(id, kinds) {
  const found = await shown(() => getStrict(`/api/statements/${id}/receipt`));
  if (found === null || (await idOf(found.envelope)) !== id) return null;
  const kind = kindOf(found.envelope.payloadType);
  return kinds.includes(kind) ? { kind, payload: decode(fromBase64(found.envelope.payload)) } : null;
}

/** The text of a blob, or null if it is withheld or does not match.
 * @param {string} sha256 @returns {Promise<string | null>} */
export async function text(sha256) {
  const bytes = await shown(() => getBytes(`/log/blob/${sha256}`));
  if (bytes === null || (await sha256Hex(bytes)) !== sha256) return null;
  return decode(bytes).text;
}

/** An answer, or null if it is hidden from this reader: then the page's own label is used.
 * @param {() => Promise<any>} ask @returns {Promise<any>} */
export async function shown(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The context with an additional label, unless it is null.
 * @param {Context} context @param {string} id @param {string | null} label @returns {Context} */
export function labelled(context, id, label) {
  return label === null ? context : { ...context, labels: { ...context.labels, [id]: label } };
}

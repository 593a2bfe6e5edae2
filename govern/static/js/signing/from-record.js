/** Names of the objects in a statement, as the record has them. */

import { LOOKUPS } from "./lookups-of-types.js";

/** @typedef {import("../acts/act.js").Context} Context */
/** @typedef {import("../acts/act.js").Payload} Payload */

/** The page's labels with the record's own, which take precedence.
 * @param {string} kind @param {Payload} payload @param {Context} context @returns {Promise<Context>} */
export async function fromRecord(kind, payload, context) {
  let known = context;
  for (const lookUp of Object.hasOwn(LOOKUPS, kind) ? LOOKUPS[kind] : []) known = await lookUp(payload, known);
  return known;
}

/** Checks the founding statement: its hash is the community's id, and it names the key that signs the record. */

import { Refusal, getStrict } from "../browser/http.js";
import { base64, fromBase64 } from "../record/bytes.js";
import { CheckpointError } from "../record/checkpoint.js";
import { idOf, kindOf } from "../record/envelope.js";
import { format as formatLeaf } from "../record/leaf.js";
import { NoteError } from "../record/note.js";
import { ProofError, parse, verify } from "../record/proof.js";
import { decode } from "../record/strict-json.js";

/** Why a key is not the one in the founding statement, or why that is not the first leaf of the key's record.
 * @param {string} community @param {import("../record/note.js").Verifier} verifier
 * @returns {Promise<{reason: string, answer?: any}>} an empty reason if everything fits */
export async function foundedOtherwise(community, verifier) {
  const answer = await fetchFounding(community);
  if (answer === null) return { reason: "founding_absent" };
  const { envelope } = answer;
  if ((await idOf(envelope)) !== community || kindOf(envelope.payloadType) !== "community-founded")
    return { reason: "founding_other", answer };
  const { log_key, origin_name } = decode(fromBase64(envelope.payload));
  if (log_key !== base64(verifier.key) || verifier.name !== `${origin_name}/${community.slice(0, 16)}`)
    return { reason: "founding_key", answer };
  return { reason: await notFirst(answer, verifier), answer };
}

/** @param {string} community @returns {Promise<any>} */
async function fetchFounding(community) {
  try {
    return await getStrict(`/api/statements/${community}/receipt`);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}

/**
 * @param {{at: number, envelope: any, receipt: string}} answer
 * @param {import("../record/note.js").Verifier} verifier
 */
async function notFirst({ at, envelope, receipt }, verifier) {
  try {
    const proof = parse(receipt);
    await verify(proof, formatLeaf(at, envelope), verifier);
    return proof.index === 0 ? "" : "founding_place";
  } catch (error) {
    const known = error instanceof ProofError || error instanceof NoteError || error instanceof CheckpointError;
    if (known) return error.code;
    throw error;
  }
}

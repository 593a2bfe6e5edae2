/** Receipts (C2SP tlog-proof): an inclusion proof together with the signed checkpoint it leads to. */

import { base64, fromBase64 } from "./bytes.js";
import { openSigned } from "./checkpoint.js";
import { messageOf } from "./errors.js";
import { leafHash, verifyInclusion } from "./merkle.js";

const HEADER = "c2sp.org/tlog-proof@v1";
const MAX_HASHES = 63;

/** A text that is not a receipt, or a receipt that does not hold. */
export class ProofError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "ProofError";
    this.code = code;
  }
}

/** @typedef {{index: number, hashes: Uint8Array<ArrayBuffer>[], checkpoint: string,
 *   extra: Uint8Array<ArrayBuffer>}} Proof */

/** @param {Proof} proof @returns {string} */
export function format({ index, hashes, checkpoint, extra }) {
  const lines = [HEADER];
  if (extra.length > 0) lines.push(`extra ${base64(extra)}`);
  lines.push(`index ${index}`, ...hashes.map(base64), "", checkpoint);
  return lines.join("\n");
}

/** @param {string} text @returns {Proof} */
export function parse(text) {
  const blank = text.indexOf("\n\n");
  if (blank < 0) throw new ProofError("proof_malformed", "a receipt has an empty line before its checkpoint");
  const lines = text.slice(0, blank).split("\n");
  if (lines.shift() !== HEADER) throw new ProofError("proof_malformed", "not a receipt");
  const extra = lines[0]?.startsWith("extra ") ? parseExtra((lines.shift() ?? "").slice(6)) : new Uint8Array();
  const index = parseIndex(lines.shift() ?? "");
  if (lines.length > MAX_HASHES) throw new ProofError("proof_malformed", "too many hashes");
  return { index, hashes: lines.map(parseHash), checkpoint: text.slice(blank + 2), extra };
}

/** @param {string} encoded */
function parseExtra(encoded) {
  const extra = bytesOf(encoded);
  if (extra.length === 0) throw new ProofError("proof_extra", "extra data without any is left out");
  return extra;
}

/** @param {string} line */
function parseIndex(line) {
  const match = /^index (0|[1-9][0-9]*)$/.exec(line);
  const index = Number(match?.[1]);
  if (!Number.isSafeInteger(index)) throw new ProofError("proof_index", "a receipt without an index");
  return index;
}

/** @param {string} line */
function parseHash(line) {
  const hash = bytesOf(line);
  if (hash.length !== 32) throw new ProofError("proof_malformed", "a hash has 32 bytes");
  return hash;
}

/** @param {string} encoded */
function bytesOf(encoded) {
  try {
    return fromBase64(encoded);
  } catch (error) {
    throw new ProofError("proof_malformed", messageOf(error));
  }
}

/** Verify that the leaf is in the log of this key, and return the proof's checkpoint.
 * @param {Proof} proof
 * @param {Uint8Array<ArrayBuffer>} leaf the leaf's data
 * @param {import("./note.js").Verifier} verifier
 * @returns {Promise<import("./checkpoint.js").Checkpoint>} */
export async function verify(proof, leaf, verifier) {
  const checkpoint = await openSigned(proof.checkpoint, verifier);
  const holds = await verifyInclusion(
    await leafHash(leaf),
    proof.index,
    checkpoint.size,
    proof.hashes,
    checkpoint.root,
  );
  if (!holds) throw new ProofError("proof_inclusion", "the leaf is not where the receipt says");
  return checkpoint;
}

/** Verifies receipts: the leaf is in the record, and the record continues the known log. */

import { putReceipt } from "../browser/storage.js";
import { base64, fromBase64 } from "../record/bytes.js";
import { idOf, kindOf } from "../record/envelope.js";
import { parse as parseLeaf } from "../record/leaf.js";
import { leafHash, verifyInclusion } from "../record/merkle.js";
import { ProofError, format, parse } from "../record/proof.js";
import { decode } from "../record/strict-json.js";
import { LogMismatch, checkConsistent, openHead, openLog, remember } from "./log.js";

/** @typedef {import("../browser/storage.js").Receipt} Receipt */

/** Check a fresh receipt against the known log, then store both; throws LogMismatch for a contradiction.
 * @param {Receipt} receipt */
export async function acceptReceipt(receipt) {
  const log = await openLog(receipt.community);
  const head = await verifyReceipt(log, receipt);
  await remember(log, head);
  await putReceipt(receipt);
}

/** Check that the receipt's leaf is in the log of its checkpoint.
 * @param {import("./log.js").Log} log @param {Receipt} receipt
 * @returns {Promise<import("./log.js").Head>} the checkpoint's head */
export async function verifyReceipt(log, receipt) {
  const evidence = { community: log.community, vkey: log.vkey, leaf: base64(receipt.leaf), receipt: receipt.proof };
  const proof = readProof(receipt.proof, evidence);
  const head = await openHead(log, proof.checkpoint);
  const holds = await verifyInclusion(await leafHash(receipt.leaf), proof.index, head.size, proof.hashes, head.root);
  if (!holds || proof.index !== receipt.index) throw new LogMismatch("alarm.receipt", evidence);
  return head;
}

/** @param {string} text @param {Record<string, any>} evidence */
function readProof(text, evidence) {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof ProofError) throw new LogMismatch("alarm.receipt", { ...evidence, reason: error.code });
    throw error;
  }
}

/** Check a stored receipt again: its own proof, and that today's checkpoint extends its checkpoint.
 * @param {import("./log.js").Log & {head: import("./log.js").Head}} log as just refreshed
 * @param {Receipt} receipt */
export async function recheckReceipt(log, receipt) {
  await checkConsistent(log, await verifyReceipt(log, receipt), log.head);
}

/** A receipt as a file: a tlog-proof with its leaf as extra data, so that it can be verified alone.
 * @param {Receipt} receipt @returns {string} */
export function exportReceipt(receipt) {
  return format({ ...parse(receipt.proof), extra: receipt.leaf });
}

/** The receipt in such a file, not verified.
 * @param {string} text
 * @param {(kind: string, payload: any) => Promise<string>} describe returns the statement in words
 * @returns {Promise<Receipt>} */
export async function importReceipt(text, describe) {
  const proof = parse(text);
  if (proof.extra.length === 0) throw new ProofError("proof_no_leaf", "the file does not carry its statement");
  const { at, envelope } = parseLeaf(proof.extra);
  const payload = decode(fromBase64(envelope.payload));
  const kind = kindOf(envelope.payloadType);
  const plain = format({ ...proof, extra: new Uint8Array() });
  const owner = { community: payload.community, member: payload.member };
  const words = await describe(kind, payload);
  return { id: await idOf(envelope), ...owner, kind, words, leaf: proof.extra, proof: plain, at, index: proof.index };
}

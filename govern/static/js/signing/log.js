/** The record as verified by this browser: one pinned key, and a history of checkpoints that only grows. */

import { getStrict, getText } from "../browser/http.js";
import { advanceLog, getLog } from "../browser/storage.js";
import { base64, fromBase64 } from "../record/bytes.js";
import { CheckpointError, openSigned } from "../record/checkpoint.js";
import { verifyConsistency } from "../record/merkle.js";
import { NoteError, parseVerifier } from "../record/note.js";
import { foundedOtherwise } from "./founding.js";

/** The record contradicts itself or what this browser verified before. Must never be ignored. */
export class LogMismatch extends Error {
  /** @param {string} code of a sentence in alarm.js @param {Record<string, any>} evidence plain JSON, for others to check */
  constructor(code, evidence) {
    super(code);
    this.name = "LogMismatch";
    this.code = code;
    /** @type {Record<string, any>} */
    this.evidence = { format: "govern-evidence/1", code, seen_at: new Date().toISOString(), ...evidence };
  }
}

/** @typedef {{size: number, root: Uint8Array<ArrayBuffer>,
 *   text: string}} Head a verified checkpoint and the note it came in */
/** @typedef {{community: string, vkey: string, verifier: import("../record/note.js").Verifier, head: Head | null}} Log */

/** The log of a community with its pinned key; the first time, pins the key in the founding statement.
 * @param {string} community @returns {Promise<Log>} */
export async function openLog(community) {
  const known = await getLog(community);
  if (known?.vkey !== undefined) {
    const { vkey, size, root, text } = known;
    return { community, vkey, verifier: await parseVerifier(vkey), head: { size, root, text } };
  }
  const vkey = (await getText("/log/vkey")).trim();
  const log = { community, vkey, verifier: await readVerifier(community, vkey), head: null };
  if (!log.verifier.name.endsWith(`/${community.slice(0, 16)}`))
    throw new LogMismatch("alarm.origin", { community, vkey });
  const { reason, answer } = await foundedOtherwise(community, log.verifier);
  if (reason !== "") throw new LogMismatch("alarm.founding", { community, vkey, reason, ...(answer && { answer }) });
  return log;
}

/** @param {string} community @param {string} vkey */
async function readVerifier(community, vkey) {
  try {
    return await parseVerifier(vkey);
  } catch (error) {
    if (error instanceof NoteError) throw new LogMismatch("alarm.vkey", { community, vkey });
    throw error;
  }
}

/** Fetch the newest checkpoint, check it against the known log, and store it.
 * @param {string} community
 * @returns {Promise<Log & {head: Head}>} */
export async function refresh(community) {
  // Read the known log before the request: another page may verify a longer one meanwhile.
  const log = await openLog(community);
  const head = await openHead(log, await getText("/log/checkpoint"));
  if (log.head !== null && head.size < log.head.size) throw new LogMismatch("alarm.rollback", evidence(log, head.text));
  return remember(log, head);
}

/** Check that a verified checkpoint continues the known log, and store the later of the two.
 * @param {Log} log @param {Head} head
 * @returns {Promise<Log & {head: Head}>} */
export async function remember(log, head) {
  if (log.head !== null) await checkConsistent(log, log.head, head);
  if (log.head !== null && log.head.size > head.size) return { ...log, head: log.head };
  await advanceLog({ community: log.community, vkey: log.vkey, ...head });
  return { ...log, head };
}

/** The head of a checkpoint signed by the pinned key for this log.
 * @param {Log} log @param {string} text @returns {Promise<Head>} */
export async function openHead(log, text) {
  try {
    const { size, root } = await openSigned(text, log.verifier);
    return { size, root, text };
  } catch (error) {
    if (!(error instanceof NoteError || error instanceof CheckpointError)) throw error;
    const offered = (await getText("/log/vkey")).trim();
    const code = offered === log.vkey ? "alarm.signature" : "alarm.vkey";
    throw new LogMismatch(code, { ...evidence(log, text), reason: error.code, vkey_offered: offered });
  }
}

/** Check by the server's proof that the larger of two heads extends the smaller.
 * @param {Log} log @param {Head} a @param {Head} b */
export async function checkConsistent(log, a, b) {
  const [older, newer] = a.size <= b.size ? [a, b] : [b, a];
  const proof = older.size === 0 || older.size === newer.size ? [] : await fetchProof(older.size, newer.size);
  const holds = await verifyConsistency(older.size, older.root, newer.size, newer.root, proof);
  if (!holds) {
    const states = { older: older.text, newer: newer.text, proof: proof.map(base64) };
    throw new LogMismatch("alarm.fork", { ...evidence(log, newer.text), ...states });
  }
}

/** @param {number} older @param {number} newer @returns {Promise<Uint8Array<ArrayBuffer>[]>} */
async function fetchProof(older, newer) {
  const answer = await getStrict(`/api/consistency?old=${older}&new=${newer}`);
  return answer.proof.map(fromBase64);
}

/** @param {Log} log @param {string} offered */
function evidence(log, offered) {
  return { community: log.community, vkey: log.vkey, known: log.head?.text ?? "", offered };
}

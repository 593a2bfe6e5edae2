/** Drafts, signs and sends a statement, and verifies the receipt. */

import { Refusal, Unreachable, getStrict, postStrict } from "../browser/http.js";
import { language } from "../language/language.js";
import { base64, fromUtf8, randomHex } from "../record/bytes.js";
import { pae, payloadTypeOf, seal, statementId, versionOf } from "../record/envelope.js";
import * as leaf from "../record/leaf.js";
import { encode } from "../record/strict-json.js";
import { LogMismatch } from "./log.js";
import { acceptReceipt } from "./receipt.js";

/** @typedef {import("../browser/storage.js").DeviceKey} DeviceKey */
/** @typedef {import("../record/texts.js").Text} Text */
/** @typedef {{kind: string, payloadType: string, payload: Record<string, any>, bytes: Uint8Array<ArrayBuffer>,
 *   id: string, texts: Text[]}} Draft */
/** @typedef {{id: string, at: number, index: number}} Recorded */

// The request contains the envelope and its texts; the server limits each of them, not the sum.
const PARCEL = 1_000_000;

/** A statement ready to be shown and signed: the fields, with signer, community and the verified head.
 * @param {string} kind
 * @param {Record<string, any>} fields
 * @param {Text[]} texts
 * @param {DeviceKey} key
 * @param {import("./log.js").Head} head the record as just verified
 * @returns {Promise<Draft>} */
export async function draft(kind, fields, texts, key, head) {
  const quote = { log_root: base64(head.root), log_size: head.size };
  const payload = { ...fields, community: key.community, member: key.member, nonce: randomHex(16), ...quote };
  const payloadType = payloadTypeOf(kind, versionOf(kind));
  const bytes = encode(payload);
  return { kind, payloadType, payload, bytes, id: await statementId(payloadType, bytes), texts };
}

/** The signed bytes as readable text.
 * @param {Draft} statement @returns {string} */
export function signedText({ payloadType, bytes }) {
  return fromUtf8(pae(payloadType, bytes));
}

/** Sign once; the same bytes may be sent again.
 * @param {Draft} statement @param {DeviceKey} key */
export async function sign(statement, key) {
  return seal(statement.payloadType, statement.bytes, key);
}

/** Send a signed statement and verify the receipt.
 * @param {Draft} statement
 * @param {import("../record/envelope.js").Envelope} envelope
 * @param {string} words the words shown to the person, stored with the receipt
 * @param {(stage: "sending" | "verifying") => void} tell
 * @returns {Promise<Recorded>}
 * @throws {Refusal} the server refused it @throws {import("../browser/http.js").Unreachable} no answer
 * @throws {LogMismatch} the receipt does not hold */
export async function send(statement, envelope, words, tell) {
  tell("sending");
  const answer = await deliver(statement, envelope);
  tell("verifying");
  const { community, member } = statement.payload;
  if (answer.id !== statement.id) throw mismatch(statement, envelope, answer);
  const leafData = leaf.format(answer.at, envelope);
  const { at, index, receipt } = answer;
  await acceptReceipt({
    id: statement.id,
    community,
    member,
    kind: statement.kind,
    words,
    leaf: leafData,
    proof: receipt,
    at,
    index,
  });
  return { id: statement.id, at, index };
}

/** @param {Draft} statement @param {object} envelope @returns {Promise<any>} */
async function deliver(statement, envelope) {
  const blobs = statement.texts.map(({ blob }) => blob);
  const parcel = blobs.length === 0 ? envelope : { blobs, envelope };
  try {
    return await postStrict(`/api/statements?lang=${language()}`, encode(parcel, PARCEL));
  } catch (error) {
    // An earlier try was recorded and only its answer was lost.
    if (error instanceof Refusal && error.code === "already_recorded") return receiptOf(statement.id);
    throw error;
  }
}

/** The receipt of a recorded statement; a failure here is not a refusal of the statement.
 * @param {string} id @returns {Promise<any>} */
async function receiptOf(id) {
  try {
    return await getStrict(`/api/statements/${id}/receipt`);
  } catch (error) {
    throw error instanceof Refusal ? new Unreachable() : error;
  }
}

/** @param {Draft} statement @param {object} envelope @param {object} answer */
function mismatch(statement, envelope, answer) {
  return new LogMismatch("alarm.receipt", { community: statement.payload.community, sent: envelope, answer });
}

/** The DSSE v1 envelope of a signed statement. */

import { base64, concat, fromBase64, sha256Hex, utf8 } from "./bytes.js";

/** @typedef {{payload: string, payloadType: string, signatures: {keyid: string, sig: string}[]}} Envelope */

/** The payload type of a type of statement in a version.
 * @param {string} kind @param {number} [version] @returns {string} */
export function payloadTypeOf(kind, version = 1) {
  return `application/vnd.govern.${kind}.v${version}+json`;
}

/** The version of a statement type accepted by the rules in force; the page lists versions above 1.
 * @param {string} kind @returns {number} */
export function versionOf(kind) {
  return JSON.parse(document.body.dataset.versions ?? "{}")[kind] ?? 1;
}

/** The kind in a payload type, or the type itself if it is unknown.
 * @param {string} payloadType @returns {string} */
export function kindOf(payloadType) {
  return /^application\/vnd\.govern\.([a-z-]+)\.v[0-9]+\+json$/.exec(payloadType)?.[1] ?? payloadType;
}

/** The pre-authentication encoding (DSSE v1): exactly the signed bytes.
 * @param {string} payloadType @param {Uint8Array<ArrayBuffer>} payload @returns {Uint8Array<ArrayBuffer>} */
export function pae(payloadType, payload) {
  const type = utf8(payloadType);
  return concat(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** A statement's id: the lower-case hex SHA-256 of the signed bytes, never of the signature.
 * @param {string} payloadType @param {Uint8Array<ArrayBuffer>} payload @returns {Promise<string>} */
export async function statementId(payloadType, payload) {
  return sha256Hex(pae(payloadType, payload));
}

/** The id of the statement in an envelope.
 * @param {Envelope} envelope @returns {Promise<string>} */
export async function idOf(envelope) {
  return statementId(envelope.payloadType, fromBase64(envelope.payload));
}

/** Sign a payload.
 * @param {string} payloadType
 * @param {Uint8Array<ArrayBuffer>} payload
 * @param {{privateKey: CryptoKey, publicKey: Uint8Array<ArrayBuffer>}} key
 * @returns {Promise<Envelope>} */
export async function seal(payloadType, payload, key) {
  const signature = await crypto.subtle.sign("Ed25519", key.privateKey, pae(payloadType, payload));
  return {
    payload: base64(payload),
    payloadType,
    signatures: [{ keyid: await sha256Hex(key.publicKey), sig: base64(new Uint8Array(signature)) }],
  };
}

/** A key's fingerprint, for two people to compare: the first 16 hex digits of its id, in fours.
 * @param {Uint8Array<ArrayBuffer>} publicKey @returns {Promise<string>} such as "3f2a 90c1 77de 0b14" */
export async function fingerprint(publicKey) {
  const digits = (await sha256Hex(publicKey)).slice(0, 16);
  return [...digits.matchAll(/.{4}/g)].join(" ");
}

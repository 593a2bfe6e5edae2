/** This device's signing key: created here, stored as non-extractable, and restored from a backup. */

import { keepStorage, putKey } from "../browser/storage.js";
import { _ } from "../language/messages.js";
import { base64, concat, equal, fromHex, randomHex } from "../record/bytes.js";
import { payloadTypeOf, seal } from "../record/envelope.js";
import { encode } from "../record/strict-json.js";

/** PKCS #8 of an Ed25519 private key (RFC 8410 section 7), up to its 32-byte seed. */
const PKCS8 = fromHex("302e020100300506032b657004220420");

/** A restored key that the community does not know. */
export class KeyMismatch extends Error {
  constructor() {
    super("not the key the community knows for this member");
    this.name = "KeyMismatch";
    this.code = "recovery.other_key";
  }

  /** The error message for the person. */
  get sentence() {
    return _("This is a sound backup, but not of the key the community knows for you. Nothing was changed.");
  }
}

/** @typedef {import("../browser/storage.js").DeviceKey} DeviceKey */
/** @typedef {{community: string, member: string}} Owner */

/** Create a key. The seed is only for the backups; discard it afterwards.
 * @returns {Promise<{seed: Uint8Array<ArrayBuffer>, publicKey: Uint8Array<ArrayBuffer>}>} */
export async function generate() {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const wrapped = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const seed = wrapped.slice(PKCS8.length, PKCS8.length + 32);
  if (!equal(wrapped.slice(0, PKCS8.length), PKCS8) || seed.length !== 32)
    throw new Error("an unknown form of private key");
  return { seed, publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

/** The public key of a seed.
 * @param {Uint8Array<ArrayBuffer>} seed 32 bytes @returns {Promise<Uint8Array<ArrayBuffer>>} 32 bytes */
export async function publicKeyOf(seed) {
  const key = await crypto.subtle.importKey("pkcs8", concat(PKCS8, seed), "Ed25519", true, ["sign"]);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  return Uint8Array.from(atob(x.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

/** A seed as a non-extractable signing key.
 * @param {Uint8Array<ArrayBuffer>} seed
 * @param {Owner} owner
 * @param {number} now milliseconds since 1970
 * @returns {Promise<DeviceKey>} */
export async function sealed(seed, { community, member }, now) {
  const privateKey = await crypto.subtle.importKey("pkcs8", concat(PKCS8, seed), "Ed25519", false, ["sign"]);
  return { community, member, privateKey, publicKey: await publicKeyOf(seed), created: now };
}

/** Store a key in this browser, replacing an earlier one.
 * @param {DeviceKey} key */
export async function keep(key) {
  await putKey(key);
  await keepStorage();
}

/** Store a seed in this browser as its key.
 * @param {Uint8Array<ArrayBuffer>} seed
 * @param {Owner} owner
 * @param {number} now milliseconds since 1970
 * @returns {Promise<DeviceKey>} */
export async function install(seed, owner, now) {
  const key = await sealed(seed, owner, now);
  await keep(key);
  return key;
}

/** Store a backup's seed in this browser, if the community knows its key for this member.
 * @param {Uint8Array<ArrayBuffer>} seed
 * @param {Owner} owner
 * @param {Uint8Array<ArrayBuffer>[]} expected the public keys the community knows
 * @param {number} now milliseconds since 1970
 * @returns {Promise<DeviceKey>} */
export async function restore(seed, owner, expected, now) {
  const own = await publicKeyOf(seed);
  if (!expected.some((known) => equal(known, own))) throw new KeyMismatch();
  return install(seed, owner, now);
}

/** The member's proof of possession, which a registrar's enrolment will contain.
 * @param {DeviceKey} key @returns {Promise<import("../record/envelope.js").Envelope>} */
export async function claim(key) {
  const payload = {
    community: key.community,
    member: key.member,
    nonce: randomHex(16),
    public_key: base64(key.publicKey),
  };
  return seal(payloadTypeOf("key-claim"), encode(payload), key);
}

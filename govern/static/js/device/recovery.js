/** Backups of a key's 32-byte seed: a file under a passphrase, a printable code, and the plain key file of `govern keygen`. */

import { N_, _ } from "../language/messages.js";
import { base64, equal, fromBase64, sha256, utf8 } from "../record/bytes.js";

const FORMAT = "govern-recovery/1";
const PLAIN_FORMAT = "govern-key/1";
const KDF = "PBKDF2-SHA-256";
const ITERATIONS = 600_000;
// A file with more iterations than this is not ours; opening it would hang the page.
const MOST_ITERATIONS = 10_000_000;
const SHORTEST_PASSPHRASE = 10;

// Crockford's base 32: no I, L, O, U.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SEED_CHARACTERS = 52;
const CODE_CHARACTERS = 56;

/** @type {Record<string, string>} */
const SENTENCES = {
  "recovery.choose_file": N_("Choose a file first."),
  "recovery.code_character": N_(
    "The code contains a character that never occurs in one. Please compare it with the paper.",
  ),
  "recovery.code_check": N_(
    "The code is not quite right: one character or more is different. Please compare it with the paper.",
  ),
  "recovery.code_length": N_("A code has 56 characters, in 14 groups of four."),
  "recovery.not_a_file": N_("This is not a recovery file or a key file."),
  "recovery.other_community": N_("This backup is for another community."),
  "recovery.other_member": N_("This backup belongs to another member."),
  "recovery.passphrase_short": N_("The passphrase needs at least 10 characters."),
  "recovery.wrong_passphrase": N_("The passphrase does not open this file."),
};

/** A backup that cannot be read. */
export class RecoveryError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.name = "RecoveryError";
    this.code = code;
  }

  /** The error message for the person. */
  get sentence() {
    return _(SENTENCES[this.code]);
  }
}

/** @typedef {{seed: Uint8Array<ArrayBuffer>, community?: string, member?: string}} Recovered */

/** @param {string} passphrase @returns {boolean} whether it is long enough, in characters as people count them */
export function passphraseIsLongEnough(passphrase) {
  return [...passphrase.normalize("NFC")].length >= SHORTEST_PASSPHRASE;
}

/** The recovery file's text: the seed under AES-256-GCM, its key from the passphrase (NFC) by PBKDF2 (RFC 8018).
 * @param {Uint8Array<ArrayBuffer>} seed
 * @param {{community: string, member: string, publicKey: Uint8Array<ArrayBuffer>}} owner
 * @param {string} passphrase at least 10 characters
 * @returns {Promise<string>} */
export async function makeFile(seed, { community, member, publicKey }, passphrase) {
  if (!passphraseIsLongEnough(passphrase)) throw new RecoveryError("recovery.passphrase_short");
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await deriveKey(passphrase, salt, ITERATIONS, "encrypt");
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, seed));
  const file = {
    format: FORMAT,
    community,
    member,
    public_key: base64(publicKey),
    kdf: KDF,
    iterations: ITERATIONS,
    salt: base64(salt),
    iv: base64(iv),
    ciphertext: base64(ciphertext),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @param {string} passphrase @param {Uint8Array<ArrayBuffer>} salt @param {number} iterations @param {KeyUsage} use */
async function deriveKey(passphrase, salt, iterations, use) {
  const material = await crypto.subtle.importKey("raw", utf8(passphrase.normalize("NFC")), "PBKDF2", false, [
    "deriveKey",
  ]);
  const kdf = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(kdf, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** Whether this file needs a passphrase; throws if it is neither a recovery file nor a plain key file.
 * @param {string} text @returns {boolean} */
export function needsPassphrase(text) {
  return readJson(text).format === FORMAT;
}

/** The seed in a recovery file or a plain key file.
 * @param {string} text @param {string} passphrase unused for a plain key file
 * @returns {Promise<Recovered>} */
export async function openFile(text, passphrase) {
  const file = readJson(text);
  if (file.format === PLAIN_FORMAT) return { seed: field(file, "seed", 32) };
  if (file.kdf !== KDF || !(file.iterations >= 1 && file.iterations <= MOST_ITERATIONS))
    throw new RecoveryError("recovery.not_a_file");
  const key = await deriveKey(passphrase, field(file, "salt"), file.iterations, "decrypt");
  const seed = await decrypt(key, field(file, "iv", 12), field(file, "ciphertext", 48));
  return { seed, community: file.community, member: file.member };
}

/** @param {CryptoKey} key @param {Uint8Array<ArrayBuffer>} iv @param {Uint8Array<ArrayBuffer>} ciphertext */
async function decrypt(key, iv, ciphertext) {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, ciphertext));
  } catch {
    // AES-GCM cannot tell a wrong passphrase from a changed file.
    throw new RecoveryError("recovery.wrong_passphrase");
  }
}

/** @param {string} text @returns {any} */
function readJson(text) {
  let file = null;
  try {
    file = JSON.parse(text);
  } catch {
    throw new RecoveryError("recovery.not_a_file");
  }
  if (![FORMAT, PLAIN_FORMAT].includes(file?.format)) throw new RecoveryError("recovery.not_a_file");
  return file;
}

/**
 * @param {Record<string, any>} file
 * @param {string} name
 * @param {number} [length]
 * @returns {Uint8Array<ArrayBuffer>}
 */
function field(file, name, length) {
  let bytes = new Uint8Array();
  try {
    bytes = fromBase64(file[name]);
  } catch {
    throw new RecoveryError("recovery.not_a_file");
  }
  if (length !== undefined && bytes.length !== length) throw new RecoveryError("recovery.not_a_file");
  return bytes;
}

/** The printable code: 52 characters of the seed and 4 of its SHA-256, in 14 groups of 4.
 * @param {Uint8Array<ArrayBuffer>} seed @returns {Promise<string>} such as "8RN4-...-K0ZT" */
export async function makeCode(seed) {
  const characters = toBase32(seed).slice(0, SEED_CHARACTERS) + (await checkOf(seed));
  return [...characters.matchAll(/.{4}/g)].join("-");
}

/** @param {Uint8Array<ArrayBuffer>} seed */
async function checkOf(seed) {
  return toBase32(await sha256(seed)).slice(0, CODE_CHARACTERS - SEED_CHARACTERS);
}

/** Most significant bits first; the last character is filled up with zeros.
 * @param {Uint8Array<ArrayBuffer>} bytes */
function toBase32(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = [...bits.matchAll(/.{1,5}/g)];
  return fives.map(([five]) => ALPHABET[parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** A typed code, normalized: o is 0, i and l are 1; spaces, hyphens and case are ignored.
 * @param {string} typed @returns {string} */
export function plainCode(typed) {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}

/** The seed of a printed code.
 * @param {string} typed @returns {Promise<Recovered>} */
export async function openCode(typed) {
  const code = plainCode(typed);
  if (code.length !== CODE_CHARACTERS) throw new RecoveryError("recovery.code_length");
  const values = Array.from(code, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) throw new RecoveryError("recovery.code_character");
  const bits = values
    .slice(0, SEED_CHARACTERS)
    .map((value) => value.toString(2).padStart(5, "0"))
    .join("");
  const seed = Uint8Array.from({ length: 32 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8), 2));
  const spelled = utf8((await makeCode(seed)).replaceAll("-", ""));
  if (!equal(spelled, utf8(code))) throw new RecoveryError("recovery.code_check");
  return { seed };
}

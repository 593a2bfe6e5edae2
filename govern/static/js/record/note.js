/** Signed notes (C2SP signed-note): a text, and Ed25519 signatures by named keys. */

import { concat, fromBase64, hex, sha256, utf8 } from "./bytes.js";
import { messageOf } from "./errors.js";

const ED25519 = 0x01;
const MAX_SIGNATURES = 100;
const KEY_NAME = /^[^\s+]+$/u;
// deno-lint-ignore no-control-regex -- they are what is looked for
const CONTROL = new RegExp("[\\u0000-\\u0009\\u000b-\\u001f]");

/** A malformed note or verifier key, or a note not signed by the key. */
export class NoteError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "NoteError";
    this.code = code;
  }
}

/** @typedef {{name: string, id: string, key: Uint8Array<ArrayBuffer>}} Verifier id: 8 hex digits; key: 32 bytes */

/** The first four bytes, in hex, of SHA-256(name, newline, type, key).
 * @param {string} name @param {Uint8Array<ArrayBuffer>} key @returns {Promise<string>} */
export async function keyId(name, key) {
  const digest = await sha256(concat(utf8(`${name}\n`), Uint8Array.of(ED25519), key));
  return hex(digest.slice(0, 4));
}

/** Read a verifier key, `name+id+base64(0x01 key)`.
 * @param {string} vkey @returns {Promise<Verifier>} */
export async function parseVerifier(vkey) {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey);
  if (match === null) throw new NoteError("note_key", "not a verifier key");
  const [, name, id, encoded] = match;
  const typed = bytesOf(encoded, "note_key");
  const key = typed.slice(1);
  if (typed.length !== 33 || typed[0] !== ED25519) throw new NoteError("note_key", "not an Ed25519 verifier key");
  if ((await keyId(name, key)) !== id) throw new NoteError("note_key", "the verifier key's id is not its own");
  return { name, id, key };
}

/** Split a note into its text and its signatures, none of them checked.
 * @param {string} note
 * @returns {{text: string, signatures: {name: string, id: string, signature: Uint8Array<ArrayBuffer>}[]}} */
export function parse(note) {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n") || CONTROL.test(note)) throw new NoteError("note_malformed", "not a signed note");
  const lines = note.slice(end + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw new NoteError("note_signatures", "too many signatures");
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

/** @param {string} line */
function parseSignature(line) {
  const [dash, name, encoded, ...more] = line.split(" ");
  if (dash !== "\u2014" || more.length > 0 || encoded === undefined || !KEY_NAME.test(name)) {
    throw new NoteError("note_malformed", "not a signature line");
  }
  const bytes = bytesOf(encoded, "note_malformed");
  if (bytes.length < 5) throw new NoteError("note_malformed", "a signature line without a signature");
  return { name, id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

/** @param {string} encoded @param {string} code */
function bytesOf(encoded, code) {
  try {
    return fromBase64(encoded);
  } catch (error) {
    throw new NoteError(code, messageOf(error));
  }
}

/** The text of a note signed by this key; throws if the signature is missing or wrong.
 * @param {string} note @param {Verifier} verifier @returns {Promise<string>} */
export async function verify(note, verifier) {
  const { text, signatures } = parse(note);
  const own = signatures.filter(({ name, id }) => name === verifier.name && id === verifier.id);
  if (own.length === 0) throw new NoteError("note_unsigned", "not signed by the known key");
  const key = await crypto.subtle.importKey("raw", verifier.key, "Ed25519", false, ["verify"]);
  for (const { signature } of own) {
    const good = await crypto.subtle.verify("Ed25519", key, signature, utf8(text));
    if (!good) throw new NoteError("note_signature", "the known key's signature is false");
  }
  return text;
}

/** Bytes and their text forms: UTF-8, lower-case hex, strict base64, SHA-256 and randomness. */

const HEX = /^(?:[0-9a-f]{2})*$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const encoder = new TextEncoder();

/** A text that is not in the expected encoding of bytes. */
export class BytesError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "BytesError";
    this.code = code;
  }
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function utf8(text) {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes; refuses bytes that are not UTF-8 and keeps a byte order mark as a character.
 * @param {Uint8Array<ArrayBuffer>} bytes @returns {string} */
export function fromUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BytesError("utf8", "not valid UTF-8");
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {string} */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text lower-case hex @returns {Uint8Array<ArrayBuffer>} */
export function fromHex(text) {
  if (!HEX.test(text)) throw new BytesError("hex", "not lower-case hex");
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Standard alphabet, with padding (RFC 4648 section 4).
 * @param {Uint8Array<ArrayBuffer>} bytes @returns {string} */
export function base64(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Decode canonical base64; throws for any other text.
 * @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function fromBase64(text) {
  if (typeof text !== "string" || !BASE64.test(text)) throw new BytesError("base64", "not base64");
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (base64(bytes) !== text) throw new BytesError("base64", "base64 with stray bits");
  return bytes;
}

/** @param {...Uint8Array<ArrayBuffer>} parts @returns {Uint8Array<ArrayBuffer>} */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array<ArrayBuffer>} a @param {Uint8Array<ArrayBuffer>} b @returns {boolean} */
export function equal(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array<ArrayBuffer>>} 32 bytes */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<string>} 64 hex digits */
export async function sha256Hex(bytes) {
  return hex(await sha256(bytes));
}

/** @param {number} length in bytes @returns {Uint8Array<ArrayBuffer>} */
export function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** @param {number} length in bytes @returns {string} twice as many hex digits */
export function randomHex(length) {
  return hex(randomBytes(length));
}

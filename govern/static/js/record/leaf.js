/** A leaf of the record: the time of appending, and the envelope. */

import { decode, encode } from "./strict-json.js";

/** The limit of a leaf, which contains a whole envelope. */
const LIMIT = 65535;

/** @typedef {import("./envelope.js").Envelope} Envelope */

/** @param {number} at milliseconds since 1970, UTC @param {Envelope} envelope @returns {Uint8Array<ArrayBuffer>} */
export function format(at, envelope) {
  return encode({ at, envelope }, LIMIT);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {{at: number, envelope: Envelope}} */
export function parse(bytes) {
  return decode(bytes, LIMIT);
}

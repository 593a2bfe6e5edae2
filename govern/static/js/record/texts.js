/** Text blobs: free text stands beside the record, salted, and statements name only its hash. */

import { randomHex, sha256Hex } from "./bytes.js";
import { encode } from "./strict-json.js";

/** @typedef {{sha256: string, blob: {salt: string, text: string}}} Text */

/** @param {string} typed brought to NFC, without space at the ends @returns {Promise<Text>} */
export async function makeText(typed) {
  const blob = { salt: randomHex(16), text: typed.normalize("NFC").replace(/\r\n?/g, "\n").trim() };
  return { sha256: await sha256Hex(encode(blob)), blob };
}

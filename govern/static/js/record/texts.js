/** Text blobs: free text is stored beside the record with a salt, and statements contain only its hash. */

import { randomHex, sha256Hex } from "./bytes.js";
import { encode } from "./strict-json.js";

/** @typedef {{sha256: string, blob: {salt: string, text: string}}} Text */

/** @param {string} typed converted to NFC and trimmed @returns {Promise<Text>} */
export async function makeText(typed) {
  const blob = { salt: randomHex(16), text: typed.normalize("NFC").replace(/\r\n?/g, "\n").trim() };
  return { sha256: await sha256Hex(encode(blob)), blob };
}

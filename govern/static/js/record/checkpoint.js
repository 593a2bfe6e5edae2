/** Checkpoints (C2SP tlog-checkpoint): a log's name, its size and its root, as a signed note. */

import { fromBase64 } from "./bytes.js";
import { messageOf } from "./errors.js";
import { verify } from "./note.js";

const SIZE = /^(?:0|[1-9][0-9]*)$/;

/** A note's text that is not a checkpoint. */
export class CheckpointError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "CheckpointError";
    this.code = code;
  }
}

/** @typedef {{origin: string, size: number, root: Uint8Array<ArrayBuffer>, extensions: string[]}} Checkpoint */

/** @param {string} text the note's text, without signatures @returns {Checkpoint} */
export function parse(text) {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length < 3 || lines.includes("")) {
    throw new CheckpointError("checkpoint_malformed", "a checkpoint has at least three lines, none of them empty");
  }
  const [origin, size, root, ...extensions] = lines;
  return { origin, size: parseSize(size), root: parseRoot(root), extensions };
}

/** @param {string} text */
function parseSize(text) {
  const size = Number(text);
  if (!SIZE.test(text) || !Number.isSafeInteger(size)) throw new CheckpointError("checkpoint_size", "not a tree size");
  return size;
}

/** @param {string} text */
function parseRoot(text) {
  try {
    const root = fromBase64(text);
    if (root.length === 32) return root;
  } catch (error) {
    throw new CheckpointError("checkpoint_root", messageOf(error));
  }
  throw new CheckpointError("checkpoint_root", "a root has 32 bytes");
}

/** The checkpoint in a note signed by the log's key.
 * @param {string} note @param {import("./note.js").Verifier} verifier
 * @returns {Promise<Checkpoint>} */
export async function openSigned(note, verifier) {
  const checkpoint = parse(await verify(note, verifier));
  if (checkpoint.origin !== verifier.name) throw new CheckpointError("checkpoint_origin", "signed for another log");
  return checkpoint;
}

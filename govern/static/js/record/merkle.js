/** The Merkle tree of RFC 6962: leaf hashes, inclusion and consistency proofs. */

import { concat, equal, fromHex, sha256 } from "./bytes.js";

/** The root of the empty tree: SHA-256 of nothing. */
export const EMPTY_ROOT = fromHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @param {Uint8Array<ArrayBuffer>} data @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function leafHash(data) {
  return sha256(concat(LEAF, data));
}

/** @param {Uint8Array<ArrayBuffer>} left @param {Uint8Array<ArrayBuffer>} right
 * @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function nodeHash(left, right) {
  return sha256(concat(NODE, left, right));
}

/** Whether the leaf is at `index` in the tree of `size` leaves with this root (RFC 9162 section 2.1.3.2).
 * @param {Uint8Array<ArrayBuffer>} leaf the leaf's hash
 * @param {number} index @param {number} size
 * @param {Uint8Array<ArrayBuffer>[]} proof @param {Uint8Array<ArrayBuffer>} root
 * @returns {Promise<boolean>} */
export async function verifyInclusion(leaf, index, size, proof, root) {
  if (!(index >= 0 && index < size)) return false;
  const path = new Path(index, size - 1);
  let hash = leaf;
  for (const sibling of proof) {
    if (path.last === 0) return false;
    hash = path.isRight() ? await nodeHash(sibling, hash) : await nodeHash(hash, sibling);
    path.climb();
  }
  return path.last === 0 && equal(hash, root);
}

/** Whether the tree of `newSize` leaves begins with the tree of `oldSize` leaves (RFC 9162 section 2.1.4.2).
 * @param {number} oldSize @param {Uint8Array<ArrayBuffer>} oldRoot
 * @param {number} newSize @param {Uint8Array<ArrayBuffer>} newRoot
 * @param {Uint8Array<ArrayBuffer>[]} proof
 * @returns {Promise<boolean>} */
export async function verifyConsistency(oldSize, oldRoot, newSize, newRoot, proof) {
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equal(oldRoot, EMPTY_ROOT);
  if (!(oldSize > 0 && oldSize < newSize)) return false;
  const path = new Path(oldSize - 1, newSize - 1);
  while (path.index % 2 === 1) path.up();
  // If the old tree is complete, its root is the first node, which the proof omits.
  const [first, ...rest] = path.index === 0 ? [oldRoot, ...proof] : proof;
  return first !== undefined && foldBoth(path, first, rest, oldRoot, newRoot);
}

/**
 * @param {Path} path
 * @param {Uint8Array<ArrayBuffer>} first
 * @param {Uint8Array<ArrayBuffer>[]} rest
 * @param {Uint8Array<ArrayBuffer>} oldRoot
 * @param {Uint8Array<ArrayBuffer>} newRoot
 */
async function foldBoth(path, first, rest, oldRoot, newRoot) {
  let [older, newer] = [first, first];
  for (const sibling of rest) {
    if (path.last === 0) return false;
    if (path.isRight()) [older, newer] = [await nodeHash(sibling, older), await nodeHash(sibling, newer)];
    else newer = await nodeHash(newer, sibling);
    path.climb();
  }
  return path.last === 0 && equal(older, oldRoot) && equal(newer, newRoot);
}

/** A node's position on the path to the root. Uses arithmetic, because bit operators are limited to 32 bits. */
class Path {
  /** @param {number} index the node's @param {number} last the last node's on the same level */
  constructor(index, last) {
    this.index = index;
    this.last = last;
  }

  /** Whether the next sibling is on the left: this node is a right child, or has no right neighbour. */
  isRight() {
    return this.index % 2 === 1 || this.index === this.last;
  }

  climb() {
    // A last node without a sibling moves up unpaired until it is a right child.
    if (this.index === this.last) while (this.index % 2 === 0 && this.index !== 0) this.up();
    this.up();
  }

  up() {
    this.index = Math.floor(this.index / 2);
    this.last = Math.floor(this.last / 2);
  }
}

"""Merkle trees, inclusion and consistency proofs of RFC 6962 and RFC 9162 (README, section 4)."""

from collections.abc import Sequence
from hashlib import sha256

from govern.record.errors import ProofError

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Range = tuple[int, int]


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf's data (RFC 6962 section 2.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node (RFC 6962 section 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def joined(row: Sequence[bytes]) -> list[bytes]:
    """The parent hashes of pairs of neighbours in a row; a last hash without a partner is left out."""
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)]


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle root over leaf data, in order; EMPTY_ROOT for none."""
    return root_of_hashes([leaf_hash(data) for data in leaves])


def root_of_hashes(hashes: Sequence[bytes]) -> bytes:
    """The Merkle root over leaf hashes, in order; EMPTY_ROOT for none."""
    if not hashes:
        return EMPTY_ROOT
    row = list(hashes)
    while len(row) > 1:  # pairs are joined, a last one without a partner moves up as it is
        row = [*joined(row), *row[len(row) & ~1 :]]
    return row[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The path of leaf `index`, from its sibling upwards (RFC 6962 section 2.1.1); raises ProofError (proof_range)."""
    return _hashes_of(inclusion_ranges(index, len(leaves)), leaves)


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """The proof that a tree begins with its first `old_size` leaves (RFC 6962 section 2.1.2).

    Empty for size 0 and for the whole tree. Raises ProofError (proof_range).
    """
    return _hashes_of(consistency_ranges(old_size, len(leaves)), leaves)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The ranges of leaves whose subtrees' hashes make the inclusion proof, in its order."""
    if not 0 <= index < size:
        raise ProofError("proof_range", f"no leaf {index} in a tree of {size}")
    start, end = 0, size
    ranges: list[Range] = []
    while end - start > 1:
        middle = split(start, end)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old_size: int, new_size: int) -> list[Range]:
    """The ranges of leaves whose subtree hashes form the consistency proof, in its order; raises ProofError."""
    if not 0 <= old_size <= new_size:
        raise ProofError("proof_range", f"no tree of {old_size} within one of {new_size}")
    start, end = 0, new_size
    ranges: list[Range] = []
    while old_size not in (0, end):
        middle = split(start, end)
        if old_size <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # the old tree's last subtree is not the old tree itself, whose root the verifier holds
        ranges.append((start, end))
    return ranges[::-1]


def split(start: int, end: int) -> int:
    """The index where RFC 6962 divides two or more leaves: `start` plus the largest power of two below their number."""
    return start + (1 << ((end - start - 1).bit_length() - 1))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf with hash `leaf` is at `index` in the tree (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    fn, sn, current = index, size - 1, leaf
    for sibling in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            current = node_hash(sibling, current)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            current = node_hash(current, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and current == root


def verify_consistency(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the new tree begins with the old tree (RFC 9162 section 2.1.4.2).

    Size 0 is consistent with every tree; equal sizes need equal roots. Both need an empty proof.
    """
    if not 0 <= old_size <= new_size or not _are_hashes((old_root, new_root, *proof)):
        return False
    if new_size == 0 and new_root != EMPTY_ROOT:
        return False
    if old_size == 0:
        return old_root == EMPTY_ROOT and not proof
    if old_size == new_size:
        return old_root == new_root and not proof
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    return bool(path) and _joins(old_size - 1, new_size - 1, path, old_root, new_root)


def _joins(fn: int, sn: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Steps 4 to 7 of RFC 9162 section 2.1.4.2."""
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and old == old_root and new == new_root


class Frontier:
    """Root of a growing tree in O(log n) memory: stores only the roots of the complete subtrees."""

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf by its hash."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._roots.pop(), leaf)
            size >>= 1
        self._roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of the leaves so far."""
        if not self._roots:
            return EMPTY_ROOT
        current = self._roots[-1]
        for left in self._roots[-2::-1]:
            current = node_hash(left, current)
        return current


def _hashes_of(ranges: Sequence[Range], leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(root(leaves[start:end]) for start, end in ranges)


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)

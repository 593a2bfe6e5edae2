"""Merkle trees against RFC 6962 as written, published roots, and proofs with anything changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import merkle
from govern.record.errors import ProofError

from . import rfc6962

# The reference leaves and roots of the Certificate Transparency implementation of RFC 6962 (merkletree tests).
LEAVES = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
SIZES = range(20)


@pytest.mark.parametrize("size", ROOTS)
def test_the_published_roots_hold(size):
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("size", SIZES)
def test_roots_and_proofs_are_those_of_the_rfc(size):
    leaves = make(size)
    assert merkle.root(leaves) == rfc6962.mth(leaves)
    for index in range(size):
        assert list(merkle.inclusion_proof(leaves, index)) == rfc6962.path(index, leaves)
    for old in range(1, size + 1):
        assert list(merkle.consistency_proof(leaves, old)) == rfc6962.proof(old, leaves)


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_shown_to_be_in_its_place_and_in_no_other(size):
    leaves = make(size)
    root = merkle.root(leaves)
    for index, data in enumerate(leaves):
        proof = merkle.inclusion_proof(leaves, index)
        for place in range(-1, size + 2):
            holds = merkle.verify_inclusion(merkle.leaf_hash(data), place, size, proof, root)
            assert holds == (place == index)


@pytest.mark.parametrize("new", SIZES)
def test_every_earlier_tree_is_shown_to_begin_the_tree(new):
    leaves = make(new)
    roots = [merkle.root(leaves[:size]) for size in range(new + 1)]
    for old in range(new + 1):
        proof = merkle.consistency_proof(leaves, old)
        for claimed in range(new + 1):
            holds = merkle.verify_consistency(claimed, roots[claimed], new, roots[new], proof)
            assert holds == (claimed == old) or (not proof and claimed in (0, new))


@given(st.integers(1, 70), st.data())
def test_a_changed_inclusion_proof_does_not_hold(size, data):
    leaves = make(size)
    index = data.draw(st.integers(0, size - 1))
    leaf, root, proof = merkle.leaf_hash(leaves[index]), merkle.root(leaves), merkle.inclusion_proof(leaves, index)
    assert merkle.verify_inclusion(leaf, index, size, proof, root)
    assert not merkle.verify_inclusion(flip(leaf, data), index, size, proof, root)
    assert not merkle.verify_inclusion(leaf, index, size, proof, flip(root, data))
    for changed in changes(proof, data):
        assert not merkle.verify_inclusion(leaf, index, size, changed, root)


@given(st.integers(0, 70), st.data())
def test_a_changed_consistency_proof_does_not_hold(new, data):
    leaves = make(new)
    old = data.draw(st.integers(0, new))
    old_root, new_root = merkle.root(leaves[:old]), merkle.root(leaves)
    proof = merkle.consistency_proof(leaves, old)
    assert merkle.verify_consistency(old, old_root, new, new_root, proof)
    assert not merkle.verify_consistency(old, flip(old_root, data), new, new_root, proof)
    if old:
        assert not merkle.verify_consistency(old, old_root, new, flip(new_root, data), proof)
    for changed in changes(proof, data):
        assert not merkle.verify_consistency(old, old_root, new, new_root, changed)


@given(st.integers(2, 70), st.data())
def test_a_proof_of_another_length_than_the_sizes_ask_for_does_not_hold(size, data):
    leaves, more = make(size), bytes(32)
    old = data.draw(st.integers(1, size - 1))
    leaf, root, old_root = merkle.leaf_hash(leaves[old]), merkle.root(leaves), merkle.root(leaves[:old])
    path, proof = merkle.inclusion_proof(leaves, old), merkle.consistency_proof(leaves, old)
    assert not merkle.verify_inclusion(leaf, old, 8 * size, path, root)
    assert not merkle.verify_consistency(old, old_root, 8 * size, root, proof)
    above, old_above = merkle.node_hash(more, root), merkle.node_hash(more, old_root)
    assert not merkle.verify_inclusion(leaf, old, size, (*path, more), above)
    assert not merkle.verify_consistency(old, old_above, size, above, (*proof, more))


def test_a_byte_moved_from_one_hash_to_the_next_does_not_hold():
    leaves = make(4)
    root, leaf = merkle.root(leaves), merkle.leaf_hash(leaves[0])
    first, second = merkle.inclusion_proof(leaves, 0)
    assert not merkle.verify_inclusion(leaf[:-1], 0, 4, (leaf[-1:] + first, second), root)
    old_root, (sibling, rest) = merkle.leaf_hash(leaves[0]), merkle.consistency_proof(leaves, 1)
    assert merkle.verify_consistency(1, old_root, 4, root, (sibling, rest))
    assert not merkle.verify_consistency(1, old_root[:-1], 4, root, (old_root[-1:] + sibling, rest))


@given(st.integers(2, 40), st.data())
def test_a_rewritten_log_is_not_shown_to_continue_the_old_one(new, data):
    old = data.draw(st.integers(1, new))
    leaves = make(new)
    place = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:place], b"another", *leaves[place + 1 :]]
    proof = merkle.consistency_proof(rewritten, old)
    assert not merkle.verify_consistency(old, merkle.root(leaves[:old]), new, merkle.root(rewritten), proof)


@pytest.mark.parametrize("size", [*SIZES, 255, 256, 257, 1000])
def test_the_frontier_has_the_root_of_its_leaves(size):
    frontier = merkle.Frontier()
    hashes = [merkle.leaf_hash(data) for data in make(size)]
    for value in hashes:
        frontier.append(value)
    assert frontier.size == size
    assert frontier.root() == merkle.root_of_hashes(hashes)


def test_the_empty_tree_is_consistent_with_itself_alone_by_its_own_root():
    empty, other = merkle.EMPTY_ROOT, merkle.leaf_hash(b"")
    assert merkle.verify_consistency(0, empty, 0, empty, ())
    assert merkle.verify_consistency(0, empty, 1, other, ())
    assert not merkle.verify_consistency(0, other, 1, other, ())
    assert not merkle.verify_consistency(0, empty, 0, other, ())
    assert not merkle.verify_consistency(0, empty, 1, other, (other,))
    assert not merkle.verify_consistency(1, other, 0, empty, ())
    assert not merkle.verify_consistency(-1, empty, 1, other, ())


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_proof_for_a_leaf_outside_the_tree_is_refused(index, size):
    with pytest.raises(ProofError, match="proof_range"):
        merkle.inclusion_proof(make(size), index)


@pytest.mark.parametrize("old", [-1, 4])
def test_a_proof_for_a_larger_old_tree_is_refused(old):
    with pytest.raises(ProofError, match="proof_range"):
        merkle.consistency_proof(make(3), old)


def make(size: int) -> list[bytes]:
    return [b"leaf %d" % i for i in range(size)]


def flip(value: bytes, data: st.DataObject) -> bytes:
    bit = data.draw(st.integers(0, len(value) * 8 - 1))
    return (int.from_bytes(value, "big") ^ 1 << bit).to_bytes(len(value), "big")


def changes(proof: tuple[bytes, ...], data: st.DataObject) -> list[tuple[bytes, ...]]:
    """The proof longer, shorter, and with each of its hashes changed, cut and lengthened in turn."""
    made = [(*proof, bytes(32)), (bytes(32), *proof)]
    for i, one in enumerate(proof):
        made.append(proof[:i] + proof[i + 1 :])
        made += [(*proof[:i], other, *proof[i + 1 :]) for other in (flip(one, data), one[:-1], one + b"\0", b"")]
    return made

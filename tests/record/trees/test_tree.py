"""The tree in tiles, against a plain one over all leaves, and the reads it makes."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govern.record import merkle
from govern.record.errors import ProofError, TileError
from govern.record.tiles import tile_width
from govern.record.tree import KEPT_HASHES, KEPT_TILES, Tree


class TilesInMemory(dict):
    """Tiles in memory, and which of them were read."""

    def __init__(self) -> None:
        super().__init__()
        self.reads: list[tuple[int, int]] = []

    def read_tile(self, level: int, index: int) -> bytes:
        self.reads.append((level, index))
        return self[level, index]


HASHES = [merkle.leaf_hash(b"%d" % i) for i in range(70_000)]


def grown(size: int) -> tuple[TilesInMemory, Tree]:
    stored = TilesInMemory()
    tree = Tree(stored)
    for value in HASHES[:size]:
        tree.append(value)
    stored.update(tree.take_changed())
    return stored, tree


def path(start: int, end: int, index: int) -> list[bytes]:
    """An inclusion proof over hashes, the recursive way."""
    if end - start == 1:
        return []
    middle = merkle.split(start, end)
    if index < middle:
        return [*path(start, middle, index), merkle.root_of_hashes(HASHES[middle:end])]
    return [*path(middle, end, index), merkle.root_of_hashes(HASHES[start:middle])]


def test_every_size_up_to_six_hundred_has_its_root_and_proofs():
    tree = Tree(stored := TilesInMemory())
    frontier = merkle.Frontier()
    roots = [tree.root()]
    for size, value in enumerate(HASHES[:600], 1):
        assert tree.append(value) == size - 1
        frontier.append(value)
        roots.append(tree.root())
        assert roots[-1] == frontier.root()
        for index in {0, size // 3, size - 1}:
            assert list(tree.inclusion_proof(index)) == path(0, size, index)
        for old in {0, 1, size // 2, size - 1, size}:
            assert merkle.verify_consistency(old, roots[old], size, roots[size], tree.consistency_proof(old))
        if size % 7 == 0:
            stored.update(tree.take_changed())
    for size in range(0, 601, 13):
        assert tree.root(size) == roots[size]


def test_a_tree_of_three_levels_has_its_root_and_proofs():
    stored, tree = grown(70_000)
    root = merkle.root_of_hashes(HASHES)
    assert tree.root() == root
    assert {place: len(data) // 32 for place, data in stored.items()} == {
        (level, index): tile_width(70_000, level, index)
        for level in range(3)
        for index in range(274)
        if tile_width(70_000, level, index)
    }
    fresh = Tree(stored, 70_000)
    assert fresh.root() == root
    for index in (0, 255, 256, 65_535, 65_536, 69_999):
        proof = fresh.inclusion_proof(index)
        assert merkle.verify_inclusion(HASHES[index], index, 70_000, proof, root)
    for old in (1, 256, 65_535, 65_536, 65_537, 69_999):
        proof = fresh.consistency_proof(old)
        assert merkle.verify_consistency(old, merkle.root_of_hashes(HASHES[:old]), 70_000, root, proof)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_535, 65_536, 65_537])
def test_a_tree_taken_up_again_from_its_tiles_grows_the_same(size):
    stored, _ = grown(size)
    again = Tree(stored, size)
    for value in HASHES[size : size + 300]:
        again.append(value)
    stored.update(again.take_changed())
    whole, _ = grown(size + 300)
    assert stored == whole
    assert again.root() == merkle.root_of_hashes(HASHES[: size + 300])


@given(st.lists(st.integers(0, 300), max_size=8), st.randoms(use_true_random=False))
def test_any_batches_with_failures_between_leave_the_same_tiles(batches, chance):
    tree = Tree(stored := TilesInMemory())
    size = 0
    for batch in batches:
        if chance.random() < 0.4:  # a batch that fails, before or after its tiles were taken
            for _ in range(chance.randrange(300)):
                tree.append(chance.randbytes(32))
            if chance.random() < 0.5:
                tree.take_changed()
            tree.reset(size)
        for value in HASHES[size : size + batch]:
            tree.append(value)
        size += batch
        assert tree.size == size
        stored.update(tree.take_changed())
        if chance.random() < 0.3:
            tree.forget()
        assert tree.root() == merkle.root_of_hashes(HASHES[:size])
    assert stored == grown(size)[0]


@given(st.lists(st.integers(0, 700), max_size=6))
@example([256 * 256, 300])  # a second level's tile fills up too
@example([255, 1, 256, 257])
def test_leaves_added_together_make_the_same_tree(batches):
    together, apart = TilesInMemory(), TilesInMemory()
    quick, plain = Tree(together), Tree(apart)
    for batch in batches:
        added = HASHES[quick.size : quick.size + batch]
        quick.extend(added)
        for value in added:
            plain.append(value)
        assert (quick.size, quick.root()) == (plain.size, plain.root())
        assert quick.root(quick.size // 2) == plain.root(plain.size // 2)
        together.update(quick.take_changed())
        apart.update(plain.take_changed())
        assert dict(together) == dict(apart)


def test_appending_reads_the_right_edge_and_nothing_else():
    stored, _ = grown(66_000)
    stored.reads.clear()
    tree = Tree(stored, 66_000)
    for value in HASHES[66_000:66_010]:
        tree.append(value)
    assert stored.reads == [(0, 257)]
    for value in HASHES[66_010:66_100]:
        tree.append(value)
    assert stored.reads == [(0, 257), (1, 1)]


def test_the_receipts_of_a_batch_read_a_few_tiles_together():
    stored, _ = grown(69_900)
    tree = Tree(stored, 69_900)
    for value in HASHES[69_900:]:
        tree.append(value)
    stored.reads.clear()
    root = tree.root()
    for index in range(69_900, 70_000):
        assert merkle.verify_inclusion(HASHES[index], index, 70_000, tree.inclusion_proof(index), root)
    assert len(stored.reads) <= 3
    assert (0, 0) not in stored.reads


def test_one_proof_reads_a_tile_or_two_of_each_level():
    stored, _ = grown(70_000)
    for index in random.Random(1).sample(range(70_000), 50):
        stored.reads.clear()
        Tree(stored, 70_000).inclusion_proof(index)
        assert len(stored.reads) <= 6


def test_only_changed_tiles_are_taken_and_only_once():
    _, tree = grown(600)
    assert tree.take_changed() == {}
    tree.append(HASHES[600])
    assert set(tree.take_changed()) == {(0, 2)}
    for value in HASHES[601:769]:
        tree.append(value)
    assert set(tree.take_changed()) == {(0, 2), (0, 3), (1, 0)}


def test_the_tree_keeps_a_bounded_number_of_tiles():
    _, tree = grown(70_000)
    assert len(tree._tiles) <= KEPT_TILES
    for index in range(0, 70_000, 250):
        tree.inclusion_proof(index)
    assert len(tree._tiles) <= KEPT_TILES
    tree.append(merkle.leaf_hash(b"one more"))
    assert tree.root() == merkle.root_of_hashes([*HASHES, merkle.leaf_hash(b"one more")])


def test_the_tree_keeps_the_joined_subtrees_of_one_size_only():
    _, tree = grown(0)
    for value in HASHES[:1000]:
        tree.append(value)
        tree.root()
    assert len(tree._joined) <= 2 * 10  # of each level the joined one and its complete sibling


def test_the_tree_remembers_only_so_many_hashes_however_much_is_asked():
    _, tree = grown(20_000)
    roots = {size: tree.root(size) for size in range(1, 20_000, 7)}
    assert len(tree._joined) <= KEPT_HASHES
    assert all(tree.root(size) == root for size, root in list(roots.items())[::97])


@pytest.mark.parametrize("reads", [0, 200])
def test_changed_tiles_are_not_let_go_before_they_are_taken(reads):
    stored, _ = grown(60_000)
    tree = Tree(stored, 60_000)
    for value in HASHES[60_000:60_300]:
        tree.append(value)
    for index in range(0, reads * 256, 256):
        tree.inclusion_proof(index)
    tree.forget()
    stored.update(tree.take_changed())
    assert stored == grown(60_300)[0]


def test_a_tree_that_another_process_has_grown_is_taken_up_by_a_reset():
    stored, ours = grown(300)
    theirs = Tree(stored, 300)
    for value in HASHES[300:600]:
        theirs.append(value)
    stored.update(theirs.take_changed())
    assert ours.root() == merkle.root_of_hashes(HASHES[:300])
    ours.reset(600)
    assert ours.root() == theirs.root()


def test_wider_tiles_than_the_tree_needs_are_cut_to_its_size():
    stored, _ = grown(600)
    tree = Tree(stored, 550)
    assert tree.root() == merkle.root_of_hashes(HASHES[:550])
    for value in HASHES[:10]:
        tree.append(value)
    assert tree.root() == merkle.root_of_hashes([*HASHES[:550], *HASHES[:10]])


@pytest.mark.parametrize("damaged", [b"", bytes(31), bytes(32 * 87)])
def test_a_stored_tile_that_is_too_short_is_refused(damaged):
    stored, _ = grown(600)
    stored[0, 2] = damaged
    with pytest.raises(TileError, match="tile_size"):
        Tree(stored, 600).root()


def test_an_index_beyond_the_tree_is_refused():
    _, tree = grown(10)
    for ask in (
        lambda: tree.root(11),
        lambda: tree.root(-1),
        lambda: tree.inclusion_proof(10),
        lambda: tree.inclusion_proof(5, 5),
        lambda: tree.inclusion_proof(-1),
        lambda: tree.consistency_proof(11),
        lambda: tree.consistency_proof(6, 5),
        lambda: tree.reset(-1),
    ):
        with pytest.raises(ProofError, match="proof_range"):
            ask()

"""Tiles and entry bundles: the paths and bytes of C2SP tlog-tiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import tiles
from govern.record.errors import RecordError, TileError


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ((0, 0, 256), "tile/0/000"),
        ((0, 1234067, 256), "tile/0/x001/x234/067"),  # the example of the specification
        ((1, 999, 17), "tile/1/999.p/17"),
        ((63, 1000, 1), "tile/63/x001/000.p/1"),
        ((2, 0, 255), "tile/2/000.p/255"),
    ],
)
def test_the_path_of_a_tile(place, path):
    assert tiles.tile_path(*place) == path
    assert tiles.parse_tile_path(path) == place


@given(st.integers(0, 63), st.integers(0, 2**63 - 1), st.integers(1, 256))
def test_every_path_reads_back_as_itself(level, index, width):
    assert tiles.parse_tile_path(tiles.tile_path(level, index, width)) == (level, index, width)
    assert tiles.parse_entries_path(tiles.entries_path(index, width)) == (index, width)


NUMBERS = [
    "",
    "0",
    "00",
    "0000",
    "x000/001",
    "x01/000",
    "x0000/000",
    "001/000",
    "x001",
    "x001/x000",
    "١٢٣",
    "-01",
    "x9/" * 50,
]
TAILS = [".p/0", ".p/256", ".p/01", ".p/", ".p/-1", ".p", ".p/1/", "/", "\n", ".p/1000", ".P/1", " "]


@pytest.mark.parametrize("bad", [*NUMBERS, *(f"000{tail}" for tail in TAILS), "x" + "999/x" * 30 + "999/999"])
def test_a_number_of_another_spelling_is_refused(bad):
    for parse, path in ((tiles.parse_tile_path, f"tile/0/{bad}"), (tiles.parse_entries_path, f"tile/entries/{bad}")):
        with pytest.raises(TileError, match="tile_path"):
            parse(path)


@pytest.mark.parametrize(
    "path", ["", "tile", "tile/64/000", "tile/00/000", "tile/-1/000", "tile/99/000", "/tile/0/000", "tile/entries/000"]
)
def test_a_path_of_no_tile_is_refused(path):
    with pytest.raises(TileError, match="tile_path"):
        tiles.parse_tile_path(path)


@pytest.mark.parametrize("place", [(-1, 0, 1), (64, 0, 1), (0, -1, 1), (0, 2**63, 1), (0, 0, 0), (0, 0, 257)])
def test_a_tile_that_cannot_be_has_no_path(place):
    with pytest.raises(TileError, match="tile_range"):
        tiles.tile_path(*place)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_every_bundle_reads_back_as_itself(entries):
    assert tiles.parse_entries(tiles.format_entries(entries)) == entries


def test_a_bundle_is_lengths_of_two_bytes_and_entries():
    assert tiles.format_entries([b"ab", b""]) == b"\x00\x02ab\x00\x00"
    assert len(tiles.format_entries([bytes(65_535)])) == 65_537


@given(st.binary(max_size=100))
def test_any_bytes_are_a_bundle_exactly_or_refused(raw):
    try:
        entries = tiles.parse_entries(raw)
    except RecordError:
        return
    assert tiles.format_entries(entries) == raw


@pytest.mark.parametrize("raw", [b"\x00", b"\x00\x01", b"\x00\x02a", b"\x00\x01a\x00", b"\xff\xffab"])
def test_a_bundle_cut_short_is_refused(raw):
    with pytest.raises(TileError, match="entries_truncated"):
        tiles.parse_entries(raw)


@pytest.mark.parametrize("entries", [[], [b""] * 257])
def test_a_bundle_of_none_or_too_many_is_refused(entries):
    with pytest.raises(TileError, match="entries_count"):
        tiles.format_entries(entries)
    with pytest.raises(TileError, match="entries_count"):
        tiles.parse_entries(b"\x00\x00" * len(entries))


def test_an_entry_too_long_for_its_length_is_refused():
    with pytest.raises(TileError, match="entry_size"):
        tiles.format_entries([bytes(65_536)])


@pytest.mark.parametrize("size", [0, 1, 31, 33, 257 * 32, 8191])
def test_a_tile_of_a_wrong_size_is_refused(size):
    with pytest.raises(TileError, match="tile_size"):
        tiles.parse_tile(bytes(size))


def test_the_widths_are_those_of_the_specifications_example():
    # tlog-tiles: a tree of 70,000 has 273 full tiles and one of 112; one full and one of 17; one of 1.
    assert [tiles.tile_width(70_000, 0, index) for index in (0, 272, 273, 274)] == [256, 256, 112, 0]
    assert [tiles.tile_width(70_000, 1, index) for index in (0, 1, 2)] == [256, 17, 0]
    assert [tiles.tile_width(70_000, 2, index) for index in (0, 1)] == [1, 0]

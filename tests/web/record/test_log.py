"""The record as C2SP tlog-tiles: paths, partial tiles, missing files, and cache times."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.record import checkpoint, leaf, merkle, note, strict_json, tiles
from govern.rules.statements import KINDS_OF_STATEMENT
from tests.tools.clock import Clock
from tests.web.conftest import Site, put_to_work
from tests.web.votes.voting import move


@pytest.fixture(scope="module")
def closed_long(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A closed site whose record is longer than one tile; tests take a copy."""
    site = put_to_work(Site(tmp_path_factory.mktemp("long"), Clock()))
    while site.head_size() < 260:
        site.say("ivo", "award-made", {"reason": "for the work"}, amount=1, to=site.people["mei"].member)
    site.close()
    return site


@pytest.fixture
def long(closed_long: Site, tmp_path: Path, clock: Clock) -> Iterator[Site]:
    """The same site, open."""
    site = closed_long.copy(tmp_path, clock)
    yield site
    site.close()


def test_the_checkpoint_is_signed_and_stands_for_the_entries(long: Site) -> None:
    client = long.client()
    verifier = note.parse_vkey(client.get("/log/vkey").get_data(as_text=True).strip())
    head = checkpoint.open_signed(client.get("/log/checkpoint").data, [verifier])
    full = tiles.parse_entries(client.get("/log/tile/entries/000").data)
    rest = tiles.parse_entries(client.get(f"/log/tile/entries/001.p/{head.size - 256}").data)
    assert len(full) == 256
    assert merkle.root([*full, *rest]) == head.root
    assert head.size == long.head_size()


def test_tiles_hold_the_hashes_of_the_entries(long: Site) -> None:
    client, width = long.client(), long.head_size() - 256
    full = client.get("/log/tile/0/000").data
    entries = tiles.parse_entries(client.get("/log/tile/entries/000").data)
    assert full == b"".join(merkle.leaf_hash(entry) for entry in entries)
    assert len(client.get(f"/log/tile/0/001.p/{width}").data) == 32 * width
    assert client.get("/log/tile/1/000.p/1").data == merkle.root(entries)


def test_a_smaller_partial_tile_is_still_served(long: Site) -> None:
    data = long.client().get("/log/tile/0/001.p/1").data
    assert len(data) == 32


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001",
        "tile/0/001.p/200",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/000",
        "tile/1/000",
        "tile/9/000",
        "tile/64/000",
        "tile/00/000",
        "tile/entries/001",
        "tile/entries/002.p/1",
        "tile/entries/",
        "tile/",
        "blob/",
        "blob/" + "0" * 64,
        "blob/../../settings.json",
        "checkpoint/",
        "vkey.txt",
    ],
)
def test_a_tile_outside_the_tree_is_not_found(long: Site, path: str) -> None:
    response = long.client().get(f"/log/{path}")
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"


def test_blobs_are_served_by_their_hash(site: Site) -> None:
    move(site, "A bench", "Under the limes.")
    entry = leaf.parse(site.log_entries()[-1]).envelope
    payload = strict_json.decode(entry.payload)
    assert entry.payload_type in KINDS_OF_STATEMENT
    assert isinstance(payload, dict)
    data = site.client().get(f"/log/blob/{payload['title']}").data
    assert hashlib.sha256(data).hexdigest() == payload["title"]
    assert strict_json.decode(data)["text"] == "A bench"


def test_immutable_files_are_cached_for_ever_but_not_checkpoint_and_key(long: Site) -> None:
    client = long.client()
    for path in ("tile/0/000", "tile/0/001.p/1", "tile/entries/000"):
        response = client.get(f"/log/{path}")
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.content_type == "application/octet-stream"
    for path in ("checkpoint", "vkey"):
        response = client.get(f"/log/{path}")
        assert response.headers["Cache-Control"] == "no-cache"
        assert response.content_type == "text/plain; charset=utf-8"


def test_nothing_of_a_served_file_can_run_in_a_page(long: Site) -> None:
    response = long.client().get("/log/tile/entries/000")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment")

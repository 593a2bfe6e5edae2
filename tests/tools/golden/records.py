"""Loads golden records into databases: only leaves and texts are copied, everything else is rebuilt from them."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, select

from govern.record import leaf, tiles
from govern.rules.statements import read
from govern.store import database
from govern.store.public_tables import public_tables
from govern.store.record import log
from govern.store.record.log import Head

GOLDEN: Final = Path(__file__).parents[2] / "golden"
FOLDERS: Final = sorted(path.parent for path in GOLDEN.glob("*/record.zip"))
FIRST: Final = GOLDEN / "format1"


def load(folder: Path, engine: Engine) -> int:
    """Writes a golden record into empty tables; the number of its statements. Public tables stay empty."""
    with zipfile.ZipFile(folder / "record.zip") as archive:
        leaves = list(_leaves(archive))
        root = bytes.fromhex(json.loads((folder / "expected.json").read_text("utf-8"))["root"])
        rows = [_row(index, data) for index, data in enumerate(leaves)]
        named = [(index, digest) for index, data in enumerate(leaves) for digest in _named(data)]
        kept = {name.removeprefix("blob/") for name in archive.namelist()}
        blobs = {digest: archive.read(f"blob/{digest}") for digest in {one for _, one in named} & kept}
    head = Head(len(leaves), root, int(str(rows[-1]["at"])), b"")
    with database.writing(engine) as connection:
        log.save(connection, rows, {}, head)
        log.save_blobs(connection, blobs, [(index, digest) for index, digest in named if digest in blobs])
    return len(leaves)


def _leaves(archive: zipfile.ZipFile) -> Iterator[bytes]:
    for name in sorted(archive.namelist()):
        if name.startswith("tile/entries/"):
            yield from tiles.parse_entries(archive.read(name))


def _row(index: int, data: bytes) -> dict[str, object]:
    found = leaf.parse(data)
    kind, payload = read(found.envelope)
    keyid, member = found.envelope.signatures[0].keyid, payload.to_dict().get("member", "")
    parts = (index, found.envelope.id, kind.name, keyid, member, found.at, data)
    return dict(zip(("index", "id", "kind", "signer", "member", "at", "data"), parts, strict=True))


def _named(data: bytes) -> set[str]:
    kind, payload = read(leaf.parse(data).envelope)
    return set(kind.named_texts(payload))


def tables(engine: Engine, columns: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """The public tables in short: of each its columns, the number of its rows and a hash of them all."""
    found = {}
    with engine.connect() as connection:
        for table in public_tables():
            names = sorted(table.c.keys()) if columns is None else columns.get(table.name, [])
            rows = (
                [list(row) for row in connection.execute(select(*(table.c[name] for name in names)))] if names else []
            )
            lines = sorted(json.dumps(row, sort_keys=True, default=bytes.hex) for row in rows)
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            found[table.name] = {"columns": names, "rows": len(rows), "sha256": digest}
    return found


def expected(folder: Path) -> dict[str, Any]:
    """The figures of the verifier's report as they were when the record became golden."""
    found: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return found


def expected_tables(folder: Path) -> dict[str, Any]:
    """The tables as they were when the record became golden."""
    found: dict[str, Any] = json.loads((folder / "tables.json").read_text("utf-8"))
    return found


def tables_as_then(folder: Path, engine: Engine) -> dict[str, Any]:
    """The same tables and columns now; what came later is left out."""
    then = {name: one["columns"] for name, one in expected_tables(folder).items()}
    return tables(engine, then)


def vkey(folder: Path) -> str:
    """The log's key, as the record itself states it."""
    with zipfile.ZipFile(folder / "record.zip") as archive:
        return archive.read("vkey").decode()

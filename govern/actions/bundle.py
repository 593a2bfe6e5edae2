"""The record as files: any one of them by its path, or all of them in a zip."""

import base64

from sqlalchemy import Connection

from govern.record import note, tiles
from govern.record.errors import RecordError
from govern.record.note import Verifier
from govern.store import log
from govern.store.projection import Projection


def log_file(connection: Connection, path: str) -> bytes | None:
    """One file of the record's tree by its path below `/log/`, or None if there is none."""
    community, head = Projection(connection).community(), log.head(connection)
    if community is None or head is None:
        return None
    if path == "checkpoint":
        return head.text
    if path == "vkey":
        verifier = Verifier(f"{community.origin_name}/{community.id[:16]}", base64.b64decode(community.log_key))
        return note.format_vkey(verifier).encode() + b"\n"
    if path.startswith("blob/"):
        return log.blob(connection, path.removeprefix("blob/"))
    try:
        if path.startswith("tile/entries/"):
            return log.entries(connection, *tiles.parse_entries_path(path))
        return log.tile(connection, *tiles.parse_tile_path(path))
    except RecordError:
        return None

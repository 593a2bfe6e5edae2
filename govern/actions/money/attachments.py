"""Attachments of money statements: checked by content, stored encrypted outside the web root, named by hash."""

import os
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from govern.actions.people.encryption import seal, unseal
from govern.config import Instance
from govern.protocol.ids import hash_of
from govern.protocol.units import DAY
from govern.store.private.attachments import AttachmentRow, find, uploaded_since

LARGEST: Final = 5 * 1024 * 1024  # bytes
MOST_A_DAY: Final = 50  # files of one person
KINDS: Final = (  # by magic bytes; the file's name and the browser's media type are not trusted
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)


class AttachmentRefused(Exception):
    """A refused file; the code is empty, large, kind or many."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def keep(session: Session, instance: Instance, data: bytes, name: str, member: str, now: int) -> AttachmentRow:
    """Store a file unless it is already stored; raises AttachmentRefused."""
    media_type, ending = _kind_of(data)
    if uploaded_since(session, member, now - DAY) >= MOST_A_DAY:
        raise AttachmentRefused("many")
    sha256 = hash_of(data)
    known = find(session, sha256)
    if known is not None:
        return known
    _write(place(instance, sha256), seal(instance, data))
    row = AttachmentRow(
        sha256=sha256,
        name=_plain_name(name, ending),
        media_type=media_type,
        size=len(data),
        uploaded_by=member,
        uploaded_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _kind_of(data: bytes) -> tuple[str, str]:
    if not data:
        raise AttachmentRefused("empty")
    if len(data) > LARGEST:
        raise AttachmentRefused("large")
    for begins, media_type, ending in KINDS:
        if data.startswith(begins):
            return media_type, ending
    raise AttachmentRefused("kind")


def _plain_name(name: str, ending: str) -> str:
    """A file name without folders and control characters, with the ending of its type."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = "".join(one for one in last if one.isprintable()).rpartition(".")[0] or "file"
    return f"{stem[:80].strip()}.{ending}"


def place(instance: Instance, sha256: str) -> Path:
    """The path of a stored file."""
    return instance.attachments / sha256[:2] / sha256


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def read(instance: Instance, sha256: str) -> bytes:
    """A file's bytes; raises FileNotFoundError, or SealBroken if it was changed."""
    return unseal(instance, place(instance, sha256).read_bytes())

"""Search data derived from text blobs: folded texts, and the members they mention."""

import unicodedata
from typing import Any

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.protocol.texts import mentioned
from govern.record import strict_json
from govern.store.base import Base
from govern.store.upsert import upsert


class TextRow(Base):
    """A blob's text without differences of case and width."""

    __tablename__ = "texts"
    hash: Mapped[str] = mapped_column(ForeignKey("log_blobs.hash"), primary_key=True)
    folded: Mapped[str]


class MentionRow(Base):
    """A member id that a text blob mentions, whether the member exists or not."""

    __tablename__ = "mentions"
    hash: Mapped[str] = mapped_column(ForeignKey("log_blobs.hash"), primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True, index=True)


def fold(text: str) -> str:
    """The folded form of a text for searching: NFKC and case-insensitive."""
    return unicodedata.normalize("NFKC", text).casefold()


def save_texts(connection: Connection, blobs: dict[str, bytes]) -> None:
    """Index text blobs, by hash, that were just stored."""
    texts = {digest: _text(data) for digest, data in blobs.items()}
    upsert(connection, TextRow, [{"hash": digest, "folded": fold(text)} for digest, text in texts.items()])
    named = [{"hash": digest, "member": one} for digest, text in texts.items() for one in sorted(mentioned(text))]
    upsert(connection, MentionRow, named)


def _text(data: bytes) -> str:
    value: Any = strict_json.decode(data)
    return str(value["text"])


def is_kept(session: Session, digest: str) -> bool:
    """Whether the text of this hash is stored, withheld or not."""
    return session.get(TextRow, digest) is not None

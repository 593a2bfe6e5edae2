"""What is derived from text blobs for looking things up: texts folded for searching, and whom they mention."""

import unicodedata
from typing import Any

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from govern.protocol.texts import mentioned
from govern.record import strict_json
from govern.store.base import Base
from govern.store.upsert import upsert


class TextRow(Base):
    """A text blob's text without differences of case and width."""

    __tablename__ = "texts"
    hash: Mapped[str] = mapped_column(ForeignKey("log_blobs.hash"), primary_key=True)
    folded: Mapped[str]


class MentionRow(Base):
    """A member whom a text blob mentions, whether there is such a member or not."""

    __tablename__ = "mentions"
    hash: Mapped[str] = mapped_column(ForeignKey("log_blobs.hash"), primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True, index=True)


def fold(text: str) -> str:
    """The text as it is searched: compatibility forms unified (NFKC), upper and lower case alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def save_texts(connection: Connection, blobs: dict[str, bytes]) -> None:
    """Takes up text blobs, by their hashes, that were just kept."""
    texts = {digest: _text(data) for digest, data in blobs.items()}
    upsert(connection, TextRow, [{"hash": digest, "folded": fold(text)} for digest, text in texts.items()])
    named = [{"hash": digest, "member": one} for digest, text in texts.items() for one in sorted(mentioned(text))]
    upsert(connection, MentionRow, named)


def _text(data: bytes) -> str:
    value: Any = strict_json.decode(data)
    return str(value["text"])

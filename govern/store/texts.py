"""The texts of proposals and the like, folded for searching: derived from the text blobs, and never shown."""

import unicodedata
from typing import Any

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from govern.record import strict_json
from govern.store.base import Base
from govern.store.upsert import upsert


class TextRow(Base):
    """A text blob's text without differences of case and width."""

    __tablename__ = "texts"
    hash: Mapped[str] = mapped_column(ForeignKey("log_blobs.hash"), primary_key=True)
    folded: Mapped[str]


def fold(text: str) -> str:
    """The text as it is searched: compatibility forms unified (NFKC), upper and lower case alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def save_texts(connection: Connection, blobs: dict[str, bytes]) -> None:
    """Takes up text blobs, by their hashes, that were just kept."""
    upsert(connection, TextRow, [{"hash": digest, "folded": fold(_text(data))} for digest, data in blobs.items()])


def _text(data: bytes) -> str:
    value: Any = strict_json.decode(data)
    return str(value["text"])

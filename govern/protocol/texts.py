"""Text blobs: free text stored beside the record, bound to it by a salted hash."""

import re
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.record import strict_json
from govern.record.errors import RecordError

TEXT_BLOB: fields.Fields = {"salt": fields.nonce, "text": lambda value: isinstance(value, str)}

LARGEST: Final = 40_000  # bytes of a text in UTF-8, from format 2 on; statement and texts have at most 60,000

MENTION: Final = re.compile(r"@(m_[0-9a-f]{24})(?![0-9A-Za-z_])")  # by id, because the record contains no names


def mentioned(text: str) -> frozenset[str]:
    """The members that a text mentions."""
    return frozenset(MENTION.findall(text))


def check_text_blob(value: Any) -> None:
    """Raise Refused(text_malformed) unless the value is `{"salt":<32 hex digits>,"text":<string>}`."""
    if not isinstance(value, dict) or value.keys() != TEXT_BLOB.keys():
        raise Refused("text_malformed")
    if not all(permits(value[name]) for name, permits in TEXT_BLOB.items()):
        raise Refused("text_malformed")


def read_text_blob(data: bytes) -> str:
    """The text in a blob's strict JSON; raises Refused(text_malformed)."""
    try:
        value: Any = strict_json.decode(data)
    except RecordError as error:
        raise Refused("text_malformed") from error
    check_text_blob(value)
    return str(value["text"])


def check_size(text: str, field: str) -> None:
    """Raise Refused(text_unfit) for a text that is too large, or contains U+0000, which PostgreSQL cannot store."""
    if len(text.encode()) > LARGEST or "\0" in text:
        raise Refused("text_unfit", field=field, most=LARGEST)

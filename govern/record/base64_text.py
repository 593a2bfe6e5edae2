"""Canonical base64: standard alphabet, padded, no stray bits (RFC 4648 section 4)."""

import binascii

from govern.record.errors import RecordError


def encode(data: bytes) -> str:
    """Encode `data` as base64 without line breaks."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def canonical(text: bytes) -> bytes | None:
    """Decode base64; None if encoding the bytes does not give `text` again."""
    try:
        data = binascii.a2b_base64(text)
    except binascii.Error:
        return None
    # Of ceil(4n/3) characters none can be left out or pad if they give n bytes, so only the last group can differ.
    size = len(data)
    last = binascii.b2a_base64(data[size - (size % 3 or 3) :] if size else b"", newline=False)
    return data if len(text) == (size + 2) // 3 * 4 and text[-4:] == last else None


def decode(text: str, refusal: type[RecordError], code: str) -> bytes:
    """Decode base64; raises `refusal(code)` if encoding the bytes does not give `text` again."""
    try:
        data = binascii.a2b_base64(text)
    except ValueError as error:  # binascii.Error, and text that is not ASCII
        raise refusal(code, "not base64") from error
    if encode(data) != text:
        raise refusal(code, "not the canonical base64 of its bytes")
    return data

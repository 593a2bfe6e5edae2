"""Base64 has one spelling: whatever else spells the same bytes is not accepted."""

import binascii

from hypothesis import given
from hypothesis import strategies as st

from govern.record.base64_text import canonical, encode

NEAR = st.sampled_from([b"", b"=", b"==", b"\n", b"A", b"B", b"Q", b"Z", b"/", b"-", b" ", b"\xff", b"AA==", b"AAA="])


def encoded_again(text: bytes) -> bytes | None:
    """The bytes that a text spells, if encoding all of them gives the text again."""
    try:
        data = binascii.a2b_base64(text)
    except binascii.Error:
        return None
    return data if encode(data).encode() == text else None


@given(data=st.binary(max_size=40))
def test_encoded_bytes_are_decoded(data: bytes) -> None:
    assert canonical(encode(data).encode()) == data


@given(data=st.binary(max_size=12), place=st.integers(0, 20), cut=st.integers(0, 3), new=NEAR, more=NEAR)
def test_a_changed_text_is_read_only_if_it_is_how_its_bytes_are_spelled(
    data: bytes, place: int, cut: int, new: bytes, more: bytes
) -> None:
    text = encode(data).encode()
    changed = text[:place] + new + text[place + cut :] + more
    assert canonical(changed) == encoded_again(changed)


@given(text=st.text("ABQgwZ09+/=\n-", max_size=13))
def test_any_text_is_read_only_if_it_is_how_its_bytes_are_spelled(text: str) -> None:
    assert canonical(text.encode()) == encoded_again(text.encode())


def test_every_short_text_is_read_only_if_it_is_how_its_bytes_are_spelled() -> None:
    texts = [b""]
    for _ in range(6):
        texts = [b"", *(text + bytes([one]) for text in texts for one in b"ABQ=\n")]
    assert all(canonical(text) == encoded_again(text) for text in texts)

"""Envelopes: signed bytes kept as they are, one spelling, and the same answer by either way of reading."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import envelope, signing, strict_json
from govern.record.envelope import Envelope, Signature
from govern.record.errors import EnvelopeError, RecordError

from .documents import mutations

SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
TYPE = "application/vnd.example.v1+json"
GOOD = {
    "payload": "e30=",
    "payloadType": TYPE,
    "signatures": [{"keyid": "0" * 64, "sig": "A" * 86 + "=="}],
}
SEALED = envelope.seal(TYPE, b'{"a":1}', SEED)


def envelopes() -> st.SearchStrategy[Envelope]:
    signature = st.builds(
        Signature, st.text("0123456789abcdef", min_size=64, max_size=64), st.binary(min_size=64, max_size=64)
    )
    signatures = st.lists(signature, min_size=1, max_size=4, unique_by=lambda one: one.keyid).map(tuple)
    kinds = st.from_regex(r"[a-z0-9][a-z0-9.+-]{0,20}/[a-z0-9][a-z0-9.+-]{0,20}", fullmatch=True)
    return st.builds(Envelope, kinds, st.binary(max_size=100), signatures)


def test_the_pae_is_that_of_the_dsse_specification():
    # github.com/secure-systems-lab/dsse, protocol.md, "Test Vectors".
    assert envelope.pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_the_pae_counts_bytes():
    assert envelope.pae("é", "治".encode()) == b"DSSEv1 2 \xc3\xa9 3 \xe6\xb2\xbb"


def test_the_id_is_the_hash_of_what_is_signed():
    assert SEALED.message == envelope.pae(TYPE, b'{"a":1}')
    assert SEALED.id == hashlib.sha256(SEALED.message).hexdigest()


def test_the_id_does_not_depend_on_the_signer():
    assert envelope.seal(TYPE, b"{}", SEED).id == envelope.seal(TYPE, b"{}", OTHER, SEED).id


def test_a_sealed_envelope_verifies_under_each_key():
    sealed = envelope.seal(TYPE, b"{}", SEED, OTHER)
    for seed, signature in zip((SEED, OTHER), sealed.signatures, strict=True):
        key = signing.public_key(seed)
        assert signature.keyid == signing.key_id(key)
        assert signing.verify(key, sealed.message, signature.sig)


@given(envelopes())
def test_every_envelope_reads_back_as_itself(one):
    assert envelope.parse(envelope.format(one)) == one
    assert envelope.from_value(envelope.to_value(one)) == one


@given(envelopes())
def test_the_text_is_strict_json(one):
    assert strict_json.encode(envelope.to_value(one)) == envelope.format(one)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_exactly_or_refused(raw):
    both_ways_agree(raw)


def test_ten_thousand_damaged_envelopes_are_read_exactly_or_refused():
    documents = (envelope.format(SEALED), envelope.format(envelope.seal(TYPE, b"{}", SEED, OTHER)))
    accepted = sum(both_ways_agree(raw) for raw in mutations(documents, 10_000))
    assert 0 < accepted < 10_000


@pytest.mark.parametrize(
    "tail", ["A", "AA", "AB", "AAA", "A===", "AA=", "AB==", "AAB=", "AA==AA==", "=", "==", "AAA=A", "\n"]
)
def test_awkward_base64_is_judged_alike_by_both_ways(tail):
    both_ways_agree(envelope.format(SEALED).replace(b"eyJhIjoxfQ==", b"AAAA" + tail.encode()))


def test_no_changed_byte_leaves_the_envelope_as_it_was():
    raw = envelope.format(SEALED)
    for place in range(len(raw)):
        for byte in (raw[place] ^ 1, raw[place] ^ 2, raw[place] ^ 32, 0x20, 0x3D, 0x00, 0xFF):
            changed = raw[:place] + bytes([byte]) + raw[place + 1 :]
            if changed != raw and both_ways_agree(changed):
                assert envelope.parse(changed) != SEALED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"payload": 1}, "envelope_payload"),
        ({"payload": "e30"}, "envelope_payload"),
        ({"payload": "e31="}, "envelope_payload"),  # a stray bit in the last character
        ({"payload": "e30=\n"}, "envelope_payload"),
        ({"payload": "e3-_"}, "envelope_payload"),
        ({"payload": "e é="}, "envelope_payload"),
        ({"payloadType": True}, "envelope_type"),
        ({"payloadType": ""}, "envelope_type"),
        ({"payloadType": "json"}, "envelope_type"),
        ({"payloadType": "Application/json"}, "envelope_type"),
        ({"payloadType": "application/json\n"}, "envelope_type"),
        ({"payloadType": "application/" + "x" * 128}, "envelope_type"),
        ({"signatures": {}}, "envelope_signatures"),
        ({"signatures": []}, "envelope_signatures"),
        ({"signatures": "x"}, "envelope_signatures"),
        ({"signatures": [1]}, "envelope_shape"),
        ({"signatures": [{"keyid": "0" * 64}]}, "envelope_shape"),
        ({"signatures": [{"keyid": "0" * 64, "sig": "A" * 86 + "==", "x": 1}]}, "envelope_shape"),
        ({"signatures": [{"keyid": "0" * 63, "sig": "A" * 86 + "=="}]}, "envelope_keyid"),
        ({"signatures": [{"keyid": "A" * 64, "sig": "A" * 86 + "=="}]}, "envelope_keyid"),
        ({"signatures": [{"keyid": "0" * 64 + "\n", "sig": "A" * 86 + "=="}]}, "envelope_keyid"),
        ({"signatures": [{"keyid": 0, "sig": "A" * 86 + "=="}]}, "envelope_keyid"),
        ({"signatures": [{"keyid": "0" * 64, "sig": "A" * 84}]}, "envelope_signature"),
        ({"signatures": [{"keyid": "0" * 64, "sig": "A" * 85 + "B=="}]}, "envelope_signature"),
        ({"signatures": [{"keyid": "0" * 64, "sig": 1}]}, "envelope_signature"),
        ({"signatures": GOOD["signatures"] * 2}, "envelope_signatures"),
        ({"signatures": [{"keyid": f"{i:064}", "sig": "A" * 86 + "=="} for i in range(5)]}, "envelope_signatures"),
        ({"extra": 1}, "envelope_shape"),
    ],
)
def test_an_envelope_of_the_wrong_shape_is_refused_by_name(change, code):
    raw = strict_json.encode({**GOOD, **change})
    with pytest.raises(EnvelopeError) as refused:
        envelope.parse(raw)
    assert refused.value.code == code


@pytest.mark.parametrize("value", [1, "x", [], {}, {"payload": "e30="}])
def test_an_invalid_envelope_is_refused(value):
    with pytest.raises(EnvelopeError, match="envelope_shape"):
        envelope.parse(strict_json.encode(value))


def test_four_signatures_are_read():
    many = [{"keyid": f"{i:064}", "sig": "A" * 86 + "=="} for i in range(4)]
    assert len(envelope.parse(strict_json.encode({**GOOD, "signatures": many})).signatures) == 4


def test_an_envelope_beyond_the_limit_is_refused_before_it_is_read():
    large = Envelope(TYPE, bytes(45_000), SEALED.signatures)
    with pytest.raises(RecordError, match="size"):
        envelope.format(large)
    with pytest.raises(EnvelopeError, match="envelope_size"):
        envelope.parse(b" " * (envelope.MAX_BYTES + 1))


def test_sealing_without_a_key_or_twice_with_one_is_refused():
    for seeds in ((), (SEED, SEED)):
        with pytest.raises(EnvelopeError, match="envelope_signatures"):
            envelope.seal(TYPE, b"{}", *seeds)


def both_ways_agree(raw: bytes) -> bool:
    """Whether the careful way accepts, which the quick way must do with the same outcome."""
    try:
        careful = envelope.from_value(strict_json.decode(raw))
    except RecordError:
        with pytest.raises(RecordError):
            envelope.parse(raw)
        return False
    assert envelope.parse(raw) == careful
    assert envelope.format(careful) == raw
    return True

"""Leaves: a moment and an envelope, read the same by either way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import envelope, leaf, strict_json
from govern.record.envelope import Envelope
from govern.record.errors import LeafError, RecordError
from govern.record.tiles import MAX_ENTRY_BYTES

from .documents import MAX, mutations
from .test_envelope import OTHER, SEALED, SEED, TYPE, envelopes


@given(st.integers(0, MAX), envelopes())
def test_every_leaf_reads_back_as_itself(at, one):
    raw = leaf.format(at, one)
    assert raw == strict_json.encode({"at": at, "envelope": envelope.to_value(one)})
    assert leaf.parse(raw) == leaf.Leaf(at, one)


def test_ten_thousand_damaged_leaves_are_read_exactly_or_refused():
    documents = (leaf.format(1_700_000_000_000, SEALED), leaf.format(0, envelope.seal(TYPE, b"{}", SEED, OTHER)))
    accepted = 0
    for raw in mutations(documents, 10_000):
        try:
            careful = leaf._parse_carefully(raw)
        except RecordError:
            with pytest.raises(RecordError):
                leaf.parse(raw)
            continue
        assert leaf.parse(raw) == careful
        assert leaf.format(careful.at, careful.envelope) == raw
        accepted += 1
    assert 0 < accepted < 10_000


@pytest.mark.parametrize(
    "at", [b"-1", b"00", b"01", b"1.0", b"9007199254740992", b"99999999999999999", b"true", b'"1"', b""]
)
def test_a_moment_of_another_spelling_is_refused(at):
    with pytest.raises(RecordError):
        leaf.parse(b'{"at":%b,"envelope":%b}' % (at, envelope.format(SEALED)))


@pytest.mark.parametrize("at", [-1, MAX + 1, True])
def test_a_moment_out_of_range_is_not_written(at):
    with pytest.raises(LeafError, match="leaf_at"):
        leaf.format(at, SEALED)


@pytest.mark.parametrize("extra", [b',"x":1', b',"x":{}', b" ", b"}"])
def test_anything_besides_is_refused(extra):
    with pytest.raises(RecordError):
        leaf.parse(leaf.format(1, SEALED)[:-1] + extra + b"}")


@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(raw):
    with pytest.raises(RecordError):
        leaf.parse(raw)


def test_the_largest_envelope_fits_into_a_leaf_and_the_leaf_into_an_entry():
    spare = envelope.MAX_BYTES - len(envelope.format(Envelope(TYPE, b"", SEALED.signatures)))
    largest = Envelope(TYPE, bytes(spare // 4 * 3), SEALED.signatures)
    assert envelope.MAX_BYTES - 4 < len(envelope.format(largest)) <= envelope.MAX_BYTES
    raw = leaf.format(MAX, largest)
    assert len(raw) <= MAX_ENTRY_BYTES
    assert leaf.parse(raw).envelope == largest


def test_an_envelope_beyond_its_limit_is_refused_within_a_small_leaf_too():
    spare = strict_json.MAX_BYTES - 20 - len(envelope.format(Envelope(TYPE, b"", SEALED.signatures)))
    one = Envelope(TYPE, bytes(spare // 4 * 3), SEALED.signatures)
    raw = strict_json.encode({"at": 1, "envelope": envelope.to_value(one)})
    assert len(raw) - 20 > envelope.MAX_BYTES
    with pytest.raises(RecordError, match="size"):
        leaf.parse(raw)

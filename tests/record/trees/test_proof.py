"""Receipts: what they prove, and that any change breaks the proof."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import checkpoint, merkle, note, proof
from govern.record.checkpoint import Checkpoint
from govern.record.errors import CheckpointError, ProofError, RecordError
from govern.record.note import Signer
from govern.record.proof import Proof

LOG = Signer("example.org/0123456789abcdef", bytes(range(32)))
LEAVES = [b"leaf %d" % i for i in range(11)]
STATE = Checkpoint(LOG.name, len(LEAVES), merkle.root(LEAVES))
SIGNED = checkpoint.sign(STATE, LOG)
ROOT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def receipt(index: int) -> Proof:
    return Proof(index, merkle.inclusion_proof(LEAVES, index), SIGNED)


@pytest.mark.parametrize("index", range(len(LEAVES)))
def test_a_receipt_proves_its_leaf_and_no_other(index):
    one = proof.parse(proof.format(receipt(index)))
    for place, data in enumerate(LEAVES):
        if place == index:
            assert proof.verify(one, data, [LOG.verifier]) == STATE
            continue
        with pytest.raises(ProofError, match="proof_inclusion"):
            proof.verify(one, data, [LOG.verifier])


def test_the_text_of_a_receipt():
    one = Proof(5, (bytes(range(32)),), b"checkpoint\n", b"extra information")
    assert proof.format(one) == (
        f"c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 5\n{ROOT}\n\ncheckpoint\n".encode()
    )
    assert proof.format(Proof(0, (), b"checkpoint\n")) == b"c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n"


def test_the_example_of_the_specification_is_read():
    # C2SP tlog-proof, the example, its checkpoint aside.
    hashes = """\
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=
"""
    data = f"c2sp.org/tlog-proof@v1\nindex 73894\n{hashes}\nexample.com/fancylog\n".encode()
    one = proof.parse(data)
    assert (one.index, len(one.hashes), one.checkpoint) == (73894, 5, b"example.com/fancylog\n")
    assert proof.format(one) == data


@given(
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    st.binary(min_size=1, max_size=50),
    st.binary(max_size=50),
)
def test_every_receipt_reads_back_as_itself(index, hashes, signed, extra):
    one = Proof(index, tuple(hashes), signed, extra)
    assert proof.parse(proof.format(one)) == one


@given(st.binary(max_size=100) | st.binary(max_size=60).map(lambda raw: b"c2sp.org/tlog-proof@v1\nindex 0\n" + raw))
def test_any_bytes_are_read_exactly_or_refused(raw):
    try:
        one = proof.parse(raw)
    except RecordError:
        return
    assert proof.format(one) == raw


def test_no_changed_bit_leaves_a_receipt_that_proves():
    data = proof.format(receipt(6))
    for place in range(len(data)):
        for bit in range(8):
            changed = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
            with pytest.raises(RecordError):
                proof.verify(proof.parse(changed), LEAVES[6], [LOG.verifier])


def test_a_receipt_of_another_log_is_refused():
    other = Signer("example.org/other", bytes(32))
    for verifiers in ([], [other.verifier]):
        with pytest.raises(RecordError):
            proof.verify(receipt(0), LEAVES[0], verifiers)
    stolen = Proof(0, receipt(0).hashes, checkpoint.sign(Checkpoint(other.name, 11, STATE.root), other))
    assert proof.verify(stolen, LEAVES[0], [other.verifier]).origin == other.name
    with pytest.raises(RecordError):
        proof.verify(stolen, LEAVES[0], [LOG.verifier])


def test_a_checkpoint_that_is_no_note_is_refused():
    with pytest.raises(RecordError):
        proof.verify(Proof(0, (), b"checkpoint\n"), LEAVES[0], [LOG.verifier])
    with pytest.raises(CheckpointError):
        proof.verify(Proof(0, (), note.sign("no checkpoint\n", LOG)), LEAVES[0], [LOG.verifier])


HEAD = "c2sp.org/tlog-proof@v1\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "proof_malformed"),
        ("c2sp.org/tlog-proof@v2\nindex 0\n\nx\n", "proof_malformed"),
        (f"\n{HEAD}index 0\n\nx\n", "proof_malformed"),
        (f"{HEAD}\nx\n", "proof_malformed"),
        (f"{HEAD}index 0\n", "proof_malformed"),
        (f"{HEAD}index 0\n\n", "proof_malformed"),
        (f"{HEAD}extra AA==\n\nx\n", "proof_malformed"),
        (f"{HEAD}index 0é\n\nx\n", "proof_malformed"),
        (HEAD + "index 0\n" + f"{ROOT}\n" * 64 + "\nx\n", "proof_malformed"),
        (f"{HEAD}index 00\n\nx\n", "proof_index"),
        (f"{HEAD}index -5\n\nx\n", "proof_index"),
        (f"{HEAD}index x\n\nx\n", "proof_index"),
        (f"{HEAD}index {2**63}\n\nx\n", "proof_index"),
        (f"{HEAD}Index 0\n\nx\n", "proof_index"),
        (f"{HEAD}extra\nindex 0\n\nx\n", "proof_index"),
        (f"{HEAD}extra \nindex 0\n\nx\n", "proof_extra"),
        (f"{HEAD}extra !!\nindex 0\n\nx\n", "proof_extra"),
        (f"{HEAD}extra AB==\nindex 0\n\nx\n", "proof_extra"),
        (f"{HEAD}index 0\n!!\n\nx\n", "proof_hash"),
        (f"{HEAD}index 0\nAAAA\n\nx\n", "proof_hash"),
        (f"{HEAD}index 0\n{ROOT[:-2]}9=\n\nx\n", "proof_hash"),
        (f"{HEAD}index 0\r\n\nx\n", "proof_index"),
    ],
)
def test_a_malformed_receipt_is_refused(text, code):
    with pytest.raises(ProofError) as refused:
        proof.parse(text.encode())
    assert refused.value.code == code


@pytest.mark.parametrize("one", [Proof(-1, (), b"x"), Proof(0, (b"short",), b"x"), Proof(0, (), b"")])
def test_a_proof_that_would_not_read_back_is_not_written(one):
    with pytest.raises(ProofError):
        proof.format(one)

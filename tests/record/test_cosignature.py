"""Witness cosignatures: a published one, and malformed ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import checkpoint, cosignature, note, signing
from govern.record.cosignature import Cosignature, Witness
from govern.record.errors import CheckpointError, NoteError, RecordError

from .test_checkpoint import LOG, ONE, PUBLISHED, SIGNER, TEXT, WITNESS

NAME, SEED, TIME = "witness.example/w1", bytes(range(1, 33)), 1_679_315_147
US = Witness(NAME, signing.public_key(SEED))
SIGNED = checkpoint.sign(ONE, SIGNER)


def test_a_published_cosignature_holds():
    witness = cosignature.parse_vkey(WITNESS)
    assert cosignature.verify(PUBLISHED, [witness]) == ((witness, 1_779_573_024),)
    assert note.verify(PUBLISHED, [witness])


def test_the_signed_message_is_that_of_the_specification():
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    assert cosignature.message(TIME, text) == (
        b"cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
        b"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )


def test_a_cosigned_checkpoint_is_still_the_logs():
    data = cosignature.cosign(SIGNED, NAME, SEED, TIME)
    assert data.startswith(SIGNED)
    assert checkpoint.open_signed(data, [SIGNER.verifier]) == ONE
    assert cosignature.verify(data, [US]) == ((US, TIME),)


def test_an_unknown_witness_is_passed_over():
    assert cosignature.verify(cosignature.cosign(SIGNED, NAME, SEED, TIME), []) == ()
    assert cosignature.verify(SIGNED, [US]) == ()
    other = Witness("another.example", US.public_key)
    assert cosignature.verify(cosignature.cosign(SIGNED, NAME, SEED, TIME), [other]) == ()


def test_no_changed_bit_of_a_cosignature_passes():
    content = cosignature.format(Cosignature(TIME, signing.sign(SEED, cosignature.message(TIME, TEXT))))
    assert US.verify(TEXT, content)
    for bit in range(len(content) * 8):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        assert not US.verify(TEXT, bytes(changed))


def test_a_forged_cosignature_spoils_the_checkpoint():
    forged = cosignature.cosign(SIGNED, NAME, bytes(32), TIME)
    line = note.parse(forged).signatures[1]
    renamed = note.NoteSignature(NAME, US.key_hash, line.signature)
    data = note.format(note.Note(TEXT, (note.parse(SIGNED).signatures[0], renamed)))
    with pytest.raises(NoteError, match="note_signature"):
        cosignature.verify(data, [US])


def test_a_plain_signature_is_no_cosignature():
    plain = note.NoteSignature(NAME, US.key_hash, signing.sign(SEED, TEXT.encode()))
    with pytest.raises(NoteError, match="note_signature"):
        cosignature.verify(note.format(note.Note(TEXT, (plain,))), [US])


def test_only_checkpoints_are_cosigned():
    with pytest.raises(CheckpointError):
        cosignature.cosign(note.sign("anything\n", SIGNER), NAME, SEED, TIME)


@given(st.integers(0, 2**63 - 1), st.binary(min_size=64, max_size=64))
def test_every_cosignature_reads_back_as_itself(timestamp, signature):
    one = Cosignature(timestamp, signature)
    assert cosignature.parse(cosignature.format(one)) == one


@pytest.mark.parametrize("data", [b"", bytes(71), bytes(73), b"\x80" + bytes(71)])
def test_a_cosignature_of_another_form_is_refused(data):
    with pytest.raises(NoteError, match="cosignature_malformed"):
        cosignature.parse(data)


@pytest.mark.parametrize("one", [Cosignature(-1, bytes(64)), Cosignature(2**63, bytes(64)), Cosignature(1, bytes(63))])
def test_a_cosignature_out_of_range_is_not_written(one):
    with pytest.raises(NoteError, match="cosignature_malformed"):
        cosignature.format(one)


def test_keys_read_back_as_themselves_and_types_are_not_mixed_up():
    assert cosignature.format_vkey(cosignature.parse_vkey(WITNESS)) == WITNESS
    for parse, text in ((cosignature.parse_vkey, LOG), (note.parse_vkey, WITNESS)):
        with pytest.raises(RecordError):
            parse(text)
    with pytest.raises(NoteError, match="note_key"):
        cosignature.parse_vkey(WITNESS.replace("da77ade7", "da77ade8"))

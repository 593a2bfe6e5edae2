"""Checkpoints: a published one of a public log, and malformed ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import checkpoint, cosignature, note
from govern.record.checkpoint import Checkpoint
from govern.record.errors import CheckpointError, NoteError, RecordError
from govern.record.note import Signer

# A checkpoint of a public Certificate Transparency log with a witness's cosignature, and their public keys.
LOG = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
WITNESS = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
PUBLISHED = """\
arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpw\
tEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA\
23oHP7Ry1k3ZFWwQ=
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAW\
fBw==
""".encode()

SIGNER = Signer("example.org/0123456789abcdef", bytes(range(32)))
ONE = Checkpoint(SIGNER.name, 5, bytes(range(32)))
TEXT = f"{SIGNER.name}\n5\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"


def test_a_published_checkpoint_is_opened():
    for verifiers in ([note.parse_vkey(LOG)], [note.parse_vkey(LOG), cosignature.parse_vkey(WITNESS)]):
        found = checkpoint.open_signed(PUBLISHED, verifiers)
        assert found.origin == "arche2025h1.staging.ct.transparency.dev"
        assert found.size == 1_432_088_532
        assert found.root.hex() == "53b58cefd8ebcf2846679fc65014e933b373c1dc9f171eb5b77468be0702e11a"


def test_the_witness_alone_does_not_make_a_checkpoint():
    with pytest.raises(CheckpointError, match="checkpoint_origin"):
        checkpoint.open_signed(PUBLISHED, [cosignature.parse_vkey(WITNESS)])


def test_a_witness_of_the_logs_name_does_not_make_a_checkpoint():
    witness = cosignature.Witness(SIGNER.name, SIGNER.verifier.public_key)
    data = cosignature.cosign(checkpoint.sign(ONE, SIGNER), SIGNER.name, SIGNER.seed, 1)
    assert cosignature.verify(data, [witness]) == ((witness, 1),)
    with pytest.raises(CheckpointError, match="checkpoint_origin"):
        checkpoint.open_signed(data, [witness])


def test_the_text_of_a_checkpoint():
    assert checkpoint.format(ONE) == TEXT
    assert checkpoint.parse(TEXT) == ONE


@given(st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32), st.lists(st.sampled_from(["x", "— y", " "])))
def test_every_checkpoint_reads_back_as_itself(size, root, extensions):
    one = Checkpoint("example.org/log", size, root, tuple(extensions))
    assert checkpoint.parse(checkpoint.format(one)) == one


def test_a_signed_checkpoint_is_opened_by_its_logs_key():
    assert checkpoint.open_signed(checkpoint.sign(ONE, SIGNER), [SIGNER.verifier]) == ONE


def test_no_changed_byte_leaves_the_checkpoint_as_it_was():
    data = checkpoint.sign(ONE, SIGNER)
    for place in range(len(data)):
        for bit in range(8):
            changed = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
            with pytest.raises(RecordError):
                checkpoint.open_signed(changed, [SIGNER.verifier])


def test_a_checkpoint_in_anothers_name_is_refused():
    other = Signer("example.org/other", bytes(32))
    with pytest.raises(CheckpointError, match="checkpoint_origin"):
        checkpoint.sign(ONE, other)
    with pytest.raises(CheckpointError, match="checkpoint_origin"):
        checkpoint.open_signed(note.sign(TEXT, other), [other.verifier, SIGNER.verifier])


def test_a_checkpoint_of_an_unknown_log_is_refused():
    with pytest.raises(NoteError, match="note_unsigned"):
        checkpoint.open_signed(checkpoint.sign(ONE, SIGNER), [Signer("example.org/other", bytes(32)).verifier])


ROOT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "checkpoint_malformed"),
        ("o\n5\n", "checkpoint_malformed"),
        (f"o\n5\n{ROOT}", "checkpoint_malformed"),
        (f"\n5\n{ROOT}\n", "checkpoint_malformed"),
        (f"o\n5\n{ROOT}\n\n", "checkpoint_malformed"),
        (f"o\n5\n{ROOT}\n\nx\n", "checkpoint_malformed"),
        (f"o\n05\n{ROOT}\n", "checkpoint_size"),
        (f"o\n-5\n{ROOT}\n", "checkpoint_size"),
        (f"o\n+5\n{ROOT}\n", "checkpoint_size"),
        (f"o\n5 \n{ROOT}\n", "checkpoint_size"),
        (f"o\n٥\n{ROOT}\n", "checkpoint_size"),
        (f"o\n{2**63}\n{ROOT}\n", "checkpoint_size"),
        (f"o\n{'9' * 9999}\n{ROOT}\n", "checkpoint_size"),
        (f"o\n5\n{ROOT[:-4]}\n", "checkpoint_root"),
        (f"o\n5\n{ROOT[:-2]}9=\n", "checkpoint_root"),
        (f"o\n5\n {ROOT}\n", "checkpoint_root"),
    ],
)
def test_a_malformed_checkpoint_is_refused(text, code):
    with pytest.raises(CheckpointError) as refused:
        checkpoint.parse(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "one",
    [
        Checkpoint("", 5, bytes(32)),
        Checkpoint("a\nb", 5, bytes(32)),
        Checkpoint("a", -1, bytes(32)),
        Checkpoint("a", 5, bytes(31)),
        Checkpoint("a", 5, bytes(32), ("",)),
        Checkpoint("a", 5, bytes(32), ("x\ny",)),
    ],
)
def test_a_checkpoint_that_would_not_read_back_is_not_written(one):
    with pytest.raises(CheckpointError):
        checkpoint.format(one)


@given(st.text(alphabet="ao50=AQ\n", max_size=80))
def test_any_text_is_read_exactly_or_refused(text):
    try:
        one = checkpoint.parse(text)
    except CheckpointError:
        return
    assert checkpoint.format(one) == text

"""Signed notes: published keys and notes, and malformed ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import note, signing
from govern.record.errors import KeyInvalid, NoteError, RecordError
from govern.record.note import Note, NoteSignature, Signer, Verifier

# golang.org/x/mod, sumdb/note: the keys and the note of its tests.
PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)

# C2SP signed-note, "Verifier keys", example.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)

SIGNER = Signer("example.org/log", bytes(range(32)))


def test_the_published_example_verifies():
    assert note.verify(EXAMPLE.encode(), [note.parse_vkey(EXAMPLE_KEY)]) == "This is an example message.\n"


def test_signing_gives_the_published_note():
    assert note.sign(TEXT, note.parse_skey(PETER_SECRET)).decode() == f"{TEXT}\n{PETER_LINE}"


def test_keys_read_back_as_themselves():
    for text in (PETER, ENOCH, EXAMPLE_KEY):
        assert note.format_vkey(note.parse_vkey(text)) == text
    assert note.format_skey(note.parse_skey(PETER_SECRET)) == PETER_SECRET
    assert note.parse_skey(PETER_SECRET).verifier == note.parse_vkey(PETER)


def test_a_signer_does_not_show_its_seed():
    assert "seed" not in repr(SIGNER)


@pytest.mark.parametrize("text", [PETER, PETER_SECRET])
def test_no_part_of_a_key_and_no_changed_character_passes(text):
    parse = note.parse_skey if text is PETER_SECRET else note.parse_vkey
    parts = [text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)][:]
    changed = [text[:i] + chr(ord(text[i]) + 1) + text[i + 1 :] for i in range(len(text))]
    for one in {*parts, *changed} - {text}:
        with pytest.raises(RecordError):
            parse(one)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",  # too long, its hash fitting
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",  # another type, its hash fitting
        PETER.replace("c74f20a3", "C74F20A3"),
        PETER + "\n",
        PETER.replace("PeterNeumann", "Peter Neumann"),
        PETER.replace("PeterNeumann", "Peter\u2003Neumann"),
    ],
)
def test_a_key_of_another_form_is_refused(text):
    with pytest.raises(RecordError):
        note.parse_vkey(text)


def test_a_key_of_small_order_is_refused():
    weak = bytes([1, *bytes(31)])
    with pytest.raises(KeyInvalid):
        Verifier("weak", weak)
    with pytest.raises(KeyInvalid):
        note.parse_vkey(note.format_key("weak", note.key_hash("weak", 1, weak), 1, weak))


def test_unknown_signatures_are_passed_over():
    data = f"{TEXT}\n{ENOCH_LINE}{PETER_LINE}".encode()
    peter, enoch = note.parse_vkey(PETER), note.parse_vkey(ENOCH)
    assert note.verified(data, [peter]) == (TEXT, (peter,))
    assert note.verified(data, [peter, enoch]) == (TEXT, (enoch, peter))
    same_name = Verifier("PeterNeumann", enoch.public_key)
    assert note.verified(data, [same_name, peter]) == (TEXT, (peter,))


def test_a_note_that_no_known_key_signed_is_refused():
    for verifiers in ([], [SIGNER.verifier], [Verifier("Other", note.parse_vkey(PETER).public_key)]):
        with pytest.raises(NoteError, match="note_unsigned"):
            note.verify(f"{TEXT}\n{PETER_LINE}".encode(), verifiers)


def test_one_bad_signature_of_a_known_key_spoils_the_note():
    good = note.sign(TEXT, SIGNER)
    bad = good + PETER_LINE.replace("ZJku", "ZJkv").encode()
    assert note.verify(bad, [SIGNER.verifier]) == TEXT
    with pytest.raises(NoteError, match="note_signature"):
        note.verify(bad, [SIGNER.verifier, note.parse_vkey(PETER)])


def test_a_signature_over_another_text_is_refused():
    with pytest.raises(NoteError, match="note_signature"):
        note.verify(f"{TEXT}more\n\n{PETER_LINE}".encode(), [note.parse_vkey(PETER)])


def test_two_keys_of_one_name_and_hash_are_refused_and_one_given_twice_is_not():
    class Collision(Verifier):
        key_hash = SIGNER.verifier.key_hash

    other = Collision(SIGNER.name, signing.public_key(bytes(32)))
    data = note.sign(TEXT, SIGNER)
    assert note.verify(data, [SIGNER.verifier, SIGNER.verifier]) == TEXT
    with pytest.raises(NoteError, match="note_ambiguous"):
        note.verify(data, [SIGNER.verifier, other])


@given(st.text(max_size=60), st.lists(st.binary(min_size=1, max_size=80), min_size=1, max_size=4))
def test_every_note_reads_back_as_itself_or_is_not_written(text, signatures):
    one = Note(text, tuple(NoteSignature(f"key{i}", i, data) for i, data in enumerate(signatures)))
    try:
        data = note.format(one)
    except NoteError:
        assert not text.endswith("\n") or any(char < " " and char != "\n" for char in text)
        return
    assert note.parse(data) == one


@given(st.binary(max_size=200) | st.text(alphabet="\n— a+AAAAAAAA=", max_size=60).map(lambda text: text.encode()))
def test_any_bytes_are_read_exactly_or_refused(raw):
    try:
        one = note.parse(raw)
    except NoteError:
        return
    assert note.format(one) == raw


def test_the_text_ends_at_the_last_empty_line():
    text = "one\n\n\n— not a signature\n"
    assert note.verify(note.sign(text, SIGNER), [SIGNER.verifier]) == text


BROKEN = {
    "note_malformed": [
        b"",
        b"\n",
        b"\n\n",
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}\n{PETER_LINE[:-1]}",
        f"\x01{TEXT}\n{PETER_LINE}",
        f"a\r\n\n{PETER_LINE}",
        f"a\tb\n\n{PETER_LINE}",
    ],
    "note_utf8": [b"\xff" + f"{TEXT}\n{PETER_LINE}".encode(), b"\xed\xa0\x80" + f"{TEXT}\n{PETER_LINE}".encode()],
    "note_signature_line": [
        f"{TEXT}\n{PETER_LINE}Unexpected line.\n",
        f"{TEXT}\n{PETER_LINE.replace('—', '-')}",
        f"{TEXT}\n{PETER_LINE.replace('— ', '—')}",
        f"{TEXT}\n{PETER_LINE.replace('AM=', 'AN=')}",
        f"{TEXT}\n{PETER_LINE.replace('AM=', 'AM')}",
        f"{TEXT}\n{PETER_LINE.replace(chr(10), ' ' + chr(10))}",
        f"{TEXT}\n— Bad Name x08go/ZJ\n",
        f"{TEXT}\n— a AAAA\n",
        f"{TEXT}\n— a AAAAAA==\n",
        f"{TEXT}\n— a\n",
    ],
    "note_name": [f"{TEXT}\n—  AAAAAAA=\n", f"{TEXT}\n— a+b AAAAAAA=\n", f"{TEXT}\n— a\u00a0b AAAAAAA=\n"],
    "note_signatures": [f"{TEXT}\n{PETER_LINE * 101}"],
    "note_size": [b"a" * 1_000_001],
}


@pytest.mark.parametrize(("code", "data"), [(code, data) for code, many in BROKEN.items() for data in many])
def test_a_malformed_note_is_refused(code, data):
    with pytest.raises(NoteError) as refused:
        note.verify(data if isinstance(data, bytes) else data.encode(), [note.parse_vkey(PETER)])
    assert refused.value.code == code


def test_a_hundred_signatures_are_read():
    assert note.verify(f"{TEXT}\n{PETER_LINE * 100}".encode(), [note.parse_vkey(PETER)]) == TEXT


@pytest.mark.parametrize("name", ["", " ", "a b", "a+b", "a\n", "a\u2028b", "\ud800"])
def test_a_name_with_a_space_or_a_plus_is_no_name(name):
    with pytest.raises(NoteError, match="note_name"):
        Signer(name, bytes(32))
    with pytest.raises(NoteError, match="note_name"):
        Verifier(name, SIGNER.verifier.public_key)

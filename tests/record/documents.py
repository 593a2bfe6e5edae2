"""Documents for any reader of strict JSON: generated values, and raw bytes with the expected result."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

MAX = 2**53 - 1


@dataclass(frozen=True)
class Document:
    """Raw bytes, and the code by which strict JSON refuses them: empty where they are accepted."""

    name: str
    raw: bytes
    code: str = ""


def keys() -> st.SearchStrategy[str]:
    """Keys that strict JSON allows."""
    return st.from_regex(r"[a-zA-Z][a-zA-Z0-9_]{0,11}", fullmatch=True)


def scalars() -> st.SearchStrategy[object]:
    """Booleans, integers within bounds, and texts of any characters."""
    awkward = st.sampled_from(
        ['"', "\\", "/", "\x00", "\x1f", "\x7f", "\x80", "\u2028", "\ufeff", "\uffff", "😀", "治"]
    )
    return st.one_of(
        st.booleans(),
        st.integers(-MAX, MAX),
        st.sampled_from([0, -1, MAX, -MAX]),
        st.text(max_size=12),
        st.lists(awkward, max_size=6).map("".join),
    )


def values() -> st.SearchStrategy[object]:
    """Any value that strict JSON allows, of moderate size."""
    return st.recursive(
        scalars(),
        lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(keys(), inner, max_size=5)),
        max_leaves=24,
    )


def nested(depth: int) -> bytes:
    """Arrays within arrays, `depth` levels."""
    return b"[" * depth + b"]" * depth


DOCUMENTS: tuple[Document, ...] = (
    Document("true", b"true"),
    Document("zero", b"0"),
    Document("empty string", b'""'),
    Document("empty object", b"{}"),
    Document("largest integer", b"9007199254740991"),
    Document("smallest integer", b"-9007199254740991"),
    Document("escapes", rb'"\"\\\b\t\n\f\r\u0000\u001f"'),
    Document("characters that need no escape", '"/\x7f\x80\u2028\u2029\ufeff\uffff😀"'.encode()),
    Document("not normalised, and left so", '["é","e\u0301"]'.encode()),
    Document("keys in byte order", b'{"A":1,"Z":2,"a":3,"a0":4,"aA":5,"a_":6,"aa":7}'),
    Document("key that is the beginning of another", b'{"payload":1,"payloadType":2}'),
    Document("names of an object's prototype", b'{"constructor":1,"hasOwnProperty":2,"toString":3}'),
    Document("sixteen deep", nested(16)),
    Document("largest document", b'"' + b"x" * 59_998 + b'"'),
    Document("nothing", b"", "json_malformed"),
    Document("only white space", b" ", "json_malformed"),
    Document("cut off", b'{"a":1', "json_malformed"),
    Document("two values", b"1 2", "json_malformed"),
    Document("byte order mark", b"\xef\xbb\xbf1", "json_malformed"),
    Document("byte order mark of UTF-16", b"\xff\xfe1\x00", "json_utf8"),
    Document("trailing comma in an array", b"[1,]", "json_malformed"),
    Document("trailing comma in an object", b'{"a":1,}', "json_malformed"),
    Document("single quotes", b"'a'", "json_malformed"),
    Document("unquoted key", b"{a:1}", "json_malformed"),
    Document("comment", b"/**/1", "json_malformed"),
    Document("bare control character", b'"\x1f"', "json_malformed"),
    Document("bare newline in a string", b'"\n"', "json_malformed"),
    Document("unknown escape", rb'"\x41"', "json_malformed"),
    Document("short unicode escape", rb'"\u12"', "json_malformed"),
    Document("leading zero", b"01", "json_malformed"),
    Document("plus sign", b"+1", "json_malformed"),
    Document("hexadecimal", b"0x1", "json_malformed"),
    Document("digits of another script", "١".encode(), "json_malformed"),
    Document("form feed as space", b"\x0c1", "json_malformed"),
    Document("no-break space", b"\xc2\xa01", "json_malformed"),
    Document("space before", b" 1", "json_not_canonical"),
    Document("newline after", b"1\n", "json_not_canonical"),
    Document("space after a comma", b"[1, 2]", "json_not_canonical"),
    Document("space after a colon", b'{"a": 1}', "json_not_canonical"),
    Document("minus zero", b"-0", "json_not_canonical"),
    Document("escaped solidus", rb'"\/"', "json_not_canonical"),
    Document("escape of a plain letter", rb'"\u0041"', "json_not_canonical"),
    Document("long escape of a newline", rb'"\u000a"', "json_not_canonical"),
    Document("upper-case escape", rb'"\u001F"', "json_not_canonical"),
    Document("escaped delete", rb'"\u007f"', "json_not_canonical"),
    Document("escaped surrogate pair", rb'"\ud83d\ude00"', "json_not_canonical"),
    Document("escaped key", rb'{"\u0061":1}', "json_not_canonical"),
    Document("keys out of order", b'{"b":1,"a":2}', "json_not_canonical"),
    Document("keys in order of letters, not bytes", b'{"a":1,"B":2}', "json_not_canonical"),
    Document("inner keys out of order", b'{"a":{"c":1,"b":2}}', "json_not_canonical"),
    Document("duplicate key", b'{"a":1,"a":1}', "json_duplicate_key"),
    Document("duplicate key spelled otherwise", rb'{"a":1,"\u0061":2}', "json_duplicate_key"),
    Document("duplicate key inside", b'[{"a":{"b":1,"b":2}}]', "json_duplicate_key"),
    Document("fraction", b"1.5", "json_float"),
    Document("whole fraction", b"1.0", "json_float"),
    Document("exponent", b"1e2", "json_float"),
    Document("capital exponent", b"1E2", "json_float"),
    Document("exponent beyond any number", b"1e999", "json_float"),
    Document("not a number", b"NaN", "json_float"),
    Document("infinity", b"[Infinity]", "json_float"),
    Document("minus infinity", b"-Infinity", "json_float"),
    Document("null", b"null", "json_null"),
    Document("null in an array", b"[null]", "json_null"),
    Document("null in an object", b'{"a":null}', "json_null"),
    Document("integer one too large", b"9007199254740992", "json_integer_range"),
    Document("integer one too small", b"-9007199254740992", "json_integer_range"),
    Document("integer that a double rounds", b"9007199254740993", "json_integer_range"),
    Document("integer of 5,000 digits", b"9" * 5_000, "json_integer_range"),
    Document("integer of 59,000 digits", b"9" * 59_000, "json_integer_range"),
    Document("empty key", b'{"":1}', "json_key"),
    Document("key beginning with a digit", b'{"0a":1}', "json_key"),
    Document("key beginning with an underscore", b'{"_a":1}', "json_key"),
    Document("key of the prototype itself", b'{"__proto__":1}', "json_key"),
    Document("numeric key", b'{"1":1}', "json_key"),
    Document("key with a hyphen", b'{"a-b":1}', "json_key"),
    Document("key with a newline at its end", rb'{"a\n":1}', "json_key"),
    Document("key with a letter beyond ASCII", '{"é":1}'.encode(), "json_key"),
    Document("key with a digit beyond ASCII", '{"a٣":1}'.encode(), "json_key"),
    Document("key with a full-width letter", '{"ａ":1}'.encode(), "json_key"),
    Document("key deep inside", b'[[[{"a b":1}]]]', "json_key"),
    Document("seventeen deep", nested(17), "json_depth"),
    Document("objects seventeen deep", b'{"a":' * 17 + b"1" + b"}" * 17, "json_depth"),
    Document("thirty thousand deep", nested(30_000), "json_depth"),
    Document("sixty thousand open brackets", b"[" * 60_000, "json_depth"),
    Document("one byte too long", b'"' + b"x" * 59_999 + b'"', "json_size"),
    Document("far too long", b"[" * 1_000_000, "json_size"),
    Document("lone high surrogate", rb'"\ud800"', "json_surrogate"),
    Document("lone low surrogate", rb'"\udfff"', "json_surrogate"),
    Document("surrogates in the wrong order", rb'"\ude00\ud83d"', "json_surrogate"),
    Document("surrogate encoded as UTF-8", b'"\xed\xa0\x80"', "json_utf8"),
    Document("overlong encoding", b'"\xc0\xaf"', "json_utf8"),
    Document("overlong zero", b'"\xc0\x80"', "json_utf8"),
    Document("beyond the last character", b'"\xf4\x90\x80\x80"', "json_utf8"),
    Document("cut off character", b'"\xe2\x82"', "json_utf8"),
    Document("lone continuation byte", b'"\x80"', "json_utf8"),
    Document("Latin-1", b'"\xe9"', "json_utf8"),
)


def mutations(documents: tuple[bytes, ...], count: int, seed: int = 1) -> Iterator[bytes]:
    """`count` damaged copies of the documents: bytes changed, dropped, doubled, swapped, spliced; always the same."""
    chance = random.Random(seed)
    pieces = (b"null", b"1.0", b"-0", b" ", b'"', b"\\u0000", b"\\ud800", b",", b"}", b"[", b"\xff", b'"a":1,', b"00")
    for _ in range(count):
        data = bytearray(chance.choice(documents))
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            place = chance.randrange(len(data) + 1)
            act = chance.randrange(5)
            if act == 0 and place < len(data):
                data[place] = chance.randrange(256)
            elif act == 1:
                del data[place : place + chance.randrange(1, 4)]
            elif act == 2:
                data[place:place] = data[place : place + chance.randrange(1, 9)]
            elif act == 3 and place + 1 < len(data):
                data[place], data[place + 1] = data[place + 1], data[place]
            else:
                data[place:place] = chance.choice(pieces)
        yield bytes(data)

"""Strict JSON: one spelling for each value, and nothing else is accepted."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.record import strict_json
from govern.record.errors import RecordError, StrictJSONError

from .documents import DOCUMENTS, Document, mutations, values

SAMPLE = b'{"a":[1,-2,true,"x\\n\xc3\xa9"],"b":{"c":false,"d":""},"e":9007199254740991}'


@given(values())
def test_every_value_reads_back_as_itself(value):
    assert strict_json.decode(strict_json.encode(value)) == value


@given(values())
def test_the_text_is_what_json_means_by_it(value):
    assert json.loads(strict_json.encode(value)) == value


@given(values(), values())
def test_two_values_never_share_a_text(one, other):
    same = strict_json.encode(one) == strict_json.encode(other)
    assert same == (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_exactly_or_refused(raw):
    read_exactly_or_refused(raw)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_each_document_is_taken_or_refused_for_its_reason(document: Document):
    try:
        strict_json.decode(document.raw)
        code = ""
    except StrictJSONError as error:
        code = error.code
    assert code == document.code


def test_each_reason_for_refusal_has_a_document():
    codes = {document.code for document in DOCUMENTS}
    reasons = "malformed not_canonical duplicate_key float null integer_range key depth size surrogate utf8"
    assert codes == {"", *(f"json_{one}" for one in reasons.split())}


def test_no_changed_byte_leaves_the_value_as_it_was():
    value = strict_json.decode(SAMPLE)
    for place in range(len(SAMPLE)):
        for byte in set(range(256)) - {SAMPLE[place]}:
            changed = SAMPLE[:place] + bytes([byte]) + SAMPLE[place + 1 :]
            try:
                read = strict_json.decode(changed)
            except StrictJSONError:
                continue
            assert json.dumps(read) != json.dumps(value)


def test_ten_thousand_damaged_documents_are_read_exactly_or_refused():
    for raw in mutations((SAMPLE, b'{"at":1,"envelope":{}}', b"[[[[]]]]"), 10_000):
        read_exactly_or_refused(raw)


def test_tuples_are_written_as_arrays():
    assert strict_json.encode({"a": (1, ())}) == b'{"a":[1,[]]}'


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "json_null"),
        (1.0, "json_float"),
        (float("nan"), "json_float"),
        (2**53, "json_integer_range"),
        ({1: 2}, "json_key"),
        ({"a b": 2}, "json_key"),
        ({True: 2}, "json_key"),
        (b"bytes", "json_type"),
        ({1, 2}, "json_type"),
        (object(), "json_type"),
        ("\ud800", "json_surrogate"),
        (["x" * 60_000], "json_size"),
        ([0] * 30_000, "json_size"),
        ([0] * 60_001, "json_size"),
    ],
    ids=lambda one: type(one).__name__ if not isinstance(one, str) else None,
)
def test_a_value_without_strict_json_is_not_written(value, code):
    with pytest.raises(StrictJSONError) as refused:
        strict_json.encode(value)
    assert refused.value.code == code


def test_a_value_that_holds_itself_is_refused():
    many: list = []
    many.extend([many] * 50)
    with pytest.raises(StrictJSONError):
        strict_json.encode(many)


def test_a_small_value_that_would_be_written_large_is_refused_quickly():
    value: list = [1]
    for _ in range(15):
        value = [value] * 10
    with pytest.raises(StrictJSONError, match="json_size"):
        strict_json.encode(value)


def test_sixteen_levels_are_written_and_seventeen_are_not():
    value: list = []
    for _ in range(15):
        value = [value]
    assert strict_json.encode(value) == b"[" * 16 + b"]" * 16
    with pytest.raises(StrictJSONError, match="json_depth"):
        strict_json.encode([value])


def read_exactly_or_refused(raw: bytes) -> None:
    try:
        value = strict_json.decode(raw)
    except RecordError:
        return
    assert strict_json.encode(value) == raw

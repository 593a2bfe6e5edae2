"""The fast check of a statement's fields gives the same result as the careful one."""

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.protocol.amounts import LARGEST
from govern.protocol.errors import Refused
from govern.protocol.payload import Payload
from govern.protocol.statement_type import StatementType
from govern.record import leaf, strict_json
from govern.record.errors import RecordError
from govern.rules.statements import KINDS_OF_STATEMENT
from tests.rules.in_memory_community import InMemoryCommunity
from tests.verify.forging.story import record_story

QUICK = [kind for kind in KINDS_OF_STATEMENT.values() if kind.quick_reader is not None]


def carefully(kind: StatementType, data: bytes) -> Payload | None:
    """The payload as read by strict JSON and the fields' own readers, or None."""
    try:
        value = strict_json.decode(data)
        assert isinstance(value, dict)
        return kind.payload.checked(value)
    except (RecordError, Refused, AssertionError):
        return None


def test_the_usual_statements_are_read_quickly() -> None:
    assert {kind.name for kind in QUICK} >= {"ballot-cast", "award-made", "proposal-sponsored", "disbursement-approved"}


def test_all_that_a_tale_says_is_read_alike() -> None:
    community = InMemoryCommunity()
    record_story(community)
    quick = 0
    for entry in community.entries:
        signed = leaf.parse(entry).envelope
        kind = KINDS_OF_STATEMENT[signed.payload_type]
        found = kind.quick_reader and kind.quick_reader.read(signed.payload)
        quick += found is not None
        assert found in (None, carefully(kind, signed.payload))
    assert quick > len(community.entries) // 2


ROOTS = [base64.b64encode(bytes([number]) * 32).decode() for number in (0, 97, 255)]
SAMPLES: list[Any] = [
    *(
        "0" * 32,
        "9f" * 16,
        "0" * 64,
        "9f" * 32,
        "m_" + "a" * 24,
        "c_" + "a" * 24,
        "a_" + "a" * 24,
        "EUR",
        "9f" * 32 + "-7",
        "2026-02-28",
        "community",
        "treasurer",
        "administrator",
    ),
    *ROOTS,
    *(root.replace("=", "") for root in ROOTS),
    *(root[:-2] + "B=" for root in ROOTS),
    *("yes", "", "é", "\n", '"', "A" * 32, "F" * 64, "M_" + "a" * 24, "treasurers", "community\n"),
    *(-1, 0, 1, 10**15 - 1, 10**15, LARGEST, True, False),
]


@pytest.mark.parametrize("kind", QUICK, ids=lambda kind: kind.name)
@given(data=st.data())
def test_any_values_are_read_alike(kind: StatementType, data: st.DataObject) -> None:
    spoilt = data.draw(st.sampled_from([*kind.fields, ""]))
    payload = {
        name: data.draw(st.sampled_from([one for one in SAMPLES if name == spoilt or reader(one)]), label=name)
        for name, reader in kind.fields.items()
    }
    encoded = strict_json.encode(payload)
    assert kind.quick_reader is not None
    assert kind.quick_reader.read(encoded) in (None, carefully(kind, encoded))


BALLOT = strict_json.encode(
    {
        "choice": "yes",
        "community": "0" * 64,
        "log_root": "A" * 43 + "=",
        "log_size": 120,
        "member": "m_" + "a" * 24,
        "nonce": "1" * 32,
        "poll": "2" * 64,
        "prev": "",
        "seq": 1,
    }
)
CAST = KINDS_OF_STATEMENT["application/vnd.govern.ballot-cast.v1+json"]


@given(place=st.floats(0, 1, exclude_max=True), new=st.binary(max_size=3), cut=st.integers(0, 3))
def test_any_change_of_a_ballot_is_read_alike(place: float, new: bytes, cut: int) -> None:
    at = int(place * len(BALLOT))
    changed = BALLOT[:at] + new + BALLOT[at + cut :]
    assert CAST.quick_reader is not None
    assert CAST.quick_reader.read(changed) in (None, carefully(CAST, changed))


def test_a_ballot_is_read_quickly() -> None:
    assert CAST.quick_reader is not None
    assert CAST.quick_reader.read(BALLOT) == carefully(CAST, BALLOT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b":120,", b":0120,"),
        (b":120,", b":-0,"),
        (b":1}", b":0}"),
        (b":1}", b":01}"),
        (b":1}", b":1}\n"),
        (b":1}", b":1.0}"),
    ],
)
def test_a_number_spelled_otherwise_is_not_read(old: bytes, new: bytes) -> None:
    changed = BALLOT.replace(old, new)
    assert CAST.quick_reader is not None
    assert CAST.quick_reader.read(changed) is None
    assert carefully(CAST, changed) is None

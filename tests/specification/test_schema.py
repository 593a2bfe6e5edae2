"""The JSON Schema of payloads: it is what the code gives, and agrees with the readers of the fields."""

import json
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from govern import paths
from govern.protocol import fields
from govern.protocol.statement_type import StatementType
from govern.record import leaf, strict_json, tiles
from govern.rules.statements import KINDS_OF_STATEMENT
from tests.dsl.formats import newer_kind
from tests.rules.test_form import SAMPLES
from tests.tools.golden import records as golden
from tests.tools.specification import schema

DOCUMENT: Final = json.loads(paths.payload_schema().read_text(encoding="utf-8"))
EVERY: Final = tuple(KINDS_OF_STATEMENT.values())


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({**DOCUMENT, "$ref": f"#/$defs/{name}"})


def test_it_is_what_the_code_gives() -> None:
    assert paths.payload_schema().read_text(encoding="utf-8") == schema.made(), (
        "run python -m tests.tools.specification"
    )
    Draft202012Validator.check_schema(DOCUMENT)


def test_a_type_more_is_in_it() -> None:
    with newer_kind("song-sung"):
        assert "song-sung" in json.loads(schema.made())["$defs"]


def payloads() -> Iterator[tuple[str, Any]]:
    """The payloads of the golden records."""
    for folder in golden.FOLDERS:
        with zipfile.ZipFile(folder / "record.zip") as archive:
            for name in sorted(archive.namelist()):
                if name.startswith("tile/entries/"):
                    for entry in tiles.parse_entries(archive.read(name)):
                        signed = leaf.parse(entry).envelope
                        yield KINDS_OF_STATEMENT[signed.payload_type].key, strict_json.decode(signed.payload)


def test_all_that_golden_records_say_is_valid() -> None:
    found = list(payloads())
    for name, payload in found:
        validator(name).validate(payload)
    assert len(dict(found)) >= 60
    for name, payload in dict(found).items():
        assert not validator(name).is_valid({**payload, "zzz": 1}), name
        for field in payload:
            assert not validator(name).is_valid({other: payload[other] for other in payload if other != field}), name


def test_the_effects_of_all_proposals_in_golden_records_are_valid() -> None:
    found = [effect for _name, payload in payloads() for effect in payload.get("effects", ())]
    assert {effect["effect"] for effect in found} >= {"adopt-rulebook", "fund-project", "grant-mandate", "open-pool"}
    for effect in found:
        validator("effect").validate(effect)
        validator(f"effect-{effect['effect']}").validate(effect)
        assert not validator("effect").is_valid({**effect, "zzz": 1})
        assert not validator("effect").is_valid({**effect, "effect": "other"})


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
def test_it_takes_what_the_readers_take(kind: StatementType) -> None:
    """Schema and readers agree on fields with a pattern; on others a reader may be stricter."""
    for name, reader in kind.fields.items():
        own = DOCUMENT["$defs"][kind.key]["properties"][name]
        checks = Draft202012Validator({**DOCUMENT, **own})
        for sample in SAMPLES:
            if reader(sample):
                assert checks.is_valid(sample), (name, sample)
            elif reader in fields.SPELLINGS and reader is not fields.anything and not f"{sample}".endswith("\n"):
                assert not checks.is_valid(sample), (name, sample)

"""The protocol's README: generated tables are current, and each example is computed again."""

import base64
import re
from pathlib import Path
from typing import Final

import pytest

from govern.protocol.ids import hash_of
from govern.record import envelope, merkle
from govern.rules.people.signers import Person, text_blob
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.rules.voting import delegation
from govern.rules.voting.electorate import format_roll
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.outcome import count_document
from govern.rules.voting.question import Question
from tests.tools.specification import blocks, pages, rulebook, statements, values
from tests.tools.specification.conditions import CONDITIONS

PAGE: Final = pages.GOVERN / "protocol" / "README.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
WRITTEN: Final = dict(re.findall(r"^```text (\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL))

MEMBERS: Final = ("m_" + "1" * 24, "m_" + "2" * 24)
LINES: Final = ((MEMBERS[0], 200), (MEMBERS[1], 35))


def made() -> dict[str, str]:
    """Each example by its name."""
    blob = text_blob("A new roof", "00112233445566778899aabbccddeeff")
    roll = format_roll(LINES)
    votes = [([["oaks"], ["status-quo"]], 200), ([["elms"]], 35)]
    options = ["elms", "oaks", "status-quo"]
    tallied = SEVERAL["irv/1"].count(votes, Question(tuple(options)), b"")
    claim = Person(MEMBERS[0], bytes([1]) * 32).claim("ab" * 32, "cd" * 16)
    found = {
        "key-claim": envelope.format(claim).decode(),
        "text-blob": blob.decode(),
        "text-blob-hash": hash_of(blob),
        "roll": roll.decode(),
        "roll-hash": hash_of(roll),
        "roll-root": base64.b64encode(merkle.root(roll.splitlines())).decode(),
        "delegations": delegation.format_delegations([MEMBERS]).decode(),
        "count-document": count_document.format(tallied, options).decode(),
    }
    return {name: text.removesuffix("\n") + "\n" for name, text in found.items()}


MADE: Final = made()


@pytest.mark.parametrize("name", MADE)
def test_the_example_is_what_the_code_makes(name: str) -> None:
    assert WRITTEN[name] == MADE[name]


def test_every_example_is_checked() -> None:
    assert WRITTEN.keys() == MADE.keys()


@pytest.mark.parametrize("readme", pages.PAGES, ids=lambda readme: str(readme.parent.name))
def test_generated_blocks_are_what_the_code_gives(readme: Path) -> None:
    text = pages.read(readme)
    new = blocks.filled(text, pages.made(text))
    assert new == text, "run python -m tests.tools.specification"


def test_every_statement_says_who_and_when() -> None:
    assert CONDITIONS.keys() == {kind.name for kind in KINDS_OF_STATEMENT.values()}


@pytest.mark.parametrize("owner", values.PERMITTED, ids=" ".join)
def test_each_field_permits_what_its_description_says(owner: tuple[str, str]) -> None:
    reader = statements.readers()[owner]
    permitted = values.PERMITTED[owner]
    assert all(map(reader, permitted.good))
    assert not any(map(reader, permitted.bad))


def test_every_place_of_a_rulebook_is_written_down() -> None:
    assert rulebook.paths() == rulebook.SCHEMA.keys()

"""Every type of statement is complete: words in both languages, and a signing dialog if people sign it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from govern.i18n.languages import LANGUAGES
from govern.protocol import fields
from govern.protocol.payload import ConsequencePayload
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.web.frame.access.people import name_of
from govern.web.frame.lookup import lookup
from govern.web.words.statements.dialog import Dialog, Either, Say
from govern.web.words.statements.statement_sentences import WORDS
from govern.web.words.statements.statement_subjects import remember
from tests.i18n import dialog
from tests.tools import catalogue
from tests.web.conftest import Site
from tests.web.frame.test_lookup import queries

CHINESE: Final = catalogue.written(LANGUAGES["zh-Hans"])
TRANSLATED: Final = re.compile("[\u4e00-\u9fff]")
OF_PERSONS: Final = sorted({kind.name for kind in KINDS_OF_STATEMENT.values() if kind.signer == "person"})


def messages(own: Dialog) -> Iterator[str]:
    for line in (own.act, *own.more):
        if isinstance(line, Either):
            yield from (line.one.message, line.other.message)
        elif isinstance(line, Say):
            yield line.message


def test_each_type_has_words_and_only_types_have() -> None:
    assert WORDS.keys() == {kind.name for kind in KINDS_OF_STATEMENT.values()}


@pytest.mark.parametrize("name", sorted(WORDS))
def test_its_words_are_in_both_languages(name: str) -> None:
    own = WORDS[name].dialog
    said = [WORDS[name].name, *(messages(own) if own else ())]
    assert all(TRANSLATED.search(str(CHINESE[one].string)) for one in said)


@pytest.mark.parametrize("name", OF_PERSONS)
def test_every_signed_statement_is_described_before_signing(name: str) -> None:
    assert WORDS[name].dialog is not None


def test_the_verifier_can_say_which_statement_of_the_clerk_is_missing() -> None:
    due = [kind for kind in KINDS_OF_STATEMENT.values() if kind.signer == "clerk"]
    without = {kind.name for kind in due if not issubclass(kind.payload, ConsequencePayload) and not kind.undone}
    assert without == {"voting-extended"}  # where it is missing, the vote was not closed in time
    assert all(TRANSLATED.search(str(CHINESE[kind.undone].string)) for kind in due if kind.undone)


def test_only_what_people_sign_has_a_dialog() -> None:
    assert [name for name, words in WORDS.items() if words.dialog and name not in OF_PERSONS] == []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in dialog.scripts()])
def test_the_signing_dialog_has_the_words_that_are_declared(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == dialog.scripts()[path]


def test_the_people_whom_statements_name_are_looked_up_together(site: Site) -> None:
    readers = (fields.member, fields.member_or_empty)
    names = {name for kind in KINDS_OF_STATEMENT.values() for name, read in kind.fields.items() if read in readers}
    people = dict(zip(sorted(names), (f"m_{number:024}" for number in range(len(names))), strict=True))
    with site.client("max") as client:
        client.get("/")  # its context, with its reader, stands until the end of the block
        remember([people])
        lookup().names.get("m_nobody")  # reads those, too
        with queries(site) as ran:
            assert len([name_of(one) for one in people.values()]) == len(names)
    assert ran == []

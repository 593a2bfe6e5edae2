"""Recipe “a statement type”, followed with a toy: fields, a judge, a descriptor and its words."""

from collections.abc import Iterator
from typing import Any

import pytest

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Proposal
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find
from govern.protocol.statement_type import StatementType
from govern.rules.statements import KINDS_OF_STATEMENT, VERSIONS, register
from govern.web.words.statements.statement_sentences import WORDS
from govern.web.words.statements.statement_subjects import text, title, who
from govern.web.words.statements.statement_words import StatementWords
from tests.web.conftest import Site


@typed_payload
class SongSung(PersonPayload):
    """A member sings about a proposal."""

    proposal: fields.Digest
    text: fields.Text


def sing(state: State, statement: Statement[SongSung]) -> tuple[Fact, ...]:
    """A song about a proposal that is there; it changes nothing."""
    find(state, Proposal, "proposal_unknown", statement.payload.proposal)
    return ()


def sung(payload: dict[str, Any]) -> str:
    return f"{who(payload)} sang “{text(payload['text'])}” about “{title(payload['proposal'])}”."


@pytest.fixture(autouse=True)
def with_songs() -> Iterator[None]:
    kind = StatementType.of("song-sung", SongSung, sing)
    register(kind)
    WORDS["song-sung"] = StatementWords("Song", sung)
    yield
    del KINDS_OF_STATEMENT[kind.payload_type], VERSIONS["song-sung"], WORDS["song-sung"]


def test_it_is_signed_judged_recorded_and_told(site: Site) -> None:
    about = {"effects": [{"effect": "record-resolution"}], "kind": "motion", "scope": "community", "topic": ""}
    proposal = site.say("mei", "proposal-submitted", {"body": "Deep.", "title": "A pond"}, **about).id
    recorded = site.say("mei", "song-sung", {"text": "Frogs will come"}, proposal=proposal)
    page = site.client("mei").get(f"/record/{recorded.index}").get_data(as_text=True)
    assert "Mei sang “Frogs will come” about “A pond”." in page
    assert "Song" in site.client("mei").get("/record").get_data(as_text=True)


def test_its_judge_refuses(site: Site) -> None:
    with pytest.raises(Refused) as refused:
        site.say("mei", "song-sung", {"text": "Frogs will come"}, proposal="0" * 64)
    assert refused.value.code == "proposal_unknown"


def test_its_fields_are_checked(site: Site) -> None:
    with pytest.raises(Refused) as refused:
        site.say("mei", "song-sung", {"text": "Frogs will come"})
    assert refused.value.code == "field_missing"

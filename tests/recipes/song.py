"""A toy type of statement as the recipe describes it: its rule, its words, and the form where people sign it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.protocol import fields
from govern.protocol.facts import Fact, Proposal
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find
from govern.protocol.statement_type import StatementType
from govern.store.facts.proposals import ProposalRow
from govern.store.private import outbox
from govern.store.record.leaves import StatementRef
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_sentences import WORDS
from govern.web.words.statements.statement_subjects import text, title, who
from govern.web.words.statements.statement_words import StatementWords
from tests.dsl.formats import registered


@typed_payload
class SongSung(PersonPayload):
    """A member sings about a proposal."""

    proposal: fields.Digest
    text: fields.Text


def sing(state: State, statement: Statement[SongSung]) -> tuple[Fact, ...]:
    """A song about a proposal that is there; it changes nothing."""
    find(state, Proposal, "proposal_unknown", statement.payload.proposal)
    return ()


SONG: Final = StatementType.of("song-sung", SongSung, sing, pace="writing", longest_text=500)


def sung(payload: dict[str, Any]) -> str:
    return f"{who(payload)} sang “{text(payload['text'])}” about “{title(payload['proposal'])}”."


def to_the_author(session: Session, said: StatementRef, now: int) -> None:
    """Tell the author of the proposal."""
    proposal = said.payload["proposal"]
    author = select(ProposalRow.author).where(ProposalRow.id == proposal)
    outbox.enqueue(session, author, "mention", said.id, now, now)


SONG_WORDS: Final = StatementWords(
    "Song",
    sung,
    notice=to_the_author,
    dialog=dialog.Dialog(
        dialog.say("You sing about “%(title)s”.", title=dialog.name("proposal")),
        (dialog.say("The song: %(text)s", text=dialog.name("text")),),
        public="text",
        lookups=(dialog.look_up("title", "proposal"),),
    ),
)

FORM: Final = """{% extends "base.html" %}
{% import "parts/forms.html" as forms %}
{% block title %}Sing{% endblock %}
{% block content %}
<form class="form" data-statement="song-sung" data-fixed='{{ {"proposal": proposal} | tojson }}' data-done="/record">
  {{ forms.textarea("text", "The song", attrs={"data-type": "text", "data-limit": 500}) }}
  {% call forms.actions() %}<button class="primary">Read and sign</button>{% endcall %}
</form>
{% endblock %}
"""


@contextmanager
def songs() -> Iterator[None]:
    """Knows the type and its words for a while."""
    with registered(SONG):
        WORDS[SONG.name] = SONG_WORDS
        try:
            yield
        finally:
            del WORDS[SONG.name]

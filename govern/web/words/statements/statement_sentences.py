"""One sentence for every type of statement, with the names and titles that the reader may see."""

from typing import Final

from govern.actions.mail.notices import Occasion
from govern.rules import descriptors
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.record.leaves import StatementRef
from govern.web.frame.gettext import _
from govern.web.words.statements import types
from govern.web.words.statements.statement_subjects import Payload, remember
from govern.web.words.statements.statement_words import StatementWords

WORDS: Final[dict[str, StatementWords]] = {
    name: words for module in descriptors.modules(types.__name__) for name, words in module.WORDS.items()
}
"""The words of each type of statement, by its name."""

SIGNED_BY_CLERK: Final = frozenset(kind.name for kind in KINDS_OF_STATEMENT.values() if kind.signer == "clerk")


def sentence(said: StatementRef) -> str:
    """A statement in one sentence."""
    return sentence_for(said.kind, said.payload)


def sentence_for(kind: str, payload: Payload) -> str:
    """The sentence for a statement's type and content."""
    remember([payload])
    return WORDS[kind].sentence(payload)


def statement_words(kind: str) -> str:
    """The name of a type of statement."""
    return _(WORDS[kind].name)


def occasions() -> dict[str, Occasion]:
    """The functions that queue mail about a statement, by its type."""
    return {name: words.notice for name, words in WORDS.items() if words.notice is not None}

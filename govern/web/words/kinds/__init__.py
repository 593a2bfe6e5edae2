"""The words of the kinds of proposals; each module in this folder defines those of one as `WORDS`.

To add a kind, write `<kind>.py` here beside its rules in `govern/rules/proposals/kinds/<kind>.py`: a subclass of
`KindWords` and `WORDS`, an instance of it. The names and sentences of kinds are listed nowhere else.
"""

from functools import cache

from govern.protocol.effect import Effect
from govern.rules import descriptors
from govern.rules.proposals.kinds import kind_of_effect
from govern.web.words.kind import KindWords


@cache
def kinds_in_words() -> dict[str, KindWords[Effect]]:
    """The words of every kind of proposal by id, in the order of lists and forms."""
    found: list[KindWords[Effect]] = [module.WORDS for module in descriptors.modules(__name__)]
    return {words.id: words for words in sorted(found, key=lambda words: (words.place, words.id))}


def words_of_effect(effect: Effect) -> KindWords[Effect]:
    """The words of the kind of an effect."""
    kind = kind_of_effect(effect.NAME)
    if kind is None:
        raise LookupError(effect.NAME)
    return kinds_in_words()[kind.id]


def kind_words(kind: str) -> str:
    """The name of a kind of proposal."""
    return kinds_in_words()[kind].label()


def kind_purpose(kind: str) -> str:
    """The purpose of a kind of proposal, in a sentence."""
    return kinds_in_words()[kind].purpose()


def heading_of(kind: str) -> str:
    """The heading of the rules for a kind of proposal."""
    return kinds_in_words()[kind].heading()

"""The kinds of proposals in words: each module in this folder holds the words of one, as `WORDS`.

To add a kind, write `<kind>.py` here beside its rules in `govern/rules/proposals/kinds/<kind>.py`: a subclass of
`KindWords` and `WORDS`, an instance of it. Nothing else lists what kinds are called or what their effects say.
"""

from functools import cache

from govern.rules import descriptors
from govern.rules.proposals.kinds import kind_of_effect
from govern.web.words.kind import Effect, KindWords


@cache
def kinds_in_words() -> dict[str, KindWords]:
    """The words of every kind of proposal by its id, in the order of lists and forms."""
    found: list[KindWords] = [module.WORDS for module in descriptors.modules(__name__)]
    return {words.id: words for words in sorted(found, key=lambda words: (words.place, words.id))}


def words_of_effect(effect: Effect) -> KindWords:
    """The words of the kind to which an effect belongs."""
    kind = kind_of_effect(effect["effect"])
    if kind is None:
        raise LookupError(effect["effect"])
    return kinds_in_words()[kind.id]


def kind_words(kind: str) -> str:
    """What a proposal of a kind is called."""
    return kinds_in_words()[kind].label()


def kind_purpose(kind: str) -> str:
    """What a kind of proposal is for, in a sentence."""
    return kinds_in_words()[kind].purpose()


def heading_of(kind: str) -> str:
    """The heading of the rules for a kind of proposal."""
    return kinds_in_words()[kind].heading()

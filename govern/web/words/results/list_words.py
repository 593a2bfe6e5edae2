"""The words that lists of proposals are written with; a blueprint gives them to its templates."""

from collections.abc import Callable, Mapping
from typing import Final

from govern.web.words.kinds import kind_words
from govern.web.words.results.multi_option_words import won
from govern.web.words.terms.scope_words import scope_words, topic_words
from govern.web.words.terms.stage_words import stage_words

LIST_WORDS: Final[Mapping[str, Callable[..., str]]] = {
    "kind_words": kind_words,
    "scope_words": scope_words,
    "stage_words": stage_words,
    "topic_words": topic_words,
    "won_words": won,
}

"""The weight sources in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from babel.lists import format_list

from govern.protocol.amounts import read_ratio
from govern.protocol.errors import N_
from govern.rules.voting.weights import WEIGHTS
from govern.web.frame.gettext import _
from govern.web.frame.language import locale
from govern.web.words.rules.rule_words import number, share


@dataclass(frozen=True)
class SourceWords:
    """The words of a weight source: its label, its rule with a parameter, and the explanation of a weight.

    `label` is a message. `rule` is called for a source with a parameter, `own` for a weight and its tokens.
    """

    label: str
    rule: Callable[[Mapping[str, Any]], str] | None = None
    own: Callable[[int, int], str] | None = None


def _capped(weight: Mapping[str, Any]) -> str:
    cap = share(read_ratio(weight["cap"], "cap"))
    return _("Every confirmed token counts one, but nobody weighs more than %(cap)s of all tokens.", cap=cap)


def _limited(weight: int, tokens: int) -> str:
    return _("The rulebook's cap limits that to %(weight)s.", weight=number(weight)) if weight < tokens else ""


def _banded(weight: Mapping[str, Any]) -> str:
    return _("Everyone weighs by their confirmed tokens: %(bands)s.", bands=bands_words(weight["bands"]))


WORDS: Final[dict[str, SourceWords]] = {
    "equal/1": SourceWords(N_("One member, one vote.")),
    "tokens/1": SourceWords(N_("Every confirmed token counts one.")),
    "capped-tokens/1": SourceWords(
        N_("Every confirmed token counts one, up to a share of all tokens that nobody exceeds."), _capped, _limited
    ),
    "square-root/1": SourceWords(
        N_("Everyone weighs the square root of their confirmed tokens, rounded down."),
        own=lambda weight, _tokens: _("The square root of that, rounded down, is %(weight)s.", weight=number(weight)),
    ),
    "bands/1": SourceWords(
        N_("Everyone weighs by bands of confirmed tokens."),
        _banded,
        lambda weight, _tokens: _("The rulebook's band for so many weighs %(weight)s.", weight=number(weight)),
    ),
}


def label(source: str) -> str:
    """The label of a weight source in a form."""
    return _(WORDS[source].label)


def weight_words(weight: Mapping[str, Any]) -> str:
    """A weight source with its parameter in one sentence."""
    rule = WORDS[weight["source"]].rule
    return rule(weight) if rule else label(weight["source"])


def own_words(source: str, weight: int, tokens: int) -> str:
    """The derivation of a weight from tokens; empty if they are the weight."""
    own = WORDS[source].own
    return own(weight, tokens) if own else ""


def bands_words(bands: Sequence[Mapping[str, int]]) -> str:
    """Bands of tokens with their weights, as a list."""
    parts = [
        _("%(weight)s from %(tokens)s tokens on", tokens=number(band["from"]), weight=number(band["weight"]))
        for band in bands
    ]
    return str(format_list(parts, locale=locale()))


def unit_words(weight: Mapping[str, Any]) -> str:
    """The unit of a source's weights."""
    return {"tokens": _("tokens"), "votes": _("votes")}[WEIGHTS[weight["source"]].unit]

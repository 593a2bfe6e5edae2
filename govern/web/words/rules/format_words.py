"""The additions of rulebook formats in words."""

from collections.abc import Mapping

from govern.web.frame.gettext import _


def news(older: int, newer: int) -> list[str]:
    """The fixed rules and the new choices of the formats after `older`, up to `newer`."""
    return _between(older, newer, _settled()) + _between(older, newer, _to_choose())


def format_sentences(number: int) -> list[str]:
    """The fixed rules of a rulebook's format and all earlier ones; none for the first."""
    return _between(1, number, _settled())


def _between(older: int, newer: int, sentences_since: Mapping[int, list[str]]) -> list[str]:
    return [
        sentence for since, sentences in sentences_since.items() if older < since <= newer for sentence in sentences
    ]


def _to_choose() -> dict[int, list[str]]:
    return {
        2: [_("An election can leave seats vacant that nobody else has any support for.")],
        3: [_("Votes can be counted by further methods.")],
    }


def _settled() -> dict[int, list[str]]:
    return {
        2: [
            _("Names and titles have 1 to 200 printable characters."),
            _("Payments and receipts are dated no later than tomorrow."),
            _("Whoever gave somebody an office does not sign a key reset or an award together with them."),
            _("A lot is told only where it decided something."),
        ]
    }

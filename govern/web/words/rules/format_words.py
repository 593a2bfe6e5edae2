"""What the formats of rulebooks add, in words."""

from govern.web.frame.gettext import _


def sentences_between(older: int, newer: int) -> list[str]:
    """What the formats after `older`, up to `newer`, add."""
    return [sentence for since, sentences in _added().items() if older < since <= newer for sentence in sentences]


def format_sentences(number: int) -> list[str]:
    """What holds by the format of a rulebook and every one before it; nothing for the first."""
    return sentences_between(1, number)


def _added() -> dict[int, list[str]]:
    return {
        2: [
            _("Names and titles have 1 to 200 printable characters."),
            _("Payments and receipts are dated no later than tomorrow."),
            _("Whoever gave somebody an office does not sign a key reset or an award together with them."),
            _("A lot is told only where it decided something."),
        ]
    }

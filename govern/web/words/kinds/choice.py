"""Choices in words: the options."""

from collections.abc import Iterable
from typing import Final

from govern.web.frame.gettext import _
from govern.web.words.kind import Effect, KindWords, Look


class ChoiceWords(KindWords):
    """Choice between options."""

    id = "choice"
    place = 20

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Choice between options")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("One of several options is chosen, or nothing changes.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Choices")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for choices")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s put a choice: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The options")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """That one of them is chosen."""
        del effect, scope, look
        return [
            _(
                "One of these options, or that nothing changes, is chosen. "
                "The one chosen is entered in the register of resolutions. No money moves."
            )
        ]

    def options(self, effect: Effect, look: Look) -> list[str]:
        """The options, without the status quo."""
        return [look(one["name"]) or _("(text withheld)") for one in effect["options"]]

    def text_places(self, effect: Effect) -> Iterable[tuple[str, str]]:
        """The names of the options."""
        for number, option in enumerate(effect["options"]):
            yield f"options.{number}.name", option["name"]


WORDS: Final = ChoiceWords()

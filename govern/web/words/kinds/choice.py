"""Choices in words: the options."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.choice import ChooseOption
from govern.rules.voting.question import STATUS_QUO
from govern.web.frame.gettext import _
from govern.web.words.effects.places import text
from govern.web.words.effects.sentence import EachRow, Sentence
from govern.web.words.inputs import Choices, FormHint, Input, RowsInput, Text
from govern.web.words.kind import KindWords, Look


class ChoiceWords(KindWords[ChooseOption]):
    """Choice between options."""

    id = "choice"
    place = 20
    you_submit = N_("You put a choice: “%(title)s”.")
    lines = {
        "choose-option": (
            Sentence(
                "One of these options, or that nothing changes, is chosen. "
                "The one chosen is entered in the register of resolutions. No money moves."
            ),
        ),
    }
    option_lines = {"choose-option": (EachRow("options", (Sentence("An option: %(name)s", {"name": text("name")}),)),)}

    def label(self) -> str:
        """The name of the kind."""
        return _("Choice between options")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("One of several options is chosen, or nothing changes.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Choices")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for choices")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s put a choice: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The options")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The options."""
        del draft, programmes
        return (
            FormHint(_("That nothing changes is always one more option; you need not write it.")),
            RowsInput(
                "options",
                legend=lambda n: _("Option %(n)s", n=n),
                add=_("Add another option"),
                remove=lambda n: _("Remove option %(n)s", n=n),
                inputs=lambda n: (Text("name", _("Option %(n)s", n=n)),),
                framed=False,
            ),
        )

    def options(self, effect: ChooseOption, look: Look) -> list[str]:
        """The options, without the status quo."""
        return [look(one.name) or _("(text withheld)") for one in effect.named]

    def about_options(self, effects: Sequence[ChooseOption]) -> Mapping[str, tuple[str, ...]]:
        """The meaning of the status quo."""
        del effects
        return {STATUS_QUO: (_("Things stay as they are."),)}

    def text_places(self, effect: ChooseOption) -> Iterable[tuple[str, str]]:
        """The names of the options."""
        for number, option in enumerate(effect.named):
            yield f"options.{number}.name", option.name


WORDS: Final = ChoiceWords()

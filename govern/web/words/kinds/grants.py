"""Grant rounds in words: the sum, the committee and the times."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.people.members import COMMUNITY_ROLES
from govern.rules.proposals.kinds.grants import OpenRound
from govern.web.frame.gettext import _
from govern.web.words.effects.mandate_words import OF_PROGRAMME
from govern.web.words.effects.places import amount, days, number, role
from govern.web.words.effects.sentence import Sentence
from govern.web.words.inputs import Amount, Choices, Input, Number, ProgrammeInput, Selection
from govern.web.words.kind import KindWords
from govern.web.words.terms.role_words import role_words


class GrantsWords(KindWords[OpenRound]):
    """Grant round."""

    id = "grants"
    place = 70
    you_submit = N_("You propose a round of grants: “%(title)s”.")
    lines = {
        "open-round": (
            Sentence(
                "%(sum)s are shared out among applications. They are scored by holders of the role: %(role)s.",
                {"sum": amount("sum"), "role": role("committee")},
            ),
            Sentence(
                "Applications are taken for %(apply)s, then scores for %(score)s. Whoever receives a grant "
                "can ask for payment within %(pay)s.",
                {"apply": days("apply_days"), "score": days("score_days"), "pay": days("expires_days")},
            ),
            Sentence(
                "Only applications with a mean of %(least)s points of 100 or more receive a grant.",
                {"least": number("least")},
            ),
            OF_PROGRAMME,
        ),
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Grant round")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("A sum is given to applications that a committee scores.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Grant rounds")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for grant rounds")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s proposed a round of grants: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The round")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The sum, who scores and the times."""
        del draft, programmes
        return (
            Amount("sum", _("The sum that is shared out")),
            Selection(
                "committee",
                _("Who scores the applications?"),
                _("Everybody who holds this role, but for whoever applies or would be paid."),
                options=[(one, role_words(one)) for one in COMMUNITY_ROLES],
            ),
            Number("apply_days", _("For how many days are applications taken?")),
            Number("score_days", _("And for how many days after that, scores?")),
            Number(
                "least",
                _("Least mean score"),
                _("Of 100 points. What has less is not awarded, even if there is money left."),
            ),
            Number("grant_days", _("For how many days may a grant be paid?")),
            ProgrammeInput("programme", _("Out of which programme’s budget?")),
        )


WORDS: Final = GrantsWords()

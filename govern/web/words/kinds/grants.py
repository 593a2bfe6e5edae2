"""Grant rounds in words: the sum, the committee and the times."""

from typing import Final

from govern.protocol.units import DAY
from govern.web.frame.gettext import _
from govern.web.prose.texts import money
from govern.web.words.effects.mandate_words import of_programme
from govern.web.words.kind import Effect, KindWords, Look
from govern.web.words.rules.rule_words import duration
from govern.web.words.terms.role_words import role_words


class GrantsWords(KindWords):
    """Grant round."""

    id = "grants"
    place = 70

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Grant round")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("A sum is given to applications that a committee scores.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Grant rounds")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for grant rounds")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s proposed a round of grants: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("The round")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """The sum, who scores, the times, the least score and the budget."""
        del scope, look
        return [
            _(
                "%(sum)s are shared out among applications. They are scored by holders of the role: %(role)s.",
                sum=money(effect["sum"], effect["currency"]),
                role=role_words(effect["committee"]),
            ),
            _(
                "Applications are taken for %(apply)s, then scores for %(score)s. Whoever receives a grant "
                "can ask for payment within %(pay)s.",
                apply=duration(effect["apply_days"] * DAY),
                score=duration(effect["score_days"] * DAY),
                pay=duration(effect["expires_days"] * DAY),
            ),
            _(
                "Only applications with a mean of %(least)s points of 100 or more receive a grant.",
                least=effect["least"],
            ),
            *of_programme(effect),
        ]


WORDS: Final = GrantsWords()

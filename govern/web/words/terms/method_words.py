"""Names of the voting methods, with a few sentences on how each counts."""

from dataclasses import dataclass
from typing import Final

from govern.protocol.errors import N_
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import METHODS, SEVERAL
from govern.web.frame.gettext import _, ngettext


@dataclass(frozen=True)
class MethodWords:
    """The name of a voting method and sentences on how it counts, translated when read."""

    name: str
    how: tuple[str, ...]


EQUAL_SHARES: Final = N_(
    "A ballot names the projects it wants. The sum is divided equally among the voters, and a project is "
    "paid by those who want it, so that groups decide on money by their size."
)
BY_COST: Final = N_("A project counts to a voter by what it costs.")
BY_NUMBER: Final = N_("Every project counts the same to a voter, whatever it costs.")
COMPLETED: Final = N_("What is left over goes to the most wanted projects that still fit.")
WORDS: Final = {
    "yes-no-abstain/1": MethodWords(N_("Yes, no or abstain"), (N_("A ballot says yes, no or abstain."),)),
    "consent/1": MethodWords(
        N_("Consent"),
        (N_("A ballot consents, stands aside or objects. One objection, with its reason, is enough to stop it."),),
    ),
    "plurality/1": MethodWords(
        N_("Most votes"), (N_("A ballot names one option, or one for each seat. Those named most win."),)
    ),
    "approval/1": MethodWords(
        N_("Approval"), (N_("A ballot names every option it agrees with. Those named most win."),)
    ),
    "score/1": MethodWords(N_("Scores"), (N_("A ballot gives each option some points. The most points in all win."),)),
    "star/1": MethodWords(
        N_("STAR: points, then a run-off"),
        (
            N_(
                "A ballot gives each option some points. The two with the most points are compared: the one wins to "
                "which more ballots give the more points."
            ),
        ),
    ),
    "majority-judgment/1": MethodWords(
        N_("Majority judgment"),
        (
            N_(
                "A ballot grades each option; 0 is the lowest grade, and what it does not name has that. The option "
                "wins whose middle grade is the highest: at least half give it that grade or a better one."
            ),
            N_("Of options with the same middle grade the one wins that keeps it, or rises, as ballots with it go."),
        ),
    ),
    "dot/1": MethodWords(
        N_("Points to share out"),
        (N_("A ballot shares out a number of points among the options. The most points in all win."),),
    ),
    "quadratic/1": MethodWords(
        N_("Quadratic voting"),
        (
            N_(
                "A ballot buys votes with credits: one vote for an option costs 1, two cost 4, three cost 9. The most "
                "votes in all win."
            ),
        ),
    ),
    "irv/1": MethodWords(
        N_("Instant run-off"),
        (
            N_(
                "A ballot ranks the options. Whichever comes last is taken out and its ballots pass on to their next "
                "choice, until one option has more than half."
            ),
        ),
    ),
    "stv/1": MethodWords(
        N_("Single transferable vote"),
        (
            N_(
                "A ballot ranks the candidates. Votes beyond what a seat takes, and those for whoever comes last, pass "
                "on to the next choice, so that groups are seated by their size."
            ),
        ),
    ),
    "meek/1": MethodWords(
        N_("Single transferable vote by Meek’s method"),
        (
            N_(
                "A ballot ranks the candidates. Each who is elected keeps of every ballot the same share, just enough "
                "for a seat; the rest passes on to the next choice, also to those elected before."
            ),
        ),
    ),
    "schulze/1": MethodWords(
        N_("Schulze’s method"),
        (
            N_(
                "A ballot ranks the options. They are compared two by two, and the one wins that beats each other, "
                "directly or by the stronger chain of comparisons."
            ),
        ),
    ),
    "ranked-pairs/1": MethodWords(
        N_("Ranked pairs"),
        (
            N_(
                "A ballot ranks the options. They are compared two by two; the clearest comparisons are kept first, "
                "without those that would contradict them."
            ),
        ),
    ),
    "borda/1": MethodWords(
        N_("Borda’s count"),
        (
            N_(
                "A ballot ranks the options. An option gets a point for every other below it, and half a point for "
                "every other level with it. The most points in all win."
            ),
        ),
    ),
    "benham/1": MethodWords(
        N_("Run-off to the one that beats all (Benham)"),
        (
            N_(
                "A ballot ranks the options. The option wins that beats each other one, two by two. While there is "
                "none, whichever comes last is taken out and its ballots pass on."
            ),
        ),
    ),
    "budget-greedy/1": MethodWords(
        N_("Most support first"),
        (
            N_(
                "A ballot names the projects it wants. The most wanted are funded first, and those that no longer fit "
                "are skipped."
            ),
        ),
    ),
    "budget-equal-shares/1": MethodWords(N_("Equal shares"), (EQUAL_SHARES, BY_COST)),
    "budget-equal-shares-completed/1": MethodWords(N_("Equal shares, completed"), (EQUAL_SHARES, BY_COST, COMPLETED)),
    "budget-equal-shares-number/1": MethodWords(
        N_("Equal shares by the number of projects"), (EQUAL_SHARES, BY_NUMBER)
    ),
    "budget-equal-shares-number-completed/1": MethodWords(
        N_("Equal shares by the number of projects, completed"), (EQUAL_SHARES, BY_NUMBER, COMPLETED)
    ),
}


def name(method: str) -> str:
    """The name of a voting method."""
    return _(WORDS[method].name)


def how(method: str) -> list[str]:
    """The counting of a voting method, in a few sentences."""
    return [_(one) for one in WORDS[method].how]


def in_rules(rules: KindRules) -> list[str]:
    """The voting method of a kind of proposal, with the limits of a ballot."""
    if METHODS[rules.method].view == "answers":
        return how(rules.method)
    sentence = _("The way of voting: %(name)s.", name=name(rules.method))
    return [sentence, *how(rules.method), *_limit(rules)]


def _limit(rules: KindRules) -> list[str]:
    several, points = SEVERAL.get(rules.method), rules.points
    if not points or several is None:
        return []
    by_limit = {
        "names": ngettext("A ballot names at most %(num)s option.", "A ballot names at most %(num)s options.", points),
        "each": ngettext("An option gets up to %(num)s point.", "An option gets up to %(num)s points.", points),
        "sum": ngettext(
            "A ballot has %(num)s point to share out.", "A ballot has %(num)s points to share out.", points
        ),
        "squares": ngettext("A ballot has %(num)s credit.", "A ballot has %(num)s credits.", points),
    }
    return [by_limit[several.limit]] if several.limit in by_limit else []

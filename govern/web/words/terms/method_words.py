"""The ways of voting as people call them, each with a line on how it counts."""

from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import METHODS
from govern.web.frame.gettext import _, ngettext


def name(method: str) -> str:
    """A way of voting in a few words."""
    return {
        "yes-no-abstain/1": _("Yes, no or abstain"),
        "consent/1": _("Consent"),
        "plurality/1": _("Most votes"),
        "approval/1": _("Approval"),
        "score/1": _("Scores"),
        "dot/1": _("Points to share out"),
        "quadratic/1": _("Quadratic voting"),
        "irv/1": _("Instant run-off"),
        "stv/1": _("Single transferable vote"),
        "schulze/1": _("Schulze’s method"),
        "ranked-pairs/1": _("Ranked pairs"),
        "budget-greedy/1": _("Most support first"),
        "budget-equal-shares/1": _("Equal shares"),
        "budget-equal-shares-completed/1": _("Equal shares, completed"),
        "budget-equal-shares-number/1": _("Equal shares by the number of projects"),
        "budget-equal-shares-number-completed/1": _("Equal shares by the number of projects, completed"),
    }[method]


def how(method: str) -> list[str]:
    """How a way of voting counts, in a few sentences."""
    if method.startswith("budget-equal-shares"):
        return _equal_shares(method)
    told = {
        "yes-no-abstain/1": _("A ballot says yes, no or abstain."),
        "consent/1": _(
            "A ballot consents, stands aside or objects. One objection, with its reason, is enough to stop it."
        ),
        "plurality/1": _("A ballot names one option, or one for each seat. Those named most win."),
        "approval/1": _("A ballot names every option it agrees with. Those named most win."),
        "score/1": _("A ballot gives each option some points. The most points in all win."),
        "dot/1": _("A ballot shares out a number of points among the options. The most points in all win."),
        "quadratic/1": _(
            "A ballot buys votes with credits: one vote for an option costs 1, two cost 4, three cost 9. The most "
            "votes in all win."
        ),
        "irv/1": _(
            "A ballot ranks the options. Whichever comes last is taken out and its ballots pass on to their next "
            "choice, until one option has more than half."
        ),
        "stv/1": _(
            "A ballot ranks the candidates. Votes beyond what a seat takes, and those for whoever comes last, pass "
            "on to the next choice, so that groups are seated by their size."
        ),
        "schulze/1": _(
            "A ballot ranks the options. They are compared two by two, and the one wins that beats each other, "
            "directly or by the stronger chain of comparisons."
        ),
        "ranked-pairs/1": _(
            "A ballot ranks the options. They are compared two by two; the clearest comparisons are kept first, "
            "without those that would contradict them."
        ),
        "budget-greedy/1": _(
            "A ballot names the projects it wants. The most wanted are funded first, and those that no longer fit "
            "are skipped."
        ),
    }
    return [told[method]]


def _equal_shares(method: str) -> list[str]:
    found = [
        _(
            "A ballot names the projects it wants. The sum is divided equally among the voters, and a project is "
            "paid by those who want it, so that groups decide on money by their size."
        )
    ]
    if "number" in method:
        found.append(_("Every project counts the same to a voter, whatever it costs."))
    else:
        found.append(_("A project counts to a voter by what it costs."))
    if "completed" in method:
        found.append(_("What is left over goes to the most wanted projects that still fit."))
    return found


def in_rules(rules: KindRules) -> list[str]:
    """How proposals of a kind are voted on, with the limits of a ballot."""
    if rules.method == "yes-no-abstain/1":
        return how(rules.method)
    told = _("The way of voting: %(name)s.", name=name(rules.method))
    return [told, *how(rules.method), *_limit(rules)]


def _limit(rules: KindRules) -> list[str]:
    if not rules.points:
        return []
    limits = {
        "score/1": ngettext(
            "An option gets up to %(num)s point.", "An option gets up to %(num)s points.", rules.points
        ),
        "dot/1": ngettext(
            "A ballot has %(num)s point to share out.", "A ballot has %(num)s points to share out.", rules.points
        ),
        "quadratic/1": ngettext("A ballot has %(num)s credit.", "A ballot has %(num)s credits.", rules.points),
    }
    names = ngettext("A ballot names at most %(num)s option.", "A ballot names at most %(num)s options.", rules.points)
    found = limits.get(rules.method, names if _limits_names(rules.method) else "")
    return [found] if found else []


def _limits_names(method: str) -> bool:
    return getattr(METHODS[method], "form", "") == "names" and method != "plurality/1"

"""The steps of a weight's calculation, and of a chamber's, in words."""

from govern.rules.rulebook.rules import Chamber
from govern.rules.voting.weight_source import WeightStep
from govern.web.frame.gettext import _
from govern.web.words.terms.role_words import role_words


def step_words(step: WeightStep) -> str:
    """A step of the calculation in words."""
    return {
        "held": _("Tokens confirmed before the vote was announced"),
        "decayed": _("of these taken by decay at the end of past epochs"),
        "young": _("of these too young to count yet"),
        "counted": _("leaves tokens that count"),
        "supply": _("All tokens of the community that counted"),
        "cap": _("The rulebook's cap: the share of these that nobody's weight exceeds, rounded down"),
        "capped": _("The cap is less than the tokens, so the weight is"),
        "root": _("The square root of that, rounded down"),
        "band": _("The rulebook's band for so many tokens weighs"),
        "one": _("One member, one vote"),
    }[step.name]


def chamber_sentence(chamber: Chamber, weight: int) -> str:
    """The reason for a member's weight in a chamber."""
    if chamber.electors == "members":
        return _("Everyone on the roll, with the weight of the roll.")
    if chamber.electors == "clubs":
        return _("One for each club for which they were the only delegate when the vote was announced.")
    role = role_words(chamber.role)
    if weight:
        return _("One, for they held the role of %(role)s when the vote was announced.", role=role)
    return _("They did not hold the role of %(role)s when the vote was announced.", role=role)

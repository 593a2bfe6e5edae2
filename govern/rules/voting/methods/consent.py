"""Consent: a proposal passes if nobody objects with a reason."""

from govern.rules.voting.single_question import SingleQuestion


class Consent(SingleQuestion):
    """A choice is one of three words, or empty for a withdrawn ballot; an objection needs a reason."""

    id = "consent/1"
    place = 20
    options = ("consent", "aside", "object")
    reasoned = frozenset({"object"})
    picture = "consent"

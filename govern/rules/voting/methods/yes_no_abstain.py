"""Yes, no or abstain: the method of a single question."""

from govern.rules.voting.single_question import SingleQuestion


class YesNoAbstain(SingleQuestion):
    """A choice is one of three words, or empty for a withdrawn ballot."""

    id = "yes-no-abstain/1"
    place = 10
    options = ("yes", "no", "abstain")
    picture = "answers"

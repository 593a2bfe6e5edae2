"""The ballot paper of a vote over several options, with the options in an order specific to the voter."""

import hashlib
from dataclasses import dataclass
from math import isqrt
from typing import Any

from sqlalchemy.orm import Session

from govern.protocol.facts import Ballot, Poll, Proposal
from govern.rules.proposals.kinds import asked_by, effects_of, kinds
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.question import STATUS_QUO
from govern.store.facts import elections
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import remember_texts
from govern.web.words.kinds import kinds_in_words
from govern.web.words.terms.option_words import option_names

MOST_CANDIDATES = 200


@dataclass(frozen=True)
class BallotOption:
    """An option on the ballot paper with its description; for a candidate the hash of their statement.

    `points` and `rank` (from 1; 0: not ranked) are those of the current ballot, `named` whether it names the option.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    statement: str
    cost: int
    named: bool
    points: int
    rank: int


@dataclass(frozen=True)
class Paper:
    """A ballot paper: the form of its ballots, the limits, and the options for this voter.

    `points` is the limited quantity: each option's points, their sum, or the sum of their squares. `single` if at most
    one option is named; `sum` is the budget in minor units of `currency`.
    """

    form: str
    points: str
    most: int
    highest: int
    single: bool
    level: bool
    sum: int
    currency: str
    how: str
    blank: bool
    options: tuple[BallotOption, ...]

    @property
    def ranked(self) -> list[BallotOption]:
        """The options ranked by the current ballot, best first."""
        return sorted((one for one in self.options if one.rank), key=lambda one: one.rank)

    @property
    def unranked(self) -> list[BallotOption]:
        """All others."""
        return [one for one in self.options if not one.rank]


def paper(session: Session, poll: Poll, proposal: Proposal, cast: Ballot | None, member: str) -> Paper | None:
    """The paper of a vote for a member, filled in with their ballot; None for a single question."""
    if poll.method not in SEVERAL:
        return None
    method = SEVERAL[poll.method]
    form, points = method.form, method.limit if method.pointed else ""
    kind = kinds()[proposal.kind]
    shared = kind.sum_of(effects_of(proposal)[0]) if kind.asks == "projects" else None
    return Paper(
        form=form,
        points=points,
        most=poll.most,
        highest=isqrt(poll.most) if points == "squares" else poll.most,
        single=form == "names" and poll.most == 1,
        level=method.level,
        sum=shared.amount if shared else 0,
        currency=shared.currency if shared else "",
        how=_how(method, poll.most),
        blank=cast is not None and cast.choice == [],
        options=_options(session, poll, proposal, cast, member),
    )


def in_own_order(options: list[str], poll: str, member: str) -> list[str]:
    """A stable order that differs between voters; the status quo comes last."""

    def place(option: str) -> tuple[bool, str]:
        return option == STATUS_QUO, hashlib.sha256(f"{poll} {member} {option}".encode()).hexdigest()

    return sorted(options, key=place)


def _options(
    session: Session, poll: Poll, proposal: Proposal, cast: Ballot | None, member: str
) -> tuple[BallotOption, ...]:
    names, lines = option_names(poll, proposal), kinds_in_words()[proposal.kind].about_options(effects_of(proposal))
    said = _said(cast.choice) if cast else {}
    statements = _statements(session, proposal)
    costs = kinds()[proposal.kind].costs(effects_of(proposal))
    return tuple(
        BallotOption(
            id=one,
            name=names[one],
            lines=lines.get(one, ()),
            statement=statements.get(one, ""),
            cost=costs.get(one, 0),
            named=one in said,
            points=said.get(one, 0),
            rank=said.get(one, 0),
        )
        for one in in_own_order(list(poll.options), poll.id, member)
    )


def _said(choice: Any) -> dict[str, int]:
    """The points or rank of each option on a ballot; 1 if a ballot only names it."""
    if isinstance(choice, str):
        return {}
    if choice and isinstance(choice[0], dict):
        return {one["option"]: one["points"] for one in choice}
    if choice and isinstance(choice[0], list):
        return {one: place for place, rank in enumerate(choice, 1) for one in rank}
    return dict.fromkeys(choice, 1)


def _statements(session: Session, proposal: Proposal) -> dict[str, str]:
    if asked_by(proposal.kind) != "candidates":
        return {}
    rows = elections.candidacies(session, proposal.id, MOST_CANDIDATES)
    remember_texts(one.statement for one in rows)
    return {one.member: one.statement for one in rows if one.accepted_at and not one.withdrawn_at}


def _how(method: MultiOptionMethod, most: int) -> str:
    """The instruction to the voter."""
    if method.form == "ranking":
        if method.level:
            return _(
                "Put the one you like best on rank 1. Several may stand level on one rank. What you do not rank stands "
                "below all that you rank."
            )
        return _("Put the one you like best on rank 1. What you do not rank gets nothing from your ballot.")
    if method.form == "names" and most == 0:
        return _("Name as many as you like.")
    if method.tally.graded:
        return _("Grade each from 0, the lowest, to %(most)s, the best. All at 0 is a blank ballot.", most=most)
    limits = {
        "each": ngettext("Give each from 0 to %(num)s point.", "Give each from 0 to %(num)s points.", most),
        "sum": ngettext("You have %(num)s point to share out.", "You have %(num)s points to share out.", most),
        "squares": ngettext(
            "You have %(num)s credit to spend on votes: one vote for the same costs 1, two cost 4, three cost 9.",
            "You have %(num)s credits to spend on votes: one vote for the same costs 1, two cost 4, three cost 9.",
            most,
        ),
    }
    return limits.get(method.limit) or ngettext("Name one, or nobody and nothing.", "Name up to %(num)s.", most)

"""Choices, elections, budgets and a vote on membership in the demonstration, with their ballots."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from govern.demo.options import BUDGETS, CHOICES, ELECTIONS, MEMBERSHIP, DemoElection, OptionProposal
from govern.demo.people import CHARACTERS
from govern.demo.scenario import Scenario
from govern.demo.voting import FIRST, Votes
from govern.record import envelope

Effects = Callable[[], list[dict[str, Any]]]
WEEK: Final = 7 * 24  # hours
NOTICE: Final = 24  # hours from announcement to opening
VOTERS: Final = 26  # characters who vote over several options
FAVOURITES: Final = (0, 0, 2, 0, 1, 2, 0, 3, 0, 1)  # the index of each voter's favourite in an election, repeated


class OptionVotes:
    """Plans votes over several options, in addition to the single questions of `votes`."""

    def __init__(self, scenario: Scenario, votes: Votes) -> None:
        self.scenario = scenario
        self.votes = votes

    def schedule(self) -> None:
        """Plan all votes, by kind."""
        for choice in CHOICES:
            self._propose(choice, "choice", lambda one=choice: [self._options(one)])  # type: ignore[misc]
            self._vote(choice, 24, _ranking)
        for budget in BUDGETS:
            self._propose(budget, "budget", lambda one=budget: self._projects(one))  # type: ignore[misc]
            self._vote(budget, 24, _wanted)
        for election in ELECTIONS:
            self._propose(election.asked, "election", lambda one=election: [_seats(one)])  # type: ignore[misc]
            self._run(election)
            self._vote(election.asked, WEEK, self._candidates)
        self._propose(MEMBERSHIP, "membership", self._newcomer)

    def _propose(self, asked: OptionProposal, kind: str, effects: Effects) -> None:
        self.scenario.schedule(asked.hours, lambda: self._submit(asked, kind, effects))
        if asked.sponsor:
            self.scenario.schedule(
                asked.hours - 5, lambda: self._about(asked.sponsor, "proposal-sponsored", asked.key, version=1)
            )

    def _submit(self, asked: OptionProposal, kind: str, effects: Effects) -> None:
        brought, text = effects(), self.scenario.text
        fields = {"body": text(asked.body.strip()), "effects": brought, "kind": kind, "title": text(asked.title)}
        said = self.scenario.say(asked.author, "proposal-submitted", scope="community", topic=asked.topic, **fields)
        self.votes.ids[asked.key] = said

    def _about(self, who: str, kind: str, key: str, **fields: Any) -> None:
        self.scenario.say(who, kind, proposal=self.votes.ids[key], **fields)

    def _options(self, asked: OptionProposal) -> dict[str, Any]:
        options = [{"name": self.scenario.text(one.name), "option": one.id} for one in asked.options]
        return {"effect": "choose-option", "options": options}

    def _projects(self, asked: OptionProposal) -> list[dict[str, Any]]:
        text = self.scenario.text
        projects = [
            {
                "cap": one.cost,
                "currency": "EUR",
                "effect": "fund-project",
                "expires_days": 180,
                "name": text(one.name),
                "option": one.id,
                "payee": {"name": text(one.payee), "type": "outside"},
                "programme": "",
                "purpose": text(one.name),
                "tranches": [],
            }
            for one in asked.options
        ]
        return [{"currency": "EUR", "effect": "share-out", "sum": asked.sum}, *projects]

    def _newcomer(self) -> list[dict[str, Any]]:
        waiting = next(one.key for one in CHARACTERS if not one.enrolled)
        person = self.scenario.people[waiting]
        claim = envelope.to_value(person.claim(self.scenario.community, secrets.token_hex(16)))
        return [{"admitted": person.member, "claim": claim, "effect": "admit-member"}]

    def _run(self, election: DemoElection) -> None:
        key, hours = election.asked.key, election.asked.hours
        for place, (nominee, by) in enumerate(election.nominated.items()):
            candidate = self.scenario.people[nominee].member
            nominated = {"who": by, "kind": "candidate-nominated", "key": key, "candidate": candidate}
            self.scenario.schedule(hours - 8 - place, lambda said=nominated: self._about(**said))  # type: ignore[misc]
        for place, (who, words) in enumerate(election.standing.items()):
            self.scenario.schedule(hours - 20 - place, lambda who=who, words=words: self._stand(who, key, words))  # type: ignore[misc]
        for who in election.withdrawn:
            self.scenario.schedule(hours - 40, lambda who=who: self._about(who, "candidacy-withdrawn", key))  # type: ignore[misc]
        for who, when in election.resigned.items():
            self.scenario.schedule(when, lambda who=who: self._resign(who, key))  # type: ignore[misc]

    def _resign(self, who: str, key: str) -> None:
        self.scenario.say(who, "seat-vacated", election=self.votes.ids[key])

    def _stand(self, who: str, key: str, words: str) -> None:
        self._about(who, "candidacy-accepted", key, statement=self.scenario.text(words))

    def _vote(self, asked: OptionProposal, review: int, choose: Callable[[OptionProposal, int], Any]) -> None:
        opens = asked.hours - 5 - review - NOTICE
        for place, character in enumerate(CHARACTERS[:VOTERS]):
            hours = opens - FIRST - 5 * (place % 23)
            if asked.voted and hours > 0 and character.key not in asked.silent:
                self.scenario.schedule(
                    hours,
                    lambda who=character.key, place=place: self.votes.cast(who, asked.key, choose(asked, place)),  # type: ignore[misc]
                )

    def _candidates(self, asked: OptionProposal, place: int) -> list[list[str]]:
        election = next(one for one in ELECTIONS if one.asked is asked)
        standing = [one for one in election.standing if one not in election.withdrawn]
        first = standing[FAVOURITES[place % len(FAVOURITES)] % len(standing)]
        others = [one for one in _turned(standing, place + place // 3) if one != first]
        return [[self.scenario.people[one].member] for one in (first, *others[:2])]


def _seats(election: DemoElection) -> dict[str, Any]:
    return {
        "effect": "fill-seats",
        "most_terms": 2,
        "office": election.office,
        "seats": election.seats,
        "starts": 0,
        "term_days": 365,
        "until": 0,
    }


def _turned(names: list[str], place: int) -> list[str]:
    """The names in an order that prefers the first ones and differs between voters."""
    start = (place * place) % 7 % len(names)
    return names[start:] + names[:start]


def _ranking(asked: OptionProposal, place: int) -> list[list[str]]:
    names = _turned([one.id for one in asked.options], place)
    ranked = [[one] for one in names[: 2 + place % 2]]
    return [*ranked, ["status-quo"]] if place % 5 else ranked


def _wanted(asked: OptionProposal, place: int) -> list[str]:
    names = _turned([one.id for one in asked.options], place)
    return sorted(names[: 1 + place % 3])

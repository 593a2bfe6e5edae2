"""A community with a site in which one multi-option vote is decided, by any method and any ballots."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert

from govern.rules.people.signers import Person
from govern.rules.rulebook.presets import preset
from govern.rules.voting.methods import METHODS, SEVERAL
from govern.store.database import writing
from govern.store.private.accounts import UserRow
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, RealCommunity
from tests.tools.databases.engines import passing_app

PEOPLE = {"Ada": ADA, "Bo": BO, "Chen": CHEN, "Di": DI, "Eva": EVA, "Fay": FAY, "Gil": GIL}
NAMES = {person.member: name for name, person in PEOPLE.items()}
EQUAL = {"source": "equal/1"}
Ballots = Iterable[tuple[Person, Any]]


class CommunityWithOneVote(RealCommunity):
    """Seven people; the rules of each kind of proposal can be given, and names are readable."""

    def __init__(self, folder: Path, number: int = 1, **kinds: dict[str, Any]) -> None:
        rules = preset("simple", max(number, *(since(own.get("method", "")) for own in kinds.values()), 1))
        plain = {
            "head_count": 0,
            "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
            "sponsors": 0,
            "weight": EQUAL,
        }
        rules = multi_option.rulebook_with(rules, **{kind: plain | own for kind, own in kinds.items()})
        rules["access"] = {"names": "everyone", "record": "everyone"}
        super().__init__(folder, rulebook=rules | {"live_per_author": 0})
        self.enrol(BO, CHEN, DI, EVA, FAY, GIL)
        for treasurer in (DI, EVA, FAY):
            self.grant(treasurer, "treasurer")
        users: list[Mapping[str, Any]] = [
            {
                "member": person.member,
                "name": name,
                "email": f"{name.lower()}@example.org",
                "password": "!",
                "created_at": self.clock(),
            }
            for name, person in PEOPLE.items()
        ]
        with writing(self.engine) as connection:
            connection.execute(insert(UserRow), users)

    def decide(self, proposal: str, ballots: Ballots) -> str:
        """Opens the vote, casts the ballots and closes it; the poll's id."""
        poll = self.open_vote(proposal)
        for one, choice in ballots:
            self.vote(one, poll, choice)
        self.close_vote(poll)
        return poll

    def site(self) -> Flask:
        """The pages of this community."""
        return passing_app(self.instance, self.clock)


def since(method: str) -> int:
    """The format that introduced a method; 1 for none."""
    return METHODS[method].since if method else 1


def form_of(method: str) -> str:
    """The form of a method's ballots."""
    return SEVERAL[method].form

"""A community with votes of every kind and method at the same time."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import Flask
from playwright.sync_api import BrowserContext

from govern import config
from govern.protocol import facts
from govern.protocol.units import DAY, HOUR
from govern.record import envelope
from govern.rules.people.signers import Person
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.methods import SEVERAL
from tests.dsl import multi_option
from tests.dsl.people import ADA, GIL, HAN, person
from tests.e2e.people.browser_user import BrowserUser
from tests.web.decided import EQUAL, PEOPLE, CommunityWithOneVote
from tests.web.signed_in import sign_in

CHOICES: Final = ("plurality", "approval", "score", "dot", "quadratic", "irv", "schulze", "ranked-pairs")
BUDGETS: Final = ("budget-greedy", "budget-equal-shares")
POINTS: Final = {"score": 5, "dot": 9, "quadratic": 9}
NEWCOMER: Final = person("ivy")
PLAIN: Final = {
    "announcement_ms": DAY,
    "head_count": 0,
    "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
    "review_ms": HOUR,
    "sponsors": 0,
    "standstill_ms": DAY,
    "weight": EQUAL,
}


@dataclass(frozen=True)
class Polls:
    """The community and its served pages; its proposals, by the names of the ways in which they are voted on."""

    made: CommunityWithOneVote
    app: Flask
    url: str
    folder: Path
    proposals: Mapping[str, str]

    def seat(self, context: BrowserContext, name: str) -> BrowserUser:
        """Someone has signed in and brings their key from a key file."""
        context.add_cookies([{"name": "session", "value": self._session(PEOPLE[name]), "url": self.url}])
        key = self.folder / f"{name}.key"
        config.write_key(key, PEOPLE[name].seed)
        someone = BrowserUser(name, self.url, context.new_page())
        someone.go("/device")
        someone.restore_from_file(key)
        return someone

    def _session(self, who: Person) -> str:
        client = self.app.test_client()
        sign_in(client, who.member)
        cookie = client.get_cookie("session")
        assert cookie is not None
        return cookie.value

    def page(self, way: str) -> str:
        """The path of a vote's page."""
        return f"/proposals/{self.proposals[way]}"

    def poll(self, way: str) -> str:
        """A vote's id."""
        return self.made.state(facts.Proposal, self.proposals[way]).poll

    def result(self, way: str) -> facts.Result:
        """The result of a vote."""
        return self.made.state(facts.Result, self.poll(way))

    def standing(self, way: str, name: str) -> Any:
        """Someone's ballot, as the record has it."""
        ballot = self.made.ballot(self.poll(way), PEOPLE[name])
        assert ballot is not None, f"{name} has no ballot on {way}"
        return ballot.choice

    def cast(self, way: str, choices: Mapping[str, Any]) -> None:
        """Ballots that people sign elsewhere."""
        for name, choice in choices.items():
            self.made.vote(PEOPLE[name], self.poll(way), choice)

    def pass_time(self, **duration: int) -> None:
        """See CommunityDriver."""
        self.made.pass_time(**duration)


def put_to_the_vote(made: CommunityWithOneVote, projects: Mapping[str, int], total: int) -> dict[str, str]:
    """Proposes a choice or a budget for each way of voting, each announced under rules of its own; by their ways."""
    made.enrol(HAN)
    found: dict[str, str] = {}
    for number, way in enumerate((*CHOICES, *BUDGETS), start=2):
        adopt(made, number, "budget" if way in BUDGETS else "choice", way)
        if way in BUDGETS:
            found[way] = multi_option.budget(made, GIL, total, **projects)
        else:
            found[way] = multi_option.choice(made, GIL, "elms", "limes", "oaks")
        made.pass_time(hours=1)
    return found | _single_questions(made)


def adopt(made: CommunityWithOneVote, number: int, kind: str, way: str) -> None:
    """The founder adopts rules in which a kind of proposal is voted on in this way, and motions by consent."""
    method = f"{way}/1"
    own = PLAIN | {"method": method, "points": POINTS[way] if method in SEVERAL and SEVERAL[method].pointed else 0}
    others = {"election": PLAIN, "membership": PLAIN, "motion": PLAIN | {"method": "consent/1"}}
    rules = multi_option.rulebook_with(PRESETS["simple"](), **others, **{kind: own}) | {
        "live_per_author": 0,
        "number": number,
    }
    made.say(ADA, "rulebook-adopted", rulebook=rules, scope="community")


def _single_questions(made: CommunityWithOneVote) -> dict[str, str]:
    claim = envelope.to_value(NEWCOMER.claim(made.id, made.number()))
    admit = {"admitted": NEWCOMER.member, "claim": claim, "effect": "admit-member"}
    exclude = {"effect": "exclude-member", "excluded": HAN.member}
    return {
        "consent": made.propose(GIL, "A pond"),
        "admit": multi_option.put(made, GIL, "membership", [admit]),
        "exclude": multi_option.put(made, GIL, "membership", [exclude]),
        "stv": multi_option.election(made, GIL, seats=2),
    }

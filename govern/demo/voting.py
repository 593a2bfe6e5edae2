"""Submits, sponsors, votes on and sometimes withdraws proposals of the demonstration."""

from collections.abc import Mapping
from typing import Any, Final

from govern.demo.people import CHARACTERS
from govern.demo.plans import Grant, PlannedAct, ProposalPlan, Share
from govern.demo.scenario import Scenario
from govern.protocol.facts import Elector, Proposal
from govern.protocol.units import DAY

UNTIL_OPEN: Final = 48  # hours from admission: a day of review, a day of notice
SLOTS: Final = 23  # voting times of a vote, six hours apart
FIRST: Final = 14  # hours after opening; acts of long ago happen up to twelve hours late
CHOICES: Final = ("yes", "no", "abstain")


class Votes:
    """Plans the whole course of each proposal; `ids` has the ids of those submitted so far."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.ids: dict[str, str] = {}
        self.ballots: dict[tuple[str, str], tuple[str, int]] = {}

    def schedule(self, number: int, plan: ProposalPlan) -> None:
        """Plan the course of one proposal; `number` varies it a little."""
        scenario, admitted = self.scenario, plan.hours
        scenario.schedule(plan.hours, lambda: self._submit(plan))
        for place, sponsor in enumerate(plan.sponsors, start=1):
            admitted = plan.hours - 5 * place
            scenario.schedule(admitted, lambda who=sponsor: self._about(who, "proposal-sponsored", plan, version=1))  # type: ignore[misc]
        if plan.withdrawn:
            scenario.schedule(plan.withdrawn, lambda: self._about(plan.author, "proposal-withdrawn", plan))
        if plan.revised[0]:
            scenario.schedule(plan.revised[0], lambda: self._revise(plan))
        for turn in plan.turns:
            scenario.schedule(turn.hours, lambda turn=turn: self._turn(turn, plan))  # type: ignore[misc]
        if plan.yes or plan.votes:
            self._schedule_ballots(number, plan, admitted - UNTIL_OPEN)

    def _submit(self, plan: ProposalPlan) -> None:
        say, text = self.scenario.say, self.scenario.text
        effects = self._effects(plan)
        title, body = text(plan.title), text(plan.body.strip())
        fields = {"body": body, "effects": effects, "kind": plan.kind, "scope": plan.scope, "title": title}
        self.ids[plan.key] = say(plan.author, "proposal-submitted", topic=plan.topic, **fields)

    def _effects(self, plan: ProposalPlan) -> list[dict[str, Any]]:
        if plan.ratifies:
            return [{"effect": "ratify-rulebook", "number": plan.ratifies}]
        if plan.change:
            latest = self.scenario.latest_rulebook()
            return [{"effect": "adopt-rulebook", "rulebook": plan.change({**latest, "number": latest["number"] + 1})}]
        if plan.opens:
            return [dict(plan.opens)]
        if plan.shares:
            return [self._share(share) for share in plan.shares]
        return [self._effect(grant) for grant in plan.grants] or [{"effect": "record-resolution"}]

    def _share(self, share: Share) -> dict[str, Any]:
        ends = self.scenario.end + share.days * DAY
        fields = {"amount": share.amount, "currency": share.currency, "effect": "appropriate"}
        return fields | {"ends": ends, "programme": share.programme, "starts": 0}

    def _revise(self, plan: ProposalPlan) -> None:
        before = self.scenario.fact(Proposal, self.ids[plan.key])
        if before is None:
            raise KeyError(plan.key)
        kept = {"effects": before.effects, "title": before.title, "version": before.version + 1}
        self._about(plan.author, "proposal-revised", plan, body=self.scenario.text(plan.revised[1].strip()), **kept)

    def _turn(self, turn: PlannedAct, plan: ProposalPlan) -> None:
        fields = {**turn.fields, turn.text: self.scenario.text(turn.words)}
        self.scenario.say(turn.who, turn.kind, proposal=self.ids[plan.key], **fields)

    def _effect(self, grant: Grant) -> dict[str, Any]:
        payee: dict[str, str] = {"name": "", "type": "outside"}
        if grant.payee.startswith("@"):
            payee = {"member": self.scenario.people[grant.payee[1:]].member, "type": "member"}
        else:
            payee["name"] = self.scenario.text(grant.payee)
        return {
            "cap": grant.cap,
            "currency": grant.currency,
            "effect": "grant-mandate",
            "expires_days": grant.days,
            "payee": payee,
            "programme": grant.programme,
            "purpose": self.scenario.text(grant.purpose),
            "tranches": [
                {"amount": amount, "condition": self.scenario.text(condition) if condition else ""}
                for amount, condition in grant.tranches
            ],
        }

    def _about(self, who: str, kind: str, plan: ProposalPlan, **fields: Any) -> None:
        self.scenario.say(who, kind, proposal=self.ids[plan.key], **fields)

    def _schedule_ballots(self, number: int, plan: ProposalPlan, opens: int) -> None:
        for place, character in enumerate(CHARACTERS):
            score = (place * 37 + number * 61) % 100
            choice = plan.votes.get(character.key, _choice(score, plan))
            if choice in ("", "-"):
                continue
            first = opens - FIRST - 6 * ((score * 7 + place) % SLOTS)
            ballots = [(first, choice)]
            if score % 11 == 3:  # some change their vote
                ballots = [(first, "no" if choice == "yes" else "yes"), (first - 3, choice)]
            elif score % 31 == 7:  # and few withdraw their ballot
                ballots.append((first - 2, ""))
            for hours, ballot in ballots:
                if hours > 0:
                    self.scenario.schedule(
                        hours,
                        lambda who=character.key, choice=ballot: self.cast(who, plan.key, choice),  # type: ignore[misc]
                    )

    def cast(self, who: str, key: str, choice: Any) -> None:
        """Cast a ballot of an elector, following the previous ballot if any."""
        member = self.scenario.people[who].member
        proposal = self.scenario.fact(Proposal, self.ids[key])
        poll = proposal.poll if proposal else ""
        if self.scenario.fact(Elector, poll, member) is None:
            return
        prev, seq = self.ballots.get((poll, who), ("", 0))
        id_ = self.scenario.say(who, "ballot-cast", choice=choice, poll=poll, prev=prev, seq=seq + 1)
        self.ballots[poll, who] = (id_, seq + 1)


def _choice(score: int, plan: ProposalPlan) -> str:
    shares: Mapping[str, int] = {"yes": plan.yes, "no": plan.no, "abstain": plan.abstain}
    for choice in CHOICES:
        if score < shares[choice]:
            return choice
        score -= shares[choice]
    return ""

"""Invariants after every step: sums, limits, final states, and changes of the rules."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection, select

from govern.protocol import facts
from govern.protocol.units import HOUR
from govern.rules import clerk
from govern.rules.proposals.stages import FINAL, Stage
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, rules_of
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow, in_stage
from tests.e2e.machine.world import World

# A vote that is over may open again, by the extension that a late turn brings; a review may need more sponsors after
# a revision; a challenge ends. Nothing else ever goes back.
RANK: Final[dict[Stage, int]] = {
    "gathering": 0,
    "review": 0,
    "announced": 2,
    "open": 3,
    "closing": 3,
    "standstill": 4,
    "challenged": 4,
    "passed": 5,
} | dict.fromkeys(FINAL, 6)


def people_and_tokens_add_up(world: World) -> None:
    """The community's numbers are those of its members."""
    community = world.shadow.state.community()
    assert community is not None
    here = [one for one in world.shadow.all(facts.Member) if not one.left_at]
    assert community.members == len(here)
    assert community.supply == sum(one.tokens for one in here)
    assert community.administrators == len(world.holders("administrator")) >= 1
    for club in world.shadow.all(facts.Club):
        active = [one for one in world.shadow.all(facts.ClubMember) if one.active and one.club == club.club]
        assert club.members == len(active)


def nobody_who_left_holds_anything(world: World) -> None:
    """Offices and memberships are held by people who are here, and offices of a club by its members."""
    here = {one.member for one in world.present()}
    inside = {(one.club, one.member) for one in world.shadow.all(facts.ClubMember) if one.active}
    assert {member for _, member in inside} <= here
    for role in world.roles():
        assert role.member in here
        assert role.scope == COMMUNITY or (role.scope, role.member) in inside


def money_stays_within_its_mandates(world: World) -> None:
    """Paid and reserved are what was paid and asked for, and never more than what is released of the cap."""
    paid, reserved = Counter[str](), Counter[str]()
    for asked in world.shadow.all(facts.Disbursement):
        reserved[asked.mandate] += asked.amount - asked.paid if asked.state in ("requested", "approved") else 0
    for payment in world.shadow.all(facts.Payment):
        paid[payment.mandate] += 0 if payment.reversed_at else payment.amount - payment.refunded
    for mandate in world.shadow.all(facts.Mandate):
        assert (mandate.paid, mandate.reserved) == (paid[mandate.id], reserved[mandate.id])
        assert mandate.paid + mandate.reserved <= mandate.released <= mandate.cap


def what_was_set_aside_is_not_exceeded(world: World) -> None:
    """Rounds award no more than their sum, pools than their hours' money, and lines bear no more than they have."""
    asked, streams = world.shadow.all(facts.Application), world.shadow.all(facts.Stream)
    for one in world.shadow.all(facts.GrantRound):
        won = [app for app in asked if app.id in one.awards]
        assert one.awarded == sum(app.amount for app in won) <= one.sum
        assert all(app.scores * one.least <= app.points and not app.withdrawn_at for app in won)
        assert one.granted == sum(bool(app.mandate) for app in won)
    for pool in world.shadow.all(facts.Pool):
        awarded = sum(stream.awarded for stream in streams if stream.pool == pool.id)
        assert awarded + pool.left <= pool.hourly * ((pool.ends - pool.starts) // HOUR)
        assert pool.paid_until <= pool.ends
    for line in world.shadow.all(facts.BudgetLine):
        assert min(line.encumbered, line.spent) >= 0
        assert line.encumbered + line.spent <= line.amount


def accounts_hold_what_moved(world: World) -> None:
    """Each entry balances in every currency; each account is the sum of its postings, and has what left it."""
    entries, balance = Counter[tuple[str, str]](), Counter[str]()
    for posting in world.shadow.all(facts.Posting):
        entries[posting.entry, posting.currency] += posting.amount
        balance[posting.account] += posting.amount
    assert not any(entries.values())
    for account in world.shadow.all(facts.Account):
        assert account.balance == balance[account.account]
        assert account.kind != "assets" or account.balance >= min(account.floor, 0)
    received = sum(one.amount for one in world.shadow.all(facts.Income) if not one.reversed_at)
    spent = sum(one.charged + one.fee for one in world.shadow.all(facts.Payment) if not one.reversed_at)
    back = sum(one.received for one in world.shadow.all(facts.Refund))
    moved = [one for one in world.shadow.all(facts.Transfer) if not one.reversed_at]
    between = sum(one.received - one.amount - one.fee for one in moved)
    own = sum(one.balance for one in world.shadow.all(facts.Account) if one.kind == "assets")
    assert own == received - spent + back + between


def only_electors_vote(world: World) -> None:
    """Each ballot is an elector's, weighs what the roll says, and was cast while its vote was open."""
    for ballot in world.shadow.all(facts.Ballot):
        elector = world.shadow.get(facts.Elector, ballot.poll, ballot.member)
        poll = world.shadow.get(facts.Poll, ballot.poll)
        assert elector is not None
        assert poll is not None
        assert ballot.weight == elector.weight
        assert poll.opens <= ballot.at < poll.closes <= poll.hard_end


def only_an_amendment_changes_ratified_rules(world: World) -> None:
    """Rules adopted after the ratification came from a passed proposal, as voted on, and not at once."""
    for adopted in world.shadow.all(facts.Rulebook):
        holder = world.shadow.state.community() if adopted.scope == COMMUNITY else _club(world, adopted.scope)
        assert holder is not None
        if adopted.proposal:
            _follows_from_its_vote(world, adopted)
        else:
            assert not holder.ratified_at or adopted.at <= holder.ratified_at


def _club(world: World, scope: str) -> facts.Club | None:
    return world.shadow.get(facts.Club, scope)


def _follows_from_its_vote(world: World, adopted: facts.Rulebook) -> None:
    proposal = world.shadow.get(facts.Proposal, adopted.proposal)
    assert proposal is not None
    assert (proposal.kind, proposal.outcome, proposal.scope) == ("amendment", "passed", adopted.scope)
    assert proposal.effects == [{"effect": "adopt-rulebook", "rulebook": adopted.rules}]
    assert proposal.carried_out_at == adopted.at >= proposal.standstill_ends
    before = in_force(world.shadow.state, adopted.scope, adopted.at - 1)
    assert adopted.effective_at >= adopted.at + rules_of(world.shadow.state, before.scope, before.number).delay_ms


def each_ratification_was_voted_on(world: World) -> None:
    """Rules are ratified once, by an amendment that passed, and those that its proposal named were the latest then."""
    community, clubs = world.shadow.state.community(), world.shadow.all(facts.Club)
    assert community is not None
    ratified = {COMMUNITY: community.ratified_at} | {club.club: club.ratified_at for club in clubs}
    found = dict.fromkeys(ratified, 0)
    entered = {one.proposal: one.index for one in world.shadow.all(facts.Resolution)}
    for one in world.shadow.all(facts.Proposal):
        if one.carried_out_at and one.effects[0]["effect"] == "ratify-rulebook":
            assert (one.kind, one.outcome, found[one.scope]) == ("amendment", "passed", 0)
            found[one.scope] = one.carried_out_at
            adopted = [book for book in world.shadow.all(facts.Rulebook) if book.index < entered[one.id]]
            assert one.effects[0]["number"] == max(book.number for book in adopted if book.scope == one.scope)
    assert found == ratified


def each_end_was_open_to_its_proposal(world: World) -> None:
    """Taken back before the announcement, cancelled before the vote, stopped in the standstill, or carried out."""
    for one in world.shadow.all(facts.Proposal):
        poll = world.poll_of(one)
        assert not one.withdrawn_at or poll is None
        assert not one.cancelled_at or poll is None or one.cancelled_at < poll.opens
        assert not one.vetoed_at or (one.outcome == "passed" and one.vetoed_at < one.standstill_ends)
        assert not one.expired_at or (one.outcome == "passed" and one.expired_at >= one.grace_ends)
        if one.carried_out_at:
            assert one.outcome == "passed"
            assert one.standstill_ends <= one.carried_out_at < one.grace_ends
            assert not one.vetoed_at
            assert not one.challenged_at or one.ruling == "upheld" or one.carried_out_at >= one.ruling_ends


def the_clerk_is_not_behind(world: World) -> None:
    """After a tick nothing is due but what cannot be carried out."""
    for proposal in world.shadow.state.due(world.now):
        assert clerk.task(world.shadow.state, proposal, world.now, world.shadow.size, world.shadow.root) is None


ALWAYS: Final[tuple[Callable[[World], None], ...]] = (
    people_and_tokens_add_up,
    nobody_who_left_holds_anything,
    money_stays_within_its_mandates,
    what_was_set_aside_is_not_exceeded,
    accounts_hold_what_moved,
    only_electors_vote,
    only_an_amendment_changes_ratified_rules,
    each_ratification_was_voted_on,
    each_end_was_open_to_its_proposal,
)


class PastStates:
    """Past facts that must not change: stages that are final, and the rulebook of each past moment."""

    def __init__(self) -> None:
        self._stages: dict[str, Stage] = {}
        self._rulebooks: dict[tuple[str, int], tuple[str, int]] = {}
        self._ended: set[str] = set()

    def stays(self, world: World) -> None:
        """No proposal goes back, least of all from its end; no past moment gets other rules; no key comes back."""
        ended = {one.keyid for one in world.shadow.all(facts.Key) if 0 < one.ended_at <= world.now}
        assert self._ended <= ended
        self._ended = ended
        for proposal in world.shadow.all(facts.Proposal):
            now, before = world.stage(proposal), self._stages.get(proposal.id, "gathering")
            assert now == before or before not in FINAL, f"{before} became {now}"
            assert RANK[now] >= RANK[before], f"{before} became {now}"
            self._stages[proposal.id] = now
        for (scope, moment), known in self._rulebooks.items():
            found = in_force(world.shadow.state, scope, moment)
            assert (found.scope, found.number) == known
        for scope in [COMMUNITY, *(club.club for club in world.shadow.all(facts.Club))]:
            found = in_force(world.shadow.state, scope, world.now - 1)
            self._rulebooks[scope, world.now - 1] = found.scope, found.number

    @property
    def stages(self) -> Mapping[str, Stage]:
        """The stage of each proposal at the last look."""
        return self._stages


def the_database_knows_each_stage(world: World, connection: Connection) -> None:
    """Lists find a proposal at the stage that the rules compute, and at no other."""
    for stage in RANK:
        query = select(ProposalRow.id).outerjoin(PollRow, PollRow.id == ProposalRow.poll)
        found = set(connection.scalars(query.where(in_stage(stage, world.now))))
        assert found == {one.id for one in world.at_stage(stage)}, stage


def results_are_recounted(world: World) -> None:
    """Each result is what a plain walk along the delegations gives, elector by elector."""
    for result in world.shadow.all(facts.Result):
        poll = world.shadow.get(facts.Poll, result.poll)
        assert poll is not None
        depth = rules_of(world.shadow.state, poll.rulebook_scope, poll.rulebook).delegation.depth
        roll = {one.member: one.weight for one in world.shadow.all(facts.Elector) if one.poll == poll.id}
        choices = {member: _choice(world, poll.id, member, depth) for member in roll}
        assert result.tally == _tally(choices, roll)
        for chamber in result.chambers:
            lines = [one for one in world.shadow.all(facts.ChamberElector) if one.poll == poll.id]
            own = {one.member: one.weight for one in lines if one.chamber == chamber["id"]}
            assert chamber["tally"] == _tally(choices, own)


def _choice(world: World, poll: str, member: str, depth: int) -> str:
    for _ in range(depth + 1):
        ballot = world.shadow.get(facts.Ballot, poll, member)
        if ballot is not None and ballot.choice:
            return str(ballot.choice)
        delegation = world.shadow.get(facts.FrozenDelegation, poll, member)
        if delegation is None:
            return ""
        member = delegation.delegate
    return ""


def _tally(choices: Mapping[str, str], weights: Mapping[str, int]) -> dict[str, int]:
    tally = dict.fromkeys(("yes", "no", "abstain"), 0)
    for member, weight in weights.items():
        if choices[member]:
            tally[choices[member]] += weight
    return tally

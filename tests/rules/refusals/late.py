"""Refusals of statements at the wrong time, repeated ones, and clerk statements without a cause."""

from typing import Any

from govern.protocol import facts
from govern.rules.treasury import grants
from govern.rules.voting import draws
from tests.dsl.grants import apply, ask, open_pool, open_round, score
from tests.dsl.lifecycle import adopt
from tests.dsl.money import bring_in, reconcile, row
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


def _draw(community: InMemoryCommunity) -> facts.Draw:
    fields = {"count": 1, "draws_at": community.clock() + 3_600_000, "role": "", "rotation": "", "scope": "community"}
    return community.state(
        facts.Draw, community.say(ADA, "draw-called", {"purpose": "Who opens the hall"}, **fields).id
    )


def _drawn(community: InMemoryCommunity, draw: facts.Draw, **changes: Any) -> None:
    stated = draws.outcome(community.memory, draw, community.tree.size, community.root())
    community.state_as_clerk("draw-made", stated.to_dict() | changes)


@refused_with("clerk_early")
def a_draw_made_before_its_time(community: InMemoryCommunity) -> None:
    _drawn(community, _draw(community))


@refused_with("clerk_early")
def a_draw_made_twice(community: InMemoryCommunity) -> None:
    draw = _draw(community)
    community.clock.advance(hours=1)
    for _ in range(2):
        _drawn(community, draw)


@refused_with("clerk_differs")
def a_draw_of_somebody_else(community: InMemoryCommunity) -> None:
    draw = _draw(community)
    community.clock.advance(hours=1)
    drawn = draws.outcome(community.memory, draw, community.tree.size, community.root()).drawn
    _drawn(community, draw, drawn=[next(one.member for one in (ADA, BO) if one.member not in drawn)])


@refused_with("clerk_early")
def a_term_that_ends_of_a_motion(community: InMemoryCommunity) -> None:
    community.state_as_clerk("term-ended", {"community": community.id, "proposal": community.propose(GIL, "A pond")})


@refused_with("clerk_differs")
def a_vote_extended_without_a_late_turn(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    closes = community.state(facts.Poll, poll).closes
    community.clock.set(closes)
    stated = {"closes": closes + 1, "community": community.id, "from": "rejected", "poll": poll, "to": "passed"}
    community.state_as_clerk("voting-extended", stated)


@refused_with("clerk_early")
def a_vote_extended_before_its_end(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    stated = {"closes": community.clock(), "community": community.id, "from": "rejected", "poll": poll, "to": "passed"}
    community.state_as_clerk("voting-extended", stated)


@refused_with("clerk_early")
def a_pool_shared_before_its_time(community: InMemoryCommunity) -> None:
    pool = community.state(facts.Pool, open_pool(community))
    stated = {"community": community.id, "hours": 1, "paid": [], "pool": pool.id, "returned": 0, "until": 1}
    community.state_as_clerk("pool-shared", stated)


@refused_with("round_time")
def an_application_taken_back_twice(community: InMemoryCommunity) -> None:
    application = apply(community, BO, open_round(community), 1)
    for _ in range(2):
        community.say(BO, "application-withdrawn", application=application)


@refused_with("round_time")
def an_application_taken_back_after_the_scores(community: InMemoryCommunity) -> None:
    application = apply(community, BO, open_round(community), 1)
    community.clock.set(
        community.state(facts.GrantRound, community.state(facts.Application, application).round).score_until
    )
    community.say(BO, "application-withdrawn", application=application)


@refused_with("clerk_differs")
def an_award_to_another_application_than_the_next(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    round_ = open_round(community)
    won = [apply(community, who, round_, 1) for who in (EVA, FAY)]
    community.pass_time(days=7)
    for application in won:
        score(community, CHEN, application, 80)
    community.clock.set(community.state(facts.GrantRound, round_).score_until)
    kind, stated = community.due_of(community.state(facts.GrantRound, round_))
    community.state_as_clerk(kind, stated)
    decided = community.state(facts.GrantRound, round_)
    honest = grants.awarding(community.memory, decided, community.clock())
    community.state_as_clerk("grant-awarded", honest.to_dict() | {"application": decided.awards[1]})


@refused_with("pool_over")
def a_stream_ended_twice(community: InMemoryCommunity) -> None:
    stream = ask(community, BO, open_pool(community), 1)
    for _ in range(2):
        community.say(BO, "stream-ended", stream=stream)


@refused_with("import_late")
def an_imported_entry_reversed_after_its_account_moved(community: InMemoryCommunity) -> None:
    main, opening = community.open_account(), community.open_account(name="opening", kind="equity")
    statement = bring_in(community, row(community, "2020-01-01", (main, 5), (opening, -5)))
    community.receive_money(main, 1)
    community.reverse(EVA, f"{statement}-1", on="2020-01-02")


@refused_with("month_reconciled")
def a_month_reconciled_twice(community: InMemoryCommunity) -> None:
    main = community.open_account()
    community.receive_money(main, 5)
    community.pass_time(days=40)
    for _ in range(2):
        reconcile(community, main, "2026-01", 5)


@refused_with("entry_unknown")
def a_reconciliation_that_names_no_entry(community: InMemoryCommunity) -> None:
    main = community.open_account()
    community.pass_time(days=40)
    reconcile(community, main, "2026-01", 0, "0" * 64)


@refused_with("role_needed")
def an_approval_by_somebody_without_an_office(community: InMemoryCommunity) -> None:
    community.approve(BO, community.request(GIL, community.mandate(), 5))


@refused_with("proposer_role")
def a_proposal_by_one_who_holds_another_role(community: InMemoryCommunity) -> None:
    adopt(community, proposer="arbiter")
    community.propose(DI, "A pond")


@refused_with("rulebook_number")
def a_rulebook_adopted_out_of_order(community: InMemoryCommunity) -> None:
    community.say(ADA, "rulebook-adopted", rulebook=motion_rules() | {"number": 3}, scope="community")

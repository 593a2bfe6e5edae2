"""Scenes of what is said at the wrong moment, twice, or by the clerk without cause."""

from typing import Any

from govern.protocol import facts
from govern.rules.treasury import grants
from govern.rules.voting import draws, polls
from tests.dsl.grants import apply, ask, open_pool, open_round, score
from tests.dsl.lifecycle import adopt
from tests.dsl.money import bring_in, reconcile, row
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, motion_rules
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


def _draw(hall: InMemoryCommunity) -> facts.Draw:
    fields = {"count": 1, "draws_at": hall.clock() + 3_600_000, "role": "", "rotation": "", "scope": "community"}
    return hall.state(facts.Draw, hall.say(ADA, "draw-called", {"purpose": "Who opens the hall"}, **fields).id)


def _drawn(hall: InMemoryCommunity, draw: facts.Draw, **changes: Any) -> None:
    stated = draws.outcome(hall.memory, draw, hall.tree.size, hall.root())
    hall.state_as_clerk("draw-made", stated | changes)


@refused_with("clerk_early")
def a_draw_made_before_its_time(hall: InMemoryCommunity) -> None:
    _drawn(hall, _draw(hall))


@refused_with("clerk_early")
def a_draw_made_twice(hall: InMemoryCommunity) -> None:
    draw = _draw(hall)
    hall.clock.advance(hours=1)
    for _ in range(2):
        _drawn(hall, draw)


@refused_with("clerk_differs")
def a_draw_of_somebody_else(hall: InMemoryCommunity) -> None:
    draw = _draw(hall)
    hall.clock.advance(hours=1)
    drawn = draws.outcome(hall.memory, draw, hall.tree.size, hall.root())["drawn"]
    _drawn(hall, draw, drawn=[next(one.member for one in (ADA, BO) if one.member not in drawn)])


@refused_with("clerk_early")
def a_term_that_ends_of_a_motion(hall: InMemoryCommunity) -> None:
    hall.state_as_clerk("term-ended", {"community": hall.id, "proposal": hall.propose(GIL, "A pond")})


@refused_with("clerk_differs")
def a_vote_extended_without_a_late_turn(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    closes = hall.state(facts.Poll, poll).closes
    hall.clock.set(closes)
    stated = {"closes": closes + 1, "community": hall.id, "from": "rejected", "poll": poll, "to": "passed"}
    hall.state_as_clerk("voting-extended", stated)


@refused_with("clerk_early")
def a_vote_extended_before_its_end(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    stated = {"closes": hall.clock(), "community": hall.id, "from": "rejected", "poll": poll, "to": "passed"}
    hall.state_as_clerk("voting-extended", stated)


@refused_with("clerk_differs")
def a_clerks_statement_that_lacks_a_field(hall: InMemoryCommunity) -> None:
    del hall
    polls.compare({"poll": "0" * 64}, {"closes": 1, "poll": "0" * 64})


@refused_with("clerk_early")
def a_pool_shared_before_its_time(hall: InMemoryCommunity) -> None:
    pool = hall.state(facts.Pool, open_pool(hall))
    stated = {"community": hall.id, "hours": 1, "paid": [], "pool": pool.id, "returned": 0, "until": 1}
    hall.state_as_clerk("pool-shared", stated)


@refused_with("round_time")
def an_application_taken_back_twice(hall: InMemoryCommunity) -> None:
    application = apply(hall, BO, open_round(hall), 1)
    for _ in range(2):
        hall.say(BO, "application-withdrawn", application=application)


@refused_with("round_time")
def an_application_taken_back_after_the_scores(hall: InMemoryCommunity) -> None:
    application = apply(hall, BO, open_round(hall), 1)
    hall.clock.set(hall.state(facts.GrantRound, hall.state(facts.Application, application).round).score_until)
    hall.say(BO, "application-withdrawn", application=application)


@refused_with("clerk_differs")
def an_award_to_another_application_than_the_next(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "arbiter")
    round_ = open_round(hall)
    won = [apply(hall, who, round_, 1) for who in (EVA, FAY)]
    hall.pass_time(days=7)
    for application in won:
        score(hall, CHEN, application, 80)
    hall.clock.set(hall.state(facts.GrantRound, round_).score_until)
    kind, stated = hall.due_of(hall.state(facts.GrantRound, round_))
    hall.state_as_clerk(kind, stated)
    decided = hall.state(facts.GrantRound, round_)
    honest = grants.awarding(hall.memory, decided, hall.clock())
    hall.state_as_clerk("grant-awarded", honest | {"application": decided.awards[1]})


@refused_with("pool_over")
def a_stream_ended_twice(hall: InMemoryCommunity) -> None:
    stream = ask(hall, BO, open_pool(hall), 1)
    for _ in range(2):
        hall.say(BO, "stream-ended", stream=stream)


@refused_with("import_late")
def an_imported_entry_reversed_after_its_account_moved(hall: InMemoryCommunity) -> None:
    main, opening = hall.open_account(), hall.open_account(name="opening", kind="equity")
    statement = bring_in(hall, row(hall, "2020-01-01", (main, 5), (opening, -5)))
    hall.receive_money(main, 1)
    hall.reverse(EVA, f"{statement}-1", on="2020-01-02")


@refused_with("month_reconciled")
def a_month_reconciled_twice(hall: InMemoryCommunity) -> None:
    main = hall.open_account()
    hall.receive_money(main, 5)
    hall.pass_time(days=40)
    for _ in range(2):
        reconcile(hall, main, "2026-01", 5)


@refused_with("entry_unknown")
def a_reconciliation_that_names_no_entry(hall: InMemoryCommunity) -> None:
    main = hall.open_account()
    hall.pass_time(days=40)
    reconcile(hall, main, "2026-01", 0, "0" * 64)


@refused_with("role_needed")
def an_approval_by_somebody_without_an_office(hall: InMemoryCommunity) -> None:
    hall.approve(BO, hall.request(GIL, hall.mandate(), 5))


@refused_with("proposer_role")
def a_proposal_by_one_who_holds_another_role(hall: InMemoryCommunity) -> None:
    adopt(hall, proposer="arbiter")
    hall.propose(DI, "A pond")


@refused_with("rulebook_number")
def a_rulebook_adopted_out_of_order(hall: InMemoryCommunity) -> None:
    hall.say(ADA, "rulebook-adopted", rulebook=motion_rules() | {"number": 3}, scope="community")

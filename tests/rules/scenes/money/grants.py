"""Scenes of grant rounds and streams (rules 7.25 to 7.28)."""

from govern.protocol import facts
from govern.rules.treasury import streams
from tests.dsl.grants import apply, ask, open_pool, open_round, score, support
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with

NOTHING = "0" * 64


@refused_with("round_unknown")
def an_application_to_no_round(hall: InMemoryCommunity) -> None:
    apply(hall, BO, NOTHING, 1)


@refused_with("round_time")
def an_application_after_its_time(hall: InMemoryCommunity) -> None:
    round_ = open_round(hall)
    hall.pass_time(days=7)
    apply(hall, BO, round_, 1)


@refused_with("round_time")
def a_score_while_applications_still_come(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "arbiter")
    score(hall, CHEN, apply(hall, BO, open_round(hall), 1), 60)


@refused_with("round_time")
def a_score_of_an_application_taken_back(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "arbiter")
    application = apply(hall, BO, open_round(hall), 1)
    hall.say(BO, "application-withdrawn", application=application)
    hall.pass_time(days=7)
    score(hall, CHEN, application, 60)


@refused_with("application_amount")
def an_application_for_more_than_there_is(hall: InMemoryCommunity) -> None:
    apply(hall, BO, open_round(hall, 100), 101)


@refused_with("application_unknown")
def a_score_of_nothing(hall: InMemoryCommunity) -> None:
    score(hall, BO, NOTHING, 60)


@refused_with("application_other")
def an_application_taken_back_by_another(hall: InMemoryCommunity) -> None:
    application = apply(hall, BO, open_round(hall), 1)
    hall.say(CHEN, "application-withdrawn", application=application)


@refused_with("role_needed")
def a_score_by_someone_who_is_not_of_the_committee(hall: InMemoryCommunity) -> None:
    application = apply(hall, BO, open_round(hall), 1)
    hall.pass_time(days=7)
    score(hall, DI, application, 60)


@refused_with("scorer_not_separate")
def a_score_of_ones_own_application(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    application = apply(hall, BO, open_round(hall), 1, "The Printers")
    hall.pass_time(days=7)
    score(hall, BO, application, 60)


@refused_with("scorer_not_separate")
def a_score_by_the_one_who_would_be_paid(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "arbiter")
    application = apply(hall, BO, open_round(hall), 1, CHEN)
    hall.pass_time(days=7)
    score(hall, CHEN, application, 60)


@refused_with("field_invalid")
def more_points_than_a_hundred(hall: InMemoryCommunity) -> None:
    score(hall, BO, NOTHING, 101)


@refused_with("clerk_early")
def a_round_decided_before_all_could_score(hall: InMemoryCommunity) -> None:
    round_ = hall.state(facts.GrantRound, open_round(hall))
    said = {"awards": [], "community": hall.id, "log_root": "A" * 43 + "=", "log_size": hall.tree.size}
    hall.state_as_clerk("round-decided", said | {"round": round_.id})


@refused_with("clerk_early")
def an_award_that_nobody_decided(hall: InMemoryCommunity) -> None:
    application = apply(hall, BO, open_round(hall), 1)
    said = {"application": application, "community": hall.id, "expires": hall.clock() + 1}
    hall.state_as_clerk("grant-awarded", said)


@refused_with("reporter_not_allowed")
def a_report_on_what_others_did(hall: InMemoryCommunity) -> None:
    hall.say(BO, "report-filed", {"text": "All is well"}, files=[], mandate=hall.mandate())


@refused_with("pool_unknown")
def a_stream_out_of_no_pool(hall: InMemoryCommunity) -> None:
    pool = open_pool(hall)
    fields = {"ends": hall.state(facts.Pool, pool).ends, "hourly": 1, "payee": {"member": BO.member, "type": "member"}}
    hall.say(BO, "stream-asked", {"purpose": "Work"}, pool=NOTHING, starts=0, **fields)


@refused_with("pool_over")
def a_stream_out_of_a_pool_that_is_over(hall: InMemoryCommunity) -> None:
    pool = open_pool(hall, days=2)
    hall.pass_time(days=2)
    ask(hall, BO, pool, 1)


@refused_with("pool_over")
def support_for_a_stream_that_has_ended(hall: InMemoryCommunity) -> None:
    stream = ask(hall, BO, open_pool(hall), 1)
    hall.say(BO, "stream-ended", stream=stream)
    support(hall, stream, CHEN)


@refused_with("pool_full")
def one_stream_too_many(hall: InMemoryCommunity) -> None:
    pool = open_pool(hall)
    for _ in range(streams.MOST_STREAMS + 1):
        ask(hall, BO, pool, 1)


@refused_with("stream_time")
def a_stream_beyond_its_pool(hall: InMemoryCommunity) -> None:
    pool = open_pool(hall)
    ask(hall, BO, pool, 1, ends=hall.state(facts.Pool, pool).ends + 1)


@refused_with("stream_unknown")
def support_for_nothing(hall: InMemoryCommunity) -> None:
    support(hall, NOTHING, BO)


@refused_with("stream_other")
def a_stream_ended_by_another(hall: InMemoryCommunity) -> None:
    hall.say(CHEN, "stream-ended", stream=ask(hall, BO, open_pool(hall), 1))


@refused_with("support_unchanged")
def support_given_twice(hall: InMemoryCommunity) -> None:
    support(hall, ask(hall, BO, open_pool(hall), 1), DI, DI)


@refused_with("clerk_differs")
def a_pool_that_pays_somebody_unsupported(hall: InMemoryCommunity) -> None:
    pool = open_pool(hall)
    stream = ask(hall, FAY, pool, 10)
    hall.clock.advance(days=1)
    _, honest = hall.due_of(hall.state(facts.Pool, pool))
    lie = {"paid": [{"amount": 240, "stream": stream}], "returned": honest["returned"] - 240}
    hall.state_as_clerk("pool-shared", honest | lie)


@refused_with("clerk_differs")
def an_award_to_an_application_below_the_least_score(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "arbiter")
    application = apply(hall, GIL, open_round(hall), 100)
    hall.pass_time(days=7)
    score(hall, CHEN, application, 49)
    round_ = hall.state(facts.Application, application).round
    hall.clock.set(hall.state(facts.GrantRound, round_).score_until)
    _, honest = hall.due_of(hall.state(facts.GrantRound, round_))
    hall.state_as_clerk("round-decided", honest | {"awards": [application]})


@refused_with("approver_not_separate")
def a_grant_whose_applicant_approves_the_request(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "arbiter")
    application = apply(hall, EVA, open_round(hall), 100)
    hall.pass_time(days=7)
    score(hall, CHEN, application, 80)
    hall.pass_time(days=7)
    mandate = hall.state(facts.Application, application).mandate
    hall.approve(EVA, hall.request(EVA, mandate, 50))

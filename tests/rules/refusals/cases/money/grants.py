"""Refusals about grant rounds and streams (rules 7.25 to 7.28)."""

from govern.protocol import facts
from govern.rules.treasury import streams
from tests.dsl.grants import apply, ask, open_pool, open_round, score, support
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with

NOTHING = "0" * 64


@refused_with("round_unknown")
def an_application_to_no_round(community: InMemoryCommunity) -> None:
    apply(community, BO, NOTHING, 1)


@refused_with("round_time")
def an_application_after_its_time(community: InMemoryCommunity) -> None:
    round_ = open_round(community)
    community.pass_time(days=7)
    apply(community, BO, round_, 1)


@refused_with("round_time")
def a_score_while_applications_still_come(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    score(community, CHEN, apply(community, BO, open_round(community), 1), 60)


@refused_with("round_time")
def a_score_of_an_application_taken_back(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    application = apply(community, BO, open_round(community), 1)
    community.say(BO, "application-withdrawn", application=application)
    community.pass_time(days=7)
    score(community, CHEN, application, 60)


@refused_with("application_amount")
def an_application_for_more_than_there_is(community: InMemoryCommunity) -> None:
    apply(community, BO, open_round(community, 100), 101)


@refused_with("application_unknown")
def a_score_of_nothing(community: InMemoryCommunity) -> None:
    score(community, BO, NOTHING, 60)


@refused_with("application_other")
def an_application_taken_back_by_another(community: InMemoryCommunity) -> None:
    application = apply(community, BO, open_round(community), 1)
    community.say(CHEN, "application-withdrawn", application=application)


@refused_with("role_needed")
def a_score_by_someone_who_is_not_of_the_committee(community: InMemoryCommunity) -> None:
    application = apply(community, BO, open_round(community), 1)
    community.pass_time(days=7)
    score(community, DI, application, 60)


@refused_with("scorer_not_separate")
def a_score_of_ones_own_application(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    application = apply(community, BO, open_round(community), 1, "The Printers")
    community.pass_time(days=7)
    score(community, BO, application, 60)


@refused_with("scorer_not_separate")
def a_score_by_the_one_who_would_be_paid(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    application = apply(community, BO, open_round(community), 1, CHEN)
    community.pass_time(days=7)
    score(community, CHEN, application, 60)


@refused_with("field_invalid")
def more_points_than_a_hundred(community: InMemoryCommunity) -> None:
    score(community, BO, NOTHING, 101)


@refused_with("clerk_early")
def a_round_decided_before_all_could_score(community: InMemoryCommunity) -> None:
    round_ = community.state(facts.GrantRound, open_round(community))
    said = {"awards": [], "community": community.id, "log_root": "A" * 43 + "=", "log_size": community.tree.size}
    community.state_as_clerk("round-decided", said | {"round": round_.id})


@refused_with("clerk_early")
def an_award_that_nobody_decided(community: InMemoryCommunity) -> None:
    application = apply(community, BO, open_round(community), 1)
    said = {"application": application, "community": community.id, "expires": community.clock() + 1}
    community.state_as_clerk("grant-awarded", said)


@refused_with("reporter_not_allowed")
def a_report_on_what_others_did(community: InMemoryCommunity) -> None:
    community.say(BO, "report-filed", {"text": "All is well"}, files=[], mandate=community.mandate())


@refused_with("pool_unknown")
def a_stream_out_of_no_pool(community: InMemoryCommunity) -> None:
    pool = open_pool(community)
    fields = {
        "ends": community.state(facts.Pool, pool).ends,
        "hourly": 1,
        "payee": {"member": BO.member, "type": "member"},
    }
    community.say(BO, "stream-asked", {"purpose": "Work"}, pool=NOTHING, starts=0, **fields)


@refused_with("pool_over")
def a_stream_out_of_a_pool_that_is_over(community: InMemoryCommunity) -> None:
    pool = open_pool(community, days=2)
    community.pass_time(days=2)
    ask(community, BO, pool, 1)


@refused_with("pool_over")
def support_for_a_stream_that_has_ended(community: InMemoryCommunity) -> None:
    stream = ask(community, BO, open_pool(community), 1)
    community.say(BO, "stream-ended", stream=stream)
    support(community, stream, CHEN)


@refused_with("pool_full")
def one_stream_too_many(community: InMemoryCommunity) -> None:
    pool = open_pool(community)
    for _ in range(streams.MOST_STREAMS + 1):
        ask(community, BO, pool, 1)


@refused_with("stream_time")
def a_stream_beyond_its_pool(community: InMemoryCommunity) -> None:
    pool = open_pool(community)
    ask(community, BO, pool, 1, ends=community.state(facts.Pool, pool).ends + 1)


@refused_with("stream_unknown")
def support_for_nothing(community: InMemoryCommunity) -> None:
    support(community, NOTHING, BO)


@refused_with("stream_other")
def a_stream_ended_by_another(community: InMemoryCommunity) -> None:
    community.say(CHEN, "stream-ended", stream=ask(community, BO, open_pool(community), 1))


@refused_with("support_unchanged")
def support_given_twice(community: InMemoryCommunity) -> None:
    support(community, ask(community, BO, open_pool(community), 1), DI, DI)


@refused_with("clerk_differs")
def a_pool_that_pays_somebody_unsupported(community: InMemoryCommunity) -> None:
    pool = open_pool(community)
    stream = ask(community, FAY, pool, 10)
    community.clock.advance(days=1)
    _, honest = community.due_of(community.state(facts.Pool, pool))
    lie = {"paid": [{"amount": 240, "stream": stream}], "returned": honest["returned"] - 240}
    community.state_as_clerk("pool-shared", honest | lie)


@refused_with("clerk_differs")
def an_award_to_an_application_below_the_least_score(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    application = apply(community, GIL, open_round(community), 100)
    community.pass_time(days=7)
    score(community, CHEN, application, 49)
    round_ = community.state(facts.Application, application).round
    community.clock.set(community.state(facts.GrantRound, round_).score_until)
    _, honest = community.due_of(community.state(facts.GrantRound, round_))
    community.state_as_clerk("round-decided", honest | {"awards": [application]})


@refused_with("approver_not_separate")
def a_grant_whose_applicant_approves_the_request(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "arbiter")
    application = apply(community, EVA, open_round(community), 100)
    community.pass_time(days=7)
    score(community, CHEN, application, 80)
    community.pass_time(days=7)
    mandate = community.state(facts.Application, application).mandate
    community.approve(EVA, community.request(EVA, mandate, 50))

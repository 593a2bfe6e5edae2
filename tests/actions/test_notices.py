"""Notices by mail: each receiver gets each once, at the right time, though the mail server may be slow or fail."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from govern.actions.mail import notices
from govern.actions.mail.mailing import PAUSES, MailWorker
from govern.actions.people import pending_keys
from govern.protocol import facts
from govern.record import envelope
from govern.rules.people.signers import Person
from govern.store.private import outbox
from govern.store.private.accounts import UserRow
from govern.store.private.outbox import MailStateRow
from govern.web.words.statements.statement_sentences import occasions
from tests.actions.post import NAMES, CommunityMail, plain, to
from tests.dsl import grants
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, STRANGER, RealCommunity
from tests.tools.mailbox import Mailbox


def test_possible_sponsors_are_notified_once_and_the_author_is_not(post: CommunityMail) -> None:
    post.community.propose(GIL, "A lamp")
    assert post.news() == to("sponsor", "ada", "bo", "chen", "di", "eva", "fay")
    assert post.news() == []
    post.mail_worker = post.another()
    assert post.news() == []


def test_electors_hear_of_announcement_and_opening_and_nonvoters_get_a_reminder(post: CommunityMail) -> None:
    community = post.community
    proposal = community.propose(GIL, "A lamp")
    post.news()
    community.sponsor(proposal, ADA)
    community.pass_until(community.state(facts.Proposal, proposal).due_at)
    poll = community.state(facts.Poll, community.state(facts.Proposal, proposal).poll)
    electors = [name for name, one in NAMES.items() if one in (BO, CHEN, DI, EVA, FAY, GIL)]
    news = post.news()
    assert {line.split(": ")[1] for line in news} == {"roll"}
    electors = [line.split(":")[0] for line in news]
    assert len(electors) > 3
    community.pass_until(poll.opens)
    assert post.news() == to("vote", *electors)
    community.vote(NAMES[electors[0]], poll.id)
    community.pass_until(poll.closes - 24 * 3_600_000 - 1)
    assert post.news() == []
    community.pass_until(poll.closes - 24 * 3_600_000)
    assert post.news() == to("reminder", *electors[1:])
    community.pass_until(poll.closes - 1)
    assert post.news() == []


def test_the_reminder_comes_when_its_reader_wants_it(post: CommunityMail) -> None:
    community = post.community
    poll_id = community.open_vote(community.propose(GIL, "A lamp"), ADA)
    poll = community.state(facts.Poll, poll_id)
    post.news()
    with Session(community.engine) as session, session.begin():
        notices.choose(session, post.id_of(EVA), notices.CHOOSABLE, 3, "en")
    community.pass_until(poll.closes - 24 * 3_600_000)
    assert "eva: reminder" not in post.news()
    community.pass_until(poll.closes - 3 * 3_600_000)
    assert post.news() == ["eva: reminder"]


def test_no_notice_is_sent_of_a_task_that_is_done_before_the_mail_leaves(post: CommunityMail) -> None:
    community = post.community
    proposal = community.propose(GIL, "A lamp")
    community.sponsor(proposal, ADA)
    assert "ada: sponsor" not in post.news()
    gone = community.propose(FAY, "A bench")
    community.say(FAY, "proposal-withdrawn", proposal=gone)
    assert post.news() == []
    assert {row.state for row in post.rows("sponsor", BO) if row.subject == gone} == {"dropped"}


def test_notices_switched_off_or_to_unconfirmed_addresses_are_not_sent(post: CommunityMail) -> None:
    community = post.community
    with Session(community.engine) as session, session.begin():
        notices.switch_off(session, post.id_of(ADA), ["sponsor"])
        session.get_one(UserRow, post.id_of(BO)).email_confirmed_at = 0
        session.get_one(UserRow, post.id_of(CHEN)).disabled_at = 5
    community.propose(GIL, "A lamp")
    assert post.news() == to("sponsor", "di", "eva", "fay")


def test_sponsors_hear_of_a_new_version(post: CommunityMail) -> None:
    community = post.community
    proposal = community.propose(GIL, "A lamp")
    community.sponsor(proposal, ADA)
    post.news()
    texts = {"title": "Two lamps", "body": "Better."}
    effects = [{"effect": "record-resolution"}]
    community.say(GIL, "proposal-revised", texts, proposal=proposal, version=2, effects=effects)
    assert post.news() == ["ada: revised"]


def test_mail_that_was_sent_is_forgotten_after_a_while(post: CommunityMail) -> None:
    post.community.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == ["chen: confirm"]
    post.community.clock.advance(notices.KEPT + 1)
    assert post.news() == []
    assert post.rows("confirm", CHEN) == []


def test_awards_wait_for_another_issuer(post: CommunityMail) -> None:
    post.community.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == ["chen: confirm"]


def test_payment_notices_go_to_those_who_may_approve_and_pay(post: CommunityMail) -> None:
    community = post.community
    proposal = community.propose_spending(GIL, "Paint", community.spending(9_000, "Paint & Sons"))
    poll = community.open_vote(proposal, ADA, BO)
    for one in (BO, CHEN, DI, EVA, FAY, GIL):
        if community.state(facts.Poll, poll) and _is_elector(community, poll, one):
            community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)
    post.news()
    request = community.request(DI, community.mandates(proposal)[0], 1_000)
    assert post.news() == to("approve", "eva", "fay")
    needed = community.state(facts.Disbursement, request).approvals_needed
    for one in (EVA, FAY)[:needed]:
        community.approve(one, request)
    assert post.news() == to("pay", "eva", "fay")


def test_grant_notices_go_to_committee_and_recipients(post: CommunityMail) -> None:
    community = post.community
    community.grant(CHEN, "arbiter")
    community.grant(FAY, "arbiter")
    round_ = grants.open_round(community)
    account = community.open_account()
    community.receive_money(account, 5_000)
    post.news()
    applications = [grants.apply(community, who, round_, 1_000) for who in (BO, FAY)]
    assert post.news() == []  # they are still taken
    community.pass_time(days=7)
    assert post.news() == to("score", "chen", "fay")  # once for the round; Fay scores Bo's
    grants.score(community, CHEN, applications[0], 80)
    community.pass_time(days=7)
    assert post.news() == to("granted", "bo")
    request = community.request(BO, community.state(facts.Application, applications[0]).mandate, 1_000)
    community.approve(DI, request)
    post.news()
    community.pay(EVA, request, account, 400)
    assert post.news() == []
    community.pay(EVA, request, account)
    assert post.news() == to("report", "bo")


def test_a_report_is_due_too_when_the_time_of_a_grant_is_over(post: CommunityMail) -> None:
    community = post.community
    community.grant(CHEN, "arbiter")
    round_ = grants.open_round(community)
    account = community.open_account()
    community.receive_money(account, 5_000)
    application = grants.apply(community, BO, round_, 1_000, GIL)
    community.pass_time(days=7)
    grants.score(community, CHEN, application, 80)
    community.pass_time(days=7)
    request = community.request(BO, community.state(facts.Application, application).mandate, 400)
    community.approve(DI, request)
    community.pay(EVA, request, account)
    post.news()
    community.pass_time(days=91)
    assert post.news() == to("report", "bo", "gil")


def _is_elector(community: RealCommunity, poll: str, who: Person) -> bool:
    try:
        return community.state(facts.Elector, poll, who.member).weight > 0
    except AssertionError:
        return False


def test_registrars_hear_of_a_waiting_key(post: CommunityMail) -> None:
    community = post.community
    with Session(community.engine) as session, session.begin():
        session.add(post.account("stranger", STRANGER))
        session.flush()
        claim = envelope.to_value(STRANGER.claim(community.id, community.number()))
        pending_keys.submit(session, STRANGER.member, claim, community.id, community.clock())
    assert post.news() == ["ada: enrol"]
    assert post.news() == []


def test_registrars_hear_of_a_lost_key_and_its_holder_of_what_they_agreed_to(post: CommunityMail) -> None:
    community = post.community
    community.grant(BO, "registrar")
    post.news()
    new = replace(GIL, seed=b"n" * 32)
    claim = envelope.to_value(new.claim(community.id, community.number()))
    with Session(community.engine) as session, session.begin():
        pending_keys.submit(session, GIL.member, claim, community.id, community.clock())
    assert post.news() == to("renew", "ada", "bo")
    community.say(ADA, "key-reset", claim=claim, resets=GIL.member)
    assert post.news() == []  # one alone brings nothing about
    community.say(BO, "key-reset", claim=claim, resets=GIL.member)
    assert post.news() == to("renewed", "gil")


def test_a_new_member_hears_of_it(post: CommunityMail) -> None:
    community = post.community
    with Session(community.engine) as session, session.begin():
        session.add(post.account("stranger", STRANGER))
    community.enrol(STRANGER)
    assert post.news() == to("enrolled", "stranger")
    assert post.news() == []


def test_a_holder_hears_of_every_role_given_or_ended(post: CommunityMail) -> None:
    community = post.community
    community.grant(GIL, "treasurer", "arbiter")
    assert post.news() == to("role-given", "gil", "gil")
    community.say(ADA, "role-ended", holder=GIL.member, role="arbiter", scope="community")
    assert post.news() == to("role-taken", "gil")
    community.say(ADA, "club-opened", {"name": "Chess", "purpose": "x"}, club="c_" + "1" * 24, convener=EVA.member)
    assert post.news() == to("role-given", "eva")
    community.grant(GIL, "arbiter")
    community.say(ADA, "role-ended", holder=GIL.member, role="arbiter", scope="community")
    assert post.news() == to("role-taken", "gil")


def test_no_notice_is_sent_of_a_role_that_ended_before_the_mail_left(post: CommunityMail) -> None:
    community = post.community
    post.mailbox.answers = ["451 later"]
    community.grant(GIL, "arbiter")
    assert post.news() == []
    community.say(ADA, "role-ended", holder=GIL.member, role="arbiter", scope="community")
    community.clock.advance(PAUSES[0])
    assert post.news() == to("role-taken", "gil")


def test_conveners_hear_of_requests_to_join(post: CommunityMail) -> None:
    community = post.community
    texts = {"name": "Chess", "purpose": "Playing."}
    community.say(ADA, "club-opened", texts, club="c_" + "1" * 24, convener=EVA.member)
    post.news()
    community.say(GIL, "club-asked", club="c_" + "1" * 24)
    assert post.news() == ["eva: admit"]


def test_a_busy_server_is_asked_again_after_growing_pauses(post: CommunityMail) -> None:
    community = post.community
    post.mailbox.answers = ["451 later", "451 later"]
    community.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == []
    assert [(row.state, row.tries, row.error) for row in post.rows("confirm", CHEN)] == [("waiting", 1, "451")]
    community.clock.advance(PAUSES[0] - 1)
    assert post.news() == []
    community.clock.advance(1)
    assert post.news() == []
    community.clock.advance(PAUSES[1] - 1)
    assert post.news() == []
    community.clock.advance(1)
    assert post.news() == ["chen: confirm"]


def test_a_mail_is_given_up_after_enough_tries_and_can_be_retried(post: CommunityMail) -> None:
    community = post.community
    post.mailbox.answers = ["451 later"] * len(PAUSES)
    community.award(GIL, 5, by=BO, confirmed_by=None)
    for pause in PAUSES:
        assert post.news() == []
        community.clock.advance(pause)
    assert post.news() == []
    assert [(row.state, row.tries) for row in post.rows("confirm", CHEN)] == [("failed", len(PAUSES))]
    with Session(community.engine) as session, session.begin():
        outbox.try_failed_again(session, community.clock())
    assert post.news() == ["chen: confirm"]


def test_a_refusal_for_good_is_not_repeated(post: CommunityMail) -> None:
    post.mailbox.answers = ["550 no such mailbox"]
    post.community.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == []
    assert [(row.state, row.error) for row in post.rows("confirm", CHEN)] == [("failed", "550")]


def test_a_dead_server_costs_no_tries_and_everything_arrives_when_it_lives_again(post: CommunityMail) -> None:
    community, alive = post.community, post.mail_worker
    with Mailbox() as gone:
        dead = replace(community.instance, mail=gone.settings)
    post.mail_worker = MailWorker(community.engine, dead, community.clock, plain, occasions())
    community.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == []
    with Session(community.engine) as session:
        state = session.get_one(MailStateRow, 1)
        assert (state.error, state.failures, state.retry_at) == ("unreachable", 1, community.clock() + PAUSES[0])
    assert [(row.state, row.tries) for row in post.rows("confirm", CHEN)] == [("waiting", 0)]
    post.mail_worker = alive
    assert post.news() == []
    community.clock.advance(PAUSES[0])
    assert post.news() == ["chen: confirm"]
    with Session(community.engine) as session:
        assert session.get_one(MailStateRow, 1).error == ""


def test_a_mail_of_a_crashed_worker_is_sent_by_the_next_with_the_same_message_id(post: CommunityMail) -> None:
    community = post.community
    community.award(GIL, 5, by=BO, confirmed_by=None)

    class FailingMailWorker(MailWorker):
        def _note_sent(self, id_: int, language: str) -> None:
            raise KeyboardInterrupt

    instance = replace(community.instance, mail=post.mailbox.settings)
    with pytest.raises(KeyboardInterrupt):
        FailingMailWorker(community.engine, instance, community.clock, plain, occasions()).round()
    assert post.mail_worker.round() == 0
    community.clock.advance(minutes=10)
    assert post.mail_worker.round() == 1
    assert len({one["Message-ID"] for one in post.mailbox.messages}) == 1
    assert len(post.mailbox.messages) == 2


def test_mail_set_up_later_sends_no_notices_of_the_past(post: CommunityMail) -> None:
    community = post.community
    silent = MailWorker(community.engine, community.instance, community.clock, plain, occasions())
    community.award(GIL, 5, by=BO, confirmed_by=None)
    assert silent.round() == 0
    assert post.news() == []


def test_two_workers_at_once_send_nothing_twice(post: CommunityMail) -> None:
    post.community.propose(GIL, "A lamp")
    first, second = post.another(), post.another()
    assert first.round() + second.round() == 6
    assert len(set(post.mailbox.subjects)) == len(post.mailbox.subjects) == 6


def test_an_address_is_confirmed_by_the_mail_that_asked_about_it(post: CommunityMail) -> None:
    community, bo = post.community, post.id_of(BO)
    with Session(community.engine) as session, session.begin():
        session.get_one(UserRow, bo).email_confirmed_at = 0
        notices.ask_for_confirmation(session, bo, community.clock())
    assert post.news() == ["bo: address"]
    with Session(community.engine) as session, session.begin():
        assert not notices.confirm_address(session, bo, notices.fingerprint("other@example.org"), community.clock())
        assert notices.confirm_address(session, bo, notices.fingerprint("bo@example.org"), community.clock())
    community.propose(GIL, "A lamp")
    assert "bo: sponsor" in post.news()


def test_a_confirmation_mail_for_a_replaced_address_is_dropped(post: CommunityMail) -> None:
    community, bo = post.community, post.id_of(BO)
    with Session(community.engine) as session, session.begin():
        notices.ask_for_confirmation(session, bo, community.clock())
        session.get_one(UserRow, bo).email = "bo@elsewhere.example"
    assert post.news() == []

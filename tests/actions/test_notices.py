"""Who is told of what: each once, when it is their turn, by a real mail server that may be slow, rude or dead."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from govern.actions.mail import notices
from govern.actions.mail.mailing import PAUSES, Postman
from govern.actions.people import pending_keys
from govern.protocol import facts
from govern.record import envelope
from govern.rules.people.signers import Person
from govern.store.private import outbox
from govern.store.private.accounts import UserRow
from govern.store.private.outbox import MailStateRow
from tests.actions.post import NAMES, CommunityMail, plain, to
from tests.dsl import grants
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, STRANGER, RealCommunity
from tests.tools.mailbox import Mailbox


def test_who_may_sponsor_is_told_once_and_the_author_is_not(post: CommunityMail) -> None:
    post.community.propose(GIL, "A lamp")
    assert post.news() == to("sponsor", "ada", "bo", "chen", "di", "eva", "fay")
    assert post.news() == []
    post.postman = post.another()
    assert post.news() == []


def test_a_vote_is_announced_opens_and_is_reminded_of_to_those_who_have_not_voted(post: CommunityMail) -> None:
    tale = post.community
    proposal = tale.propose(GIL, "A lamp")
    post.news()
    tale.sponsor(proposal, ADA)
    tale.pass_until(tale.state(facts.Proposal, proposal).due_at)
    poll = tale.state(facts.Poll, tale.state(facts.Proposal, proposal).poll)
    electors = [name for name, one in NAMES.items() if one in (BO, CHEN, DI, EVA, FAY, GIL)]
    told = post.news()
    assert {line.split(": ")[1] for line in told} == {"roll"}
    electors = [line.split(":")[0] for line in told]
    assert len(electors) > 3
    tale.pass_until(poll.opens)
    assert post.news() == to("vote", *electors)
    tale.vote(NAMES[electors[0]], poll.id)
    tale.pass_until(poll.closes - 24 * 3_600_000 - 1)
    assert post.news() == []
    tale.pass_until(poll.closes - 24 * 3_600_000)
    assert post.news() == to("reminder", *electors[1:])
    tale.pass_until(poll.closes - 1)
    assert post.news() == []


def test_the_reminder_comes_when_its_reader_wants_it(post: CommunityMail) -> None:
    tale = post.community
    poll_id = tale.open_vote(tale.propose(GIL, "A lamp"), ADA)
    poll = tale.state(facts.Poll, poll_id)
    post.news()
    with Session(tale.engine) as session, session.begin():
        notices.choose(session, post.id_of(EVA), notices.CHOOSABLE, 3, "en")
    tale.pass_until(poll.closes - 24 * 3_600_000)
    assert "eva: reminder" not in post.news()
    tale.pass_until(poll.closes - 3 * 3_600_000)
    assert post.news() == ["eva: reminder"]


def test_nobody_hears_of_what_is_done_or_gone_before_the_mail_leaves(post: CommunityMail) -> None:
    tale = post.community
    proposal = tale.propose(GIL, "A lamp")
    tale.sponsor(proposal, ADA)
    assert "ada: sponsor" not in post.news()
    gone = tale.propose(FAY, "A bench")
    tale.say(FAY, "proposal-withdrawn", proposal=gone)
    assert post.news() == []
    assert {row.state for row in post.rows("sponsor", BO) if row.subject == gone} == {"dropped"}


def test_what_is_switched_off_or_goes_to_an_unconfirmed_address_is_not_sent(post: CommunityMail) -> None:
    tale = post.community
    with Session(tale.engine) as session, session.begin():
        notices.switch_off(session, post.id_of(ADA), ["sponsor"])
        session.get_one(UserRow, post.id_of(BO)).email_confirmed_at = 0
        session.get_one(UserRow, post.id_of(CHEN)).disabled_at = 5
    tale.propose(GIL, "A lamp")
    assert post.news() == to("sponsor", "di", "eva", "fay")


def test_sponsors_hear_of_a_new_version(post: CommunityMail) -> None:
    tale = post.community
    proposal = tale.propose(GIL, "A lamp")
    tale.sponsor(proposal, ADA)
    post.news()
    texts = {"title": "Two lamps", "body": "Better."}
    effects = [{"effect": "record-resolution"}]
    tale.say(GIL, "proposal-revised", texts, proposal=proposal, version=2, effects=effects)
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


def test_payments_are_asked_for_approved_and_paid_by_those_who_may(post: CommunityMail) -> None:
    tale = post.community
    proposal = tale.propose_spending(GIL, "Paint", tale.spending(9_000, "Paint & Sons"))
    poll = tale.open_vote(proposal, ADA, BO)
    for one in (BO, CHEN, DI, EVA, FAY, GIL):
        if tale.state(facts.Poll, poll) and _is_elector(tale, poll, one):
            tale.vote(one, poll)
    assert tale.close_vote(poll) == "passed"
    tale.carry_out(proposal)
    post.news()
    request = tale.request(DI, tale.mandates(proposal)[0], 1_000)
    assert post.news() == to("approve", "eva", "fay")
    needed = tale.state(facts.Disbursement, request).approvals_needed
    for one in (EVA, FAY)[:needed]:
        tale.approve(one, request)
    assert post.news() == to("pay", "eva", "fay")


def test_grants_are_scored_collected_and_reported_on_by_those_who_are_asked(post: CommunityMail) -> None:
    tale = post.community
    tale.grant(CHEN, "arbiter")
    tale.grant(FAY, "arbiter")
    round_ = grants.open_round(tale)
    account = tale.open_account()
    tale.receive_money(account, 5_000)
    post.news()
    applications = [grants.apply(tale, who, round_, 1_000) for who in (BO, FAY)]
    assert post.news() == []  # they are still taken
    tale.pass_time(days=7)
    assert post.news() == to("score", "chen", "fay")  # once for the round; Fay scores Bo's
    grants.score(tale, CHEN, applications[0], 80)
    tale.pass_time(days=7)
    assert post.news() == to("granted", "bo")
    request = tale.request(BO, tale.state(facts.Application, applications[0]).mandate, 1_000)
    tale.approve(DI, request)
    post.news()
    tale.pay(EVA, request, account, 400)
    assert post.news() == []
    tale.pay(EVA, request, account)
    assert post.news() == to("report", "bo")


def test_a_report_is_due_too_when_the_time_of_a_grant_is_over(post: CommunityMail) -> None:
    tale = post.community
    tale.grant(CHEN, "arbiter")
    round_ = grants.open_round(tale)
    account = tale.open_account()
    tale.receive_money(account, 5_000)
    application = grants.apply(tale, BO, round_, 1_000, GIL)
    tale.pass_time(days=7)
    grants.score(tale, CHEN, application, 80)
    tale.pass_time(days=7)
    request = tale.request(BO, tale.state(facts.Application, application).mandate, 400)
    tale.approve(DI, request)
    tale.pay(EVA, request, account)
    post.news()
    tale.pass_time(days=91)
    assert post.news() == to("report", "bo", "gil")


def _is_elector(tale: RealCommunity, poll: str, who: Person) -> bool:
    try:
        return tale.state(facts.Elector, poll, who.member).weight > 0
    except AssertionError:
        return False


def test_a_key_that_waits_is_told_to_registrars(post: CommunityMail) -> None:
    tale = post.community
    with Session(tale.engine) as session, session.begin():
        session.add(post.account("stranger", STRANGER))
        session.flush()
        claim = envelope.to_value(STRANGER.claim(tale.id, tale.number()))
        pending_keys.submit(session, STRANGER.member, claim, tale.id, tale.clock())
    assert post.news() == ["ada: enrol"]
    assert post.news() == []


def test_registrars_hear_of_a_lost_key_and_its_holder_of_what_they_agreed_to(post: CommunityMail) -> None:
    tale = post.community
    tale.grant(BO, "registrar")
    post.news()
    new = replace(GIL, seed=b"n" * 32)
    claim = envelope.to_value(new.claim(tale.id, tale.number()))
    with Session(tale.engine) as session, session.begin():
        pending_keys.submit(session, GIL.member, claim, tale.id, tale.clock())
    assert post.news() == to("renew", "ada", "bo")
    tale.say(ADA, "key-reset", claim=claim, resets=GIL.member)
    assert post.news() == []  # one alone brings nothing about
    tale.say(BO, "key-reset", claim=claim, resets=GIL.member)
    assert post.news() == to("renewed", "gil")


def test_a_new_member_hears_of_it(post: CommunityMail) -> None:
    tale = post.community
    with Session(tale.engine) as session, session.begin():
        session.add(post.account("stranger", STRANGER))
    tale.enrol(STRANGER)
    assert post.news() == to("enrolled", "stranger")
    assert post.news() == []


def test_roles_given_and_ended_are_told_to_their_holder_whatever_brought_it_about(post: CommunityMail) -> None:
    tale = post.community
    tale.grant(GIL, "treasurer", "arbiter")
    assert post.news() == to("role-given", "gil", "gil")
    tale.say(ADA, "role-ended", holder=GIL.member, role="arbiter", scope="community")
    assert post.news() == to("role-taken", "gil")
    tale.say(ADA, "club-opened", {"name": "Chess", "purpose": "x"}, club="c_" + "1" * 24, convener=EVA.member)
    assert post.news() == to("role-given", "eva")
    tale.grant(GIL, "arbiter")
    tale.say(ADA, "role-ended", holder=GIL.member, role="arbiter", scope="community")
    assert post.news() == to("role-taken", "gil")


def test_a_role_that_ended_before_the_mail_left_is_not_told_of_as_given(post: CommunityMail) -> None:
    tale = post.community
    post.mailbox.answers = ["451 later"]
    tale.grant(GIL, "arbiter")
    assert post.news() == []
    tale.say(ADA, "role-ended", holder=GIL.member, role="arbiter", scope="community")
    tale.clock.advance(PAUSES[0])
    assert post.news() == to("role-taken", "gil")


def test_conveners_hear_who_asks_to_join(post: CommunityMail) -> None:
    tale = post.community
    texts = {"name": "Chess", "purpose": "Playing."}
    tale.say(ADA, "club-opened", texts, club="c_" + "1" * 24, convener=EVA.member)
    post.news()
    tale.say(GIL, "club-asked", club="c_" + "1" * 24)
    assert post.news() == ["eva: admit"]


def test_a_busy_server_is_asked_again_after_growing_pauses(post: CommunityMail) -> None:
    tale = post.community
    post.mailbox.answers = ["451 later", "451 later"]
    tale.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == []
    assert [(row.state, row.tries, row.error) for row in post.rows("confirm", CHEN)] == [("waiting", 1, "451")]
    tale.clock.advance(PAUSES[0] - 1)
    assert post.news() == []
    tale.clock.advance(1)
    assert post.news() == []
    tale.clock.advance(PAUSES[1] - 1)
    assert post.news() == []
    tale.clock.advance(1)
    assert post.news() == ["chen: confirm"]


def test_after_enough_tries_it_is_given_up_and_can_be_tried_again(post: CommunityMail) -> None:
    tale = post.community
    post.mailbox.answers = ["451 later"] * len(PAUSES)
    tale.award(GIL, 5, by=BO, confirmed_by=None)
    for pause in PAUSES:
        assert post.news() == []
        tale.clock.advance(pause)
    assert post.news() == []
    assert [(row.state, row.tries) for row in post.rows("confirm", CHEN)] == [("failed", len(PAUSES))]
    with Session(tale.engine) as session, session.begin():
        outbox.try_failed_again(session, tale.clock())
    assert post.news() == ["chen: confirm"]


def test_a_refusal_for_good_is_not_repeated(post: CommunityMail) -> None:
    post.mailbox.answers = ["550 no such mailbox"]
    post.community.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == []
    assert [(row.state, row.error) for row in post.rows("confirm", CHEN)] == [("failed", "550")]


def test_a_dead_server_costs_no_tries_and_everything_arrives_when_it_lives_again(post: CommunityMail) -> None:
    tale, alive = post.community, post.postman
    with Mailbox() as gone:
        dead = replace(tale.instance, mail=gone.settings)
    post.postman = Postman(tale.engine, dead, tale.clock, plain)
    tale.award(GIL, 5, by=BO, confirmed_by=None)
    assert post.news() == []
    with Session(tale.engine) as session:
        state = session.get_one(MailStateRow, 1)
        assert (state.error, state.failures, state.retry_at) == ("unreachable", 1, tale.clock() + PAUSES[0])
    assert [(row.state, row.tries) for row in post.rows("confirm", CHEN)] == [("waiting", 0)]
    post.postman = alive
    assert post.news() == []
    tale.clock.advance(PAUSES[0])
    assert post.news() == ["chen: confirm"]
    with Session(tale.engine) as session:
        assert session.get_one(MailStateRow, 1).error == ""


def test_who_dies_while_sending_leaves_it_to_the_next_with_the_same_message_id(post: CommunityMail) -> None:
    tale = post.community
    tale.award(GIL, 5, by=BO, confirmed_by=None)

    class Dies(Postman):
        def _note_sent(self, id_: int, language: str) -> None:
            raise KeyboardInterrupt

    instance = replace(tale.instance, mail=post.mailbox.settings)
    with pytest.raises(KeyboardInterrupt):
        Dies(tale.engine, instance, tale.clock, plain).round()
    assert post.postman.round() == 0
    tale.clock.advance(minutes=10)
    assert post.postman.round() == 1
    assert len({one["Message-ID"] for one in post.mailbox.messages}) == 1
    assert len(post.mailbox.messages) == 2


def test_mail_set_up_later_tells_nothing_of_bygone_things(post: CommunityMail) -> None:
    tale = post.community
    silent = Postman(tale.engine, tale.instance, tale.clock, plain)
    tale.award(GIL, 5, by=BO, confirmed_by=None)
    assert silent.round() == 0
    assert post.news() == []


def test_two_at_once_send_nothing_twice(post: CommunityMail) -> None:
    post.community.propose(GIL, "A lamp")
    first, second = post.another(), post.another()
    assert first.round() + second.round() == 6
    assert len(set(post.mailbox.subjects)) == len(post.mailbox.subjects) == 6


def test_an_address_is_confirmed_by_the_mail_that_asked_about_it(post: CommunityMail) -> None:
    tale, bo = post.community, post.id_of(BO)
    with Session(tale.engine) as session, session.begin():
        session.get_one(UserRow, bo).email_confirmed_at = 0
        notices.ask_for_confirmation(session, bo, tale.clock())
    assert post.news() == ["bo: address"]
    with Session(tale.engine) as session, session.begin():
        assert not notices.confirm_address(session, bo, notices.fingerprint("other@example.org"), tale.clock())
        assert notices.confirm_address(session, bo, notices.fingerprint("bo@example.org"), tale.clock())
    tale.propose(GIL, "A lamp")
    assert "bo: sponsor" in post.news()


def test_a_mail_that_asks_about_an_address_given_up_since_is_dropped(post: CommunityMail) -> None:
    tale, bo = post.community, post.id_of(BO)
    with Session(tale.engine) as session, session.begin():
        notices.ask_for_confirmation(session, bo, tale.clock())
        session.get_one(UserRow, bo).email = "bo@elsewhere.example"
    assert post.news() == []

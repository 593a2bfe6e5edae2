"""One mail that cannot be written or sent fails alone: a real server receives everybody else's in the same round."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from govern.actions.mail import notices
from govern.actions.mail.letters import Letter
from govern.actions.mail.mail_jobs import MailJob
from govern.actions.mail.mailing import AT_ONCE, PAUSES, MailWorker
from govern.rules.people.signers import Person
from govern.store.private.accounts import UserRow
from govern.store.private.outbox import MailStateRow
from govern.web.words.statements.statement_sentences import occasions
from tests.actions.post import CommunityMail, plain, to
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.tools.mailbox import DROP, Mailbox

PEOPLE = {"ada": ADA, "bo": BO, "chen": CHEN, "di": DI, "eva": EVA, "fay": FAY}
PLACES = pytest.mark.parametrize("name", ["ada", "chen", "fay"], ids=["first", "middle", "last"])


def change(post: CommunityMail, who: Person, **values: object) -> None:
    with Session(post.community.engine) as session, session.begin():
        for column, value in values.items():
            setattr(session.get_one(UserRow, post.id_of(who)), column, value)


def queue(post: CommunityMail) -> None:
    """A mail to each of PEOPLE, in their order."""
    with Session(post.community.engine) as session, session.begin():
        for who in PEOPLE.values():
            notices.send_test(session, post.id_of(who), post.community.clock())


def others(name: str) -> list[str]:
    return to("test", *(one for one in PEOPLE if one != name))


def outcome(post: CommunityMail, who: Person) -> list[tuple[str, int, str]]:
    return [(row.state, row.tries, row.error) for row in post.rows("test", who)]


def error_of(post: CommunityMail, who: Person) -> str:
    with Session(post.community.engine) as session:
        return session.get_one(UserRow, post.id_of(who)).mail_error


@PLACES
@pytest.mark.parametrize("email", ["ann..b@example.org", "a:b@example.org", "a@[c.de", 'a"b@example.org', "no address"])
def test_an_invalid_stored_address_delays_no_other_mail(post: CommunityMail, name: str, email: str) -> None:
    change(post, PEOPLE[name], email=email)
    queue(post)
    assert post.news() == others(name)
    assert outcome(post, PEOPLE[name]) == [("failed", 1, "unwritable")]
    assert error_of(post, PEOPLE[name]) == "unwritable"


@PLACES
def test_a_letter_that_cannot_be_rendered_is_given_up_after_all_tries(
    post: CommunityMail, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    def write(order: MailJob) -> Letter:
        if order.name == name:
            raise KeyError("no words")
        return plain(order)

    instance = replace(post.community.instance, mail=post.mailbox.settings)
    post.mail_worker = MailWorker(post.community.engine, instance, post.community.clock, write, occasions())
    queue(post)
    assert post.news() == others(name)
    assert outcome(post, PEOPLE[name]) == [("waiting", 1, "program")]
    assert "no words" in caplog.text
    for pause in PAUSES:
        post.community.clock.advance(pause)
        assert post.news() == []
    assert outcome(post, PEOPLE[name]) == [("failed", len(PAUSES), "program")]


@PLACES
@pytest.mark.parametrize(("answer", "state"), [("550 no such person", "failed"), ("450 later", "waiting")])
def test_a_server_that_refuses_one_receiver_gets_the_others(
    post: CommunityMail, name: str, answer: str, state: str
) -> None:
    post.mailbox.refused[f"{name}@example.org"] = answer
    queue(post)
    assert post.news() == others(name)
    assert outcome(post, PEOPLE[name]) == [(state, 1, answer[:3])]
    post.community.clock.advance(PAUSES[0])
    post.mailbox.refused.clear()
    assert post.news() == ([] if state == "failed" else to("test", name))


@PLACES
@pytest.mark.parametrize("answer", [DROP, "421 go away"])
def test_a_server_that_breaks_off_over_one_mail_gets_the_others_in_the_same_round(
    post: CommunityMail, name: str, answer: str
) -> None:
    post.mailbox.refused[f"{name}@example.org"] = answer
    queue(post)
    assert post.news() == others(name)
    assert outcome(post, PEOPLE[name])[0][:2] == ("waiting", 1)
    for pause in PAUSES:
        post.community.clock.advance(pause)
        assert post.news() == []
    assert outcome(post, PEOPLE[name])[0][:2] == ("failed", len(PAUSES))


def test_a_server_that_always_breaks_off_gets_a_pause_and_then_everything(post: CommunityMail) -> None:
    post.mailbox.answers = [DROP, DROP]
    queue(post)
    assert post.news() == []
    assert sorted(row.tries for who in PEOPLE.values() for row in post.rows("test", who)) == [0, 0, 0, 0, 1, 1]
    post.community.clock.advance(PAUSES[0] - 1)
    assert post.news() == []
    post.community.clock.advance(1)
    assert post.news() == to("test", *PEOPLE)


def test_a_round_that_ends_early_releases_the_mail_it_did_not_begin(post: CommunityMail) -> None:
    def write(order: MailJob) -> Letter:
        if order.name == "bo":
            raise KeyboardInterrupt
        return plain(order)

    instance = replace(post.community.instance, mail=post.mailbox.settings)
    queue(post)
    with pytest.raises(KeyboardInterrupt):
        MailWorker(post.community.engine, instance, post.community.clock, write, occasions()).round()
    post.mailbox.messages.clear()
    assert post.news() == to("test", *({*PEOPLE} - {"ada", "bo"}))
    post.community.clock.advance(minutes=10)
    assert post.news() == to("test", "bo")


def test_more_failing_mails_than_one_claim_delay_no_other_mail(post: CommunityMail) -> None:
    change(post, ADA, email="ada.@example.org")
    with Session(post.community.engine) as session, session.begin():
        for number in range(2 * AT_ONCE):
            notices.send_test(session, post.id_of(ADA), number + 1)
        notices.send_test(session, post.id_of(BO), 10**6)
    assert post.news() == ["bo: test"]
    assert {row.state for row in post.rows("test", ADA)} == {"failed"}


def test_a_non_ascii_name_is_sent_where_smtputf8_is_offered_and_fails_alone_elsewhere(
    post: CommunityMail,
) -> None:
    change(post, ADA, email="用户@bücher.example")
    queue(post)
    post.mail_worker.round()
    assert "用户@xn--bcher-kva.example" in post.mailbox.recipients
    with Mailbox(utf8=False) as old:
        post.mailbox = old
        post.mail_worker = post.another()
        post.community.clock.advance(1)
        queue(post)
        assert post.news() == others("ada")
        assert ("failed", 1, "address") in outcome(post, ADA)


def test_an_invalid_sender_counts_as_a_failure_of_no_mail(post: CommunityMail) -> None:
    mail = replace(post.mailbox.settings, sender="go..vern@example.org")
    community = post.community
    bad = MailWorker(community.engine, replace(community.instance, mail=mail), community.clock, plain, occasions())
    queue(post)
    assert bad.round() == 0
    assert [outcome(post, who) for who in PEOPLE.values()] == [[("waiting", 0, "")]] * len(PEOPLE)
    with Session(community.engine) as session:
        assert session.get_one(MailStateRow, 1).error == "sender"


def test_a_statement_whose_notices_fail_costs_no_other_mail(
    post: CommunityMail, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise LookupError("gone")

    community, known = post.community, occasions() | {"award-made": fails}
    instance = replace(community.instance, mail=post.mailbox.settings)
    post.mail_worker = MailWorker(community.engine, instance, community.clock, plain, known)
    post.community.award(GIL, 5, by=BO, confirmed_by=None)
    post.community.propose(GIL, "A lamp")
    assert post.news() == to("sponsor", *PEOPLE)
    assert "gone" in caplog.text

"""Limits of rate and size at intake: per member and address, with the time to wait; ballots still pass."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from govern.actions.writing.limits import RATES, REFUSED, IntakeLimits
from govern.protocol.ids import hash_of
from govern.protocol.units import HOUR
from govern.record import base64_text, envelope, signing, strict_json
from govern.rules.people.signers import text_blob
from govern.rules.proposals.discussion import LONGEST_COMMENT
from tests.tools.clock import Clock
from tests.tools.server import ServedApplication, serve
from tests.web.conftest import Site
from tests.web.serving.test_server import post as post_over_a_connection
from tests.web.votes.voting import give_tokens, move, open_vote, proposal_of

MOST = RATES["writing"].most


@pytest.fixture
def pace(site: Site) -> Clock:
    """The clock by which intake counts."""
    found = Clock()
    site.services.recorder.limits = IntakeLimits(found)
    return found


@pytest.fixture
def served(site: Site) -> Iterator[ServedApplication]:
    with serve(site.app) as found:
        yield found


def comment(site: Site, who: str, proposal: str, words: str) -> bytes:
    blob = text_blob(words, secrets.token_hex(16))
    sealed = site.sealed(who, "comment-made", parent="", proposal=proposal, text=hash_of(blob))
    return b'{"blobs":[' + blob + b'],"envelope":' + sealed + b"}"


def post(site: Site, body: bytes, address: str = "192.0.2.1", lang: str = "en") -> TestResponse:
    return site.client().post(f"/api/statements?lang={lang}", data=body, environ_base={"REMOTE_ADDR": address})


def fill(site: Site, who: str, proposal: str) -> None:
    """This member's share of texts is used up."""
    assert {post(site, comment(site, who, proposal, f"{n}")).status_code for n in range(MOST)} == {201}


def test_a_member_over_the_limit_reads_when_to_continue(site: Site, pace: Clock) -> None:
    proposal = move(site)
    fill(site, "mei", proposal)
    one_more = comment(site, "mei", proposal, "one more")
    answer = post(site, one_more)
    assert answer.status_code == 429
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Retry-After"] == str(HOUR // MOST // 1000)
    problem = json.loads(answer.get_data())
    assert problem["code"] == "statements_often"
    assert "30 seconds" in problem["detail"]
    assert "30 秒" in json.loads(post(site, one_more, lang="zh-Hans").get_data())["detail"]
    pace.advance(30_000)
    assert post(site, one_more).status_code == 201  # the same signed bytes
    assert post(site, comment(site, "mei", proposal, "and another")).status_code == 429


def test_a_member_s_share_is_nobody_else_s_and_says_nothing_about_votes(site: Site, pace: Clock) -> None:
    give_tokens(site)
    proposal = move(site)
    open_vote(site, proposal)
    poll = proposal_of(site, proposal).poll
    fill(site, "mei", proposal)
    assert post(site, comment(site, "mei", proposal, "more")).status_code == 429
    assert post(site, comment(site, "tao", proposal, "I may")).status_code == 201
    assert post(site, site.sealed("mei", "ballot-cast", choice="yes", poll=poll, prev="", seq=1)).status_code == 201


def test_nobody_uses_up_a_member_s_share_by_naming_them(site: Site, pace: Clock) -> None:
    proposal = move(site)
    for number in range(MOST + 5):
        parcel = json.loads(comment(site, "mei", proposal, f"{number}"))
        parcel["envelope"]["signatures"][0]["sig"] = base64_text.encode(bytes(64))
        assert post(site, strict_json.encode(parcel)).status_code == 422
    assert post(site, comment(site, "mei", proposal, "mine")).status_code == 201


def test_a_statement_sent_again_is_counted_once(site: Site, pace: Clock) -> None:
    proposal = move(site)
    body = comment(site, "mei", proposal, "once")
    assert post(site, body).status_code == 201
    for _ in range(MOST + 1):
        assert json.loads(post(site, body).get_data())["code"] == "already_recorded"
    assert post(site, comment(site, "mei", proposal, "two")).status_code == 201


def test_an_address_that_sends_much_that_is_refused_is_answered_shortly_and_votes_go_on(
    site: Site, pace: Clock
) -> None:
    give_tokens(site)
    proposal = move(site)
    open_vote(site, proposal)
    poll = proposal_of(site, proposal).poll
    good = comment(site, "tao", proposal, "good")
    for _ in range(REFUSED.most):
        assert post(site, b"{}", "2001:db8::1").status_code == 422
    answer = post(site, good, "2001:db8::2")
    assert (answer.status_code, json.loads(answer.get_data())["code"]) == (429, "refusals_often")
    ballot = site.sealed("mei", "ballot-cast", choice="yes", poll=poll, prev="", seq=1)
    assert post(site, ballot, "2001:db8::3").status_code == 201
    assert post(site, good, "2001:db8:0:1::1").status_code == 201  # the network next door


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", ""])
def test_the_machine_s_own_addresses_are_not_limited(site: Site, pace: Clock, address: str) -> None:
    proposal = move(site)
    for _ in range(REFUSED.most + 1):
        assert post(site, b"{}", address).status_code == 422
    assert post(site, comment(site, "mei", proposal, "good"), address).status_code == 201


def test_the_server_takes_what_is_valid_from_an_address_with_many_refusals(
    site: Site, pace: Clock, served: ServedApplication
) -> None:
    proposal = move(site)
    assert {status for status, _ in post_over_a_connection(served, [b"{}"] * (REFUSED.most + 5))} == {422}
    assert [status for status, _ in post_over_a_connection(served, [comment(site, "mei", proposal, "good")])] == [201]


def test_limits_hold_on_the_server_where_statements_are_written_in_batches(
    site: Site, pace: Clock, served: ServedApplication
) -> None:
    proposal = move(site)
    bodies = [comment(site, "mei", proposal, f"{number}") for number in range(MOST + 2)]
    answers = post_over_a_connection(served, bodies)
    assert [status for status, _ in answers] == [201] * MOST + [429] * 2
    assert {answer["code"] for status, answer in answers if status == 429} == {"statements_often"}


@pytest.mark.parametrize("sign", ["a", "好"])
def test_a_comment_is_as_long_as_forms_take_it_and_no_longer(site: Site, sign: str) -> None:
    proposal = move(site)
    assert post(site, comment(site, "mei", proposal, sign * LONGEST_COMMENT)).status_code == 201
    answer = post(site, comment(site, "mei", proposal, sign * (LONGEST_COMMENT + 1)))
    problem = json.loads(answer.get_data())
    assert (answer.status_code, problem["code"], problem["field"]) == (413, "text_long", "text")
    assert "10,001" in problem["detail"]
    assert "10,000" in problem["detail"]


def test_the_operators_commands_are_not_limited(site: Site, pace: Clock) -> None:
    proposal = move(site)
    for number in range(MOST + 1):
        site.say("mei", "comment-made", {"text": f"{number}"}, parent="", proposal=proposal)


def test_a_member_with_two_keys_has_one_share(site: Site, pace: Clock) -> None:
    proposal, mei, second = move(site), site.people["mei"], signing.new_seed()
    other = replace(mei, seed=second)
    claim = envelope.to_value(other.claim(site.community, secrets.token_hex(16)))
    site.say("mei", "key-added", claim=claim)
    fill(site, "mei", proposal)
    site.people["mei"] = other
    assert post(site, comment(site, "mei", proposal, "with the other key")).status_code == 429

"""The API: facts to build statements from, receipts, and problem documents in both languages."""

import base64
from typing import Any

import pytest
from flask.testing import FlaskClient

from govern.record import envelope, leaf, merkle, note, proof, strict_json
from govern.rules.people.signers import Quote
from govern.rules.proposals.kinds import kinds
from govern.web.pages.api import api_money
from tests.web.conftest import Site
from tests.web.spending import (
    approve,
    ask,
    budget,
    give,
    granted,
    granted_in_tranches,
    open_account,
    open_programme,
    pay,
    receive,
    refund,
    revise,
)
from tests.web.votes.voting import days_pass, give_tokens, move, open_vote, vote


def get(client: FlaskClient, path: str) -> Any:
    """A strict-JSON answer."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.content_type == "application/json"
    return strict_json.decode(response.data)


def test_the_journal_is_paginated(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_money, "ENTRIES", 2)
    account = open_account(site)
    for amount in (100, 200, 300):
        receive(site, account, amount)
    first = get(site.client(), "/api/entries?kind=income")
    assert [len(one["postings"]) for one in first["entries"]] == [2, 2]
    rest = get(site.client(), f"/api/entries?kind=income&older={first['older']}")
    entries = [*first["entries"], *rest["entries"]]
    assert sorted(line["amount"] for one in entries for line in one["postings"] if line["account"] == account) == [
        *(100, 200, 300)
    ]
    assert rest["older"] == ""
    assert get(site.client(), "/api/entries?kind=payment")["entries"] == []
    assert get(site.client(), "/api/entries?since=2026-11-03")["entries"] == []


def test_a_program_votes_with_nothing_but_the_api(site: Site) -> None:
    give_tokens(site)
    bench = move(site, "A bench", by="tao")
    open_vote_by_days(site, bench)
    client, mei = site.app.test_client(), site.people["mei"]
    community = get(client, "/api/community")
    poll = get(client, f"/api/proposals/{bench}")["poll"]
    announced = get(client, f"/api/polls/{poll}")
    assert announced["opens"] <= site.clock() < announced["closes"]
    assert announced["options"] == ["yes", "no", "abstain"]
    for seq, choice in ((1, "no"), (2, "yes")):
        before = get(client, f"/api/polls/{poll}/ballots/{mei.member}")
        community = get(client, "/api/community")
        quote = Quote(community["log_size"], base64.b64decode(community["log_root"]))
        fields = {"choice": choice, "poll": poll, "prev": before["id"], "seq": before["seq"] + 1}
        signed = mei.sign("ballot-cast", community["community"], quote, f"{seq:032x}", **fields)
        answer = client.post("/api/statements", data=envelope.format(signed))
        assert answer.status_code == 201, answer.data
        receipt_data = strict_json.decode(answer.data)
        verifier = note.parse_vkey(community["vkey"])
        receipt = proof.parse(receipt_data["receipt"].encode())
        assert (
            proof.verify(receipt, leaf.format(receipt_data["at"], signed), [verifier]).size == receipt_data["index"] + 1
        )
        assert receipt_data["id"] == signed.id
    assert get(client, f"/api/polls/{poll}/ballots/{mei.member}")["choice"] == "yes"


def open_vote_by_days(site: Site, proposal: str) -> None:
    """Max sponsors it, and two days go by."""
    site.say("max", "proposal-sponsored", proposal=proposal, version=1)
    days_pass(site, 1)
    days_pass(site, 1)


def test_facts_about_money(site: Site) -> None:
    mandate, account, client = granted(site), open_account(site, floor=-500), site.client()
    receive(site, account, 60_000)
    request = ask(site, mandate)
    assert get(client, f"/api/mandates/{mandate}")["reserved"] == 50_000
    approve(site, request)
    found = get(client, f"/api/disbursements/{request}")
    assert [one["amount"] for one in found["items"]] == [50_000]
    assert found["state"] == "approved"
    assert found["approved_by"] == [site.people["tao"].member]
    pay(site, request, account)
    assert get(client, f"/api/mandates/{mandate}")["paid"] == 50_000
    accounts = get(client, "/api/accounts")["accounts"]
    assert [(one["account"], one["balance"], one["floor"]) for one in accounts] == [(account, 10_000, -500)]


def test_a_revised_request_tells_who_approved_which_version_and_what_was_paid(site: Site) -> None:
    mandate, account, client = granted(site), open_account(site), site.client()
    receive(site, account, 60_000)
    request = ask(site, mandate)
    approve(site, request)
    revise(site, request, 40_000, "fewer slates")
    found = get(client, f"/api/disbursements/{request}")
    assert (found["version"], found["amount"], found["approved_by"]) == (2, 40_000, [])
    assert [(one["version"], one["member"]) for one in found["approvals_by_version"]] == [
        (1, site.people["tao"].member)
    ]
    site.say("tao", "disbursement-approved", disbursement=request, version=2)
    payment = pay(site, request, account, amount=30_000)
    refund(site, payment, account, 1_000)
    found = get(client, f"/api/disbursements/{request}")
    assert (found["paid"], found["payments"]) == (30_000, [payment])
    payment_data = get(client, f"/api/payments/{payment}")
    assert (payment_data["amount"], payment_data["refunded"], [one["amount"] for one in payment_data["refunds"]]) == (
        30_000,
        1_000,
        [1_000],
    )
    postings = get(client, f"/api/entries/{payment}")["postings"]
    assert sorted(one["amount"] for one in postings) == [-30_000, 30_000]
    under = get(client, f"/api/mandates/{mandate}/disbursements")
    assert ([one["id"] for one in under["disbursements"]], under["older"]) == ([request], "")


def test_facts_about_programmes_budgets_and_tranches(site: Site) -> None:
    client, learning = site.client(), open_programme(site)
    give_tokens(site)
    line = budget(site, learning, 200_000)
    mandate = granted_in_tranches(site, learning)
    assert [one["programme"] for one in get(client, "/api/programmes")["programmes"]] == [learning]
    named = get(client, f"/api/programmes/{learning}")["statement"]
    assert get(client, f"/api/statements/{named}")["kind"] == "programme-opened"
    cap = get(client, f"/api/mandates/{mandate}")["cap"]
    budget_line = get(client, f"/api/budget-lines/{line}")
    assert (budget_line["amount"], budget_line["encumbered"], budget_line["left"]) == (200_000, cap, 200_000 - cap)
    assert get(client, "/api/budget-lines")["lines"] == [budget_line]
    first, second = get(client, f"/api/mandates/{mandate}")["tranches"]
    assert first["amount"] + second["amount"] == cap
    assert (first["condition"], second["released_at"]) == ("", 0)
    for wish, found in ((f"programme={learning}", [mandate]), (f"line={line}", [mandate]), ("state=spent", [])):
        assert [one["id"] for one in get(client, f"/api/mandates?{wish}")["mandates"]] == found


def test_an_account_tells_what_is_restricted_and_what_opened_it(site: Site) -> None:
    account, client, learning = open_account(site), site.client(), open_programme(site)
    given = give(site, account, 700, learning)
    account_data = get(client, f"/api/accounts/{account}")
    assert (account_data["balance"], account_data["funds"]) == (700, {learning: 700})
    assert get(client, f"/api/statements/{account_data['statement']}")["kind"] == "account-opened"
    built_in = next(one for one in get(client, f"/api/entries/{given}")["postings"] if one["amount"] < 0)
    assert get(client, f"/api/accounts/{built_in['account']}")["statement"] == ""
    assert get(client, "/api/books") == {"closed_until": ""}
    site.say("tao", "period-closed", until="2025-12-31")
    assert get(client, "/api/books") == {"closed_until": "2025-12-31"}


def test_facts_about_people_and_rules(site: Site) -> None:
    client = site.client("max")
    awarded = site.say("ivo", "award-made", {"reason": "oars"}, amount=7, to=site.people["mei"].member)
    assert get(client, f"/api/awards/{awarded.id}")["confirmed_by"] == ""
    found = get(client, f"/api/members/{site.people['tao'].member}")
    assert found["roles"] == ["treasurer"]
    assert found["keys"] == [site.people["tao"].public_key]
    assert "name" not in found  # not even to those who have signed in
    book = get(client, "/api/rulebook")
    assert book["number"] == 1
    assert book["rules"]["kinds"].keys() == kinds().keys()


def test_a_rulebook_is_found_by_its_scope_and_number(site: Site) -> None:
    client = site.client()
    assert get(client, "/api/rulebook/community") == get(client, "/api/rulebook")
    assert get(client, "/api/rulebook/community/1") == get(client, "/api/rulebook")
    for path in ("/api/rulebook/community/2", "/api/rulebook/c_" + "0" * 24, "/api/rulebook/garden/1"):
        assert client.get(path).status_code == 404, path


def test_a_closed_vote_tells_its_result(site: Site) -> None:
    give_tokens(site)
    bench = move(site)
    open_vote(site, bench)
    for name in ("ada", "tao", "tess"):
        vote(site, name, bench, "yes")
    days_pass(site, 8)
    poll = get(site.client(), f"/api/proposals/{bench}")["poll"]
    result = get(site.client(), f"/api/polls/{poll}")["result"]
    assert result["outcome"] == "passed"
    assert result["ballots"] == 3


@pytest.mark.parametrize(
    "path",
    [
        "proposals/x",
        "polls/x",
        "polls/x/ballots/m_1",
        "mandates/x",
        "disbursements/x",
        "awards/x",
        "members/m_1",
        "statements/x",
        "statements/x/receipt",
        "consistency",
        "consistency?old=-1&new=2",
        "consistency?old=2&new=1",
        "consistency?old=0&new=99999999999999999999",
        "nothing",
    ],
)
def test_a_missing_item_is_a_problem_document(site: Site, path: str) -> None:
    response = site.client().get(f"/api/{path}")
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    value = strict_json.decode(response.data)
    assert value["status"] == 404
    assert value["title"]


def test_the_record_of_today_continues_that_of_yesterday(site: Site) -> None:
    client = site.client()
    before = get(client, "/api/community")
    move(site)
    move(site)
    after = get(client, "/api/community")
    answer = get(client, f"/api/consistency?old={before['log_size']}&new={after['log_size']}")
    hashes = [base64.b64decode(one) for one in answer["proof"]]
    roots = [base64.b64decode(one["log_root"]) for one in (before, after)]
    assert merkle.verify_consistency(before["log_size"], roots[0], after["log_size"], roots[1], hashes)
    assert not merkle.verify_consistency(before["log_size"], roots[1], after["log_size"], roots[1], hashes)


def test_a_recorded_statement_has_a_fresh_receipt(site: Site) -> None:
    accepted = site.say(
        "mei",
        "proposal-submitted",
        {"title": "A", "body": "B"},
        kind="motion",
        scope="community",
        topic="",
        effects=MOTION,
    )
    move(site)
    receipt_data = get(site.client(), f"/api/statements/{accepted.id}/receipt")
    signed = envelope.from_value(receipt_data["envelope"])
    verifier = site.services.recorder.signer(site.community).verifier
    receipt = proof.parse(receipt_data["receipt"].encode())
    assert proof.verify(receipt, leaf.format(receipt_data["at"], signed), [verifier]).size == site.head_size()
    assert get(site.client(), f"/api/statements/{accepted.id}")["index"] == accepted.index


MOTION = [{"effect": "record-resolution"}]


def test_a_refusal_has_its_code_rule_and_sentence(site: Site) -> None:
    bench = move(site)
    body = site.sealed("mei", "proposal-sponsored", proposal=bench, version=1)
    response = site.client().post("/api/statements", data=body)
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    value = strict_json.decode(response.data)
    assert value["code"] == "sponsor_author"
    assert value["rule"] == "5.4"
    assert value["type"] == "/check#rule-5.4"
    assert value["detail"] == "Authors do not sponsor their own proposal."
    assert value["status"] == 422


def test_the_same_statement_twice_is_a_conflict_that_names_the_first(site: Site) -> None:
    bench = move(site)
    body = site.sealed("max", "proposal-sponsored", proposal=bench, version=1)
    first = strict_json.decode(site.client().post("/api/statements", data=body).data)
    again = site.client().post("/api/statements", data=body)
    assert again.status_code == 409
    value = strict_json.decode(again.data)
    assert value["code"] == "already_recorded"
    assert value["id"] == first["id"]


def test_the_language_of_a_refusal_is_the_one_asked_for(site: Site) -> None:
    bench = move(site)
    body = site.sealed("mei", "proposal-sponsored", proposal=bench, version=1)

    def detail(path: str = "", **headers: str) -> str:
        answer = site.app.test_client().post(f"/api/statements{path}", data=body, headers=headers)
        return str(strict_json.decode(answer.data)["detail"])

    english = detail()
    chinese = {detail("?lang=zh-Hans"), detail(**{"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.1"})}
    assert detail("?lang=en", **{"Accept-Language": "zh-CN"}) == english
    assert len(chinese) == 1
    assert chinese != {english}


def test_a_statement_needs_no_session_and_no_token(site: Site) -> None:
    body = site.sealed("max", "proposal-sponsored", proposal=move(site), version=1)
    assert site.app.test_client().post("/api/statements", data=body).status_code == 201


def test_other_methods_are_refused_with_an_explanation(site: Site) -> None:
    response = site.client().post("/api/community")
    assert response.status_code == 405
    assert response.content_type == "application/problem+json"

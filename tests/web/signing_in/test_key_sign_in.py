"""Signing in by proving possession of a device's key."""

import base64
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from govern.actions.signing_in.key_proofs import PROOF_TYPE, VALID
from govern.record import envelope, signing, strict_json
from govern.rules.people.signers import Person
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.private.sign_in import KeyChallengeRow, SessionRow
from tests.web.conftest import Site, post, text, token
from tests.web.signing_in.test_accounts import is_signed_in, sign_in

OURS = "http://localhost:8000"


def challenge(client: FlaskClient) -> str:
    answer = client.post("/sign-in/key/challenge", headers={"X-CSRFToken": token(client)})
    assert answer.status_code == 200
    return str(answer.get_json()["nonce"])


def proof(site: Site, name: str, nonce: str, *, seed: bytes = b"", kind: str = PROOF_TYPE, **change: str) -> Any:
    person = site.people[name]
    said = {"community": site.community, "member": person.member, "nonce": nonce, "origin": OURS} | change
    return envelope.to_value(envelope.seal(kind, strict_json.encode(said), seed or person.seed))


def send(client: FlaskClient, value: Any, query: str = "") -> TestResponse:
    body = strict_json.encode({"keep": False, "proof": value})
    return client.post(f"/sign-in/key{query}", data=body, headers={"X-CSRFToken": token(client)})


def code_of(answer: TestResponse) -> str:
    assert answer.content_type == "application/problem+json"
    return str(answer.get_json()["code"])


def test_a_key_of_the_member_signs_in_and_leads_back_to_the_page(site: Site) -> None:
    client = site.client()
    answer = send(client, proof(site, "mei", challenge(client)), "?next=/device")
    assert (answer.status_code, answer.get_json()) == (200, {"next": "/device"})
    assert 'value="mei@example.org"' in client.get("/account").get_data(as_text=True)
    assert "with the key" in text(client.get("/account"))


def test_it_never_leads_to_another_site(site: Site) -> None:
    client = site.client()
    assert send(client, proof(site, "mei", challenge(client)), "?next=//evil.example").get_json() == {"next": "/"}


def test_a_challenge_is_answered_once(site: Site) -> None:
    client = site.client()
    nonce = challenge(client)
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    assert send(client, proof(site, "mei", nonce)).status_code == 200
    again = site.client()
    with again.session_transaction() as cookie:
        cookie.update({name: kept[name] for name in ("key_challenge",)})
    assert code_of(send(again, proof(site, "mei", nonce))) == "challenge_over"
    assert not is_signed_in(again)


def test_a_challenge_lasts_two_minutes_and_is_then_forgotten(site: Site) -> None:
    client = site.client()
    nonce = challenge(client)
    site.clock.advance(VALID)
    assert code_of(send(client, proof(site, "mei", nonce))) == "challenge_over"
    challenge(client)
    with site.app.app_context(), site.session() as session:
        rows = list(session.scalars(select(KeyChallengeRow)))
        assert len(rows) == 1
        assert nonce not in rows[0].nonce_hash


def test_the_signature_of_one_browsers_challenge_signs_in_no_other_browser(site: Site) -> None:
    victim, thief = site.client(), site.client()
    nonce = challenge(victim)
    challenge(thief)
    assert code_of(send(thief, proof(site, "mei", nonce))) == "challenge_over"
    assert not is_signed_in(thief)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://localhost:8000.evil.example", "http://evil.example", "", "null"]
)
def test_a_signature_made_for_another_site_is_refused(site: Site, origin: str) -> None:
    client = site.client()
    assert code_of(send(client, proof(site, "mei", challenge(client), origin=origin))) == "proof_invalid"


def test_a_site_that_passes_requests_on_gets_nothing_with_its_own_name(site: Site) -> None:
    client = site.client()
    value = proof(site, "mei", challenge(client), origin="http://evil.example")
    body = strict_json.encode({"keep": False, "proof": value})
    headers = {"X-CSRFToken": token(client), "Host": "evil.example"}
    assert client.post("/sign-in/key", data=body, headers=headers).status_code != 200
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("community", "0" * 64, "proof_invalid"),
        ("nonce", "0" * 64, "challenge_over"),
        ("member", "m_" + "0" * 24, "key_unknown"),
    ],
)
def test_another_community_another_nonce_or_another_member_is_refused(
    site: Site, name: str, value: str, code: str
) -> None:
    client = site.client()
    said = {"nonce": challenge(client)} | {name: value}
    assert code_of(send(client, proof(site, "mei", **said))) == code
    assert not is_signed_in(client)


def test_a_key_that_nobody_has_is_refused(site: Site) -> None:
    client = site.client()
    assert code_of(send(client, proof(site, "mei", challenge(client), seed=signing.new_seed()))) == "key_unknown"


def test_a_key_that_waits_for_a_registrar_is_refused(site: Site) -> None:
    site.wait_for_registrar("nell")
    client = site.client()
    assert code_of(send(client, proof(site, "nell", challenge(client)))) == "key_unknown"


def test_a_key_that_ended_is_refused_and_the_one_that_signs_is_not(site: Site) -> None:
    old = site.people["mei"]
    new = Person(old.member, signing.new_seed())
    site.say("mei", "key-added", claim=envelope.to_value(new.claim(site.community, "1" * 32)))
    site.say("mei", "key-revoked", key=signing.key_id(base64.b64decode(new.public_key)))
    client = site.client()
    assert code_of(send(client, proof(site, "mei", challenge(client), seed=new.seed))) == "key_unknown"
    assert send(client, proof(site, "mei", challenge(client))).status_code == 200


def test_a_former_member_signs_in_by_password_only(site: Site) -> None:
    site.say("mei", "member-left")
    client = site.client()
    assert code_of(send(client, proof(site, "mei", challenge(client)))) == "key_unknown"


def test_a_closed_account_stays_closed(site: Site) -> None:
    post(site.client("ada"), f"/admin/people/accounts/{site.people['mei'].member}/disable")
    client = site.client()
    assert code_of(send(client, proof(site, "mei", challenge(client)))) == "account_closed"
    assert not is_signed_in(client)


def test_a_signature_that_does_not_hold_is_refused(site: Site) -> None:
    client = site.client()
    value = proof(site, "mei", challenge(client))
    forged = proof(site, "mei", "0" * 64)
    value["signatures"] = forged["signatures"]
    assert code_of(send(client, value)) == "proof_invalid"


def test_a_proof_can_never_be_a_statement(site: Site) -> None:
    assert PROOF_TYPE not in KINDS_OF_STATEMENT
    assert not PROOF_TYPE.startswith("application/vnd.govern.")
    size, client = site.head_size(), site.client()
    body = strict_json.encode(proof(site, "mei", challenge(client)))
    answer = client.post("/api/statements", data=body)
    assert answer.status_code == 422
    assert site.head_size() == size


def test_neither_a_statement_nor_the_claim_of_a_key_signs_in(site: Site) -> None:
    statement = strict_json.decode(site.sealed("mei", "member-left"))
    for value in (statement, site.claim("mei")):
        client = site.client()
        challenge(client)
        assert code_of(send(client, value)) == "proof_invalid"
    client = site.client()
    other = proof(site, "mei", challenge(client), kind="application/vnd.govern.key-claim.v1+json")
    assert code_of(send(client, other)) == "proof_invalid"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"keep":false}', b'{"keep":1,"proof":{}}', b"\xff"])
def test_an_invalid_proof_is_refused(site: Site, body: bytes) -> None:
    client = site.client()
    answer = client.post("/sign-in/key", data=body, headers={"X-CSRFToken": token(client)})
    assert code_of(answer) == "proof_invalid"


def test_it_takes_our_pages_token(site: Site) -> None:
    assert site.client().post("/sign-in/key/challenge").status_code == 400
    assert site.client().post("/sign-in/key", data=b"{}").status_code == 400


def test_wrong_proofs_are_rate_limited_and_the_answer_says_how_long(site: Site) -> None:
    client = site.client()
    for _ in range(20):
        assert send(client, {}).status_code == 422
    refused = send(client, {})
    assert (refused.status_code, code_of(refused), refused.headers["Retry-After"]) == (429, "too_many_attempts", "60")
    assert send(client, proof(site, "mei", challenge(client))).status_code == 200


def test_challenges_are_given_so_often(site: Site) -> None:
    client = site.client()
    for _ in range(60):
        challenge(client)
    answer = client.post("/sign-in/key/challenge", headers={"X-CSRFToken": token(client)})
    assert (answer.status_code, code_of(answer)) == (429, "too_many_attempts")


def test_signing_in_by_key_clears_the_previous_session(site: Site) -> None:
    client = site.client()
    nonce = challenge(client)
    with client.session_transaction() as cookie:
        cookie["left_by_somebody"] = "x"
    assert send(client, proof(site, "mei", nonce)).status_code == 200
    with client.session_transaction() as cookie:
        assert "left_by_somebody" not in cookie
    with site.app.app_context(), site.session() as session:
        assert [row.by_key for row in session.scalars(select(SessionRow))] == [True]


def test_after_signing_in_by_key_a_forgotten_password_can_be_set_for_ten_minutes(site: Site) -> None:
    form = {"password": "battery staple", "again": "battery staple"}
    client = site.client()
    send(client, proof(site, "mei", challenge(client)))
    assert "need not know the current password" in text(client.get("/account"))
    site.clock.advance(minutes=10)
    assert post(client, "/account/password", **form).status_code == 422
    later = site.client()
    send(later, proof(site, "mei", challenge(later)))
    assert post(later, "/account/password", **form).status_code == 302
    assert sign_in(site.client(), password="battery staple") == 302
    assert post(later, "/account/password", **form).status_code == 422

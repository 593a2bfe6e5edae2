"""The page of a device's key: claimed by its holder, waiting, declined, enrolled."""

import secrets
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from govern.actions.writing.founding import new_member_id
from govern.record import envelope, signing, strict_json
from govern.rules.people.signers import Person
from govern.store.private.accounts import ClaimRow
from govern.web.prose.fingerprints import fingerprint
from tests.web.conftest import Site, post, text, token


def send(client: FlaskClient, claim: Any) -> TestResponse:
    return client.post(
        "/device/claim",
        data=strict_json.encode({"claim": claim}),
        headers={"X-CSRFToken": token(client)},
        content_type="application/json",
    )


def code_of(answer: TestResponse) -> str:
    assert answer.content_type == "application/problem+json"
    return str(strict_json.decode(answer.get_data())["code"])


def further(site: Site, name: str) -> dict[str, Any]:
    """The proof that somebody made another key."""
    new = Person(site.people[name].member, signing.new_seed())
    return envelope.to_value(new.claim(site.community, secrets.token_hex(16)))


def test_someone_new_is_shown_how_a_key_is_made(site: Site) -> None:
    page = site.client("nell").get("/device")
    assert "You make your key" in text(page)
    html = page.get_data(as_text=True)
    assert 'data-public-keys=""' in html
    assert 'data-claimed-key=""' in html
    assert 'data-claim-url="/device/claim"' in html


def test_a_claim_waits_for_a_registrar_and_makes_nobody_a_member(site: Site) -> None:
    client, size = site.client("nell"), site.head_size()
    assert send(client, site.claim("nell")).status_code == 201
    page = client.get("/device")
    assert "Waiting for a registrar" in text(page)
    assert f'data-claimed-key="{site.people["nell"].public_key}"' in page.get_data(as_text=True)
    assert site.head_size() == size


def test_an_enrolled_key_shows_its_fingerprint(site: Site) -> None:
    page = text(site.client("mei").get("/device"))
    assert "You are a member" in page
    assert fingerprint(site.people["mei"].public_key) in page


def test_another_key_may_take_the_place_of_one_that_waits(site: Site) -> None:
    client = site.client("nell")
    send(client, site.claim("nell"))
    site.people["nell"] = Person(site.people["nell"].member, signing.new_seed())
    assert send(client, site.claim("nell")).status_code == 201
    assert f'data-claimed-key="{site.people["nell"].public_key}"' in client.get("/device").get_data(as_text=True)


def test_a_declined_key_says_so_and_may_be_sent_again(site: Site) -> None:
    site.wait_for_registrar("nell")
    post(site.client("ada"), f"/admin/people/{site.people['nell'].member}/decline")
    client = site.client("nell")
    page = client.get("/device")
    assert "set your key aside" in text(page)
    assert 'data-claimed-key=""' in page.get_data(as_text=True)
    assert send(client, site.claim("nell")).status_code == 201
    assert "Waiting for a registrar" in text(client.get("/device"))


def test_a_claim_for_somebody_else_is_refused(site: Site) -> None:
    assert code_of(send(site.client("nell"), site.claim("mei"))) == "claim_invalid"


def test_a_key_that_a_member_has_is_not_claimed_again(site: Site) -> None:
    assert code_of(send(site.client("mei"), site.claim("mei"))) == "key_taken"


def test_a_former_member_cannot_claim_a_key(site: Site) -> None:
    client = site.client("mei")
    site.say("mei", "member-left")
    assert code_of(send(client, further(site, "mei"))) == "member_left"


def test_a_key_that_belongs_to_a_member_is_refused(site: Site) -> None:
    thief = Person(site.people["nell"].member, site.people["mei"].seed)
    claim = envelope.to_value(thief.claim(site.community, secrets.token_hex(16)))
    assert code_of(send(site.client("nell"), claim)) == "key_taken"


def test_a_claim_for_another_community_is_refused(site: Site) -> None:
    claim = envelope.to_value(site.people["nell"].claim("0" * 64, secrets.token_hex(16)))
    assert code_of(send(site.client("nell"), claim)) == "claim_invalid"


@pytest.mark.parametrize("claim", ["", 1, [], {}, {"payload": "AA=="}])
def test_an_invalid_claim_is_refused(site: Site, claim: Any) -> None:
    assert code_of(send(site.client("nell"), claim)) == "claim_invalid"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"claim":1.0}', b'{"claim":1,"more":2}', b"\xff"])
def test_a_claim_that_is_not_strict_json_is_refused(site: Site, body: bytes) -> None:
    client = site.client("nell")
    answer = client.post("/device/claim", data=body, headers={"X-CSRFToken": token(client)})
    assert code_of(answer) == "claim_invalid"


def test_a_claim_without_our_pages_token_is_refused(site: Site) -> None:
    body = strict_json.encode({"claim": site.claim("nell")})
    assert site.client("nell").post("/device/claim", data=body).status_code == 400


def test_claims_of_those_enrolled_are_forgotten(site: Site) -> None:
    site.wait_for_registrar("nell")
    site.enrol("nell")
    site.person("omar")
    assert send(site.client("omar"), site.claim("omar")).status_code == 201
    with site.app.app_context(), site.session() as session:
        assert session.get(ClaimRow, site.people["nell"].member) is None
        assert session.get(ClaimRow, site.people["omar"].member) is not None


def test_the_receipts_page_is_for_those_who_have_signed_in(site: Site) -> None:
    assert site.client().get("/receipts").status_code == 302
    assert "data-receipts" in site.client("nell").get("/receipts").get_data(as_text=True)


def test_a_fingerprint_is_the_beginning_of_the_key_id(site: Site) -> None:
    key = Person(new_member_id(), bytes(32))
    # SHA-256 of the public key of the seed of 32 zero bytes (RFC 8032 derivation), as `sha256sum` prints it.
    assert fingerprint(key.public_key) == "139e 3940 e64b 5491"

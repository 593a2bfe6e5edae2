"""A member's keys on the pages: the list, what waits, and what registrars are asked."""

import secrets
from dataclasses import replace
from typing import Any

import pytest

from govern.actions.people import pending_keys
from govern.record import envelope, signing
from govern.rules.people.signers import Person
from govern.web.prose.fingerprints import fingerprint
from tests.web.conftest import Site, post
from tests.web.reading import html, page
from tests.web.votes.voting import days_pass


@pytest.fixture
def new(site: Site) -> Person:
    """Mei with another key, which the site was told of."""
    made = Person(site.people["mei"].member, signing.new_seed())
    with site.app.app_context(), site.session() as session:
        pending_keys.submit(session, made.member, claim(site, made), site.community, site.clock())
    return made


def claim(site: Site, who: Person) -> dict[str, Any]:
    return envelope.to_value(who.claim(site.community, secrets.token_hex(16)))


def agree(site: Site, new: Person) -> None:
    """Tao and Tess, the registrars, agree to a key."""
    for name in ("tao", "tess"):
        site.say("ada", "role-granted", holder=site.people[name].member, role="registrar", scope="community")
    for name in ("tao", "tess"):
        site.say(name, "key-reset", claim=claim(site, new), resets=new.member)


def test_a_key_made_elsewhere_is_offered_to_its_holder_and_to_registrars(site: Site, new: Person) -> None:
    print_ = fingerprint(new.public_key)
    assert 'data-statement="key-added"' in html(site, "/device", "mei")
    assert print_ in page(site, "/device", "mei")
    assert "1 member asks for a new key" in page(site, "/", "ada")
    assert print_ in page(site, "/admin/people", "ada")
    assert 'data-statement="key-reset"' in html(site, "/admin/people", "ada")
    assert "asks for a new key" not in page(site, "/", "tao")


def test_a_key_that_was_added_is_offered_no_more(site: Site, new: Person) -> None:
    site.say("mei", "key-added", claim=claim(site, new))
    shown = html(site, "/device", "mei")
    assert 'data-statement="key-added"' not in shown
    assert f'data-public-keys="{site.people["mei"].public_key} {new.public_key}"' in shown
    assert shown.count('data-statement="key-revoked"') == 2
    assert fingerprint(new.public_key) not in page(site, "/admin/people", "ada")


def test_a_key_that_was_ended_is_shown_so_and_opens_nothing(site: Site, new: Person) -> None:
    site.say("mei", "key-added", claim=claim(site, new))
    site.say("mei", "key-revoked", key=signing.key_id(signing.public_key(new.seed)))
    shown = html(site, "/device", "mei")
    assert f'data-public-keys="{site.people["mei"].public_key}"' in shown
    assert shown.count('data-statement="key-revoked"') == 1
    assert "Ended" in page(site, f"/members/{new.member}", "mei")
    member_data = site.client().get(f"/api/members/{new.member}").get_json()
    assert member_data["keys"] == [site.people["mei"].public_key]


def test_a_registrar_who_agreed_is_not_asked_again(site: Site, new: Person) -> None:
    site.say("ada", "key-reset", claim=claim(site, new), resets=new.member)
    assert 'data-statement="key-reset"' not in html(site, "/admin/people", "ada")
    assert "Agreed so far: Ada" in page(site, "/admin/people", "ada")
    assert "asks for a new key" not in page(site, "/", "ada")


def test_a_key_reset_is_shown_at_once_and_can_be_stopped(site: Site, new: Person) -> None:
    agree(site, new)
    assert "Registrars agreed to a new key in your name" in page(site, "/", "mei")
    shown = page(site, "/device", "mei")
    assert f"Its fingerprint is {fingerprint(new.public_key)}." in shown
    assert "Stop this key" in shown
    site.say("mei", "key-revoked", key=signing.key_id(signing.public_key(new.seed)))
    assert "Registrars agreed" not in page(site, "/", "mei")
    days_pass(site, 7)
    assert f'data-public-keys="{site.people["mei"].public_key}"' in html(site, "/device", "mei")


def test_after_the_wait_only_the_new_key_is_theirs(site: Site, new: Person) -> None:
    agree(site, new)
    days_pass(site, 7)
    assert f'data-public-keys="{new.public_key}"' in html(site, "/device", "mei")
    site.people["mei"] = replace(site.people["mei"], seed=new.seed)
    site.say("mei", "member-left")


def test_a_members_new_key_is_declined_and_taken_back(site: Site, new: Person) -> None:
    client = site.client("ada")
    post(client, f"/admin/people/{new.member}/decline")
    assert 'data-statement="key-reset"' not in html(site, "/admin/people", "ada")
    assert "set your key aside" in page(site, "/device", "mei")
    post(client, f"/admin/people/{new.member}/restore")
    assert 'data-statement="key-reset"' in html(site, "/admin/people", "ada")

"""Pages do not offer a second signature that would not count, and say why."""

import pytest

from govern.rules.people.signers import Person
from govern.store.facts.tokens import AwardRow
from govern.web.frame.database import db
from tests.dsl.formats import of_format
from tests.web.conftest import Site
from tests.web.people.test_keys import claim, new
from tests.web.reading import html, page

__all__ = ["new"]


@pytest.fixture(autouse=True)
def rules(site: Site) -> None:
    """The rules are of format 2, and Ada, who appointed the issuers, is one herself."""
    site.say("ada", "rulebook-adopted", scope="community", rulebook=of_format(2) | {"number": 2})
    site.say("ada", "role-granted", holder=site.people["ada"].member, role="issuer", scope="community")


def test_an_award_is_not_offered_to_the_person_who_appointed_its_maker(site: Site) -> None:
    site.say("ivo", "award-made", {"reason": "bees"}, amount=7, to=site.people["mei"].member)
    assert 'data-statement="award-confirmed"' not in html(site, "/admin/tokens", "ada")
    assert "One of you gave the other the role of issuer" in page(site, "/admin/tokens", "ada")
    assert 'data-statement="award-confirmed"' in html(site, "/admin/tokens", "ines")
    assert "1 award waits for you" not in page(site, "/admin/", "ada")
    assert "1 award waits for you" in page(site, "/admin/", "ines")


def test_taking_an_award_back_says_that_the_two_count_as_one(site: Site) -> None:
    site.award("mei", 50)
    with site.app.app_context():
        id_ = db.session.query(AwardRow).one().id
    site.say("ivo", "award-reversed", {"reason": "It was Max"}, award=id_)
    assert "your two signatures count as one" in page(site, f"/admin/tokens/{id_}", "ada")
    assert "With your signature the tokens are gone at once" in page(site, f"/admin/tokens/{id_}", "ines")
    assert "asks to take back an award" not in page(site, "/", "ada")
    assert "asks to take back an award" in page(site, "/", "ines")


def test_a_registrar_reads_that_two_dependent_agreements_do_not_suffice(site: Site, new: Person) -> None:
    for name in ("tao", "tess"):
        site.say("ada", "role-granted", holder=site.people[name].member, role="registrar", scope="community")
    assert "asks for a new key" in page(site, "/", "ada")
    site.say("tao", "key-reset", claim=claim(site, new), resets=new.member)
    sentence = "Your agreement does not make up two"
    assert sentence in page(site, "/admin/people", "ada")
    assert "asks for a new key" not in page(site, "/", "ada")
    assert sentence not in page(site, "/admin/people", "tess")
    assert "asks for a new key" in page(site, "/", "tess")

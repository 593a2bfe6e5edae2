"""Elections on the site: candidates, nominations, and the acts that change them."""

from typing import Any

import pytest

from govern.actions.mail import notices
from govern.store.private.outbox import OutboxRow
from govern.store.views.tasks.tasks import open_tasks
from govern.web.frame.database import db
from govern.web.words.statements.statement_sentences import occasions
from tests.web.conftest import Site
from tests.web.reading import page
from tests.web.votes.voting import announce, days_pass, give_tokens, proposal_of, sponsor

SEATS = {"effect": "fill-seats", "most_terms": 0, "office": "councillor", "starts": 0, "until": 0}


def elect(site: Site, seats: int = 2, term_days: int = 365, by: str = "mei", **changes: Any) -> str:
    """Someone proposes an election; its id."""
    effect = SEATS | {"seats": seats, "term_days": term_days} | changes
    texts = {"title": "Who keeps the keys", "body": "As every year."}
    fields = {"kind": "election", "scope": "community", "topic": "", "effects": [effect]}
    return site.say(by, "proposal-submitted", texts, **fields).id


def stand(site: Site, proposal: str, *names: str) -> None:
    """These members stand."""
    for name in names:
        site.say(name, "candidacy-accepted", {"statement": f"I am *{name}*."}, proposal=proposal)


def nominate(site: Site, proposal: str, name: str, by: str = "mei") -> None:
    """Someone nominates another."""
    site.say(by, "candidate-nominated", proposal=proposal, candidate=site.people[name].member)


def test_candidates_are_shown_with_what_they_say_of_themselves(site: Site) -> None:
    proposal = elect(site)
    stand(site, proposal, "tao", "tess")
    nominate(site, proposal, "max")
    site.say("tess", "candidacy-withdrawn", proposal=proposal)
    html = site.client("ivo").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert "I am <em>tao</em>." in html
    assert "I am <em>tess</em>." not in html
    said = page(site, f"/proposals/{proposal}", "ivo")
    for words in ("nominated by Mei", "Withdrew, or declined", "Stand for election"):
        assert words in said
    assert page(site, f"/proposals/{proposal}/candidates", "ivo").count("Tao") >= 1


def test_the_forms_sign_what_the_record_takes(site: Site) -> None:
    proposal = elect(site)
    html = site.client("tao").get(f"/proposals/{proposal}/candidates").get_data(as_text=True)
    for kind in ("candidacy-accepted", "candidate-nominated"):
        assert f'data-statement="{kind}" data-fixed=\'{{"proposal": "{proposal}"}}\'' in html
    assert f'<option value="{site.people["max"].member}">Max</option>' in html
    assert f'<option value="{site.people["tao"].member}">' not in html
    stand(site, proposal, "tao")
    html = site.client("tao").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert 'data-statement="candidacy-withdrawn"' in html
    assert 'data-statement="candidacy-withdrawn"' not in site.client("max").get(f"/proposals/{proposal}").text


def test_a_nominee_is_asked_at_home_in_the_feed_and_by_mail(site: Site) -> None:
    proposal = elect(site)
    with site.app.app_context(), site.session() as session:
        notices.take_up(session, site.clock(), occasions(), mailing=True)
    nominate(site, proposal, "max")
    assert "You were nominated: Who keeps the keys" in page(site, "/", "max")
    assert "You were nominated" not in page(site, "/", "tao")
    with site.app.app_context(), site.session() as session:
        notices.take_up(session, site.clock(), occasions(), mailing=True)
        mail = [(row.kind, row.subject) for row in session.query(OutboxRow).filter_by(kind="stand")]
    assert mail == [("stand", proposal)]
    said = page(site, f"/proposals/{proposal}", "max")
    assert "Mei nominated you. Do you stand?" in said
    assert "Decline" in said
    site.say("max", "candidacy-withdrawn", proposal=proposal)
    assert "You were nominated" not in page(site, "/", "max")


def test_a_nominee_has_until_the_end_of_the_stage_to_answer(site: Site) -> None:
    proposal = elect(site)
    nominate(site, proposal, "max")

    def until() -> int:
        with site.app.app_context(), site.session() as session:
            (duty,) = open_tasks(session, site.people["max"].member, site.clock(), ("stand",))
        return duty.until

    assert until() == proposal_of(site, proposal).sponsoring_ends
    sponsor(site, proposal, "tao")
    found = proposal_of(site, proposal)
    assert found.review_ends != found.sponsoring_ends
    assert until() == found.review_ends


def test_the_author_hears_of_too_few_candidates(site: Site) -> None:
    proposal = elect(site)
    stand(site, proposal, "tao")
    said = page(site, f"/proposals/{proposal}", "mei")
    assert "2 seats are to be filled, and 1 stand." in said
    assert "You proposed this election" in said
    assert "You proposed this election" not in page(site, f"/proposals/{proposal}", "tao")
    stand(site, proposal, "tess")
    assert "seats are to be filled" not in page(site, f"/proposals/{proposal}", "mei")


def test_once_the_vote_is_announced_nobody_stands_any_more(site: Site) -> None:
    give_tokens(site)
    proposal = elect(site)
    stand(site, proposal, "tao", "tess")
    announce(site, proposal)
    days_pass(site, 7)
    html = site.client("max").get(f"/proposals/{proposal}/candidates").get_data(as_text=True)
    assert "data-statement" not in html
    assert "nobody can be nominated any more" in html
    assert "Stand for election" not in page(site, f"/proposals/{proposal}", "max")


def test_a_member_who_served_all_terms_is_refused_before_signing(site: Site) -> None:
    from tests.web.people.test_offices import elected

    elected(site, "tao", most_terms=1)
    proposal = elect(site, most_terms=1)
    said = page(site, f"/proposals/{proposal}/candidates", "tao")
    assert "Sign and stand" not in said
    assert "Sign and stand" in page(site, f"/proposals/{proposal}/candidates", "tess")


@pytest.mark.parametrize("who", ["", "nell"])
def test_a_visitor_can_only_read(site: Site, who: str) -> None:
    html = site.client(who).get(f"/proposals/{elect(site)}/candidates").get_data(as_text=True)
    assert "data-statement" not in html
    with site.app.app_context():
        assert db.session.query(OutboxRow).count() == 0

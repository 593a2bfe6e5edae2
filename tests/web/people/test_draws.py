"""Draws by lot on pages: who may call them, the pool, and drawing again from the page's data."""

import base64

import pytest

from govern.protocol import facts
from govern.protocol.units import HOUR
from govern.rules.voting.tally import lots
from govern.store.projection import Projection
from govern.store.record import leaves
from govern.web.frame.database import db
from tests.web.conftest import Site, text
from tests.web.votes.voting import days_pass


@pytest.fixture
def draw(site: Site) -> str:
    """A draw of two that Ada called for an hour from now."""
    fields = {"count": 2, "draws_at": site.clock() + HOUR, "role": "", "rotation": "keys", "scope": "community"}
    return str(site.say("ada", "draw-called", {"purpose": "Who opens the hall"}, **fields).id)


def page(site: Site, path: str, who: str = "", status: int = 200) -> str:
    answer = site.client(who).get(path)
    assert answer.status_code == status, path
    return text(answer)


def test_without_draws_the_list_says_how_one_comes_about(site: Site) -> None:
    assert "Nothing has been drawn so far" in page(site, "/draws")
    assert "Call a draw" in page(site, "/draws", "ada")
    assert "Call a draw" not in page(site, "/draws", "mei")


def test_a_draw_shows_its_pool_before_and_who_was_drawn_after(site: Site, draw: str) -> None:
    before = page(site, f"/draws/{draw}", "mei")
    assert "Will be drawn" in before
    assert "Call it off" not in before
    assert "Call it off" in page(site, f"/draws/{draw}", "ada")
    days_pass(site, 1)
    after = page(site, f"/draws/{draw}", "mei")
    assert "Drawn, in this order" in after
    assert "Round 1" in page(site, "/draws")


def test_the_page_says_all_that_drawing_again_takes(site: Site, draw: str) -> None:
    days_pass(site, 1)
    with site.app.app_context():
        found = Projection(db.session.connection()).get(facts.Draw, draw)
        assert found is not None
        made = leaves.at_index(db.session(), found.drawn_index)
    assert made is not None
    assert made.payload["log_root"] in page(site, f"/draws/{draw}")
    key = base64.b64decode(made.payload["log_root"])
    assert found.drawn == lots.draw(lambda: key, found.pool)[:2]


def test_only_those_who_may_call_see_the_form(site: Site, draw: str) -> None:
    assert "Call a draw" in page(site, "/draws/new", "ada")
    assert "Read and sign" not in page(site, "/draws/new", "mei")
    assert "Read and sign" not in page(site, f"/draws/{draw}/cancel", "mei")
    page(site, f"/draws/{'0' * 64}", "mei", 404)
    page(site, "/draws?scope=c_nothing", "mei", 404)
    assert "Reason" in page(site, f"/draws/{draw}/cancel", "ada")
    site.say("ada", "draw-cancelled", {"reason": "Closed."}, draw=draw)
    assert "called off" in page(site, f"/draws/{draw}")
    page(site, f"/draws/{draw}/cancel", "ada", 403)


def test_a_convener_draws_in_the_club(site: Site) -> None:
    club = "c_" + "1" * 24
    texts = {"name": "Rowing Club", "purpose": "Boats"}
    site.say("ada", "club-opened", texts, club=club, convener=site.people["mei"].member)
    assert "Call a draw" in page(site, f"/draws?scope={club}", "mei")
    page(site, f"/draws/new?scope={club}", "mei")
    assert "Read and sign" not in page(site, f"/draws/new?scope={club}", "ada")

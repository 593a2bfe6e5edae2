"""The first page: for visitors, for members, for holders of roles, and before there is a community."""

from html import unescape
from pathlib import Path

from govern import config
from govern.store.base import Base
from govern.store.database import open_engine
from govern.web import create_app
from tests.tools.clock import Clock
from tests.web.conftest import Site, text
from tests.web.spending import ask
from tests.web.votes.voting import ask_for_money, days_pass, give_tokens, move, open_vote, vote


def home(site: Site, who: str = "") -> str:
    """The text of a person's first page."""
    response = site.client(who).get("/")
    assert response.status_code == 200
    return unescape(text(response))


def test_before_the_founding_it_says_how_to_begin(tmp_path: Path, clock: Clock) -> None:
    instance = config.create(tmp_path / "instance", "localhost")
    engine = open_engine(instance.database)
    Base.metadata.create_all(engine)
    engine.dispose()
    app = create_app(instance, clock)
    response = app.test_client().get("/")
    app.extensions["govern"].engine.dispose()
    assert response.status_code == 200
    assert "govern init" in text(response)


def test_visitors_learn_what_this_is_what_is_decided_and_how_to_check(site: Site) -> None:
    give_tokens(site)
    done, going = move(site, "A bench"), ask_for_money(site, "The roof")
    open_vote(site, done)
    days_pass(site, 7)
    open_vote(site, going)
    words = home(site)
    assert "Garden City" in words
    assert "How do I check this?" in words
    assert words.index("Being voted on") < words.index("The roof") < words.index("Decided lately")
    assert words.index("Decided lately") < words.index("A bench")


def test_with_nothing_to_do_the_page_is_calm(site: Site) -> None:
    assert "Nothing to do just now" in home(site, "max")


def test_members_see_what_needs_them(site: Site) -> None:
    give_tokens(site)
    roof, bench = ask_for_money(site, "The roof"), move(site, "A bench")
    words = home(site, "max")
    assert words.index("Proposals that seek sponsors") < words.index("A bench")
    assert "Proposals that seek sponsors" not in home(site, "mei")
    assert "Your proposals" in home(site, "mei")
    site.say("max", "proposal-sponsored", proposal=roof, version=1)
    assert "The roof" not in home(site, "max")
    open_vote(site, bench)
    words = home(site, "max")
    assert words.index("Your vote is open") < words.index("A bench")
    assert "Your vote is open" not in home(site, "ivo")
    vote(site, "max", bench, "yes")
    words = home(site, "max")
    assert "Your vote is open" not in words
    assert "Your ballot: Yes." in words


def test_people_waiting_for_enrolment_read_so(site: Site) -> None:
    assert "The next step is yours: your key" in home(site, "nell")


def test_registrars_hear_of_keys_and_others_do_not(site: Site) -> None:
    site.wait_for_registrar("nell")
    assert "1 key waits to be enrolled" in home(site, "ada")
    assert "to be enrolled" not in home(site, "ivo")


def test_issuers_hear_of_awards_that_they_may_confirm(site: Site) -> None:
    max_ = site.people["max"].member
    site.say("ivo", "award-made", {"reason": "work"}, amount=5, to=max_)
    assert "1 award of tokens waits for your confirmation" in home(site, "ines")
    assert "for your confirmation" not in home(site, "ivo")
    assert "for your confirmation" not in home(site, "max")


def test_treasurers_hear_of_requests_that_they_may_approve_or_pay(site: Site) -> None:
    give_tokens(site)
    roof = ask_for_money(site, by="max")
    open_vote(site, roof)
    for name in ("ada", "mei", "tess"):
        vote(site, name, roof, "yes")
    days_pass(site, 7)
    days_pass(site, 2)
    mandate = site.client().get(f"/proposals/{roof}").get_data(as_text=True).split("/treasury/mandates/")[1][:64]
    request = ask(site, mandate, 500, "tao", "tiles")
    assert "1 request for payment waits for your approval" in home(site, "tess")
    assert "waits for your approval" not in home(site, "tao")
    site.say("tess", "disbursement-approved", disbursement=request, version=1)
    assert "1 approved request waits to be paid" in home(site, "tess")
    assert "to be paid" not in home(site, "tao")

"""The record's pages: search, sentences, proofs by receipts."""

from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from govern.record import proof
from govern.rules.rulebook.presets import PRESETS
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.record import leaves, log
from govern.web.frame.database import db
from govern.web.words.statements.statement_sentences import WORDS
from tests.dsl.people import RealCommunity
from tests.tools.clock import Clock
from tests.tools.databases.engines import passing_app
from tests.verify.forging.story_money import record_money
from tests.web.conftest import Site, text
from tests.web.everything import everything
from tests.web.reading import page
from tests.web.votes.voting import move, sponsor

NO_LIMIT = {"live_per_author": 0, "number": 2}


def test_the_page_of_every_type_of_statement_is_an_address_of_this_site() -> None:
    assert {kind: words.page for kind, words in WORDS.items() if words.page and not words.page.startswith("/")} == {}


def told_by(app: Flask, client: FlaskClient) -> dict[str, str]:
    """By kind what the pages of all statements say."""
    shown_by_kind: dict[str, str] = {}
    with app.app_context():
        head = log.head(db.session.connection())
    assert head is not None
    for index in range(head.size):
        shown = unescape(text(client.get(f"/record/{index}")))
        with app.app_context():
            said = leaves.at_index(db.session(), index)
        assert said is not None
        shown_by_kind[said.kind] = shown_by_kind.get(said.kind, "") + shown
        assert "(unknown)" not in shown
        assert said.id in shown
    return shown_by_kind


def test_every_kind_of_statement_has_a_sentence_and_a_page(site: Site, tmp_path: Path) -> None:
    everything(site)
    spent = RealCommunity(tmp_path / "spent", clock=Clock())
    record_money(spent)
    app = passing_app(spent.instance, spent.clock)
    shown_by_kind = told_by(app, app.test_client()) | told_by(site.app, site.client("max"))
    spent.close()
    assert shown_by_kind.keys() == {kind.name for kind in KINDS_OF_STATEMENT.values()}
    assert "Ivo awarded 81 tokens to Max, for: “for the work”." in shown_by_kind["award-made"]
    taken_back = "Ines signed that the award of 4 tokens to Tao is taken back, because: “It was Tess.”."
    assert taken_back in shown_by_kind["award-reversed"]
    assert "“Challenged” passed, with 3 ballots." in shown_by_kind["voting-closed"]
    assert "Mei put version 2 of “Carried”." in shown_by_kind["proposal-revised"]
    assert "Max cancelled “Cancelled”, because: “Twice the same.”." in shown_by_kind["proposal-cancelled"]
    assert "Max vetoed “Challenged”, because: “It harms the trees.”." in shown_by_kind["proposal-vetoed"]
    assert "Tao challenged the outcome of “Challenged”: “The hall was closed.”." in shown_by_kind["outcome-challenged"]
    assert "Ivo ruled that the outcome of “Challenged” stands: “It was open.”." in shown_by_kind["challenge-ruled"]
    assert "Ivo objected to the roll of the vote on “Carried”" in shown_by_kind["roll-objected"]
    assert "The vote on “Carried” was extended" in shown_by_kind["voting-extended"]
    assert "“Stale” expired: it could not be carried out in time." in shown_by_kind["proposal-expired"]
    assert "Tess withdrew their ballot on “Carried”." in page(site, "/record?kind=ballot-cast", "max")
    assert "Mei now votes yes on “Carried”." in page(site, "/record?kind=ballot-cast", "max")
    assert "Tess paid €500.00 to Roof & Sons from “Main account”." in shown_by_kind["payment-recorded"]
    assert "Max added a key of theirs, " in shown_by_kind["key-added"]
    assert "Max ended the key " in shown_by_kind["key-revoked"]
    assert "Ada agreed to a new key for Max, " in shown_by_kind["key-reset"]
    assert "Ada adopted rulebook no. 3." in shown_by_kind["rulebook-adopted"]


def test_a_page_of_the_record_costs_few_queries(site: Site) -> None:
    everything(site)
    client, counted = site.client("max"), []
    client.get("/record")

    def count(*_: object) -> None:
        counted.append(1)

    event.listen(site.services.engine, "before_cursor_execute", count)
    client.get("/record")
    event.remove(site.services.engine, "before_cursor_execute", count)
    assert len(counted) < 25


def test_the_record_is_listed_newest_first_and_page_by_page(site: Site) -> None:
    site.say("ada", "rulebook-adopted", rulebook=PRESETS["tokens"]() | NO_LIMIT, scope="community")
    size = site.head_size()
    for number in range(25):
        move(site, f"Motion {number}.")
    first = page(site, "/record")
    assert f"no. {size + 24} " in first
    assert "Motion 0." not in first
    older = site.client().get("/record").get_data(as_text=True).split('rel="next" href="')[1].split('"')[0]
    assert "Motion 0." in page(site, unescape(older))


def test_search_by_number_id_member_kind_and_name(site: Site) -> None:
    bench = move(site, "A bench")
    sponsor(site, bench, "max")
    assert site.client().get("/record?q=0").headers["Location"].endswith("/record/0")
    assert "A bench" in page(site, f"/record?q={bench[:9]}")
    assert "sponsored “A bench”" in page(site, f"/record?q={site.people['max'].member}")
    assert "Max sponsored “A bench”" in page(site, "/record?q=max", "tao")
    assert "Nothing like that" in page(site, "/record?q=max")  # names are for those who have signed in
    assert "sponsored" in page(site, "/record?kind=proposal-sponsored")
    assert "submitted" not in page(site, "/record?kind=proposal-sponsored").replace("was submitted", "")
    assert "Nothing like that" in page(site, "/record?q=%25%25")


def test_names_stay_private(site: Site) -> None:
    move(site)
    assert "Mei" in page(site, "/record", "max")
    for path in ("/record", f"/record/{site.head_size() - 1}"):
        assert "Mei" not in page(site, path)


def test_a_leaf_leads_to_what_it_follows_from_and_to_its_neighbours(site: Site) -> None:
    bench = move(site, "A bench")
    index = site.head_size()
    sponsor(site, bench, "max")
    html = site.client().get(f"/record/{index}").get_data(as_text=True)
    assert "What it follows from" in html
    assert f'href="/record/{index - 1}"' in html
    assert f'href="/proposals/{bench}"' in html
    assert "Next entry" not in html


def test_the_receipt_of_a_leaf_proves_it(site: Site) -> None:
    move(site)
    verifier = site.services.recorder.signer(site.community).verifier
    client = site.client()
    for index in (0, 7, site.head_size() - 1):
        data = client.get(f"/record/{index}/leaf").data
        receipt = client.get(f"/record/{index}/receipt")
        assert receipt.headers["Content-Disposition"].endswith(f'"receipt-{index}.tlog-proof.txt"')
        parsed = proof.parse(receipt.data)
        assert parsed.index == index
        assert proof.verify(parsed, data, [verifier]).size == site.head_size()


@pytest.mark.parametrize(
    "path", ["/record/999999", "/record/999999/receipt", f"/record/{2**60}", "/record/-1", "/record/x"]
)
def test_a_place_beyond_the_record_is_not_found(site: Site, path: str) -> None:
    assert site.client().get(path).status_code == 404

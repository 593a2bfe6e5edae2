"""Recipe “a statement type” in the browser: a toy is put into words by the signing dialog, signed and recorded."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Page, Route, expect

from govern.store.facts.proposals import ProposalRow
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from tests.i18n import dialog
from tests.recipes.song import FORM, songs
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import NOW, demonstration_app
from tests.tools.server import serve


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A served demonstration with a page where members sing about one of its proposals."""
    with songs(), demonstration_app(tmp_path / "instance") as app:
        with app.app_context():
            proposal = db.session.query(ProposalRow).order_by(ProposalRow.at).first()
            assert proposal is not None
            add_page(app, proposal.id)
        with serve(app) as server:
            yield server.url


def add_page(app: Flask, proposal: str) -> None:
    @app.get("/songs")
    @allow("member")
    def sing() -> str:
        return render_template_string(FORM, proposal=proposal)


def with_scripts(page: Page) -> None:
    """Gives the page the scripts that the generator makes with the toy."""
    for path, made in dialog.scripts().items():
        page.route(f"**/{path.name}*", partial(answer, made))


def answer(made: str, route: Route) -> None:
    route.fulfill(body=made, content_type="text/javascript")


def test_it_is_said_in_full_and_signed_in_a_browser(url: str, new_profile: Profiles) -> None:
    page = new_profile(now=NOW).new_page()
    with_scripts(page)
    page.goto(f"{url}/demo")
    page.locator('form:has(input[name="person"][value="mei"]) button, button[name="person"][value="mei"]').first.click()
    expect(page.locator("[data-demo-key-status]")).to_contain_text("key is now in this browser")
    page.goto(f"{url}/songs")
    page.get_by_label("The song").fill("Frogs will come")
    page.get_by_role("button", name="Read and sign").click()
    expect(page.locator(".act-words")).to_contain_text("You sing about “")
    expect(page.locator("dialog")).to_contain_text("The song: Frogs will come")
    expect(page.locator("dialog")).to_contain_text("everyone can read the text you wrote")
    page.locator('dialog [data-action="sign"]').click()
    expect(page.locator("dialog .receipt-ok")).to_be_visible()
    page.locator('dialog [data-action="continue"]').click()
    expect(page.get_by_text("sang “Frogs will come” about “")).to_be_visible()

"""Importing an old ledger in a real browser: preview, account limits, signature and result."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from govern import config
from govern.actions.people import demo_keys
from govern.actions.people.demo_keys import DemoPerson
from govern.actions.writing import limits
from govern.actions.writing.founding import found, new_member_id
from govern.actions.writing.limits import Rate
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import Recorder
from govern.config import Instance
from govern.protocol.errors import Refused
from govern.record import envelope, signing
from govern.rules.people.signers import Person, Quote
from govern.rules.rulebook.presets import PRESETS
from govern.rules.treasury.ledger_import.values import FIELDS
from govern.store.base import Base
from govern.store.database import open_engine, writing
from govern.store.facts.books import AccountRow
from govern.store.private.accounts import UserRow
from govern.store.record import log
from govern.web import create_app
from tests.browser.signing.test_voting import ServedVotes, be
from tests.dsl.ledger_imports import MESSY
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.clock import Clock
from tests.tools.demonstration import NOW, demonstration_app
from tests.tools.server import serve

SUMMED = MESSY.splitlines().index("Summe;;;;;;") + 1
HEAD = ("Datum", "Konto", "Gegenkonto", "Betrag", "", "", "Währung", "Text", "Beleg")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVotes]:
    """A community founded just now, whose books were never closed, with George as its treasurer."""
    app = create_app(_founded(tmp_path_factory.mktemp("old") / "instance"), Clock(NOW), demo=True)
    with serve(app) as server:
        yield ServedVotes(server.url, "")
    with app.extensions["govern"].engine.connect() as connection:
        balances = connection.scalars(select(AccountRow.balance).where(AccountRow.floor == -500_000)).all()
    app.extensions["govern"].engine.dispose()
    assert balances == [29_200]


def _founded(folder: Path) -> Instance:
    instance = config.create(folder, "localhost")
    engine = open_engine(instance.database)
    Base.metadata.create_all(engine)
    recorder = Recorder(engine, instance, Clock(NOW))
    ada, george = (Person(new_member_id(), signing.new_seed()) for _ in range(2))
    community = found(recorder, "Old Mill", ada, PRESETS["tokens"]()).id
    claim = envelope.to_value(george.claim(community, secrets.token_hex(16)))
    _say(recorder, ada, community, "member-enrolled", claim=claim, enrolled=george.member)
    _say(recorder, ada, community, "role-granted", holder=george.member, role="treasurer", scope="community")
    user = UserRow(
        member=george.member,
        name="George Pell",
        email="george@example.org",
        password="",
        created_at=recorder.clock(),
    )
    with writing(engine) as connection, Session(connection) as session:
        session.add(user)
        session.flush()
    seed = demo_keys.seed_text(george.seed)
    demo_keys.write(
        folder, [DemoPerson("george", "George Pell", "", george.member, seed, ("treasurer",), enrolled=True)]
    )
    engine.dispose()
    return instance


def _say(recorder: Recorder, who: Person, community: str, kind: str, **fields: Any) -> None:
    with recorder.engine.connect() as connection:
        head = log.head(connection)
    assert head is not None
    signed = who.sign(kind, community, Quote(head.size, head.root), secrets.token_hex(16), **fields)
    (answer,) = recorder.record([receive(envelope.format(signed))])
    assert not isinstance(answer, Refused), answer


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVotes]:
    """The demonstration, whose books are closed up to a day of its own past."""
    with demonstration_app(tmp_path_factory.mktemp("closed") / "instance") as app, serve(app) as server:
        yield ServedVotes(server.url, "")


def test_lines_in_closed_books_are_reported_before_signing(new_profile: Profiles, closed: ServedVotes) -> None:
    page = be(new_profile, closed, "george")
    look_at(page, closed)
    expect(page.get_by_text("lies in books that are closed up to").first).to_be_visible()
    expect(page.get_by_role("button", name="Read and sign")).to_have_count(0)


def look_at(page: Page, site: ServedVotes) -> None:
    """Uploads the ledger and maps its columns."""
    page.goto(f"{site.url}/treasury/import")
    page.get_by_label("The table, as CSV").set_input_files(
        {"name": "old.csv", "mimeType": "text/csv", "buffer": MESSY.encode("utf-8-sig")}
    )
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="problem")).to_be_visible()
    for name, column in zip(FIELDS, HEAD, strict=True):
        page.locator(f"#f-column_{name}").select_option(column)
    page.get_by_label("Lines to leave out").fill(str(SUMMED))
    page.get_by_role("button", name="Look again").click()


@pytest.fixture
def unhurried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServedVotes]:
    """A community like it, whose server takes 15 statements of an office at once, and then one every second."""
    strict = Rate("office", 15, 15_000)
    monkeypatch.setattr(limits, "RATES", {**limits.RATES, "office": strict})
    app = create_app(_founded(tmp_path / "instance"), Clock(NOW), demo=True)
    with serve(app) as server:
        yield ServedVotes(server.url, "")
    app.extensions["govern"].engine.dispose()


def test_after_a_rate_limit_the_rest_is_sent_automatically(new_profile: Profiles, unhurried: ServedVotes) -> None:
    page = be(new_profile, unhurried, "george", allow=("429 (",))
    look_at(page, unhurried)
    page.get_by_label("Floor of Girokonto").fill("-5000")
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Read and sign").click()
    dialog = page.locator("dialog.sign")
    dialog.locator('[data-action="sign"]').click()
    expect(dialog.get_by_role("timer")).to_have_text("It is sent again by itself in 1 second.")
    bar = dialog.get_by_role("progressbar", name="Acts that are recorded")
    expect(bar).to_have_js_property("max", dialog.locator(".act").count())
    assert_accessible(page)
    expect(dialog.locator(".receipt-ok")).to_have_count(dialog.locator(".act").count())


def test_a_treasurer_imports_an_old_ledger(new_profile: Profiles, books: ServedVotes) -> None:
    page = be(new_profile, books, "george")
    look_at(page, books)
    expect(page.get_by_text("would stand below its floor")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Floor of Girokonto").fill("-5000")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("32 entries can be imported")).to_be_visible()
    expect(page.get_by_role("row", name="Girokonto (EUR)")).to_contain_text("€292.00")
    assert_accessible(page)
    page.get_by_role("button", name="Read and sign").click()
    dialog = page.locator("dialog.sign")
    sentence = "You bring in 32 entries from before this record: 4 January 2022 to 11 November 2025."
    expect(dialog).to_contain_text(sentence)
    expect(dialog).to_contain_text("You open the account “Girokonto”")
    dialog.locator('[data-action="sign"]').click()
    expect(dialog.locator(".receipt-ok").last).to_be_visible()
    dialog.locator('[data-action="continue"]').click()
    page.wait_for_url("**/treasury")

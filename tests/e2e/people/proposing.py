"""Proposals of each kind, typed on a phone and put to the vote."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, expect

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.served_vote import ServedVote
from tests.web.votes.voting import days_pass, sponsor, vote


def begin(someone: BrowserUser, kind: str, title: str) -> Locator:
    """Opens the form and chooses a kind; the part of the form that belongs to it."""
    page = someone.go("/proposals/new")
    page.locator(f"[name=kind][value={kind}]").check()
    page.locator("[name=title]").fill(title)
    page.locator("[name=body]").fill("We *should* decide this together.")
    parts = {"choice": "options", "budget": "projects"}
    return page.locator(f"#{parts.get(kind, kind)}")


def fill(part: Locator, typed: Mapping[str, str]) -> None:
    """Types into fields, or chooses in them, by their names."""
    for name, value in typed.items():
        field = part.locator(f'[name="{name}"]')
        if field.first.evaluate("one => one.type") == "radio":
            part.locator(f'[name="{name}"][value="{value}"]').check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def review_and_sign(someone: BrowserUser, act: str, *sentences: str) -> str:
    """Reads what exactly would happen, signs it; the proposal's id."""
    page = someone.page
    page.locator("button[name=step][value=review]").click()
    form = someone.form("proposal-submitted")
    for words in sentences:
        expect(page.locator("main")).to_contain_text(words)
    someone.fits()
    someone.sign(form, act)
    return someone.path().rpartition("/")[2]


@contextmanager
def open_vote(served_vote: ServedVote, proposal: str, *, review: int = 1) -> Iterator[None]:
    """Tao sponsors, the vote is announced and opens; afterwards it is closed and carried out."""
    sponsor(served_vote.site, proposal, "tao")
    days_pass(served_vote.site, review)
    days_pass(served_vote.site, 1)
    yield
    days_pass(served_vote.site, 7)
    days_pass(served_vote.site, 3)


def others_vote(served_vote: ServedVote, proposal: str, choices: Mapping[str, Any]) -> None:
    """Ballots that others sign elsewhere."""
    for name, choice in choices.items():
        vote(served_vote.site, name, proposal, choice)

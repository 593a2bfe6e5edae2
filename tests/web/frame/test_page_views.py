"""Pages hand their template one frozen view, and leave queries to the store."""

import ast
from collections.abc import Iterator
from typing import Final

import pytest
from flask import Flask, render_template_string

from govern import paths
from tests.web.conftest import Site

PAGES: Final = paths.PACKAGE / "web" / "pages"

SEVERAL_VALUES: Final = {
    "accounts/account.html",
    "accounts/ask-password.html",
    "accounts/code.html",
    "accounts/join.html",
    "accounts/leaving.html",
    "accounts/new-password.html",
    "accounts/sign-in.html",
    "admin/access-key.html",
    "admin/access-keys.html",
    "admin/accounts.html",
    "admin/award.html",
    "admin/check-list.html",
    "admin/invitations.html",
    "admin/invited.html",
    "admin/links.html",
    "admin/list.html",
    "admin/mail.html",
    "admin/overview.html",
    "admin/password-link.html",
    "admin/people.html",
    "admin/roles.html",
    "admin/tokens.html",
    "auditors/sign-in.html",
    "ballots/closed.html",
    "bank/file.html",
    "bank/show.html",
    "candidates/index.html",
    "check/index.html",
    "check/programs.html",
    "check/specification.html",
    "clubs/club.html",
    "clubs/desk.html",
    "clubs/index.html",
    "clubs/members.html",
    "clubs/new.html",
    "clubs/proposals.html",
    "clubs/removal.html",
    "delegations/areas.html",
    "delegations/index.html",
    "delegations/new.html",
    "delegations/votes.html",
    "demo/index.html",
    "demo/ready.html",
    "device/device.html",
    "discussion/comment.html",
    "discussion/history.html",
    "discussion/index.html",
    "draws/cancel.html",
    "draws/draw.html",
    "draws/index.html",
    "draws/new.html",
    "home/closed.html",
    "home/member.html",
    "home/visitor.html",
    "members/awards.html",
    "members/ballots.html",
    "members/member.html",
    "members/members.html",
    "members/proposals.html",
    "moderation/comment.html",
    "moderation/index.html",
    "moderation/text.html",
    "notices/address.html",
    "notices/choose.html",
    "notices/stop.html",
    "notices/stopped.html",
    "offices/index.html",
    "page",
    "proposals/draft.html",
    "proposals/index.html",
    "proposals/review.html",
    "proposals/show.html",
    "proposals/version.html",
    "proposals/versions.html",
    "record/index.html",
    "record/show.html",
    "rolls/carriers.html",
    "rolls/roll.html",
    "rolls/weight.html",
    "rules/edit.html",
    "rules/proposed.html",
    "rules/replay.html",
    "rules/review.html",
    "rules/show.html",
    "rules/wizard.html",
    "treasury/account.html",
    "treasury/accounts.html",
    "treasury/entry.html",
    "treasury/import.html",
    "treasury/income.html",
    "treasury/journal.html",
    "treasury/open_account.html",
    "treasury/periods.html",
    "treasury/record_income.html",
    "treasury/record_transfer.html",
    "treasury/transfers.html",
}
"""Templates that are still given several values. Take one out as its page gets a view; never add one."""

OWN_QUERIES: Final = {
    "admin/admin_access.py",
    "admin/admin_invitations.py",
    "admin/admin_mail.py",
    "admin/admin_people.py",
    "admin/admin_tokens.py",
    "api/api.py",
    "api/api_facts.py",
    "api/api_money.py",
    "api/health.py",
    "books/bank.py",
    "books/bank_file_pages.py",
    "books/journal.py",
    "demonstration/demo.py",
    "people/clubs.py",
    "people/draws.py",
    "people/leave_community.py",
    "people/members.py",
    "people/notices.py",
    "people/offices.py",
    "people/waiting.py",
    "proposals/discussion.py",
    "proposals/moderation.py",
    "record/feeds.py",
    "signing_in/device.py",
    "signing_in/password_links.py",
    "votes/rolls.py",
}
"""Modules of pages that still query the database themselves. Take one out as its queries move; never add one."""

QUERIES: Final = frozenset({"execute", "scalar", "scalars", "query"})
SESSIONS: Final = frozenset({"session", "reading", "writing", "connection", "db.session", "db.session()"})


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the modules of pages."""
    for path in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(PAGES).as_posix(), node


def values_of(call: ast.Call) -> set[str]:
    """The values that a template is given; the words that a subject's pages share are no value of the page."""
    return {one.arg or ast.unparse(one.value) for one in call.keywords} - {"page", "shared()"}


def is_query(call: ast.Call) -> bool:
    """Whether a call reads or changes the database."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "select"
    if not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) not in SESSIONS:
        return False
    of_row = call.func.attr == "get" and bool(call.args) and ast.unparse(call.args[0]).endswith("Row")
    return call.func.attr in QUERIES or of_row


def test_every_page_is_one_view() -> None:
    several = {
        ast.unparse(call.args[0]).strip("'")
        for _module, call in calls()
        if ast.unparse(call.func) == "render_template" and values_of(call)
    }
    assert several == SEVERAL_VALUES


def test_pages_leave_queries_to_the_store() -> None:
    assert {module for module, call in calls() if is_query(call)} == OWN_QUERIES


def views() -> Iterator[ast.ClassDef]:
    """The views of pages, by their names."""
    for path in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Page"):
                yield node


def test_every_view_is_frozen_and_typed() -> None:
    found = list(views())
    assert {"ProposalPage", "PaymentPage"} <= {view.name for view in found}
    frozen = "dataclass(frozen=True)"
    assert [view.name for view in found if frozen not in map(ast.unparse, view.decorator_list)] == []
    fields = [(view.name, one) for view in found for one in view.body if isinstance(one, ast.AnnAssign)]
    assert [f"{view}.{ast.unparse(one)}" for view, one in fields if "Any" in ast.unparse(one.annotation)] == []


def test_a_template_reads_no_field_that_its_view_lacks(site: Site) -> None:
    app: Flask = site.app
    with app.test_request_context("/"), pytest.raises(AttributeError, match="Services has no colour"):
        render_template_string("{{ page.colour }}", page=site.services)

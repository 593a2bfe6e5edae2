"""Shared data of the treasury's pages: names of accounts and programmes, preloading for lists, and days."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from flask import request

from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.treasury.days import latest_day
from govern.store.facts.books import AccountRow, ProgrammeRow
from govern.store.facts.treasury import DisbursementRow
from govern.store.paging import Cursor, read_cursor
from govern.store.views.spending import DisbursementView, MandateView
from govern.web.frame.access.people import remember_names
from govern.web.frame.gettext import _
from govern.web.frame.lookup import lookup
from govern.web.frame.services import now
from govern.web.prose.texts import moment, remember_texts
from govern.web.words.statements.statement_subjects import payee, text
from govern.web.words.terms.mandate_sources import origin_of
from govern.web.words.terms.scope_words import scope_words

DAY: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


def shared() -> dict[str, Any]:
    """The template variables of all treasury pages."""
    return {
        "account_words": account_words,
        "at": now(),
        "day": datetime.date.fromisoformat,
        "entry_kinds": entry_kinds(),
        "items_of": items_of,
        "kind_of_account": kind_of_account,
        "latest_day": latest_day(now()),
        "origin_of": origin_of,
        "payee": payee,
        "programme_words": programme_words,
        "scope_words": scope_words,
        "text": text,
        "today": today(),
    }


def today() -> str:
    """The day (UTC) by the application's clock."""
    return moment(now()).date().isoformat()


def span_of(year: int) -> tuple[int, int]:
    """The beginning of a year (UTC) and of the next one, in milliseconds since 1970."""
    first, last = (datetime.datetime(one, 1, 1, tzinfo=datetime.UTC) for one in (year, year + 1))
    return int(first.timestamp()) * 1000, int(last.timestamp()) * 1000


def items_of(asked: DisbursementRow) -> str:
    """The items of a request, on one line."""
    return " · ".join(text(item["text"]) for item in asked.items)


def remember_granted(found: Iterable[MandateView]) -> None:
    """Load the texts and names of a list of mandates."""
    rows = list(found)
    remember_names(name for one in rows for name in (one.mandate.payee_member, one.proposal.author))
    remember_texts(
        digest for one in rows for digest in (one.mandate.payee_name, one.mandate.purpose, one.proposal.title)
    )


def remember_asked(found: Sequence[DisbursementView]) -> None:
    """Load the texts and names of a list of requests or payments."""
    remember_names(name for one in found for name in (one.request.requested_by, one.mandate.payee_member))
    hashes = [digest for one in found for digest in (one.mandate.payee_name, one.mandate.purpose, one.proposal.title)]
    hashes += [item["text"] for one in found for item in one.request.items]
    remember_texts([*hashes, *(one.payment.reference for one in found if one.payment)])


def cursor(*kinds: type[int] | type[str]) -> Cursor | None:
    """The pagination cursor in the address."""
    return read_cursor(request.args.get("older", ""), request.args.get("newer", ""), *(kinds or (int,)))


def asked_day(name: str) -> str:
    """A day in the address, or empty."""
    value = request.args.get(name, "")
    return value if DAY.fullmatch(value) else ""


def accounts() -> Mapping[str, AccountRow]:
    """All accounts by id."""
    return lookup().accounts


def programmes() -> Mapping[str, ProgrammeRow]:
    """All programmes by id."""
    return lookup().programmes


def programme_words(programme: str) -> str:
    """A programme's name; or words for money without a programme."""
    if not programme:
        return _("Any purpose")
    found = programmes().get(programme)
    return text(found.name) if found else programme


def programme_choices(scope: str = "") -> list[tuple[str, str]]:
    """Programmes for a choice field, each with its club."""
    return [
        (one.programme, _named(one)) for one in programmes().values() if not scope or one.scope in (scope, COMMUNITY)
    ]


def _named(row: ProgrammeRow) -> str:
    if row.scope == COMMUNITY:
        return text(row.name)
    return _("%(programme)s (%(club)s)", programme=text(row.name), club=scope_words(row.scope))


def account_words(account: str) -> str:
    """An account's name; built-in accounts have their own words."""
    row = accounts().get(account)
    if row is None:
        return _("(unknown)")
    if not row.built_in:
        return text(row.name)
    part, _slash, programme = row.built_in.partition("/")
    if programme:
        return _("Spent on %(programme)s", programme=programme_words(programme))
    return {
        "income": _("Income"),
        "expenses": _("Spent on any purpose"),
        "fees": _("Bank fees"),
        "conversion": _("Changed between currencies"),
    }[part]


def account_names() -> dict[str, str]:
    """The names of all accounts by id."""
    return {account: account_words(account) for account in accounts()}


def kind_of_account(kind: str) -> str:
    """The name of a kind of account."""
    return {
        "assets": _("Assets"),
        "liabilities": _("Liabilities"),
        "income": _("Income"),
        "expenses": _("Expenses"),
        "equity": _("Equity"),
    }[kind]


def entry_kinds() -> dict[str, str]:
    """The names of the kinds of journal entries."""
    return {
        "income": _("Income"),
        "payment": _("Payment"),
        "refund": _("Refund"),
        "transfer": _("Transfer"),
        "reversal": _("Reversal"),
        "imported": _("From before"),
    }

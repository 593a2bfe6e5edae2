"""Drafts of proposals: kept as typed, and read as what will be signed once nothing is missing."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from babel.numbers import get_currency_precision
from sqlalchemy.orm import Session

from govern.actions.accounts import FormError
from govern.domain.amounts import LARGEST
from govern.domain.kinds.spending import MOST_EFFECTS
from govern.domain.rules import Rules
from govern.store.accounts import DraftRow
from govern.store.drafts import draft_of, people_called

LONGEST: Final = {"title": 120, "purpose": 120, "payee_name": 120, "payee_member": 120, "cap": 40, "expires_days": 8}
LARGEST_BODY: Final = 40_000  # bytes; statement and texts travel in one request of at most 60,000
BLANK_ROW: Final = {
    "payee_type": "outside",
    "payee_name": "",
    "payee_member": "",
    "cap": "",
    "currency": "",
    "purpose": "",
    "expires_days": "",
}
BLANK: Final[Mapping[str, Any]] = {
    "kind": "motion",
    "scope": "community",
    "topic": "",
    "title": "",
    "body": "",
    "proposal": "",
    "mandates": [],
}
TEXTS: Final = tuple(name for name in BLANK if name != "mandates")
LONGEST_TERM: Final = 3660
MOST_DRAFTS: Final = 50
_AMOUNT: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")
_ROW_FIELD: Final = re.compile(r"mandates\.([0-9]{1,2})\.([a-z_]+)")


@dataclass(frozen=True)
class Spending:
    """A mandate to be asked for: `cap` in minor units; the payee is a member, or a name."""

    cap: int
    currency: str
    expires_days: int
    purpose: str
    payee_member: str
    payee_name: str


@dataclass(frozen=True)
class Ready:
    """A proposal that can be signed; `proposal` is the one that this is a new version of, or empty."""

    kind: str
    scope: str
    topic: str
    title: str
    body: str
    mandates: tuple[Spending, ...]
    proposal: str


def typed(form: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the form, in normal form C and with plain line ends, so that it can be kept."""
    found: dict[str, Any] = {name: _typed(form.get(name, BLANK[name]), name) for name in TEXTS}
    found["body"] = found["body"].encode()[: LARGEST_BODY + 1].decode(errors="ignore")
    rows: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        place = _ROW_FIELD.fullmatch(name)
        if place is not None and place[2] in BLANK_ROW:
            rows.setdefault(int(place[1]), dict(BLANK_ROW))[place[2]] = _typed(text, place[2])
    return with_rows(found, [rows[number] for number in sorted(rows)])


def _typed(text: str, name: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return text[: LONGEST.get(name, LARGEST_BODY) + 1]


def with_rows(draft: Mapping[str, Any], mandates: list[dict[str, str]]) -> dict[str, Any]:
    """The draft with these mandates instead of its own; no more than a proposal may ask for."""
    return {**draft, "mandates": mandates[:MOST_EFFECTS]}


def save(session: Session, member: str, draft: Mapping[str, Any], now: int, id_: int | None) -> int:
    """Keeps a draft, complete or not; the number of the draft. Raises FormError when there are too many."""
    row = None if id_ is None else draft_of(session, member, id_)
    if row is None:
        if session.query(DraftRow).filter_by(member=member).count() >= MOST_DRAFTS:
            raise FormError({"title": "too_many_drafts"})
        row = DraftRow(member=member)
        session.add(row)
    row.form, row.updated_at = dict(draft), now
    session.flush()
    return row.id


def discard(session: Session, member: str, id_: int) -> None:
    """Deletes a draft of this member, if there is such a one."""
    row = draft_of(session, member, id_)
    if row is not None:
        session.delete(row)


def read(session: Session, draft: Mapping[str, Any], rules: Rules) -> Ready:
    """A draft as what will be signed, by its scope's rules; raises FormError with every field that is not right."""
    errors: dict[str, str] = {}
    if draft["kind"] not in rules.kinds:
        errors["kind"] = "choose"
    elif draft["kind"] == "amendment" and not draft["proposal"]:
        errors["kind"] = "amendment"
    if draft["topic"] and draft["topic"] not in rules.topics and not draft["proposal"]:
        errors["topic"] = "topic"
    title = _line(draft, "title", "title", errors)
    body = draft["body"].strip()
    if not body:
        errors["body"] = "empty"
    elif len(body.encode()) > LARGEST_BODY:
        errors["body"] = "long"
    mandates = _read_mandates(session, draft, rules, errors) if draft["kind"] == "spending" else ()
    if errors:
        raise FormError(errors)
    return Ready(draft["kind"], draft["scope"], draft["topic"], title, body, mandates, draft["proposal"])


def _line(form: Mapping[str, str], name: str, field: str, errors: dict[str, str]) -> str:
    text = " ".join(form[name].split())
    if not text:
        errors[field] = "empty"
    elif len(text) > LONGEST[name]:
        errors[field] = "long"
    return text


def _read_mandates(
    session: Session, draft: Mapping[str, Any], rules: Rules, errors: dict[str, str]
) -> tuple[Spending, ...]:
    rows = draft["mandates"] or [BLANK_ROW]
    return tuple(_read_mandate(session, row, f"mandates.{number}", rules, errors) for number, row in enumerate(rows))


def _read_mandate(
    session: Session, row: Mapping[str, str], place: str, rules: Rules, errors: dict[str, str]
) -> Spending:
    to_member = row["payee_type"] == "member"
    name = "" if to_member else _line(row, "payee_name", f"{place}.payee_name", errors)
    member = _read_member(session, row, f"{place}.payee_member", errors) if to_member else ""
    purpose = _line(row, "purpose", f"{place}.purpose", errors)
    days = _read_days(row["expires_days"], f"{place}.expires_days", errors)
    if row["currency"] not in rules.approvals:
        errors[f"{place}.cap"] = "currency"
        return Spending(0, "", days, purpose, member, name)
    cap = _read_amount(row["cap"], row["currency"], f"{place}.cap", errors)
    return Spending(cap, row["currency"], days, purpose, member, name)


def _read_days(text: str, field: str, errors: dict[str, str]) -> int:
    days = unicodedata.normalize("NFKC", text).strip()
    if days.isascii() and days.isdigit() and 1 <= int(days) <= LONGEST_TERM:
        return int(days)
    errors[field] = "days"
    return 0


def _read_member(session: Session, row: Mapping[str, str], field: str, errors: dict[str, str]) -> str:
    name = _line(row, "payee_member", field, errors)
    if field in errors:
        return ""
    found = people_called(session, name, limit=2)
    exact = [member for member, called in found if name in (member, called)]
    if len(exact) == 1 or len(found) == 1:
        return exact[0] if len(exact) == 1 else found[0][0]
    errors[field] = "ambiguous" if found else "nobody"
    return ""


def _read_amount(text: str, currency: str, field: str, errors: dict[str, str]) -> int:
    """Minor units of an amount such as 1,200.50; full-width digits, as Chinese keyboards write them, are read too."""
    found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip().replace("。", "."))
    precision = get_currency_precision(currency)
    if found is None or len(found[2] or "") > precision:
        errors[field] = "amount" if found is None else "decimals"
        return 0
    minor = int(Decimal(f"{found[1].replace(',', '')}.{found[2] or 0}").scaleb(precision))
    if not 0 < minor <= LARGEST:
        errors[field] = "amount"
    return minor


def is_recorded(draft: Mapping[str, Any], title: str, body: str) -> bool:
    """Whether a recorded proposal has this draft's text, so that the draft has done its work."""
    return bool(title) and " ".join(draft["title"].split()) == title and draft["body"].strip() == body

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
from govern.domain.rules import Rules
from govern.store.accounts import DraftRow
from govern.store.drafts import draft_of, people_called

LONGEST: Final = {"title": 120, "purpose": 120, "payee_name": 120, "payee_member": 120, "cap": 40, "expires_days": 8}
LARGEST_BODY: Final = 40_000  # bytes; statement and texts travel in one request of at most 60,000
FIELDS: Final = ("kind", "title", "body", "payee_type", "payee_name", "payee_member", "cap", "currency", "purpose")
BLANK: Final = dict.fromkeys((*FIELDS, "expires_days"), "") | {"kind": "motion", "payee_type": "outside"}
LONGEST_TERM: Final = 3660
MOST_DRAFTS: Final = 50
_AMOUNT: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")


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
    """A proposal that can be signed."""

    kind: str
    title: str
    body: str
    spending: Spending | None


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """What stands in the form, in normal form C and with plain line ends, so that it can be kept."""
    found = {}
    for name in BLANK:
        text = unicodedata.normalize("NFC", form.get(name, "")).replace("\r\n", "\n").replace("\r", "\n")
        found[name] = text[: LONGEST.get(name, LARGEST_BODY) + 1]
    found["body"] = found["body"].encode()[: LARGEST_BODY + 1].decode(errors="ignore")
    return found


def save(session: Session, member: str, draft: Mapping[str, str], now: int, id_: int | None) -> int:
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


def read(session: Session, draft: Mapping[str, str], rules: Rules) -> Ready:
    """A draft as what will be signed; raises FormError with every field that is not right."""
    errors: dict[str, str] = {}
    if draft["kind"] not in rules.kinds:
        errors["kind"] = "choose"
    title = _line(draft, "title", errors)
    body = draft["body"].strip()
    if not body:
        errors["body"] = "empty"
    elif len(body.encode()) > LARGEST_BODY:
        errors["body"] = "long"
    spending = _read_spending(session, draft, rules, errors) if draft["kind"] == "spending" else None
    if errors:
        raise FormError(errors)
    return Ready(draft["kind"], title, body, spending)


def _line(draft: Mapping[str, str], name: str, errors: dict[str, str]) -> str:
    text = " ".join(draft[name].split())
    if not text:
        errors[name] = "empty"
    elif len(text) > LONGEST[name]:
        errors[name] = "long"
    return text


def _read_spending(session: Session, draft: Mapping[str, str], rules: Rules, errors: dict[str, str]) -> Spending:
    to_member = draft["payee_type"] == "member"
    name = "" if to_member else _line(draft, "payee_name", errors)
    member = _read_member(session, draft, errors) if to_member else ""
    currency = draft["currency"]
    if currency not in rules.approvals:
        errors["cap"] = "currency"
        return Spending(0, "", 0, "", member, name)
    cap = _read_amount(draft["cap"], currency, errors)
    days = unicodedata.normalize("NFKC", draft["expires_days"]).strip()
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= LONGEST_TERM):
        errors["expires_days"] = "days"
        days = "0"
    return Spending(cap, currency, int(days), _line(draft, "purpose", errors), member, name)


def _read_member(session: Session, draft: Mapping[str, str], errors: dict[str, str]) -> str:
    name = _line(draft, "payee_member", errors)
    if "payee_member" in errors:
        return ""
    found = people_called(session, name, limit=2)
    exact = [member for member, called in found if name in (member, called)]
    if len(exact) == 1 or len(found) == 1:
        return exact[0] if len(exact) == 1 else found[0][0]
    errors["payee_member"] = "ambiguous" if found else "nobody"
    return ""


def _read_amount(text: str, currency: str, errors: dict[str, str]) -> int:
    """Minor units of an amount such as 1,200.50; full-width digits, as Chinese keyboards write them, are read too."""
    found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip().replace("。", "."))
    precision = get_currency_precision(currency)
    if found is None or len(found[2] or "") > precision:
        errors["cap"] = "amount" if found is None else "decimals"
        return 0
    minor = int(Decimal(f"{found[1].replace(',', '')}.{found[2] or 0}").scaleb(precision))
    if not 0 < minor <= LARGEST:
        errors["cap"] = "amount"
    return minor


def is_recorded(draft: Mapping[str, Any], title: str, body: str) -> bool:
    """Whether a recorded proposal has this draft's text, so that the draft has done its work."""
    return bool(title) and " ".join(draft["title"].split()) == title and draft["body"].strip() == body

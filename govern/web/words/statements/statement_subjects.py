"""The objects named by statements in words: people, titles, payees, accounts; loaded for many at once."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from govern.protocol import fields
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.facts.books import AccountRow
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.store.facts.treasury import DisbursementRow, MandateRow
from govern.store.views.lookups.statement_subjects import Subjects
from govern.web.frame.access.people import name_of, remember_names
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.lookup import lookup
from govern.web.frame.names_shown import line
from govern.web.prose.name_doubles import payee_called
from govern.web.prose.texts import money, remember_texts, text_of

Payload = Mapping[str, Any]
PEOPLE: Final = frozenset(
    name
    for kind in KINDS_OF_STATEMENT.values()
    for name, reader in kind.fields.items()
    if reader in (fields.member, fields.member_or_empty)
)
"""The fields by which statements name members."""

TEXTS: Final = ("title", "source", "reason", "reference", "grounds", "explanation", "purpose", "plan", "evidence")


def remember(statements: Iterable[Payload]) -> None:
    """Load the objects of several statements with few queries; their sentences then need none."""
    payloads = list(statements)
    found = subjects()
    found.learn(db.session(), payloads)
    known = found.all()
    people = {one for payload in payloads for one in _people(payload)}
    people |= {getattr(row, name, "") for row in known for name in ("to", "payee_member", "requested_by")}
    remember_names(people)
    remember_texts(_texts(payloads, known))


def _people(payload: Payload) -> Iterable[str]:
    yield from (payload.get(name, "") for name in PEOPLE)
    yield from payload.get("drawn", ())
    yield from payload.get("seated", ())
    yield from (payload[name].get("member", "") for name in ("founder", "payee") if name in payload)


def _texts(payloads: list[Payload], known: list[Any]) -> Iterable[str]:
    for payload in payloads:
        found = (payload.get(name, "") for name in TEXTS)
        yield from (one for one in found if isinstance(one, str))  # a payment's "evidence" is a list of files
        if {"account", "convener", "programme"} & payload.keys():
            yield payload.get("name", "")
        yield from (one["text"] for one in (*payload.get("items", ()), *payload.get("entries", ())))
        if "payee" in payload:
            yield payload["payee"].get("name", "")
    for row in known:
        yield from (getattr(row, name, "") for name in ("title", "name", "payee_name", "purpose", "text"))


def subjects() -> Subjects:
    """The objects loaded for this page so far."""
    return lookup().subjects


def proposal_of(poll: str) -> str:
    """The proposal of a vote."""
    found = subjects().get(PollRow, poll)
    return found.proposal if found else ""


def who(payload: Payload) -> str:
    """The signer's name."""
    return name_of(payload["member"])


def text(digest: str) -> str:
    """A text, or a placeholder if it is withheld."""
    return text_of(digest) or _("(text withheld)")


def title(proposal: str) -> str:
    """A proposal's title."""
    found = subjects().get(ProposalRow, proposal)
    return line(text(found.title)) if found else _("(unknown)")


def payee(mandate: MandateRow | Mapping[str, Any]) -> str:
    """The payee's name: of a mandate, or of an effect's payee."""
    if isinstance(mandate, MandateRow):
        return name_of(mandate.payee_member) if mandate.payee_member else payee_name(mandate.payee_name)
    return name_of(mandate["member"]) if mandate["type"] == "member" else payee_name(mandate["name"])


def payee_name(digest: str) -> str:
    """The name of a payee outside the community."""
    return payee_called(line(text(digest)), digest)


def account_name(account: str) -> str:
    """An account's public name."""
    found = subjects().get(AccountRow, account)
    return text(found.name) if found else _("(unknown)")


def request_details(disbursement: str) -> dict[str, str]:
    """Amount and payee of a request for payment."""
    request = subjects().get(DisbursementRow, disbursement)
    mandate = subjects().get(MandateRow, request.mandate) if request else None
    if request is None or mandate is None:
        return {"amount": _("(unknown)"), "payee": _("(unknown)")}
    return {"amount": money(request.amount, mandate.currency), "payee": payee(mandate)}

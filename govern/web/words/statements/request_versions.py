"""The versions of a payment request, and the changes between them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from govern.store.facts.treasury import ApprovalRow, DisbursementRow
from govern.store.views import spending
from govern.web.frame.database import db
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.statement_subjects import text

Item = tuple[str, int]  # text and amount in minor units


@dataclass(frozen=True)
class RequestVersion:
    """A version of a request, and its leaf index."""

    number: int
    amount: int
    items: tuple[Item, ...]
    invoices: tuple[str, ...]
    at: int
    index: int


@dataclass(frozen=True)
class Changes:
    """The changes since an approved version."""

    since: RequestVersion
    now: RequestVersion
    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    new_invoices: int
    old_invoices: int


def versions(asked: DisbursementRow) -> list[RequestVersion]:
    """All versions of a request, in order."""
    said = spending.versions_of(db.session(), asked.id, asked.index, asked.requested_by)
    remember_texts(item["text"] for one in said for item in one.payload["items"])
    return [_version(number, one.payload, one.at, one.index) for number, one in enumerate(said, start=1)]


def _version(number: int, payload: dict[str, Any], at: int, index: int) -> RequestVersion:
    items = tuple((text(item["text"]), int(item["amount"])) for item in payload["items"])
    return RequestVersion(number, payload["amount"], items, tuple(payload["invoices"]), at, index)


def changes(all_versions: Sequence[RequestVersion], approvals: Sequence[ApprovalRow]) -> Changes | None:
    """The changes since the last approved version; None if that is the current one."""
    latest = all_versions[-1]
    approved = max((one.version for one in approvals if one.version < latest.number), default=0)
    if not approved or any(one.version == latest.number for one in approvals):
        return None
    before = all_versions[approved - 1]
    old, new = Counter(before.items), Counter(latest.items)
    return Changes(
        since=before,
        now=latest,
        added=tuple((new - old).elements()),
        removed=tuple((old - new).elements()),
        new_invoices=len(set(latest.invoices) - set(before.invoices)),
        old_invoices=len(set(before.invoices) - set(latest.invoices)),
    )

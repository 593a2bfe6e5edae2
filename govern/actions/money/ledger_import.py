"""Imports a ledger that predates the log: packs the plan into statements, signs and sends them to the record."""

import base64
import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from govern.actions.writing.submissions import LARGEST_BODY
from govern.protocol.errors import N_
from govern.protocol.facts import Account
from govern.protocol.ids import hash_of
from govern.protocol.messages import Message
from govern.record import envelope, strict_json
from govern.record.envelope import Envelope
from govern.rules.people.signers import Person, Quote, text_blob
from govern.rules.statements import name_of
from govern.rules.treasury.accounts import AccountOpened
from govern.rules.treasury.journal import MOST_ENTRIES, EntriesImported
from govern.rules.treasury.ledger_import.plan import ExistingAccount, ImportedEntry, ImportPlan, Key, PlannedAccount
from govern.rules.treasury.ledger_import.values import Problem, problem

ROOM: Final = LARGEST_BODY - 2_000  # for entries and texts, without the fields of every statement


Content = tuple[str, tuple[tuple[str, int], ...]]  # the day of an entry, and its postings in order


class RecordClient(Protocol):
    """Access to the record: on this machine, or through a server."""

    community: str
    founded_at: int

    def currencies(self) -> frozenset[str]:
        """The currencies in the rulebook in force."""

    def closed_until(self) -> str:
        """The day until which the books are closed, or empty."""

    def member_of(self, keyid: str) -> str:
        """The owner of a key, or empty."""

    def account(self, account: str) -> Account | None:
        """An account in its present state."""

    def knows_text(self, digest: str) -> bool:
        """Whether a text is already stored."""

    def imported(self, days: Iterable[str]) -> Counter[Content]:
        """The number of imports of each content on these days by anybody, without reversed entries."""

    def quote(self) -> Quote:
        """The record's present size and root."""

    def send(self, body: bytes, signed: Envelope) -> None:
        """Record a statement; raises Refused."""


@dataclass(frozen=True)
class Import:
    """The inputs of an import's ids and salts, and the ids of accounts that exist in the record."""

    community: str
    secret: bytes
    used: Mapping[str, str] = field(default_factory=dict)

    def account_id(self, key: Key) -> str:
        """The id of an account of the ledger; deterministic, so that a second import finds the account."""
        named = f"{self.community}/{key[0]}/{key[1]}"
        return self.used.get(key[0]) or "a_" + hashlib.sha256(named.encode()).hexdigest()[:24]

    def text(self, text: str, *about: object) -> tuple[str, bytes]:
        """Hash and bytes of a text's blob; its salt is secret, and the same in a second import."""
        encoded = strict_json.encode([str(one) for one in (self.community, text, *about)])
        salt = hmac.new(self.secret, b"govern old ledger\n" + encoded, hashlib.sha256).hexdigest()[:32]
        data = text_blob(text, salt)
        return hash_of(data), data


def content_of(postings: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    """Postings in sorted order."""
    return tuple(sorted((str(one["account"]), int(one["amount"])) for one in postings))


@dataclass(frozen=True)
class PackedEntry:
    """An entry as a row of a statement."""

    entry: ImportedEntry
    row: Mapping[str, Any]
    digest: str
    blob: bytes

    @property
    def content(self) -> Content:
        """The content that is the same in another treasurer's import, where texts have other salts."""
        return self.entry.on, content_of(self.row["postings"])

    @property
    def size(self) -> int:
        """The bytes that it adds to a body: its blob, and its row, a third longer in base64."""
        return len(self.blob) + 1 + -(-4 * (len(strict_json.encode(dict(self.row))) + 1) // 3)


def pack(entries: Iterable[ImportedEntry], own: Import) -> Iterator[PackedEntry]:
    """The entries as rows of statements; equal entries get different texts, so that each is counted."""
    seen = Counter[tuple[object, ...]]()
    for entry in entries:
        content = (entry.on, entry.text, *entry.postings)
        seen[content] += 1
        digest, blob = own.text(entry.text, entry.on, *entry.postings, seen[content])
        postings = [{"account": own.account_id(key), "amount": amount} for key, amount in entry.postings]
        yield PackedEntry(entry, {"on": entry.on, "postings": postings, "text": digest}, digest, blob)


def batches(packed: Iterable[PackedEntry]) -> Iterator[list[PackedEntry]]:
    """The entries in order, grouped into as many as a statement may hold."""
    batch: list[PackedEntry] = []
    size = 0
    for one in packed:
        if batch and (len(batch) == MOST_ENTRIES or size + one.size > ROOM):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


def held(client: RecordClient, own: Import, keys: Iterable[Key]) -> dict[Key, ExistingAccount]:
    """The ledger's accounts that are already in the record."""
    found = {}
    for key in keys:
        account = client.account(own.account_id(key))
        if account is not None:
            usable = not account.moved and not account.closed_at
            found[key] = ExistingAccount(
                account.account, account.kind, account.currency, account.floor, account.balance, usable
            )
    return found


def not_yet(client: RecordClient, packed: Iterable[PackedEntry], *, anything_held: bool) -> list[PackedEntry]:
    """The entries that an earlier run did not import; all if no account of the ledger is in the record."""
    if not anything_held:
        return list(packed)
    return [one for one in packed if not client.knows_text(one.digest)]


def recognised(client: RecordClient, packed: Sequence[PackedEntry], left: Sequence[PackedEntry]) -> list[PackedEntry]:
    """The entries in `left` that another treasurer imported, judged by day and postings."""
    own = Counter(one.content for one in packed)
    own.subtract(one.content for one in left)
    others, found = client.imported({one.entry.on for one in left}) - own if left else Counter[Content](), []
    for one in left:
        if others[one.content] > 0:
            others[one.content] -= 1
            found.append(one)
    return found


def warning(found: Sequence[PackedEntry]) -> Iterator[Problem]:
    """The warning about such entries."""
    if found:
        message = N_("%(count)s entries are in the record already, imported by another treasurer or in another way")
        yield problem(found[0].entry.line, message, count=len(found))


@dataclass(frozen=True)
class PreparedStatement:
    """A statement ready for signing, with its texts; `labels` explain its ids and hashes."""

    kind: str
    fields: dict[str, Any]
    blobs: list[bytes]
    labels: dict[str, str]
    done: str


def prepare(own: Import, plan: ImportPlan, packed: Iterable[PackedEntry]) -> Iterator[PreparedStatement]:
    """The statements of a plan in order: accounts are opened, then entries imported."""
    for account in plan.accounts:
        if account.new:
            yield _opening(own, account)
    for batch in batches(packed):
        first, last = batch[0].entry, batch[-1].entry
        names = {own.account_id(key): f"{key[0]} ({key[1]})" for one in batch for key, _amount in one.entry.postings}
        yield PreparedStatement(
            name_of(EntriesImported),
            {"entries": [dict(one.row) for one in batch]},
            [one.blob for one in batch],
            names | {one.digest: one.entry.text for one in batch},
            Message(
                N_("imported %(num)s entries, %(first)s to %(last)s"), num=len(batch), first=first.on, last=last.on
            ),
        )


def _opening(own: Import, account: PlannedAccount) -> PreparedStatement:
    name, blob = own.text(account.name, account.currency)
    fields = {
        "account": own.account_id(account.key),
        "currency": account.currency,
        "floor": account.floor if account.kind == "assets" else 0,
        "kind": account.kind,
        "name": name,
        "parent": "",
    }
    message = Message(
        N_("opened “%(name)s” (%(currency)s, %(kind)s)"),
        name=account.name,
        currency=account.currency,
        kind=account.kind,
    )
    return PreparedStatement(name_of(AccountOpened), fields, [blob], {name: account.name}, message)


def commit(client: RecordClient, treasurer: Person, statements: Iterable[PreparedStatement]) -> Iterator[str]:
    """Sign and record the statements one by one; yields a sentence for each. Raises Refused."""
    for one in statements:
        signed = treasurer.sign(one.kind, client.community, client.quote(), secrets.token_hex(16), **one.fields)
        blobs = b",".join(dict.fromkeys(one.blobs))
        client.send(b'{"blobs":[' + blobs + b'],"envelope":' + envelope.format(signed) + b"}", signed)
        yield one.done


def quote_of(size: int, root: str) -> Quote:
    """The record's size and root (base64) from a server's answer."""
    return Quote(size, base64.b64decode(root))

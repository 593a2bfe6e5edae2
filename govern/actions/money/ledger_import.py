"""An old ledger brought in: the plan as a treasurer's statements, packed, signed and sent where the record is kept."""

import base64
import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from govern.actions.writing.submissions import LARGEST_BODY
from govern.protocol.errors import words
from govern.protocol.facts import Account
from govern.protocol.ids import hash_of
from govern.protocol.messages import Message
from govern.record import envelope, strict_json
from govern.record.envelope import Envelope
from govern.rules.people.signers import Person, Quote, text_blob
from govern.rules.treasury.journal import MOST_ENTRIES
from govern.rules.treasury.ledger_import.plan import ExistingAccount, ImportedEntry, ImportPlan, Key, Planned
from govern.rules.treasury.ledger_import.values import Problem, problem

ROOM: Final = LARGEST_BODY - 2_000  # for entries and texts, beside what every statement says


Content = tuple[str, tuple[tuple[str, int], ...]]  # the day of an entry, and its postings in order


class Keeper(Protocol):
    """Where the record is kept: on this machine, or by a server."""

    community: str
    founded_at: int

    def currencies(self) -> frozenset[str]:
        """The currencies that the rulebook in force provides for."""

    def closed_until(self) -> str:
        """The day up to which the books are closed, or empty."""

    def member_of(self, keyid: str) -> str:
        """The member whose key this is, or empty."""

    def account(self, account: str) -> Account | None:
        """An account as it stands."""

    def knows_text(self, digest: str) -> bool:
        """Whether a text is kept already."""

    def imported(self, days: Iterable[str]) -> Counter[Content]:
        """How often each content was imported on these days by anybody, but for what was reversed since."""

    def quote(self) -> Quote:
        """The record as it is now."""

    def send(self, body: bytes, signed: Envelope) -> None:
        """Records a statement; raises Refused."""


@dataclass(frozen=True)
class Import:
    """What an import's ids and salts are made of, and which accounts lie in the record under ids of their own."""

    community: str
    secret: bytes
    used: Mapping[str, str] = field(default_factory=dict)

    def account_id(self, key: Key) -> str:
        """The id of an account of the ledger: always the same, so that a second import finds it."""
        named = f"{self.community}/{key[0]}/{key[1]}"
        return self.used.get(key[0]) or "a_" + hashlib.sha256(named.encode()).hexdigest()[:24]

    def text(self, text: str, *about: object) -> tuple[str, bytes]:
        """Hash and bytes of a text's blob, whose salt nobody else can guess and a second import makes again."""
        told = strict_json.encode([str(one) for one in (self.community, text, *about)])
        salt = hmac.new(self.secret, b"govern old ledger\n" + told, hashlib.sha256).hexdigest()[:32]
        data = text_blob(text, salt)
        return hash_of(data), data


def content_of(postings: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    """Postings in an order of their own."""
    return tuple(sorted((str(one["account"]), int(one["amount"])) for one in postings))


@dataclass(frozen=True)
class Packed:
    """An entry as a statement says it."""

    entry: ImportedEntry
    row: Mapping[str, Any]
    digest: str
    blob: bytes

    @property
    def content(self) -> Content:
        """What it has in common with the same entry of another treasurer's import, whose texts have other salts."""
        return self.entry.on, content_of(self.row["postings"])

    @property
    def size(self) -> int:
        """The bytes that it adds to a body: its blob, and its row, which base64 makes longer by a third."""
        return len(self.blob) + 1 + -(-4 * (len(strict_json.encode(dict(self.row))) + 1) // 3)


def pack(entries: Iterable[ImportedEntry], own: Import) -> Iterator[Packed]:
    """The entries as statements say them; equal ones have texts of their own, so that none is taken for another."""
    seen = Counter[tuple[object, ...]]()
    for entry in entries:
        content = (entry.on, entry.text, *entry.postings)
        seen[content] += 1
        digest, blob = own.text(entry.text, entry.on, *entry.postings, seen[content])
        postings = [{"account": own.account_id(key), "amount": amount} for key, amount in entry.postings]
        yield Packed(entry, {"on": entry.on, "postings": postings, "text": digest}, digest, blob)


def batches(packed: Iterable[Packed]) -> Iterator[list[Packed]]:
    """Entries in the same order, so many at a time as a statement may hold."""
    batch: list[Packed] = []
    size = 0
    for one in packed:
        if batch and (len(batch) == MOST_ENTRIES or size + one.size > ROOM):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


def held(keeper: Keeper, own: Import, keys: Iterable[Key]) -> dict[Key, ExistingAccount]:
    """Those of a ledger's accounts that are in the record already."""
    found = {}
    for key in keys:
        account = keeper.account(own.account_id(key))
        if account is not None:
            usable = not account.moved and not account.closed_at
            found[key] = ExistingAccount(
                account.account, account.kind, account.currency, account.floor, account.balance, usable
            )
    return found


def not_yet(keeper: Keeper, packed: Iterable[Packed], *, anything_held: bool) -> list[Packed]:
    """The entries that an earlier run did not bring in; without accounts in the record there was none."""
    if not anything_held:
        return list(packed)
    return [one for one in packed if not keeper.knows_text(one.digest)]


def recognised(keeper: Keeper, packed: Sequence[Packed], left: Sequence[Packed]) -> list[Packed]:
    """Of the entries that are `left`, those that somebody else's import brought in, as far as day and postings tell."""
    own = Counter(one.content for one in packed)
    own.subtract(one.content for one in left)
    others, found = keeper.imported({one.entry.on for one in left}) - own if left else Counter[Content](), []
    for one in left:
        if others[one.content] > 0:
            others[one.content] -= 1
            found.append(one)
    return found


def warning(found: Sequence[Packed]) -> Iterator[Problem]:
    """The problem that such entries are."""
    if found:
        told = words("%(count)s entries are in the record already, imported by another treasurer or in another way")
        yield problem(found[0].entry.line, told, count=len(found))


@dataclass(frozen=True)
class Prepared:
    """A statement that a treasurer has yet to sign, with its texts; `labels` say what its ids and hashes stand for."""

    kind: str
    fields: dict[str, Any]
    blobs: list[bytes]
    labels: dict[str, str]
    done: str


def prepare(own: Import, plan: ImportPlan, packed: Iterable[Packed]) -> Iterator[Prepared]:
    """The statements of a plan in their order: accounts are opened, then entries imported."""
    for account in plan.accounts:
        if account.new:
            yield _opening(own, account)
    for batch in batches(packed):
        first, last = batch[0].entry, batch[-1].entry
        names = {own.account_id(key): f"{key[0]} ({key[1]})" for one in batch for key, _amount in one.entry.postings}
        yield Prepared(
            "entries-imported",
            {"entries": [dict(one.row) for one in batch]},
            [one.blob for one in batch],
            names | {one.digest: one.entry.text for one in batch},
            Message(
                words("imported %(num)s entries, %(first)s to %(last)s"), num=len(batch), first=first.on, last=last.on
            ),
        )


def _opening(own: Import, account: Planned) -> Prepared:
    name, blob = own.text(account.name, account.currency)
    fields = {
        "account": own.account_id(account.key),
        "currency": account.currency,
        "floor": account.floor if account.kind == "assets" else 0,
        "kind": account.kind,
        "name": name,
        "parent": "",
    }
    told = Message(
        words("opened “%(name)s” (%(currency)s, %(kind)s)"),
        name=account.name,
        currency=account.currency,
        kind=account.kind,
    )
    return Prepared("account-opened", fields, [blob], {name: account.name}, told)


def commit(keeper: Keeper, treasurer: Person, statements: Iterable[Prepared]) -> Iterator[str]:
    """Signs and records one statement after another; what was done, in words. Raises Refused."""
    for one in statements:
        signed = treasurer.sign(one.kind, keeper.community, keeper.quote(), secrets.token_hex(16), **one.fields)
        blobs = b",".join(dict.fromkeys(one.blobs))
        keeper.send(b'{"blobs":[' + blobs + b'],"envelope":' + envelope.format(signed) + b"}", signed)
        yield one.done


def quote_of(size: int, root: str) -> Quote:
    """The record as a server tells it: its length, and its root in base64."""
    return Quote(size, base64.b64decode(root))

"""Exports the books to an hledger (and ledger) journal: declared accounts and commodities, exact balance assertions."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

from govern.rules.treasury.ledger_files.book import AccountLine, EntryLine, LedgerBook, ProofLine, plain

TYPES: Final = {"assets": "A", "equity": "E", "expenses": "X", "income": "R", "liabilities": "L"}


def write(book: LedgerBook, entries: Iterable[EntryLine]) -> Iterator[str]:
    """The file in pieces, entry by entry."""
    yield f"; {plain(book.title)}\n\n"
    for currency, digits in book.digits.items():
        yield f"commodity {currency}\n    format 1000.{'0' * digits} {currency}\n"
    yield "\n"
    for account in book.accounts:
        yield _declared(account)
    yield from _budget(book)
    waiting = deque(sorted(book.proofs, key=lambda proof: proof.on))
    for entry in entries:
        while waiting and waiting[0].on <= entry.on:  # asserts the balance before the day's entries
            yield _proof(book, waiting.popleft())
        yield _entry(book, entry)
    yield from (_proof(book, proof) for proof in waiting)
    if book.accounts:
        yield f"\n{book.after} * closing balances\n"
        yield from (_asserted(book, account, account.balance) for account in book.accounts)


def _tags(pairs: Iterable[tuple[str, str]]) -> str:
    """Tags, one per line; a comma would end a value."""
    return "".join(f"    ; {name}: {_value(value)}\n" for name, value in pairs if value)


def _value(text: str) -> str:
    return plain(text).replace(",", "，" if not text.isascii() else " ")


def _declared(account: AccountLine) -> str:
    pairs = (("type", TYPES[account.kind]), ("name", account.name), ("id", account.account))
    times = (("leaf", str(account.index)), ("opened", account.opened), ("closed", account.closed))
    return f"account {account.path}\n{_tags((*pairs, *times))}"


def _budget(book: LedgerBook) -> Iterator[str]:
    for line in book.budget:
        name = plain(book.programmes.get(line.programme, ""))
        what = f"{line.programme} ({name}) from {line.starts} until {line.ends}"
        yield f"; budget of {what}: {book.money(line.amount, line.currency)}, leaf {line.index}\n"


def _proof(book: LedgerBook, proof: ProofLine) -> str:
    pairs = (("leaf", str(proof.index)), ("bank", book.money(proof.bank, proof.account.currency)))
    directive = f"\n{proof.on} * reconciled {proof.month}\n{_tags(pairs)}"
    return directive + _asserted(book, proof.account, proof.balance)


def _entry(book: LedgerBook, entry: EntryLine) -> str:
    payee = entry.chain.get("payee", "")
    # A semicolon begins a comment; a bar separates the payee from the note.
    description = " | ".join(plain(one).replace(";", ",").replace("|", "/") for one in (payee, entry.text) if one)
    pairs = (
        ("id", entry.id),
        ("kind", entry.kind),
        ("programme", entry.programme),
        ("reverses", entry.reverses),
        ("reversed-by", entry.reversed_by),
        ("recorded-by", entry.recorded_by),
        *((name, value) for name, value in entry.chain.items() if name != "payee"),
    )
    lines = (f"    {one.account.path}  {book.money(one.amount, one.account.currency)}\n" for one in entry.postings)
    return f"\n{entry.on} * ({entry.index}) {description}".rstrip() + "\n" + _tags(pairs) + "".join(lines)


def _asserted(book: LedgerBook, account: AccountLine, balance: int) -> str:
    currency = account.currency
    return f"    {account.path}  {book.money(0, currency)} = {book.money(balance, currency)}\n"

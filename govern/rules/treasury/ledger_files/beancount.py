"""Exports the books to Beancount: every entry with its leaf index, every balance asserted without tolerance."""

from collections.abc import Iterable, Iterator

from govern.rules.treasury.ledger_files.book import AccountLine, EntryLine, LedgerBook, plain

BEGINNING = "1970-01-01"


def write(book: LedgerBook, entries: Iterable[EntryLine]) -> Iterator[str]:
    """The file in pieces, entry by entry."""
    yield f"option {_quoted('title')} {_quoted(book.title)}\n"
    for currency in book.digits:
        yield f'option "operating_currency" "{currency}"\n'
    yield "\n"
    for currency, digits in book.digits.items():
        yield f"{BEGINNING} commodity {currency}\n  digits: {digits}\n"
    yield "\n"
    yield from map(_open, book.accounts, [book] * len(book.accounts))
    yield from _budget(book)
    for entry in entries:
        yield _entry(book, entry)
    yield from _assertions(book)


def _quoted(text: str) -> str:
    return '"' + plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _meta(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"  {name}: {_quoted(value)}\n" for name, value in pairs if value)


def _open(account: AccountLine, book: LedgerBook) -> str:
    head = f"{account.opened} open {account.path} {account.currency}\n  leaf: {account.index}\n"
    floor = book.number(account.floor, account.currency) if account.floor else ""
    pairs = (("name", account.name), ("id", account.account), ("floor", floor), ("closed", account.closed))
    return head + _meta(pairs)


def _budget(book: LedgerBook) -> Iterator[str]:
    for line in book.budget:
        amount = book.money(line.amount, line.currency)
        yield f"\n{line.starts} custom {_quoted('budget')} {_quoted(line.programme)} {amount}\n  leaf: {line.index}\n"
        names = (("until", line.ends), ("proposal", line.proposal), ("vote", line.vote))
        yield _meta((("programme", book.programmes.get(line.programme, "")), *names))


def _entry(book: LedgerBook, entry: EntryLine) -> str:
    marks = f" #{entry.programme}" if entry.programme else ""
    marks += "".join(f" ^{name}-{entry.chain[name]}" for name in ("mandate", "request") if entry.chain.get(name))
    marks += f" ^reversal-{entry.reverses or entry.id}" if entry.reverses or entry.reversed_by else ""
    payee = f"{_quoted(entry.chain['payee'])} " if entry.chain.get("payee") else ""
    head = f"\n{entry.on} * {payee}{_quoted(entry.text)}{marks}\n  leaf: {entry.index}\n"
    pairs = (
        ("id", entry.id),
        ("kind", entry.kind),
        ("programme", book.programmes.get(entry.programme, "")),
        ("reverses", entry.reverses),
        ("reversed-by", entry.reversed_by),
        ("recorded-by", entry.recorded_by),
        *((name, value) for name, value in entry.chain.items() if name != "payee"),
    )
    lines = (f"  {one.account.path}  {book.money(one.amount, one.account.currency)}\n" for one in entry.postings)
    return head + _meta(pairs) + "".join(lines)


def _assertions(book: LedgerBook) -> Iterator[str]:
    """Balance assertions at the beginning of days; as in Beancount, they include subaccounts."""
    yield "\n"
    for proof in book.proofs:
        account = proof.account
        yield _balance(book, proof.on, account, proof.total) + f"  leaf: {proof.index}\n"
        yield _meta((("reconciled", proof.month), ("bank", book.number(proof.bank, account.currency))))
    for account in book.accounts:
        yield _balance(book, book.after, account, account.total)


def _balance(book: LedgerBook, on: str, account: AccountLine, amount: int) -> str:
    exact = book.number(0, account.currency)
    number = book.number(amount, account.currency)
    return f"{on} balance {account.path}  {number} ~ {exact} {account.currency}\n"

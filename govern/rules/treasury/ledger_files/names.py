"""Unique account names valid in Beancount and hledger: `Assets:A-公共账户`."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ROOTS: Final = {
    "assets": "Assets",
    "equity": "Equity",
    "expenses": "Expenses",
    "income": "Income",
    "liabilities": "Liabilities",
}
LONGEST: Final = 60  # characters of one name in a path


@dataclass(frozen=True)
class NamedAccount:
    """An account that needs a path; `parent` is another's id, or empty."""

    account: str
    kind: str
    parent: str
    name: str
    currency: str


def component(name: str, letter: str) -> str:
    """A name as a part of a path: letters, digits and hyphens, with a capital letter or a digit first.

    Beancount refuses other first characters, including Chinese ones; those get a letter in front.
    """
    composed = unicodedata.normalize("NFC", name)
    words = "".join(one if one.isalpha() or unicodedata.category(one) == "Nd" else " " for one in composed).split()
    joined = "-".join(words)[:LONGEST].rstrip("-")
    capital = joined[:1].upper() + joined[1:]
    if not capital:
        return letter
    first = capital[0]
    begins = first.isascii() or unicodedata.category(first) == "Lu"
    return capital if begins else f"{letter}-{capital}"


def paths(accounts: Sequence[NamedAccount]) -> dict[str, str]:
    """The path of each account by id; equal names are distinguished by currency, else by a part of the id."""
    known = {one.account: one for one in accounts}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in accounts:
        _place(one, known, found, taken)
    return found


def _place(one: NamedAccount, known: Mapping[str, NamedAccount], found: dict[str, str], taken: set[str]) -> str:
    if one.account in found:
        return found[one.account]
    root = ROOTS[one.kind]
    above = _place(known[one.parent], known, found, taken) if one.parent in known else root
    own = component(one.name, root[0])
    for more in ("", f"-{one.currency}", f"-{one.account[2:10]}", f"-{one.account[2:]}"):
        path = f"{above}:{own}{more}"
        if path.casefold() not in taken:
            break
    taken.add(path.casefold())
    found[one.account] = path
    return path

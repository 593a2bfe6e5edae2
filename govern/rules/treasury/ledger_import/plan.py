"""The plan of an import: accounts to open, entries in the order of their days, and problems."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from govern.protocol.errors import N_
from govern.rules.treasury.journal import MOST_POSTINGS
from govern.rules.treasury.ledger import KINDS
from govern.rules.treasury.ledger_import.values import ImportRow, Problem, problem

ROOTS: Final = {
    **{kind: kind for kind in KINDS},
    **dict.fromkeys(("revenue", "revenues", "einnahmen", "收入"), "income"),
    **dict.fromkeys(("expense", "ausgaben", "支出"), "expenses"),
    **dict.fromkeys(("asset", "aktiva", "资产"), "assets"),
    **dict.fromkeys(("liability", "passiva", "负债"), "liabilities"),
    **dict.fromkeys(("eigenkapital", "权益"), "equity"),
}
"""What a name may begin with before a colon, and the kind of account that it then is."""

Key = tuple[str, str]  # an account's name in the ledger, and a currency


@dataclass(frozen=True)
class ExistingAccount:
    """An account that is already in the record."""

    account: str
    kind: str
    currency: str
    floor: int
    balance: int
    usable: bool  # open, and not moved by anything but imports


@dataclass(frozen=True)
class Circumstances:
    """Data for the plan: the founding's day, currencies, kinds, floors, and existing accounts.

    The books are closed until the day `closed_until`; empty if nothing is closed.
    """

    founded_on: str
    currencies: frozenset[str]
    kinds: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[Key, int] = field(default_factory=dict)
    held: Mapping[Key, ExistingAccount] = field(default_factory=dict)
    closed_until: str = ""


@dataclass(frozen=True)
class ImportedEntry:
    """An entry to import, and its first line."""

    line: int
    on: str
    text: str
    postings: tuple[tuple[Key, int], ...]
    sided: bool  # the first account is the ledger's own, the second the contra account


@dataclass(frozen=True)
class PlannedAccount:
    """An account in the import; `lowest` is its lowest balance after any entry."""

    name: str
    currency: str
    kind: str
    floor: int
    new: bool
    entries: int
    before: int
    balance: int
    lowest: int
    lowest_on: str
    lowest_line: int

    @property
    def key(self) -> Key:
        """Its name and currency."""
        return self.name, self.currency


@dataclass(frozen=True)
class ImportPlan:
    """The planned changes, or the problems that prevent them."""

    entries: tuple[ImportedEntry, ...]
    accounts: tuple[PlannedAccount, ...]
    problems: tuple[Problem, ...]


def gather(rows: Sequence[ImportRow], about: Circumstances) -> tuple[tuple[ImportedEntry, ...], tuple[Problem, ...]]:
    """The rows as entries in the order of their days, and the problems of rows and entries."""
    problems = [unfit for row in rows if (unfit := _unfit(row, about)) is not None]
    entries = sorted(_entries(rows, problems), key=lambda entry: (entry.on, entry.line))
    return tuple(entries), tuple(sorted(problems))


def plan(
    entries: Sequence[ImportedEntry], about: Circumstances, left: Sequence[ImportedEntry] | None = None
) -> ImportPlan:
    """The plan for these entries, or for those in `left` after an earlier run.

    Reports in advance what rules 7.20 and 7.21 and the accounts' floors would refuse.
    """
    coming = entries if left is None else left
    accounts = follow(coming, about, _kinds(entries, about))
    return ImportPlan(tuple(coming), accounts, (*_closed(coming, about), *_against(accounts, about)))


def _closed(entries: Iterable[ImportedEntry], about: Circumstances) -> Iterator[Problem]:
    """Problems of entries dated in closed books."""
    message = N_("%(day)s lies in books that are closed up to %(until)s (rule 7.20)")
    for entry in entries:
        if entry.on <= about.closed_until:
            yield problem(entry.line, message, day=entry.on, until=about.closed_until)


def _unfit(row: ImportRow, about: Circumstances) -> Problem | None:
    if row.on >= about.founded_on:
        return problem(
            row.line,
            N_("%(day)s is not before the founding on %(founding)s (rule 7.21)"),
            day=row.on,
            founding=about.founded_on,
        )
    if row.currency not in about.currencies:
        known = ", ".join(sorted(about.currencies))
        return problem(
            row.line,
            N_("the rulebook provides for no %(currency)s; it knows %(known)s (rule 5.3)"),
            currency=row.currency,
            known=known,
        )
    return None


def _entries(rows: Iterable[ImportRow], problems: list[Problem]) -> Iterator[ImportedEntry]:
    """Entries from rows: a row with a contra account is an entry; other rows are grouped by day and number."""
    gathered: dict[tuple[str, str], list[ImportRow]] = defaultdict(list)
    for row in rows:
        if row.contra:
            here, there = (row.account, row.currency), (row.contra, row.currency)
            yield ImportedEntry(row.line, row.on, _description(row), ((here, row.amount), (there, -row.amount)), True)
        elif row.number:
            gathered[row.on, row.number].append(row)
        else:
            problems.append(problem(row.line, N_("neither the other account nor the number of an entry is given")))
    for several in gathered.values():
        wrong = _unbalanced(several)
        if wrong is not None:
            problems.append(wrong)
        else:
            yield _gathered(several)


def _description(row: ImportRow) -> str:
    number = f"[{row.number}]" if row.number else ""
    return " ".join(one for one in (row.text, number) if one) or row.on


def _unbalanced(several: Sequence[ImportRow]) -> Problem | None:
    sums = Counter[str]()
    for row in several:
        sums[row.currency] += row.amount
    lines = ", ".join(str(row.line) for row in several)
    if len(several) > MOST_POSTINGS:
        message = N_("entry %(number)s has more than %(most)s lines: %(lines)s")
        return problem(several[0].line, message, number=several[0].number, most=MOST_POSTINGS, lines=lines)
    if any(sums.values()) or len({(row.account, row.currency) for row in several}) < 2:
        message = N_("entry %(number)s (lines %(lines)s) does not balance")
        return problem(several[0].line, message, number=several[0].number, lines=lines)
    return None


def _gathered(several: Sequence[ImportRow]) -> ImportedEntry:
    texts = " · ".join(dict.fromkeys(row.text for row in several if row.text))
    first = replace(several[0], text=texts)
    postings = tuple(((row.account, row.currency), row.amount) for row in several)
    return ImportedEntry(first.line, first.on, _description(first), postings, False)


def kind_of(name: str, kinds: Mapping[str, str]) -> str:
    """The kind of an account, as given by the treasurer or by the start of its name; else empty."""
    root = name.replace("：", ":").partition(":")[0].strip().casefold() if ":" in name.replace("：", ":") else ""
    return kinds.get(name) or ROOTS.get(root, "")


def _kinds(entries: Sequence[ImportedEntry], about: Circumstances) -> dict[Key, str]:
    """The kind of each account: as given, else assets for own accounts, expenses or income by the sum for others."""
    sums = Counter[Key]()
    own, other = set[Key](), set[Key]()
    for entry in entries:
        for key, amount in entry.postings:
            sums[key] += amount
        if entry.sided:
            own.add(entry.postings[0][0])
            other.add(entry.postings[1][0])
    found = {}
    for key, total in sums.items():
        guessed = "assets" if key in own else "" if key not in other else "expenses" if total > 0 else "income"
        found[key] = kind_of(key[0], about.kinds) or guessed
    return found


def follow(
    entries: Sequence[ImportedEntry], about: Circumstances, kinds: Mapping[Key, str]
) -> tuple[PlannedAccount, ...]:
    """The changes of each account by the entries, from its present balance; only for accounts with entries."""
    ways: dict[Key, PlannedAccount] = {}
    for entry in entries:
        for key, amount in entry.postings:
            way = ways.get(key) or _begun(key, about, kinds)
            balance = way.balance + amount
            lower = balance < way.lowest
            ways[key] = replace(
                way,
                entries=way.entries + 1,
                balance=balance,
                lowest=balance if lower else way.lowest,
                lowest_on=entry.on if lower else way.lowest_on,
                lowest_line=entry.line if lower else way.lowest_line,
            )
    return tuple(ways.values())


def _begun(key: Key, about: Circumstances, kinds: Mapping[Key, str]) -> PlannedAccount:
    held = about.held.get(key)
    before = held.balance if held else 0
    kind, floor = (held.kind, held.floor) if held else (kinds[key], about.floors.get(key, 0))
    return PlannedAccount(*key, kind, floor, held is None, 0, before, before, before, "", 0)


def _against(accounts: Iterable[PlannedAccount], about: Circumstances) -> Iterator[Problem]:
    for one in accounts:
        held = about.held.get(one.key)
        if held is not None and not held.usable:
            message = N_("account “%(name)s” is closed, or was moved by the record's own life (rule 7.21)")
            yield problem(0, message, name=one.name)
        if held is not None and held.currency != one.currency:
            message = N_("account “%(name)s” is kept in %(held)s, not in %(currency)s")
            yield problem(0, message, name=one.name, held=held.currency, currency=one.currency)
        if not one.kind:
            yield problem(0, N_("nothing tells what kind of account “%(name)s” is (--kind)"), name=one.name)
        if one.kind == "assets" and one.lowest < one.floor:
            message = N_("account “%(name)s” would stand below its floor (--floor)")
            yield problem(one.lowest_line, message, name=one.name)

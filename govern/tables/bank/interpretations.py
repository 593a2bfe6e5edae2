"""The possible readings of a table: decimal mark, column, fee and sign, decided by balances or answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from govern.tables.amounts import written
from govern.tables.bank.book import BankTable
from govern.tables.bank.marks import side_from_text
from govern.tables.bank.records import Record
from govern.tables.chain import Chain, follow

_CARD: Final = frozenset(
    ("cardnumber", "cardid", "card#", "cardno", "item#", "卡号末四位", "卡号后四位", "kartennummer")
)
_REVOLUT: Final = frozenset(("starteddate", "completeddate", "state"))
_OF_NETS: Final = frozenset(
    (
        *("timezone", "zeitzone", "tijdzone", "fuseauhoraire", "fusohorario", "zonahoraria", "时区"),  # PayPal
        *("availableonutc", "availableon", "balancetransactionid", "reportingcategory", "automaticpayoutid"),  # Stripe
    )
)
SIDES: Final = "sides"

Amounts = tuple[int | None, ...]
TakenChoices = Mapping[str, str]


@dataclass(frozen=True)
class Ambiguity:
    """A possible ambiguity: the key of its question, and the possible answers.

    If the layout is clear (`sure`), the first answer counts unless the balances contradict it. `asked` ambiguities need
    an answer even if the balances suggest one.
    """

    key: str
    answers: tuple[str, ...]
    sure: bool = True
    asked: bool = False


@dataclass(frozen=True)
class AmountReading:
    """A reading: the amounts of all records, the choices made, and how well the balances follow."""

    amounts: Amounts
    taken: TakenChoices
    balances: tuple[int | None, ...]
    chain: Chain


@dataclass(frozen=True)
class Interpretation:
    """The right reading, or the ambiguities between several possible ones."""

    read: AmountReading | None
    open: tuple[Ambiguity, ...] = ()


def read(book: BankTable) -> Interpretation:
    """The one reading in which the balances follow; else the one that layout and answers leave."""
    choices = [_answered(book, one) for one in _choices(book)]
    checked = "balance" in book.layout.columns or "balance_before" in book.layout.columns
    options = [one.answers if checked or not one.sure else one.answers[:1] for one in choices]
    reads: dict[Amounts, AmountReading] = {}
    for picked in product(*options):
        taken = dict(zip([one.key for one in choices], picked, strict=True))
        amounts = _amounts(book, taken)
        if amounts not in reads:
            balances = _running(book.balances(amounts, taken["decimal"]))
            reads[amounts] = AmountReading(amounts, taken, balances, follow(list(zip(amounts, balances, strict=True))))
    holding = [one for one in reads.values() if one.chain.holds]
    asked = tuple(one for one in choices if one.asked and len(one.answers) > 1)
    return Interpretation(None, asked) if asked else _left(choices, holding or list(reads.values()))


def _running(balances: Sequence[int | None]) -> tuple[int | None, ...]:
    """The balances, or none if every row has the same: then it is the balance of the day of the export."""
    constant = len(balances) > 1 and len(set(balances)) == 1
    return (None,) * len(balances) if constant else tuple(balances)


def _answered(book: BankTable, choice: Ambiguity) -> Ambiguity:
    answer = book.answers.get(choice.key, "")
    return Ambiguity(choice.key, (answer,)) if answer in choice.answers else choice


def _left(choices: Sequence[Ambiguity], reads: Sequence[AmountReading]) -> Interpretation:
    """The reading with the first answer of each sure choice; if several remain, the ambiguities between them."""
    if len(reads) == 1:
        return Interpretation(reads[0])
    sure = [
        one for one in reads if all(one.taken[choice.key] == choice.answers[0] for choice in choices if choice.sure)
    ]
    left = sure or list(reads)
    if len(left) == 1:
        return Interpretation(left[0])
    return Interpretation(None, tuple(one for one in choices if len({read.taken[one.key] for read in left}) > 1))


def _choices(book: BankTable) -> Iterator[Ambiguity]:
    yield Ambiguity("decimal", book.marks, sure=len(book.marks) == 1)
    base = _base(book)
    yield base
    fee = book.layout.column("fee")
    if fee is not None and book.parts(fee) and "net" not in book.layout.columns:
        yield Ambiguity("fee", ("extra", "included"), sure=book.knows(_REVOLUT, 3))
    yield from _signs(book, base)


def _base(book: BankTable) -> Ambiguity:
    """The column of the amount; SIDES means two columns, one for money in and one for money out."""
    columns = book.layout.columns
    nets = [*columns.get("net", ()), *columns.get("gross", ())]
    places = [place for place in columns.get("amount", ()) if book.is_mine(place)]
    numbers = tuple(str(place + 1) for place in [*nets, *places])
    sides = "debit" in columns or "credit" in columns
    if nets:
        known = book.knows(_OF_NETS)
        return Ambiguity("column.amount", numbers, sure=known, asked=not known)
    if places and sides:
        signed = any(one.sign < 0 for one in book.parts(places[0]))
        return Ambiguity("column.amount", (numbers[0], SIDES) if signed else (SIDES, numbers[0]))
    if not places:
        return Ambiguity("column.amount", (SIDES,))
    twins = len({book.layout.name(place) for place in places}) < len(places)
    return Ambiguity("column.amount", numbers, sure=not twins, asked=twins)


def _signs(book: BankTable, base: Ambiguity) -> Iterator[Ambiguity]:
    """The possible ambiguities about the side of an amount."""
    columns = book.layout.columns
    places = [int(answer) - 1 for answer in base.answers if answer != SIDES]
    if not places:
        if book.debits == "mixed":
            yield Ambiguity("direction", ("reversal", "signed"), sure=False)
        return
    parts = [one for place in places for one in book.parts(place)]
    if "direction" in columns:
        if _contradicts(book, places[0]):
            yield Ambiguity("direction", ("reversal", "signed"), sure=False)
        elif _unmarked(book):
            yield Ambiguity("direction", ("out", "in"), sure=False)
    elif any(one.side for one in parts) and any(not one.side and not one.sign for one in parts):
        yield Ambiguity("direction", ("out", "in"), sure=False)
    elif "balance" in columns or "balance_before" in columns:
        yield Ambiguity("direction", ("as_written", "turned"))
    elif any(not one.sign for one in parts) and _is_doubtful(book, places[0]):
        yield Ambiguity("direction", ("as_written", "turned", "words"), sure=False)


def _is_doubtful(book: BankTable, place: int) -> bool:
    """Whether amounts without a minus may be money out: on a card, by their words, or without any hint."""
    if book.knows(_CARD) or (not book.layout.known and all(not one.sign for one in book.parts(place))):
        return True
    pairs = [(written(record.cell(place)), words_side(record)) for record in book.records]
    signs = [side * (-1 if found.sign < 0 else 1) for found, side in pairs if found and side]
    unsigned = all(not found.sign for found, _side in pairs if found)
    return sum(signs) < 0 or (unsigned and min(signs, default=1) < 0)


def words_side(record: Record) -> int:
    """The side suggested by a movement's words."""
    return side_from_text(" ".join(record.row.cells))


def _contradicts(book: BankTable, place: int) -> bool:
    """Whether there are amounts with a minus, and signs disagree with the direction column."""
    pairs = set()
    for record in book.records:
        found, side = written(record.cell(place)), book.side(record)
        if found and side and found.digits.strip("0.,"):
            pairs.add((found.sign < 0, side < 0))
    return any(minus for minus, _out in pairs) and any(minus != out for minus, out in pairs)


def _unmarked(book: BankTable) -> bool:
    """Whether a column without a name marks only some of the amounts."""
    place = book.layout.column("direction")
    nameless = place is not None and bool(book.layout.names) and not book.layout.name(place)
    return nameless and any(not record.cell(place) for record in book.records)


def _amounts(book: BankTable, taken: TakenChoices) -> Amounts:
    """The amounts of all records in one reading; None for a cell that does not fit it."""
    signed = _of_sides(book, taken) if taken["column.amount"] == SIDES else _of_column(book, taken)
    if taken.get("fee") != "extra":
        return tuple(map(signed, book.records))
    costs = [book.figure(record, book.layout.column("fee"), taken["decimal"]) for record in book.records]
    amounts = map(signed, book.records)
    return tuple(one if one is None else one - abs(cost or 0) for one, cost in zip(amounts, costs, strict=True))


def _of_column(book: BankTable, taken: TakenChoices) -> Callable[[Record], int | None]:
    place, mark, way = int(taken["column.amount"]) - 1, taken["decimal"], taken.get("direction", "")

    def amount(record: Record) -> int | None:
        value, found = book.figure(record, place, mark), written(record.cell(place))
        if value is None or found is None:
            return None
        side = None if found.side else book.side(record)
        if side is None and way in ("in", "out") and not found.side and not found.sign:
            side = 1 if way == "in" else -1
        if way == "words" and side is None:
            return value * by_words if (by_words := words_side(record)) and not found.sign else None
        if side is not None and way not in ("signed", "turned"):
            return side * (value if way == "reversal" else abs(value))
        return -value if way == "turned" else value

    return amount


def _of_sides(book: BankTable, taken: TakenChoices) -> Callable[[Record], int | None]:
    """Money in less money out; of several columns of a side, the likeliest one that is filled."""
    minus = book.debits == "minus" or taken.get("direction") == "signed"

    def part(record: Record, role: str) -> tuple[bool, int | None]:
        cells = [place for place in book.layout.columns.get(role, ()) if record.cell(place)]
        return (True, book.figure(record, cells[0], taken["decimal"])) if cells else (False, 0)

    def amount(record: Record) -> int | None:
        (debited, debit), (credited, credit) = part(record, "debit"), part(record, "credit")
        if debit is None or credit is None or not (debited or credited):
            return None
        side = book.said(f"line.{record.place}")
        if side is not None:
            return side * abs(credit - debit)
        return credit - (abs(debit) if minus else debit)

    return amount

"""The currency of a statement's account, and movements in other currencies."""

import re
from collections.abc import Callable, Sequence

from govern.tables.amounts import WrittenAmount, currencies_of, written
from govern.tables.bank.head import MONEY, Layout
from govern.tables.bank.names import currency_in
from govern.tables.bank.records import ClassifiedRows, Record, shown
from govern.tables.statement import LeftOut, StatementContext

_hundredths = re.compile(r"[.,][0-9]{1,2}$")
Strange = list[tuple[Record, str]]


def currency_of(records: Sequence[Record], layout: Layout, asked: StatementContext, ask: Callable[..., None]) -> str:
    """The account's currency: known, else from the file, else asked if several are possible."""
    known = asked.currency or asked.answers.get("currency", "").upper()
    if known:
        return known
    named = {codes for record in records if (codes := codes_of(record, layout))}
    head = {codes for place in _money(layout) if (codes := currency_in(layout.name(place)))}
    stated = named or head
    if len(stated) == 1 and len(codes := next(iter(stated))) == 1:
        return codes[0]
    if stated:
        choices = sorted({code for codes in stated for code in codes})
        chinese = any(re.search("[\u4e00-\u9fff]", name) for name in layout.names)
        if chinese and stated == {("CNY", "JPY")}:
            return "CNY"
        ask("currency", choices)
    elif not any(_hundredths.search(found.digits) for found in _figures(records, layout)):
        ask("currency", ())
    return ""


def _money(layout: Layout) -> list[int]:
    return [place for role in MONEY for place in layout.columns.get(role, ())]


def _figures(records: Sequence[Record], layout: Layout) -> list[WrittenAmount]:
    cells = [record.cell(place) for record in records for place in _money(layout)]
    return [found for cell in cells if (found := written(cell))]


def codes_of(record: Record, layout: Layout) -> tuple[str, ...]:
    """The possible currencies of a movement, by its amount or its currency column."""
    places = _money(layout)[:1] if "amount" in layout.columns else _money(layout)
    for place in places:
        found = written(record.cell(place))
        if found and found.currencies:
            return found.currencies
    return currencies_of(record.cell(layout.column("currency")))


def foreign(
    found: ClassifiedRows, layout: Layout, asked: StatementContext, currency: str
) -> tuple[Strange, list[Record]]:
    """The movements in another currency than the account's, and all others."""
    strange: Strange = []
    kept: list[Record] = []
    for record in found.records:
        codes = {*codes_of(record, layout)} | {*currencies_of(record.cell(layout.column("currency")))}
        code = min(codes) if len(codes) == 1 else _sign(record, layout)
        if not currency or not codes or currency in codes:
            kept.append(record)
        elif asked.answers.get(f"currency.{code}") == "leave_out":
            found.left_out.append(LeftOut(record.place, "currency", shown(record.row)))
        else:
            strange.append((record, code))
    return strange, kept


def _sign(record: Record, layout: Layout) -> str:
    """The written sign if several currencies share it."""
    cells = [record.cell(place) for place in _money(layout) if record.cell(place)]
    return re.sub(r"[0-9.,'’ +()-]", "", cells[0]) if cells else ""

"""The report as one HTML page that needs nothing else: to read, to print, to send."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from govern.protocol.errors import N_
from govern.protocol.messages import Say, translate
from govern.verify.reporting import text
from govern.verify.reporting.contents import Contents, MandateLine, MoneyLines, VoteLine
from govern.verify.reporting.money import name_of_line
from govern.verify.reporting.numbers import amount

if TYPE_CHECKING:
    from govern.verify.report import VerificationReport

STYLE: Final = """
body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1d1b;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #ddd}
.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.left td{border-top:3px double;font-weight:600}
.holds{border-inline-start:.4rem solid #2c6e49;padding-inline-start:1rem}
.fails,.false{border-inline-start:.4rem solid #a4161a;padding-inline-start:1rem}
body{overflow-wrap:anywhere}.wide{overflow-x:auto;overflow-wrap:normal}
@media (prefers-color-scheme:dark){body{color:#eee;background:#171717}th,td{border-color:#444}}
@media print{body{margin:0;max-width:none;color:#000;background:#fff}tr,li{break-inside:avoid}}
"""


def page(report: "VerificationReport", say: Say = str, language: str = "en") -> str:
    """The report as an HTML document in the language of `say`."""
    title = say(N_("Verification of %(origin)s")) % {"origin": report.origin or report.source}
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n"
        + "\n".join(_body(report, say))
        + "\n</body></html>\n"
    )


def _body(report: "VerificationReport", say: Say) -> Iterator[str]:
    if report.unreadable:
        yield f'<p class="fails">{escape(text.written(report, say))}</p>'
        return
    yield from _verdict(report, say)
    yield _list(text.summary(report, say))
    contents = report.contents
    if contents is not None:
        for lines in contents.money_lines:
            yield from _money(lines, say)
        yield from _votes(contents, say)
        yield from _mandates(contents, say)
        if contents.withheld:
            yield _heading(say(text.WITHHELD))
            yield _list(text.withheld(one, say) for one in contents.withheld)
    if report.notes:
        yield _heading(say(N_("Notes")))
        yield _list(translate(note, say) for note in report.notes)


def _verdict(report: "VerificationReport", say: Say) -> Iterator[str]:
    lines = list(text.verdict(report, say))
    yield f'<p class="{"fails" if report.findings else "holds"}"><strong>{escape(lines[0])}</strong></p>'
    if len(lines) > 1:
        yield _list(line.strip() for line in lines[1:])


def _money(lines: MoneyLines, say: Say) -> Iterator[str]:
    yield _heading(say(text.MONEY) % {"currency": lines.currency})
    rows = [
        f'<tr><td>{escape(name_of_line(name, say))}</td><td class="number">{amount(value, lines.currency)}</td></tr>'
        for name, value in lines.lines.items()
    ]
    left = f'<td>{escape(say(text.LEFT))}</td><td class="number">{amount(lines.balance, lines.currency)}</td>'
    yield f'<table>{"".join(rows)}<tr class="left">{left}</tr></table>'


def _votes(contents: Contents, say: Say) -> Iterator[str]:
    if contents.votes:
        yield _heading(say(text.VOTES))
        heads = (N_("Vote"), N_("Stated"), N_("Computed"), N_("Leaf"))
        yield _table([say(head) for head in heads], [_vote(one, say) for one in contents.votes])


def _vote(one: VoteLine, say: Say) -> str:
    chosen = f"<br>{escape(', '.join(one.winners))}" if one.winners else ""
    stated = escape(text.result(one.tally, one.outcome, say)) + chosen
    computed = escape(text.result(one.computed_tally, one.computed_outcome, say))
    title = escape(one.title or one.proposal[:8])
    false = "" if one.holds else ' class="false"'
    return f'<tr><td{false}>{title}</td><td>{stated}</td><td>{computed}</td><td class="number">{one.leaf}</td></tr>'


def _mandates(contents: Contents, say: Say) -> Iterator[str]:
    if contents.mandates:
        yield _heading(say(text.MANDATES))
        heads = (N_("Purpose"), N_("Payee"), N_("Paid"), N_("At most"), N_("Payments"))
        yield _table([say(head) for head in heads], [_mandate(one, say) for one in contents.mandates])


def _mandate(one: MandateLine, say: Say) -> str:
    payments = "<br>".join(escape(text.payment(line, one.currency, say)) for line in one.payments)
    return (
        f"<tr><td>{escape(one.purpose or one.id[:8])}<br><small>{escape(one.title)}</small></td>"
        f"<td>{escape(one.payee)}</td>"
        f'<td class="number">{amount(one.paid, one.currency)} {escape(one.currency)}</td>'
        f'<td class="number">{amount(one.cap, one.currency)}</td><td>{payments}</td></tr>'
    )


def _heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _table(heads: list[str], rows: list[str]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'

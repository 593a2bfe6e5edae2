"""The report as text for a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from govern.protocol.errors import N_
from govern.protocol.messages import Say, translate
from govern.verify.moments import duration, utc
from govern.verify.reporting.contents import (
    Contents,
    MandateLine,
    MoneyLines,
    PaymentLine,
    ReportedWithholding,
    VoteLine,
)
from govern.verify.reporting.money import name_of_line
from govern.verify.reporting.numbers import amount, tally

if TYPE_CHECKING:
    from govern.verify.report import VerificationReport

MOST: Final = 30  # votes, mandates and texts shown; the other forms of the report have all
MONEY: Final = N_("Money in %(currency)s")
LEFT: Final = N_("left")
VOTES: Final = N_("Votes")
MANDATES: Final = N_("Mandates and payments")
WITHHELD: Final = N_("Texts withheld by moderators")
OUTCOMES: Final = {
    "passed": N_("passed"),
    "rejected": N_("rejected"),
    "no-quorum": N_("no quorum"),
}


def written(report: "VerificationReport", say: Say) -> str:
    """The report in the language of `say`."""
    if report.unreadable:
        why = {"source": report.source, "why": translate(report.unreadable, say)}
        return say(N_("%(source)s cannot be read as a bundle: %(why)s")) % why
    parts = [*summary(report, say), *_contents(report, say), *_notes(report, say), *verdict(report, say)]
    return "\n".join(parts)


def summary(report: "VerificationReport", say: Say) -> Iterator[str]:
    """Lines on the record as a whole."""
    yield say(N_("Record of %(origin)s: %(leaves)s statements, root %(root)s")) % {
        "origin": report.origin or say(N_("an unknown origin")),
        "leaves": report.leaves,
        "root": report.root or say(N_("unknown")),
    }
    if report.contents is not None:
        yield from _identity(report.contents, say)
    yield say(N_("%(members)s members; %(votes)s votes recomputed from %(ballots)s ballots")) % vars(report)


def _identity(contents: Contents, say: Say) -> Iterator[str]:
    if contents.last_at:
        age = contents.audited_at - contents.last_at
        aged = N_("Last statement: %(moment)s, %(age)s before this audit")
        plain = N_("Last statement: %(moment)s")
        yield say(aged if contents.audited_at and age >= 0 else plain) % {
            "moment": utc(contents.last_at),
            "age": duration(age),
        }
    if contents.key:
        given, own = (
            N_("Log key: fingerprint %(key)s, given"),
            N_("Log key: fingerprint %(key)s, from the record itself"),
        )
        yield say(given if contents.key_is_given else own) % {"key": contents.key}
    yield say(N_("Verified by govern %(version)s, program %(hash)s")) % {
        "version": contents.version or "?",
        "hash": contents.program[:16],
    }


def _contents(report: "VerificationReport", say: Say) -> Iterator[str]:
    contents = report.contents
    if contents is None:
        return
    for lines in contents.money_lines:
        yield from money(lines, say)
    yield from _section(say(VOTES), [vote(one, say) for one in contents.votes], say)
    mandates = ["\n".join(mandate(one, say)) for one in contents.mandates]
    yield from _section(say(MANDATES), mandates, say)
    yield from _section(say(WITHHELD), [withheld(one, say) for one in contents.withheld], say)


def _section(title: str, lines: list[str], say: Say) -> Iterator[str]:
    if not lines:
        return
    yield f"{title}: {len(lines)}"
    shown = lines[-MOST:]
    if len(lines) > MOST:
        message = N_("  the %(count)s before these are in the other forms of the report (--html, --csv, --json)")
        yield say(message) % {"count": len(lines) - MOST}
    for line in shown:
        yield from (f"  {part}" for part in line.split("\n"))


def money(lines: MoneyLines, say: Say) -> Iterator[str]:
    """The money of a currency as a sum that can be added up."""
    rows = [(name_of_line(name, say), amount(value, lines.currency)) for name, value in lines.lines.items()]
    rows.append((say(LEFT), amount(lines.balance, lines.currency)))
    width = max(len(number) for _, number in rows)
    yield say(MONEY) % {"currency": lines.currency}
    yield from (f"  {number:>{width}}  {name}" for name, number in rows[:-1])
    yield f"  {'=' * width}"
    yield f"  {rows[-1][1]:>{width}}  {rows[-1][0]}"


def vote(one: VoteLine, say: Say) -> str:
    """A closed vote on one line; stated and computed result where they differ."""
    said = {
        "title": one.title or one.proposal[:8],
        "leaf": one.leaf,
        "stated": result(one.tally, one.outcome, say),
        "computed": result(one.computed_tally, one.computed_outcome, say),
        "winners": ", ".join(one.winners),
    }
    if not one.holds:
        return say(N_("“%(title)s” (leaf %(leaf)s): FALSE. Stated: %(stated)s. Computed: %(computed)s.")) % said
    if one.winners:
        return say(N_("“%(title)s” (leaf %(leaf)s): %(stated)s; chosen: %(winners)s")) % said
    return say(N_("“%(title)s” (leaf %(leaf)s): %(stated)s")) % said


def result(values: Mapping[str, object], outcome: str, say: Say) -> str:
    """A tally and its outcome."""
    return f"{tally(values, say)} - {say(OUTCOMES.get(outcome, outcome))}"


def mandate(one: MandateLine, say: Say) -> Iterator[str]:
    """A mandate and its payments, one line each."""
    yield say(N_("“%(purpose)s” to %(payee)s: %(paid)s of %(cap)s %(currency)s paid (vote on “%(title)s”)")) % {
        "purpose": one.purpose or one.id[:8],
        "payee": one.payee or say(N_("a withheld name")),
        "paid": amount(one.paid, one.currency),
        "cap": amount(one.cap, one.currency),
        "currency": one.currency,
        "title": one.title or one.proposal[:8],
    }
    yield from (f"  {payment(line, one.currency, say)}" for line in one.payments)


def payment(one: PaymentLine, currency: str, say: Say) -> str:
    """A payment on one line: day, amount, and what became of it."""
    line = f"{one.on}  {amount(one.amount, currency)} {currency}"
    if one.refunded:
        line += "  " + say(N_("%(amount)s came back")) % {"amount": amount(one.refunded, currency)}
    return line + "  " + say(N_("taken back")) if one.is_reversed else line


def withheld(one: ReportedWithholding, say: Say) -> str:
    """A withheld text: where it stands, by whom it is withheld and why."""
    plain = N_("leaf %(leaf)s (%(kind)s), %(field)s: withheld by %(by)s on %(moment)s: “%(reason)s”")
    marked = N_(
        "leaf %(leaf)s (%(kind)s), %(field)s: withheld by %(by)s on %(moment)s: “%(reason)s”. MONEY DEPENDS ON IT"
    )
    return say(marked if one.concerns_money else plain) % {
        "leaf": one.leaf,
        "kind": one.kind,
        "field": one.field,
        "by": one.by,
        "moment": utc(one.at),
        "reason": one.reason,
    }


def _notes(report: "VerificationReport", say: Say) -> Iterator[str]:
    for note in report.notes:
        yield say(N_("Note: %(note)s")) % {"note": translate(note, say)}


def verdict(report: "VerificationReport", say: Say) -> Iterator[str]:
    """The verdict, and a line for each cause and for those that may follow from it."""
    findings = report.findings
    if not findings:
        yield say(N_("Everything holds."))
        return
    causes = [place for place, one in enumerate(findings) if one.follows is None]
    after = Counter(one.follows for one in findings if one.follows is not None)
    yield say(N_("%(num)s findings:") if len(causes) > 1 else N_("%(num)s finding:")) % {"num": len(causes)}
    for number, place in enumerate(causes, 1):
        yield f"  {number}. {findings[place].text(say)}"
        if after[place]:
            message = N_("     and %(count)s that may follow from it (--json lists them)")
            yield say(message) % {"count": after[place]}

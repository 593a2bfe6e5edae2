"""Statements in structured formats (OFX, CAMT, MT940, QIF), as lines of a bank file."""

from dataclasses import replace

from govern.actions.bank_files.lines import BadBankFile, Line
from govern.tables import formats, read
from govern.tables.statement import Asked, Refusal, Statement


def is_table(data: bytes) -> bool:
    """Whether a file has rows and columns, which a mapping tells apart."""
    return formats.kind_of(data) in formats.TABLES


def read_structured(data: bytes, currency: str) -> list[Line]:
    """The lines of a file in a structured format; raises BadBankFile with everything that is wrong."""
    found = read(data, Asked(currency=currency))
    problems = [*found.refusals, *_left_open(found)]
    if problems:
        raise BadBankFile([(one.place, one) for one in problems])
    lines = [
        Line(one.day.isoformat(), one.amount, " · ".join(filter(None, (one.name, one.text))), one.balance)
        for one in found.lines
    ]
    if not lines:
        raise BadBankFile([(0, "empty")])
    if found.closing is not None:
        last = max(range(len(lines)), key=lambda place: (lines[place].on, place))
        lines[last] = replace(lines[last], balance=found.closing.amount)
    return lines


def _left_open(found: Statement) -> list[Refusal]:
    """What the file leaves open, as a refusal, where nobody can be asked."""
    refusals = []
    for question in found.questions:
        if question.key == "account":
            refusals.append(Refusal("accounts", 0, {"accounts": ", ".join(question.choices)}))
        else:
            refusals.append(Refusal("open", question.place, {"open": question.key}))
    return refusals

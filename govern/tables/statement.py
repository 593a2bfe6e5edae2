"""The result of reading a bank statement: lines, rows left out, balances, questions and refusals."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class StatementLine:
    """A movement: `amount` in minor units of the statement's currency, negative for money that leaves the account."""

    day: datetime.date
    amount: int
    text: str = ""
    name: str = ""  # the other party
    reference: str = ""
    place: int = 0  # the line of the file, or the number of the entry, counted from 1
    balance: int | None = None  # after this line, as the bank states it


@dataclass(frozen=True)
class LeftOut:
    """A row that is not a movement, with the code of the reason.

    Reasons: `status` (pending, reverted, closed), `total`, `empty`, `note`, `zero`, `currency`, `answered`.
    """

    place: int
    reason: str
    text: str = ""


@dataclass(frozen=True)
class StatedBalance:
    """A balance stated by the bank, in minor units, at the end of `day` (opening: before the first line)."""

    day: datetime.date
    amount: int


@dataclass(frozen=True)
class FileQuestion:
    """Something that the file leaves open: `key` names it for `--answer KEY=VALUE`; `choices` are values that fit.

    Keys: `dates` (dmy, mdy, ymd), `decimal` (. or ,), `encoding`, `delimiter`, `header` (yes, no), `currency`,
    `account`, `direction`, `direction.WORD` (in, out, leave_out), `fee` (extra, included), `status.WORD` (keep,
    leave_out), `column.ROLE` (a column's number from 1), `line.PLACE` (leave_out, in, out), `balances` (ignore),
    `sheet` (its name). Rows in another currency can be left out together by `currency.CODE` (leave_out).
    `example` is the text of the file that is in doubt, `place` its line, and `reason` a code of what the doubt is.
    """

    key: str
    choices: tuple[str, ...] = ()
    example: str = ""
    place: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why the file or one of its lines cannot be read: a stable code, the line, and details such as both figures."""

    code: str
    place: int = 0
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BankStatement:
    """A bank statement as read: `kind` is the file's format (csv, xlsx, ods, ofx, qif, mt940, camt.053 …)."""

    kind: str
    lines: tuple[StatementLine, ...] = ()  # in the order of the file
    left_out: tuple[LeftOut, ...] = ()
    opening: StatedBalance | None = None
    closing: StatedBalance | None = None
    account: str = ""  # as the file states it
    currency: str = ""
    questions: tuple[FileQuestion, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    head: tuple[str, ...] = ()  # the names of a table's columns, which identify its layout
    columns: Mapping[str, int] = field(default_factory=dict)  # the column (from 1) of each role


@dataclass(frozen=True)
class StatementContext:
    """Data from outside the file: the account's currency and number, and answers to questions by key.

    No movement can be later than `today`, if given.
    """

    currency: str = ""
    account: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    today: datetime.date | None = None

"""What a waiting file is read as: by the answers of this time, else by those of the last file of its layout."""

import base64
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.actions.sealing import seal, unseal
from govern.config import Instance
from govern.store.bank import BankFileRow, BankMappingRow
from govern.tables import read
from govern.tables.statement import Asked, Line, Statement

# Answers that are about a layout, not about one file of it.
_LASTING: Final = ("dates", "decimal", "encoding", "delimiter", "header", "direction", "fee", "sheet")
_LASTING_OF: Final = ("column.", "direction.", "status.")

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """A file as it is read by these answers."""

    statement: Statement
    answers: Answers

    @property
    def can_be_kept(self) -> bool:
        """Whether nothing is open and there is something to keep."""
        found = self.statement
        return not found.questions and not found.refusals and bool(found.lines or found.closing)


def look(
    session: Session,
    instance: Instance,
    file: BankFileRow,
    currency: str,
    today: datetime.date,
    answers: Answers | None = None,
) -> Look:
    """A waiting file read by answers; without any, by the remembered ones if its head line is the same."""
    data, row = unseal(instance, file.sealed), session.get(BankMappingRow, file.account)
    number = _number(instance, row)
    if answers is None and row is not None and row.mapping.get("head"):
        kept = dict(row.mapping["answers"])
        found = read(data, Asked(currency, number, kept, today))
        if list(found.head) == row.mapping["head"]:
            return Look(found, kept)
    given = answers or {}
    return Look(read(data, Asked(currency, number, given, today)), given)


def remember(session: Session, instance: Instance, account: str, found: Look) -> None:
    """Remembers the answers about a layout by its head line, and the account's number as the file states it."""
    row = session.get(BankMappingRow, account)
    before = dict(row.mapping) if row is not None else {}
    lasting = {key: value for key, value in found.answers.items() if key in _LASTING or key.startswith(_LASTING_OF)}
    mapping = {"number": before.get("number", "")}
    if found.statement.account:
        mapping["number"] = base64.b64encode(seal(instance, found.statement.account.encode())).decode()
    mapping |= {"head": list(found.statement.head), "answers": lasting} if found.statement.head else _layout(before)
    session.merge(BankMappingRow(account=account, mapping=mapping))


def _layout(before: Mapping[str, object]) -> dict[str, object]:
    return {key: before[key] for key in ("head", "answers") if key in before}


def _number(instance: Instance, row: BankMappingRow | None) -> str:
    """The account's number as the last file stated it."""
    sealed = row.mapping.get("number", "") if row is not None else ""
    return unseal(instance, base64.b64decode(sealed)).decode() if sealed else ""


def words_of_line(line: Line) -> str:
    """What the bank says of a movement: the other party, the text, the reference."""
    return " · ".join(dict.fromkeys(one for one in (line.name, line.text, line.reference) if one))

"""What a waiting file is read as: by the answers of this time, else by those of the last file of its layout."""

import base64
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.actions.people.encryption import seal, unseal
from govern.config import Instance
from govern.store.private.bank import BankFileRow, BankMappingRow
from govern.tables import read
from govern.tables.statement import BankStatement, StatementContext, StatementLine

# Answers that are about a layout, not about one file of it.
_LASTING: Final = ("dates", "decimal", "encoding", "delimiter", "header", "direction", "fee", "sheet")
_LASTING_OF: Final = ("column.", "direction.", "status.")

Answers = Mapping[str, str]


@dataclass(frozen=True)
class FilePreview:
    """A file as it is read by these answers."""

    statement: BankStatement
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
) -> FilePreview:
    """A waiting file read by answers; without any, by the remembered ones if its head line is the same."""
    data, known = unseal(instance, file.sealed), _known(session, instance, file.account)
    number = str(known.get("number", ""))
    if answers is None and known.get("head"):
        kept = dict(known["answers"])
        found = read(data, StatementContext(currency, number, kept, today))
        if list(found.head) == known["head"]:
            return FilePreview(found, kept)
    given = answers or {}
    return FilePreview(read(data, StatementContext(currency, number, given, today)), given)


def remember(session: Session, instance: Instance, account: str, found: FilePreview) -> None:
    """Remembers the answers about a layout by its head line, and the account's number as the file states it."""
    known = _known(session, instance, account)
    lasting = {key: value for key, value in found.answers.items() if key in _LASTING or key.startswith(_LASTING_OF)}
    if found.statement.account:
        known["number"] = found.statement.account
    if found.statement.head:
        known |= {"head": list(found.statement.head), "answers": lasting}
    sealed = base64.b64encode(seal(instance, json.dumps(known).encode())).decode()
    session.merge(BankMappingRow(account=account, mapping={"sealed": sealed}))


def _known(session: Session, instance: Instance, account: str) -> dict[str, Any]:
    """What is known from the last file of an account: its number, the head line, and the answers."""
    row = session.get(BankMappingRow, account)
    sealed = row.mapping.get("sealed", "") if row is not None else ""
    return dict(json.loads(unseal(instance, base64.b64decode(sealed)))) if sealed else {}


def words_of_line(line: StatementLine) -> str:
    """What the bank says of a movement: the other party, the text, the reference."""
    return " · ".join(dict.fromkeys(one for one in (line.name, line.text, line.reference) if one))

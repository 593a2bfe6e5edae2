"""Previews a waiting file with the given answers, or with those of the last file of the same layout."""

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

# Answers about a layout, not about one file of it.
_LASTING: Final = ("dates", "decimal", "encoding", "delimiter", "header", "direction", "fee", "sheet")
_LASTING_OF: Final = ("column.", "direction.", "status.")

Answers = Mapping[str, str]


@dataclass(frozen=True)
class FilePreview:
    """A file as read with these answers."""

    statement: BankStatement
    answers: Answers

    @property
    def can_be_kept(self) -> bool:
        """Whether no question is open and there is something to import."""
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
    """Read a waiting file with answers; without any, with the remembered ones if the head line is the same."""
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
    """Store the answers about a layout by its head line, and the account's number as the file states it."""
    known = _known(session, instance, account)
    lasting = {key: value for key, value in found.answers.items() if key in _LASTING or key.startswith(_LASTING_OF)}
    if found.statement.account:
        known["number"] = found.statement.account
    if found.statement.head:
        known |= {"head": list(found.statement.head), "answers": lasting}
    sealed = base64.b64encode(seal(instance, json.dumps(known).encode())).decode()
    session.merge(BankMappingRow(account=account, mapping={"sealed": sealed}))


def _known(session: Session, instance: Instance, account: str) -> dict[str, Any]:
    """The remembered data of an account's last file: its number, the head line, and the answers."""
    row = session.get(BankMappingRow, account)
    sealed = row.mapping.get("sealed", "") if row is not None else ""
    return dict(json.loads(unseal(instance, base64.b64decode(sealed)))) if sealed else {}


def words_of_line(line: StatementLine) -> str:
    """The bank's text of a movement: the other party, the text, the reference."""
    return " · ".join(dict.fromkeys(one for one in (line.name, line.text, line.reference) if one))

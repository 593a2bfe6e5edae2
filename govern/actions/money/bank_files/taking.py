"""Uploads a file from the bank: encrypted, and only once; it can be discarded until it is imported."""

import hashlib

from sqlalchemy.orm import Session

from govern.actions.people.encryption import seal
from govern.config import Instance
from govern.store.private import bank
from govern.store.private.bank import BankFileRow
from govern.tables.reading import LARGEST
from govern.tables.statement import Refusal

__all__ = ["LARGEST", "BankFileRefused", "discard", "take"]


class BankFileRefused(Exception):
    """A file that is empty or too large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.refusal = Refusal(code)


def take(session: Session, instance: Instance, account: str, data: bytes, name: str, by: str, now: int) -> BankFileRow:
    """Store a file for reading; the same file again gives the stored one. Raises BankFileRefused."""
    if not data or len(data) > LARGEST:
        raise BankFileRefused("large" if data else "empty")
    digest = hashlib.sha256(data).hexdigest()
    known = bank.file_of(session, account, digest)
    if known is not None:
        return known
    row = BankFileRow(
        account=account,
        sha256=digest,
        name=name[:120],
        state="waiting",
        sealed=seal(instance, data),
        lines=0,
        new=0,
        taken_by=by,
        taken_at=now,
    )
    session.add(row)
    session.flush()
    return row


def discard(session: Session, file: BankFileRow) -> None:
    """Delete a file that was not imported."""
    if file.state == "waiting":
        session.delete(file)
        session.flush()

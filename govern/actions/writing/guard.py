"""Rollback protection: the last published checkpoint, stored durably outside the database."""

import fcntl
import os
from pathlib import Path

from sqlalchemy import Connection

from govern.actions.writing.failures import StatementUnrecorded
from govern.config import Instance
from govern.protocol.errors import N_
from govern.protocol.messages import Literal, Message
from govern.record import checkpoint
from govern.record.checkpoint import Checkpoint
from govern.record.errors import RecordError
from govern.record.note import Signer, Verifier
from govern.store.record import log
from govern.store.record.log import Head


class RecordBehind(Exception):
    """The database is older than, or differs from, a published checkpoint.

    `sentence` is the message with its details, for readers of any language.
    """

    def __init__(self, template: str, /, **details: object) -> None:
        self.sentence = Message(template, **details)
        super().__init__(str(self.sentence))


def signer(instance: Instance, community: str) -> Signer:
    """The log's note signer; its name is the record's origin."""
    return Signer(f"{instance.origin_name}/{community[:16]}", instance.log_seed)


class Guard:
    """The file `last-checkpoint` of an instance."""

    def __init__(self, path: Path, verifier: Verifier) -> None:
        self.path = path
        self.verifier = verifier
        self._read: tuple[bytes, Checkpoint] | None = None  # the last content read, so that it is verified once

    @classmethod
    def of(cls, instance: Instance, community: str) -> "Guard":
        """The guard of an instance over the record of its community."""
        return cls(instance.guard, signer(instance, community).verifier)

    def last(self) -> Checkpoint | None:
        """The last published checkpoint, or None for a new instance.

        Raises RecordBehind if the file is damaged, StatementUnrecorded if it cannot be read.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StatementUnrecorded("checkpoint_not_kept") from error
        return self._open(data)

    def _open(self, data: bytes) -> Checkpoint:
        if self._read is None or self._read[0] != data:
            try:
                self._read = data, checkpoint.open_signed(data, [self.verifier])
            except RecordError as error:
                message = N_("%(path)s does not hold a checkpoint of this record: %(why)s")
                raise RecordBehind(message, path=Literal(str(self.path)), why=Literal(str(error))) from error
        return self._read[1]

    def advance(self, text: bytes, given: Checkpoint) -> None:
        """Write a checkpoint durably before it is published; an older one never replaces a newer one."""
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            last = self.last()
            if last is None or last.size < given.size:
                self._replace(text)
                self._read = text, given

    def keep_head(self, head: Head) -> None:
        """The same for the database's newest checkpoint; raises StatementUnrecorded if the file cannot be written."""
        try:
            self.advance(head.text, Checkpoint(self.verifier.name, head.size, head.root))
        except OSError as error:
            raise StatementUnrecorded("checkpoint_not_kept") from error

    def head(self, connection: Connection) -> Head | None:
        """The newest checkpoint that may be published: the stored one, not a newer one of the database.

        None before the founding. A transaction that began before that checkpoint was written sees the one before it.
        """
        last = self.last()
        return None if last is None else log.head(connection, last.size)

    def _replace(self, text: bytes) -> None:
        fresh = self.path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def check(self, connection: Connection) -> None:
        """Raise RecordBehind, with instructions, unless the database continues the last published checkpoint."""
        last = self.last()
        if last is None:
            return
        head = log.head(connection)
        size = head.size if head else 0
        if size >= last.size and log.root_at(connection, last.size) == last.root:
            return
        if size >= last.size:
            problem = N_("The database's first %(last)s statements are not those of the last checkpoint given out.")
        else:
            problem = N_(
                "The database holds %(size)s statements, but a checkpoint over %(last)s was given out already."
            )
        message, mend = (
            Message(problem, size=size, last=last.size),
            Message(_INSTRUCTIONS, path=Literal(str(self.path))),
        )
        raise RecordBehind("%(problem)s\n%(instructions)s", problem=message, instructions=mend)


_DIFFERENT = N_("The database's first %(last)s statements are not those of the last checkpoint given out.")
_SHORTER = N_("The database holds %(size)s statements, but a checkpoint over %(last)s was given out already.")
_INSTRUCTIONS = N_(
    "Nothing will be added to the record, since that would contradict what members hold receipts for.\n"
    "This is what a restored backup looks like. What to do:\n"
    " 1. Put the newest copy of the database back (stop the server first) and start again.\n"
    " 2. If the newest copy is lost, look for a mirror or an audit bundle of the record: "
    "`govern verify` tells its size.\n"
    " 3. Only if nothing newer exists anywhere: tell the community which statements are lost, then move %(path)s\n"
    "    away and start. Everyone who holds a newer receipt or checkpoint will be warned, and rightly so."
)

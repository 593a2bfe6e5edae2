"""Sends the outbox: each due mail is claimed, rechecked, sent and marked, each step in its own transaction."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Engine, exc
from sqlalchemy.orm import Session

from govern.actions.mail import addresses, notices
from govern.actions.mail.addresses import BadAddress
from govern.actions.mail.letters import Letter, MailEnvelope, compose, message_id
from govern.actions.mail.mail_jobs import MailJob, recheck
from govern.actions.mail.notices import Occasion
from govern.actions.mail.smtp import Connection, MailRefused, ServerTrouble
from govern.actions.signing_in import passwords
from govern.actions.writing.work import Clock
from govern.config import Instance, Mail
from govern.protocol.units import MINUTE
from govern.store.private import outbox
from govern.store.private.accounts import UserRow
from govern.store.private.outbox import OutboxRow

logger = logging.getLogger("govern")
AT_ONCE: Final = 20
LEASE: Final = 10 * MINUTE  # after this time others may claim the mail of a process that died
PAUSES: Final = tuple(minutes * MINUTE for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))  # between tries
DATABASE_AWAY: Final = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)

Writer = Callable[[MailJob], Letter]


class MailWorker:
    """Sends the mail of an instance. Several may work at once.

    `write` renders letters; `occasions` queue the mail about a statement, by its type.
    """

    def __init__(
        self, engine: Engine, instance: Instance, clock: Clock, write: Writer, occasions: Mapping[str, Occasion]
    ) -> None:
        self._engine, self._instance, self._clock, self._write = engine, instance, clock, write
        self._occasions = occasions

    def round(self) -> int:
        """Queue new mail and send due mail; returns the number of mails sent."""
        mail = self._instance.mail
        while True:
            with self._writing() as session:
                passwords.take_up(session, self._instance.secret, self._clock(), mailing=mail is not None)
                if not notices.take_up(session, self._clock(), self._occasions, mailing=mail is not None):
                    break
        return 0 if mail is None else self._send(mail)

    def _send(self, mail: Mail) -> int:
        sent = 0
        if addresses.error(mail.sender, local_host=True):
            self._note_trouble("sender")
            return 0
        with _SmtpSession(mail, self._instance) as line:
            while claimed := self._claim():
                sent += self._deliver_all(claimed, line)
                if line.broken:
                    break
        return sent

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        connection = self._engine.connect().execution_options(writing=True)
        with connection, Session(connection) as session, session.begin():
            yield session

    def _claim(self) -> list[int]:
        now = self._clock()
        with self._writing() as session:
            state = outbox.mail_state(session)
            if state is not None and state.retry_at > now:
                return []
            rows = outbox.due(session, now, AT_ONCE)
            for row in rows:
                row.next_try, row.tries = now + LEASE, row.tries + 1
            return [row.id for row in rows]

    def _deliver_all(self, claimed: list[int], line: "_SmtpSession") -> int:
        """Send claimed mails; mails not yet begun are released if this ends early."""
        sent, left = 0, list(claimed)
        try:
            while left and not line.broken:
                sent += self._deliver_one(left.pop(0), line)
        finally:
            if left:
                self._give_back(left)
        return sent

    def _deliver_one(self, id_: int, line: "_SmtpSession") -> int:
        """Send one mail and return 0 or 1; an error affects only this mail."""
        try:
            return self._deliver(id_, line)
        except ServerTrouble as trouble:
            self._note_trouble_with(id_, trouble, line)
        except MailRefused as answer:
            self._note_failure(id_, answer)
        except BadAddress:
            self._note_failure(id_, MailRefused("unwritable", for_good=True))
        except DATABASE_AWAY:  # not an error of the mail: its lease expires
            raise
        except Exception:
            logger.exception("Mail %s of the outbox could not be written or sent", id_)
            line.close()  # its state is unknown
            self._note_failure(id_, MailRefused("program", for_good=False))
        return 0

    def _deliver(self, id_: int, line: "_SmtpSession") -> int:
        with Session(self._engine) as session:
            decided = recheck(session, id_, self._clock())
        if not isinstance(decided, MailJob):
            self._set_aside(id_, decided)
            return 0
        letter = self._write(decided)
        message = compose(letter, self._envelope(decided))
        line.connection().send(message)
        line.stumbled = False
        self._note_sent(id_, letter.language)
        return 1

    def _note_trouble_with(self, id_: int, trouble: ServerTrouble, line: "_SmtpSession") -> None:
        """Reconnect after a connection lost during a mail; pause after a second loss in a row."""
        lost, stumbled = line.is_open, line.stumbled
        if lost:  # the mail may be the cause, so the try counts
            self._note_failure(id_, MailRefused(trouble.code, for_good=False))
        else:
            self._give_back([id_])
        line.close()
        line.stumbled = True
        if stumbled or not lost:
            line.broken = True
            self._note_trouble(trouble.code)

    def _envelope(self, order: MailJob) -> MailEnvelope:
        sender = self._instance.mail.sender if self._instance.mail else ""
        key = f"{order.account}\0{order.kind}\0{order.subject}"
        fixed = message_id(self._instance.secret, self._instance.origin_name, key)
        return MailEnvelope(order.community, sender, order.name, order.email, self._clock(), fixed)

    def _set_aside(self, id_: int, later: int) -> None:
        with self._writing() as session:
            row = session.get_one(OutboxRow, id_)
            row.tries, row.next_try = row.tries - 1, later
            row.state = "waiting" if later else "dropped"

    def _note_sent(self, id_: int, language: str) -> None:
        now = self._clock()
        with self._writing() as session:
            row = session.get_one(OutboxRow, id_)
            row.state, row.sent_at, row.next_try, row.error, row.locale = "sent", now, 0, "", language
            if row.account:
                session.get_one(UserRow, row.account).mail_error = ""
            state = outbox.mail_state(session)
            if state is not None:
                state.failures, state.retry_at, state.error, state.last_sent_at = 0, 0, "", now

    def _note_failure(self, id_: int, answer: MailRefused) -> None:
        with self._writing() as session:
            row = session.get_one(OutboxRow, id_)
            row.error = answer.code
            given_up = answer.for_good or row.tries >= len(PAUSES)
            row.state = "failed" if given_up else "waiting"
            if given_up and row.account:
                session.get_one(UserRow, row.account).mail_error = answer.code
            row.next_try = 0 if given_up else self._clock() + PAUSES[row.tries - 1]

    def _give_back(self, ids: list[int]) -> None:
        """Release mails that were claimed and not tried."""
        now = self._clock()
        with self._writing() as session:
            for id_ in ids:
                row = session.get_one(OutboxRow, id_)
                row.tries, row.next_try = row.tries - 1, now

    def _note_trouble(self, code: str) -> None:
        """Pause sending: the server's failure does not count as a try of the mail."""
        now = self._clock()
        with self._writing() as session:
            state = outbox.mail_state(session)
            if state is not None:
                state.error, state.failures = code, state.failures + 1
                state.retry_at = now + PAUSES[min(state.failures, 4) - 1]


class _SmtpSession:
    """The connection to the server, opened when a letter is ready, and reopened if it was lost.

    `stumbled` means that it was lost during the last mail, `broken` that sending pauses.
    """

    def __init__(self, mail: Mail, instance: Instance) -> None:
        self._mail, self._instance = mail, instance
        self._connection: Connection | None = None
        self.broken = self.stumbled = False

    @property
    def is_open(self) -> bool:
        """Whether the connection is open."""
        return self._connection is not None

    def connection(self) -> Connection:
        """The connection, opened if necessary; raises ServerTrouble."""
        if self._connection is not None and not self._connection.is_alive:
            self.close()
        if self._connection is None:
            self._connection = Connection(self._mail, self._instance.folder)
        return self._connection

    def close(self) -> None:
        """Close the connection if it is open."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def __enter__(self) -> "_SmtpSession":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

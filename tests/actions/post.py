"""The mail of a community whose people all have a confirmed address, as a real mail server receives it."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.actions.mail.letters import Letter
from govern.actions.mail.mail_jobs import MailJob
from govern.actions.mail.mailing import MailWorker
from govern.rules.people.signers import Person
from govern.store.private.accounts import UserRow
from govern.store.private.outbox import OutboxRow
from govern.web.words.statements.statement_sentences import occasions
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, RealCommunity
from tests.tools.mailbox import Mailbox

NAMES = {"ada": ADA, "bo": BO, "chen": CHEN, "di": DI, "eva": EVA, "fay": FAY, "gil": GIL}


def plain(order: MailJob) -> Letter:
    """A letter that says only what it is about."""
    return Letter(order.language, order.kind, (order.subject,), "Go", "https://example.org/", "Why")


class CommunityMail:
    """A community whose people all have a confirmed address, and its mail."""

    def __init__(self, community: RealCommunity, mailbox: Mailbox) -> None:
        self.community, self.mailbox = community, mailbox
        with Session(community.engine) as session, session.begin():
            session.add_all(self.account(name, one) for name, one in NAMES.items())
        self.mail_worker = self.another()
        self.mail_worker.round()

    def account(self, name: str, who: Person) -> UserRow:
        mail = f"{name}@example.org"
        row = UserRow(member=who.member, name=name, email=mail, password="!", created_at=1)
        row.email_confirmed_at = 1
        return row

    def another(self) -> MailWorker:
        """A mail_worker as a process would have it that was started again."""
        instance = replace(self.community.instance, mail=self.mailbox.settings)
        return MailWorker(self.community.engine, instance, self.community.clock, plain, occasions())

    def news(self) -> list[str]:
        """The mail since the last call: receiver and kind."""
        self.mail_worker.round()
        found = self.mailbox.subjects
        self.mailbox.messages.clear()
        return found

    def rows(self, kind: str, who: Person) -> list[OutboxRow]:
        """The rows of the outbox of a kind for a person."""
        with Session(self.community.engine, expire_on_commit=False) as session:
            query = select(OutboxRow).where(OutboxRow.kind == kind, OutboxRow.account == self.id_of(who))
            return list(session.scalars(query))

    def id_of(self, who: Person) -> int:
        with Session(self.community.engine) as session:
            return session.scalars(select(UserRow.id).where(UserRow.member == who.member)).one()


def to(kind: str, *names: str) -> list[str]:
    """The mail that has arrived if these people got this notice."""
    return sorted(f"{name}: {kind}" for name in names)

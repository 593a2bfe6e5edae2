"""The home page: the reader's tasks, or an introduction for visitors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts import ballots, proposals
from govern.store.facts.ballots import OwnVote
from govern.store.facts.proposals import ProposalSummary
from govern.store.views.tasks import tasks
from govern.web.frame.access.people import Reader
from govern.web.frame.access.read_access import may_read
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now, services
from govern.web.pages.people.waiting import WaitingStage, waiting
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.pages.votes.delegation_chains import OwnVoice, own_voices
from govern.web.prose.texts import remember_texts
from govern.web.words.mail.trouble import mail_words
from govern.web.words.results.list_words import LIST_WORDS
from govern.web.words.tasks import task_messages
from govern.web.words.tasks.task_messages import TaskMessage
from govern.web.words.terms.choice_words import vote_words

pages = Blueprint("home", __name__)
SHOWN: Final = 8
RESULTS: Final = 3
COUNTED: Final = ("enrol", "renew", "confirm", "approve", "pay")  # shown as numbers, because there may be many
SINGLE: Final = (  # shown one by one
    *("renewed", "rule", "veto", "stand", "admit", "reverse"),
    *("score", "granted", "report", "revised", "mention", "roll"),
)


@dataclass(frozen=True)
class MemberHomePage:
    """A member's open tasks in votes, as a sponsor and in offices, and the latest results."""

    at: int
    results: Sequence[ProposalSummary]
    to_cast: Sequence[OwnVote]
    delegated: Sequence[OwnVote]
    voices: Mapping[str, OwnVoice]  # by the proposals of the delegated votes
    cast: Sequence[OwnVote]
    seeking: Sequence[ProposalSummary]
    own: Sequence[ProposalSummary]
    duties: Mapping[str, int]  # how many of each kind
    asked: Sequence[tuple[str, TaskMessage]]


@dataclass(frozen=True)
class VisitorHomePage:
    """The open votes and the latest results, for a visitor."""

    at: int
    results: Sequence[ProposalSummary]
    votes: Sequence[ProposalSummary]
    wait: WaitingStage | None


@dataclass(frozen=True)
class ClosedHomePage:
    """The home page of a community whose record is open to its members only."""

    wait: WaitingStage | None


@pages.get("/")
@allow("stranger")
def home() -> str:
    """The reader's tasks, or an introduction."""
    if services().community() is None:
        return render_template("people/home/unfounded.html")
    if not may_read():
        return render_template(
            "people/home/closed.html",
            page=ClosedHomePage(
                wait=waiting(db.session(), current_user),
            ),
        )
    if current_user.is_member:
        return render_template(
            "people/home/member.html", page=read_member_home(db.session(), current_user.member_id, now())
        )
    return render_template("people/home/visitor.html", page=_read_visitor_home(db.session(), now(), current_user))


def _read_visitor_home(session: Session, at: int, reader: Reader) -> VisitorHomePage:
    results, votes = proposals.latest_results(session, RESULTS), proposals.open_votes(session, at, SHOWN)
    remember_lines([*results, *votes])
    return VisitorHomePage(at, results, votes, waiting(session, reader))


def read_member_home(session: Session, member: str, at: int) -> MemberHomePage:
    """Read a member's open and completed tasks, and the latest results."""
    results = proposals.latest_results(session, RESULTS)
    votes = ballots.own_votes(session, member, at, SHOWN * 2)
    seeking = proposals.seeking_sponsors(session, member, at, SHOWN)
    own = proposals.under_way(session, member, at, SHOWN)
    remember_lines([*results, *(vote.line for vote in votes), *seeking, *own])
    delegated = [vote for vote in votes if vote.choice is None and vote.delegate]
    return MemberHomePage(
        at=at,
        results=results,
        to_cast=[vote for vote in votes if vote.choice is None and not vote.delegate],
        delegated=delegated,
        voices=own_voices(session, [vote.line for vote in delegated], member, at),
        cast=[vote for vote in votes if vote.choice is not None],
        seeking=seeking,
        own=own,
        duties=_counts(session, member, at),
        asked=_asked(session, member, at),
    )


def _counts(session: Session, member: str, at: int) -> dict[str, int]:
    return dict(Counter(one.kind for one in tasks.open_tasks(session, member, at, COUNTED)))


def _asked(session: Session, member: str, at: int) -> list[tuple[str, TaskMessage]]:
    """Tasks besides ballots, sponsoring and those shown as numbers: the address, and the words."""
    found = tasks.open_tasks(session, member, at, SINGLE, limit=SHOWN)
    remember_texts(one.text for one in found)
    return [(task_messages.path(one), task_messages.message(one)) for one in found]


@pages.context_processor
def _words() -> dict[str, object]:
    return {"vote_words": vote_words, **LIST_WORDS, **mail_words()}

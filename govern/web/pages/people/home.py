"""The first page: what needs me now; for visitors, what this place is."""

from collections import Counter
from typing import Any, Final

from flask import Blueprint, render_template
from flask_login import current_user

from govern.store.facts import ballots, proposals
from govern.store.views.tasks import tasks
from govern.web.frame.access.read_access import may_read
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now, services
from govern.web.pages.people.waiting import waiting
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.prose.texts import remember_texts
from govern.web.words.tasks import task_messages
from govern.web.words.tasks.task_messages import TaskMessage

pages = Blueprint("home", __name__)
SHOWN: Final = 8
RESULTS: Final = 3
COUNTED: Final = ("enrol", "renew", "confirm", "approve", "pay")  # shown as numbers, since there may be many
SINGLE: Final = (  # shown one by one
    *("renewed", "rule", "veto", "stand", "admit", "reverse"),
    *("score", "granted", "report", "revised", "mention", "roll"),
)


@pages.get("/")
@allow("stranger")
def home() -> str:
    """What needs the reader now, or what this place is."""
    if services().community() is None:
        return render_template("home/unfounded.html")
    if not may_read():
        return render_template("home/closed.html", wait=waiting())
    at, session = now(), db.session()
    results = proposals.latest_results(session, RESULTS)
    if current_user.is_member:
        found = _for_member(current_user.member_id, at)
        remember_lines([*results, *found.pop("lines")])
        return render_template("home/member.html", at=at, results=results, **found)
    votes = proposals.open_votes(session, at, SHOWN)
    remember_lines([*results, *votes])
    return render_template("home/visitor.html", at=at, results=results, votes=votes, wait=waiting())


def _for_member(member: str, at: int) -> dict[str, Any]:
    session = db.session()
    votes = ballots.own_votes(session, member, at, SHOWN * 2)
    seeking = proposals.seeking_sponsors(session, member, at, SHOWN)
    own = proposals.under_way(session, member, at, SHOWN)
    return {
        "to_cast": [vote for vote in votes if vote.choice is None and not vote.delegate],
        "delegated": [vote for vote in votes if vote.choice is None and vote.delegate],
        "cast": [vote for vote in votes if vote.choice is not None],
        "seeking": seeking,
        "own": own,
        "duties": _counts(member, at),
        "asked": _asked(member, at),
        "lines": [*(vote.line for vote in votes), *seeking, *own],
    }


def _counts(member: str, at: int) -> dict[str, int]:
    return dict(Counter(one.kind for one in tasks.open_tasks(db.session(), member, at, COUNTED)))


def _asked(member: str, at: int) -> list[tuple[str, TaskMessage]]:
    """What waits besides ballots, sponsoring and what is counted: where it is done, and in words."""
    found = tasks.open_tasks(db.session(), member, at, SINGLE, limit=SHOWN)
    remember_texts(one.text for one in found)
    return [(task_messages.path(one), task_messages.message(one)) for one in found]

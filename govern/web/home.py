"""The first page: what needs me now; for visitors, what this place is."""

from typing import Any, Final

from flask import Blueprint, render_template
from flask_login import current_user

from govern.store import ballots, duties, proposals
from govern.store.accounts import count_waiting_claims
from govern.web.database import db
from govern.web.proposals import remember_lines
from govern.web.readers import may_read
from govern.web.security import allow
from govern.web.services import now, services

pages = Blueprint("home", __name__)
SHOWN: Final = 8
RESULTS: Final = 3


@pages.get("/")
@allow("stranger")
def home() -> str:
    """What needs the reader now, or what this place is."""
    if services().community() is None:
        return render_template("home/unfounded.html")
    if not may_read():
        return render_template("home/closed.html")
    at, session = now(), db.session()
    results = proposals.latest_results(session, RESULTS)
    if current_user.is_member:
        found = _for_member(current_user.member_id, at)
        remember_lines([*results, *found.pop("lines")])
        return render_template("home/member.html", at=at, results=results, **found)
    votes = proposals.open_votes(session, at, SHOWN)
    remember_lines([*results, *votes])
    return render_template("home/visitor.html", at=at, results=results, votes=votes)


def _for_member(member: str, at: int) -> dict[str, Any]:
    session = db.session()
    votes = ballots.own_votes(session, member, at, SHOWN * 2)
    seeking = proposals.seeking_sponsors(session, member, at, SHOWN)
    own = proposals.under_way(session, member, at, SHOWN)
    return {
        "to_cast": [vote for vote in votes if vote.choice is None],
        "cast": [vote for vote in votes if vote.choice is not None],
        "seeking": seeking,
        "own": own,
        "duties": _duties(member),
        "lines": [*(vote.line for vote in votes), *seeking, *own],
    }


def _duties(member: str) -> dict[str, int]:
    session, roles = db.session(), current_user.roles
    found = {}
    if "registrar" in roles:
        found["enrol"] = count_waiting_claims(session)
    if "issuer" in roles:
        found["confirm"] = duties.awards_to_confirm(session, member)
    if "treasurer" in roles:
        found["approve"] = duties.requests_to_approve(session, member)
        found["pay"] = duties.requests_to_pay(session, member)
    return {name: count for name, count in found.items() if count}

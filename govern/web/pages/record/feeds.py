"""Feeds and calendars: public ones of the community, and private ones of a person's tasks at a secret address."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from flask import Blueprint, Response, abort, request, url_for
from sqlalchemy.orm import Session

from govern.actions.mail.lines import for_xml, one_line
from govern.actions.people import secret_links
from govern.store.facts.proposals import ProposalSummary
from govern.store.private import outbox
from govern.store.private.accounts import UserRow, user
from govern.store.views import deadlines
from govern.store.views.deadlines import Deadline
from govern.store.views.tasks import tasks
from govern.store.views.tasks.task import Task
from govern.web.frame import names_shown
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.frame.language import choose_for_request, language
from govern.web.frame.services import now, services
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.prose.texts import moment, remember_texts, text_of
from govern.web.words.results import multi_option_words
from govern.web.words.tasks import task_messages

if TYPE_CHECKING:
    from icalendar import Event

pages = Blueprint("feeds", __name__)
ATOM: Final = "http://www.w3.org/2005/Atom"
SHOWN: Final = 40


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed; `at` in milliseconds since 1970, `path` on this site."""

    key: str
    title: str
    summary: str
    path: str
    at: int


@pages.get("/feed.atom")
@allow("anyone")
def feed() -> Response:
    """The latest proposals and results."""
    community = services().community()
    if community is None:
        abort(404)
    lines = deadlines.news(db.session(), SHOWN)
    remember_lines(lines)
    entries = sorted((one for line in lines for one in _entries(line)), key=lambda one: (-one.at, one.key))[:SHOWN]
    title = _("Proposals and results of %(community)s", community=community.name)
    return _atom("feed", title, entries, community.at)


def _entries(line: ProposalSummary) -> list[FeedEntry]:
    own, title = line.proposal, names_shown.line(text_of(line.proposal.title)) or _("a text that is withheld")
    path = url_for("proposals.show", id_=own.id)
    found = [FeedEntry(f"{own.id}:proposal", _("Proposal: %(title)s", title=title), "", path, own.at)]
    if line.result:
        words = {"passed": _("Passed"), "rejected": _("Rejected"), "no-quorum": _("No quorum")}[line.result.outcome]
        if line.poll and multi_option_words.is_several(line.poll):
            words = f"{words}: {multi_option_words.won(own, line.poll, line.result)}"
        said = _("Result: %(title)s", title=title)
        found.append(FeedEntry(f"{own.id}:result", said, words, path, line.result.at))
    return found


@pages.get("/calendar.ics")
@allow("anyone")
def calendar() -> Response:
    """The openings and closings of votes."""
    community = services().community()
    if community is None:
        abort(404)
    found = deadlines.votes(db.session(), SHOWN)
    remember_texts(one.text for one in found)
    title = _("Votes of %(community)s", community=community.name)
    return _ical(title, [_event(one) for one in found], max((one.at for one in found), default=community.at))


@pages.get("/feeds/<token>/duties.atom")
@allow("stranger")
def own_feed(token: str) -> Response:
    """The tasks of the person with this secret address."""
    row, found = _owner(db.session(), token)
    entries = [
        FeedEntry(
            f"{row.member}:{one.kind}:{one.subject}", words.line, words.sentence, task_messages.path(one), one.since
        )
        for one in found
        for words in (task_messages.message(one),)
    ]
    entries.sort(key=lambda one: (-one.at, one.key))
    return _private(_atom(f"duties:{row.member}", _("What needs me now"), entries, row.created_at))


@pages.get("/feeds/<token>/calendar.ics")
@allow("stranger")
def own_calendar(token: str) -> Response:
    """The deadlines of the person with this secret address."""
    row, found = _owner(db.session(), token)
    events = [
        _new_event(
            f"{one.kind}:{one.subject}", task_messages.message(one).line, task_messages.path(one), one.until, one.since
        )
        for one in found
        if one.until
    ]
    latest = max((one.since for one in found), default=row.created_at)
    return _private(_ical(_("My deadlines"), events, latest))


def _owner(session: Session, token: str) -> tuple[UserRow, list[Task]]:
    account = secret_links.account_of(token)
    row = user(session, account)
    number = outbox.settings_of(session, account).feed_number
    fits = secret_links.fits(services().instance.secret, token, "feed", str(number))
    if row is None or row.disabled_at or not fits:
        abort(404)
    choose_for_request(row.language)
    found = tasks.open_tasks(session, row.member, now(), limit=SHOWN)
    remember_texts(one.text for one in found)
    return row, found


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _id_of(key: str) -> str:
    community = services().community()
    return (
        f"tag:{services().instance.origin_name.partition(':')[0]},2026:{community.id[:16] if community else ''}:{key}"
    )


def _atom(key: str, title: str, entries: list[FeedEntry], begun: int) -> Response:
    """An Atom feed (RFC 4287)."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language()})
    updated = max((one.at for one in entries), default=begun)
    base = services().instance.url
    for name, text in (("id", _id_of(key)), ("title", for_xml(title)), ("updated", _rfc3339(updated))):
        ElementTree.SubElement(root, name).text = text
    ElementTree.SubElement(root, "link", {"rel": "self", "href": base + request.full_path.rstrip("?")})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + "/"})
    community = services().community()
    author = ElementTree.SubElement(root, "author")
    ElementTree.SubElement(author, "name").text = for_xml(community.name) if community else ""
    for one in entries:
        item = ElementTree.SubElement(root, "entry")
        for name, text in (
            ("id", _id_of(one.key)),
            ("title", for_xml(one_line(one.title))),
            ("updated", _rfc3339(one.at)),
        ):
            ElementTree.SubElement(item, name).text = text
        ElementTree.SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": base + one.path})
        ElementTree.SubElement(item, "summary").text = for_xml(one.summary or one.title)
    data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return _answer(data, "application/atom+xml", updated)


def _rfc3339(at: int) -> str:
    return moment(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def _event(one: Deadline) -> "Event":
    title = text_of(one.text) or _("a text that is withheld")
    words = {"opens": _("Voting opens: %(title)s", title=title), "closes": _("Voting closes: %(title)s", title=title)}
    path = url_for("proposals.show", id_=one.proposal)
    return _new_event(f"{one.kind}:{one.proposal}", words[one.kind], path, one.moment, one.at, one.changes)


def _new_event(key: str, title: str, path: str, at: int, stamp: int, changes: int = 0) -> "Event":
    """A calendar event (RFC 5545) without an end, which does not mark people as busy."""
    from icalendar import Event  # the slowest library to load; only calendars need it

    event = Event()
    event.add("uid", _id_of(key))
    event.add("summary", one_line(title))
    event.add("dtstart", _second(at))
    event.add("dtstamp", _second(stamp))
    event.add("sequence", changes)
    event.add("transp", "TRANSPARENT")
    event.add("url", services().instance.url + path)
    return event


def _second(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC)


def _ical(title: str, events: list["Event"], latest: int) -> Response:
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", "-//govern//govern//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", one_line(title))
    for event in events:
        found.add_component(event)
    return _answer(found.to_ical(), "text/calendar", latest)


def _answer(data: bytes, mimetype: str, latest: int) -> Response:
    response = Response(data, content_type=f"{mimetype}; charset=utf-8")
    response.last_modified = _second(latest)
    response.add_etag()
    response.make_conditional(request)
    return response

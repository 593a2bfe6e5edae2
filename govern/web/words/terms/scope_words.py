"""Names of scopes, topics and chambers."""

from collections.abc import Iterable

from govern.protocol.facts import Club
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts.clubs import ClubRow
from govern.web.frame.gettext import _
from govern.web.frame.lookup import lookup
from govern.web.frame.names_shown import line
from govern.web.frame.services import services
from govern.web.prose.name_doubles import club_called
from govern.web.prose.texts import text_of


def remember_scopes(scopes: Iterable[str]) -> None:
    """Announce clubs to be named, so that `scope_words` reads them with one query per table."""
    lookup().clubs.want(scope for scope in scopes if scope != COMMUNITY)


def scope_words(scope: str) -> str:
    """The community's or a club's name; a withheld one is marked as withheld."""
    if scope == COMMUNITY:
        community = services().community()
        return community.name if community else _("The community")
    return club_named(scope, lookup().clubs.get(scope) or "")


def club_words(club: ClubRow | Club | None) -> str:
    """The name of a loaded club."""
    return club_named(club.club, club.name) if club else _("(text withheld)")


def club_named(club: str, digest: str) -> str:
    """The name of a club by the hash of its name, with the short id if it is ambiguous."""
    name = line(text_of(digest))
    return club_called(name, club) if name else _("(text withheld)")


def topic_words(topic: str) -> str:
    """The name of a topic: preset topics in the reader's language, others unchanged."""
    sentences = {
        "culture": _("Culture"),
        "money": _("Money"),
        "places": _("Places"),
        "rules": _("Rules"),
        "youth": _("Youth"),
    }
    return sentences.get(topic, topic)


def chamber_words(chamber: str) -> str:
    """The name of a chamber, in the same way."""
    sentences = {
        "residents": _("Residents"),
        "clubs": _("Clubs"),
        "experts": _("Experts"),
    }
    return sentences.get(chamber, chamber)

"""One sentence for each statement about clubs, delegations, and leaving the community."""

from typing import Final

from govern.protocol.errors import N_
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.voting.delegation import TOPIC
from govern.store.facts.clubs import ClubRow
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.words.statements.statement_subjects import Payload, subjects, text, title, who
from govern.web.words.statements.statement_words import StatementWords
from govern.web.words.terms.scope_words import topic_words


def club_name(club: str) -> str:
    """The name of a loaded club."""
    found = subjects().get(ClubRow, club)
    return text(found.name) if found else _("(unknown)")


def _left(payload: Payload) -> str:
    return _("%(member)s left the community.", member=who(payload))


def _opened(payload: Payload) -> str:
    return _(
        "%(member)s opened the club “%(club)s” with %(convener)s as its convener.",
        member=who(payload),
        club=text(payload["name"]),
        convener=name_of(payload["convener"]),
    )


def _closed(payload: Payload) -> str:
    return _("%(member)s closed the club “%(club)s”.", member=who(payload), club=club_name(payload["club"]))


def _asked(payload: Payload) -> str:
    return _("%(member)s asked to join the club “%(club)s”.", member=who(payload), club=club_name(payload["club"]))


def _admitted(payload: Payload) -> str:
    return _(
        "%(member)s admitted %(admitted)s to the club “%(club)s”.",
        member=who(payload),
        admitted=name_of(payload["admitted"]),
        club=club_name(payload["club"]),
    )


def _club_left(payload: Payload) -> str:
    club = club_name(payload["club"])
    return _("%(member)s left the club “%(club)s”, or took back having asked.", member=who(payload), club=club)


def _removed(payload: Payload) -> str:
    return _(
        "%(member)s removed %(removed)s from the club “%(club)s”, or turned them down: “%(reason)s”.",
        member=who(payload),
        removed=name_of(payload["removed"]),
        club=club_name(payload["club"]),
        reason=text(payload["reason"]),
    )


def _made(payload: Payload) -> str:
    about = {"member": who(payload), "area": area_words(payload["area"])}
    if not payload["delegate"]:
        return _("%(member)s lets nobody vote for them in: %(area)s.", **about)
    return _("%(member)s lets %(delegate)s vote for them in: %(area)s.", delegate=name_of(payload["delegate"]), **about)


def _ended(payload: Payload) -> str:
    return _("%(member)s ended the delegation in: %(area)s.", member=who(payload), area=area_words(payload["area"]))


def area_words(area: str) -> str:
    """The area of a delegation, whose clubs and proposals are loaded."""
    if area == COMMUNITY:
        return _("everything")
    if area.startswith(TOPIC):
        return _("the topic “%(topic)s”", topic=topic_words(area.removeprefix(TOPIC)))
    if area.startswith("c_"):
        return _("the club “%(club)s”", club=club_name(area))
    return _("the proposal “%(title)s”", title=title(area))


CLUB_WORDS: Final[dict[str, StatementWords]] = {
    "member-left": StatementWords(N_("Departure"), _left),
    "club-opened": StatementWords(N_("Club opened"), _opened),
    "club-closed": StatementWords(N_("Club closed"), _closed),
    "club-asked": StatementWords(N_("Request to join a club"), _asked),
    "club-admitted": StatementWords(N_("Admission to a club"), _admitted),
    "club-left": StatementWords(N_("Departure from a club"), _club_left),
    "club-removed": StatementWords(N_("Removal from a club"), _removed),
    "delegation-made": StatementWords(N_("Delegation"), _made),
    "delegation-ended": StatementWords(N_("End of a delegation"), _ended),
}

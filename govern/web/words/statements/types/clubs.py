"""The words of statements about clubs."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.store.facts.clubs import ClubRow
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, subjects, text, who
from govern.web.words.statements.statement_words import StatementWords


def _opened(payload: Payload) -> str:
    return _(
        "%(member)s opened the club “%(club)s” with %(convener)s as its convener.",
        member=who(payload),
        club=text(payload["name"]),
        convener=name_of(payload["convener"]),
    )


def club_name(club: str) -> str:
    """The name of a loaded club."""
    found = subjects().get(ClubRow, club)
    return text(found.name) if found else _("(unknown)")


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


WORDS: Final[dict[str, StatementWords]] = {
    "club-opened": StatementWords(
        N_("Club opened"),
        _opened,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You open the club “%(club)s” with %(convener)s as its convener."),
                club=dialog.name("name"),
                convener=dialog.name("convener"),
            ),
            (dialog.name("purpose"),),
            public="text",
        ),
    ),
    "club-closed": StatementWords(
        N_("Club closed"),
        _closed,
        dialog=dialog.Dialog(dialog.say(N_("You close the club “%(club)s” for good."), club=dialog.name("club"))),
    ),
    "club-asked": StatementWords(
        N_("Request to join a club"),
        _asked,
        notice=occasions.club_asked,
        dialog=dialog.Dialog(dialog.say(N_("You ask to join the club “%(club)s”."), club=dialog.name("club"))),
    ),
    "club-admitted": StatementWords(
        N_("Admission to a club"),
        _admitted,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You admit %(name)s to the club “%(club)s”."), name=dialog.name("admitted"), club=dialog.name("club")
            )
        ),
    ),
    "club-left": StatementWords(
        N_("Departure from a club"),
        _club_left,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You leave the club “%(club)s”, or take back having asked to join it."), club=dialog.name("club")
            )
        ),
    ),
    "club-removed": StatementWords(
        N_("Removal from a club"),
        _removed,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You remove %(name)s from the club “%(club)s”, or turn down their asking to join."),
                name=dialog.name("removed"),
                club=dialog.name("club"),
            ),
            (dialog.reason(),),
            public="text",
        ),
    ),
}

"""The words of statements about the founding, members, roles and rulebooks."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, who
from govern.web.words.statements.statement_words import StatementWords
from govern.web.words.statements.types.clubs import club_name
from govern.web.words.terms.role_words import role_words


def _founded(payload: Payload) -> str:
    founder = name_of(payload["founder"]["member"])
    return _("%(member)s founded the community “%(name)s”.", member=founder, name=payload["name"])


def _enrolled(payload: Payload) -> str:
    return _("%(member)s enrolled %(enrolled)s.", member=who(payload), enrolled=name_of(payload["enrolled"]))


def _left(payload: Payload) -> str:
    return _("%(member)s left the community.", member=who(payload))


def _role_granted(payload: Payload) -> str:
    holder, role = name_of(payload["holder"]), role_words(payload["role"])
    if payload["scope"] != COMMUNITY:
        return _(
            "%(member)s gave %(holder)s the role of %(role)s in the club “%(club)s”.",
            member=who(payload),
            holder=holder,
            role=role,
            club=club_name(payload["scope"]),
        )
    return _("%(member)s gave %(holder)s the role of %(role)s.", member=who(payload), holder=holder, role=role)


def _role_ended(payload: Payload) -> str:
    holder, role = name_of(payload["holder"]), role_words(payload["role"])
    if payload["scope"] != COMMUNITY:
        return _(
            "%(member)s ended the role of %(role)s for %(holder)s in the club “%(club)s”.",
            member=who(payload),
            holder=holder,
            role=role,
            club=club_name(payload["scope"]),
        )
    if payload["holder"] == payload["member"]:
        return _("%(member)s gave up the role of %(role)s.", member=holder, role=role)
    return _("%(member)s ended the role of %(role)s for %(holder)s.", member=who(payload), holder=holder, role=role)


def _rulebook_adopted(payload: Payload) -> str:
    if payload["scope"] != COMMUNITY:
        return _(
            "%(member)s adopted rulebook no. %(n)s of the club “%(club)s”.",
            member=who(payload),
            n=payload["rulebook"]["number"],
            club=club_name(payload["scope"]),
        )
    return _("%(member)s adopted rulebook no. %(n)s.", member=who(payload), n=payload["rulebook"]["number"])


ONLY_IN_CLUB: Final = dialog.say(
    N_("In the club “%(club)s”, not in the whole community."), dialog.IN_CLUB, club=dialog.name("scope")
)
WORDS: Final[dict[str, StatementWords]] = {
    "community-founded": StatementWords(N_("Founding"), _founded),
    "member-enrolled": StatementWords(
        N_("Enrolment"),
        _enrolled,
        notice=occasions.member_enrolled,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You confirm that %(name)s is a member, and that this key is theirs."), name=dialog.name("enrolled")
            ),
            dialog.compared("claim", "enrolled"),
            public="enrolment",
        ),
    ),
    "member-left": StatementWords(
        N_("Departure"),
        _left,
        dialog=dialog.Dialog(
            dialog.say(N_("You LEAVE the community.")),
            (
                dialog.say(
                    N_("This cannot be taken back. Your key signs nothing here any more, and your tokens are gone.")
                ),
            ),
        ),
    ),
    "role-granted": StatementWords(
        N_("Role given"),
        _role_granted,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You give %(name)s the role of %(role)s."), name=dialog.name("holder"), role=dialog.role("role")
            ),
            (ONLY_IN_CLUB,),
        ),
    ),
    "role-ended": StatementWords(
        N_("Role ended"),
        _role_ended,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You take the role of %(role)s away from %(name)s."),
                name=dialog.name("holder"),
                role=dialog.role("role"),
            ),
            (ONLY_IN_CLUB,),
        ),
    ),
    "rulebook-adopted": StatementWords(
        N_("Rulebook"),
        _rulebook_adopted,
        dialog=dialog.Dialog(
            dialog.Either(
                dialog.IN_COMMUNITY,
                dialog.say(N_("You adopt this rulebook for the whole community.")),
                dialog.say(
                    N_("You adopt rulebook no. %(n)s for the club “%(club)s”."),
                    club=dialog.name("scope"),
                    n=dialog.number("rulebook.number"),
                ),
            )
        ),
    ),
}

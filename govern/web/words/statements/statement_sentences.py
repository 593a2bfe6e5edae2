"""Every kind of statement in one sentence, with the names and titles that the reader may know."""

from collections.abc import Callable
from typing import Final

from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts.tokens import AwardRow
from govern.store.record.leaves import StatementRef
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _, ngettext
from govern.web.words.rules.rule_words import number
from govern.web.words.rules.rulebook_fields import written_millionths
from govern.web.words.statements.closing_sentences import closed
from govern.web.words.statements.club_sentences import CLUB_SENTENCES, club_name
from govern.web.words.statements.discussion_sentences import DISCUSSION_SENTENCES
from govern.web.words.statements.draw_sentences import DRAW_SENTENCES
from govern.web.words.statements.election_sentences import ELECTION_SENTENCES, said_of_options
from govern.web.words.statements.grant_sentences import GRANT_SENTENCES
from govern.web.words.statements.key_sentences import KEY_SENTENCES
from govern.web.words.statements.money_sentences import MONEY_SENTENCES
from govern.web.words.statements.proposal_sentences import PROPOSAL_SENTENCES
from govern.web.words.statements.statement_subjects import Payload, proposal_of, remember, subjects, text, title, who
from govern.web.words.terms.kind_words import role_words


def sentence(said: StatementRef) -> str:
    """A statement in one sentence."""
    return sentence_for(said.kind, said.payload)


def sentence_for(kind: str, payload: Payload) -> str:
    """A statement's kind and content in one sentence."""
    remember([payload])
    return SENTENCES[kind](payload)


def _founded(payload: Payload) -> str:
    founder = name_of(payload["founder"]["member"])
    return _("%(member)s founded the community “%(name)s”.", member=founder, name=payload["name"])


def _enrolled(payload: Payload) -> str:
    return _("%(member)s enrolled %(enrolled)s.", member=who(payload), enrolled=name_of(payload["enrolled"]))


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


def _award_made(payload: Payload) -> str:
    return ngettext(
        "%(member)s awarded %(tokens)s token to %(to)s, for: “%(reason)s”.",
        "%(member)s awarded %(tokens)s tokens to %(to)s, for: “%(reason)s”.",
        payload["amount"],
        tokens=number(payload["amount"]),
        member=who(payload),
        to=name_of(payload["to"]),
        reason=text(payload["reason"]),
    )


def _award_confirmed(payload: Payload) -> str:
    award = subjects().get(AwardRow, payload["award"])
    if award is None:
        return _("%(member)s confirmed an award.", member=who(payload))
    return ngettext(
        "%(member)s confirmed the award of %(tokens)s token to %(to)s.",
        "%(member)s confirmed the award of %(tokens)s tokens to %(to)s.",
        award.amount,
        tokens=number(award.amount),
        member=who(payload),
        to=name_of(award.to),
    )


def _epoch_closed(payload: Payload) -> str:
    return _(
        "Epoch %(n)s of the tokens ended: %(share)s of each balance stayed, %(after)s of %(before)s tokens in all.",
        n=number(payload["number"]),
        share=written_millionths(payload["keep"]),
        after=number(payload["after"]),
        before=number(payload["before"]),
    )


def _ballot_cast(payload: Payload) -> str:
    about = {"member": who(payload), "title": title(proposal_of(payload["poll"]))}
    if payload["choice"] == "":
        return _("%(member)s withdrew their ballot on “%(title)s”.", **about)
    if not isinstance(payload["choice"], str):
        return said_of_options(payload, about)
    first, again = {
        "yes": (
            _("%(member)s voted yes on “%(title)s”.", **about),
            _("%(member)s now votes yes on “%(title)s”.", **about),
        ),
        "no": (
            _("%(member)s voted no on “%(title)s”.", **about),
            _("%(member)s now votes no on “%(title)s”.", **about),
        ),
        "abstain": (
            _("%(member)s abstained on “%(title)s”.", **about),
            _("%(member)s now abstains on “%(title)s”.", **about),
        ),
        "consent": (
            _("%(member)s consented to “%(title)s”.", **about),
            _("%(member)s now consents to “%(title)s”.", **about),
        ),
        "aside": (
            _("%(member)s stood aside on “%(title)s”.", **about),
            _("%(member)s now stands aside on “%(title)s”.", **about),
        ),
        "object": (
            _("%(member)s objected to “%(title)s”.", **about),
            _("%(member)s now objects to “%(title)s”.", **about),
        ),
    }[payload["choice"]]
    return again if payload["seq"] > 1 else first


def _award_reversed(payload: Payload) -> str:
    award, why = subjects().get(AwardRow, payload["award"]), text(payload["reason"])
    if award is None:
        return _("%(member)s took back an award, because: “%(reason)s”.", member=who(payload), reason=why)
    return ngettext(
        "%(member)s signed that the award of %(tokens)s token to %(to)s is taken back, because: “%(reason)s”.",
        "%(member)s signed that the award of %(tokens)s tokens to %(to)s is taken back, because: “%(reason)s”.",
        award.amount,
        tokens=number(award.amount),
        member=who(payload),
        to=name_of(award.to),
        reason=why,
    )


SENTENCES: Final[dict[str, Callable[[Payload], str]]] = {
    **PROPOSAL_SENTENCES,
    **DRAW_SENTENCES,
    **GRANT_SENTENCES,
    **MONEY_SENTENCES,
    **ELECTION_SENTENCES,
    **CLUB_SENTENCES,
    **DISCUSSION_SENTENCES,
    "community-founded": _founded,
    "member-enrolled": _enrolled,
    **KEY_SENTENCES,
    "role-granted": _role_granted,
    "role-ended": _role_ended,
    "rulebook-adopted": _rulebook_adopted,
    "award-made": _award_made,
    "award-confirmed": _award_confirmed,
    "award-reversed": _award_reversed,
    "epoch-closed": _epoch_closed,
    "ballot-cast": _ballot_cast,
    "voting-closed": closed,
}

"""One sentence for every type of statement, with the names and titles that the reader may see."""

from typing import Final

from govern.protocol.errors import N_
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.facts.tokens import AwardRow
from govern.store.record.leaves import StatementRef
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _, ngettext
from govern.web.words.rules.rule_words import number
from govern.web.words.rules.rulebook_fields import written_millionths
from govern.web.words.statements.closing_sentences import closed
from govern.web.words.statements.club_sentences import CLUB_WORDS, club_name
from govern.web.words.statements.discussion_sentences import DISCUSSION_WORDS
from govern.web.words.statements.draw_sentences import DRAW_WORDS
from govern.web.words.statements.election_sentences import ELECTION_WORDS, said_of_options
from govern.web.words.statements.grant_sentences import GRANT_WORDS
from govern.web.words.statements.key_sentences import KEY_WORDS
from govern.web.words.statements.money_sentences import MONEY_WORDS
from govern.web.words.statements.proposal_sentences import PROPOSAL_WORDS
from govern.web.words.statements.statement_subjects import Payload, proposal_of, remember, subjects, text, title, who
from govern.web.words.statements.statement_words import StatementWords
from govern.web.words.terms.role_words import role_words


def sentence(said: StatementRef) -> str:
    """A statement in one sentence."""
    return sentence_for(said.kind, said.payload)


def sentence_for(kind: str, payload: Payload) -> str:
    """The sentence for a statement's type and content."""
    remember([payload])
    return WORDS[kind].sentence(payload)


def statement_words(kind: str) -> str:
    """The name of a type of statement."""
    return _(WORDS[kind].name)


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


WORDS: Final[dict[str, StatementWords]] = {
    **PROPOSAL_WORDS,
    **DRAW_WORDS,
    **GRANT_WORDS,
    **MONEY_WORDS,
    **ELECTION_WORDS,
    **CLUB_WORDS,
    **DISCUSSION_WORDS,
    "community-founded": StatementWords(N_("Founding"), _founded),
    "member-enrolled": StatementWords(N_("Enrolment"), _enrolled),
    **KEY_WORDS,
    "role-granted": StatementWords(N_("Role given"), _role_granted),
    "role-ended": StatementWords(N_("Role ended"), _role_ended),
    "rulebook-adopted": StatementWords(N_("Rulebook"), _rulebook_adopted),
    "award-made": StatementWords(N_("Award"), _award_made),
    "award-confirmed": StatementWords(N_("Award confirmed"), _award_confirmed),
    "award-reversed": StatementWords(N_("Award taken back"), _award_reversed),
    "epoch-closed": StatementWords(N_("Tokens decayed"), _epoch_closed),
    "ballot-cast": StatementWords(N_("Ballot"), _ballot_cast),
    "voting-closed": StatementWords(N_("Result"), closed),
}

SIGNED_BY_CLERK: Final = frozenset(kind.name for kind in KINDS_OF_STATEMENT.values() if kind.signer == "clerk")

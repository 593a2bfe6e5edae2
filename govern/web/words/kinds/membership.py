"""Votes on membership in words: the person to admit or exclude."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from flask_login import current_user

from govern.protocol.errors import N_
from govern.rules.proposals.kinds.membership import AdmitMember, ExcludeMember
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.private.accounts import waiting_claims
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.prose.fingerprints import fingerprint as key_print
from govern.web.words.effects.places import CLUB, fingerprint, member
from govern.web.words.effects.sentence import (
    IN_CLUB,
    IN_COMMUNITY,
    IN_UNTOLD_SCOPE,
    Sentence,
    both,
    given,
    lacking,
    of_another,
)
from govern.web.words.inputs import Cards, Choices, ConditionalInputs, Input, Selection, Text
from govern.web.words.kind import KindWords

MOST_CLAIMANTS: Final = 50


class MembershipWords(KindWords[AdmitMember | ExcludeMember]):
    """Membership."""

    id = "membership"
    place = 90
    you_submit = N_("You propose a vote on membership: “%(title)s”.")
    lines = {
        "admit-member": (
            Sentence(
                "%(name)s becomes a member of the community.", {"name": member("admitted")}, when=given("claim.payload")
            ),
            Sentence(
                "What is voted on is their key, with the fingerprint %(print)s.",
                {"print": fingerprint("claim")},
                when=given("claim.payload"),
            ),
            Sentence(
                "Careful: this key was claimed by a different member. Do not sign this.",
                when=both(given("claim.payload"), of_another("claim", "admitted")),
            ),
            Sentence(
                "%(name)s becomes a member of the club “%(club)s”.",
                {"name": member("admitted"), "club": CLUB},
                when=both(lacking("claim.payload"), IN_CLUB),
            ),
            Sentence(
                "%(name)s becomes a member of the club.",
                {"name": member("admitted")},
                when=both(lacking("claim.payload"), IN_UNTOLD_SCOPE),
            ),
        ),
        "exclude-member": (
            Sentence(
                "%(name)s is excluded from the community and loses every role, seat and token. What they signed stays "
                "in the record.",
                {"name": member("excluded")},
                when=IN_COMMUNITY,
            ),
            Sentence(
                "%(name)s is excluded from the club “%(club)s” and loses every office in it.",
                {"name": member("excluded"), "club": CLUB},
                when=IN_CLUB,
            ),
            Sentence(
                "%(name)s is excluded, and loses every office held here.",
                {"name": member("excluded")},
                when=IN_UNTOLD_SCOPE,
            ),
        ),
    }

    def label(self) -> str:
        """The name of the kind."""
        return _("Membership")

    def purpose(self) -> str:
        """The purpose of the kind."""
        return _("Somebody is admitted, or a member is excluded.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Votes on membership")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for votes on membership")

    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""
        return _("%(member)s proposed a vote on membership: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("Who")

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The person to admit or to exclude."""
        del programmes
        cards = Cards(
            "change",
            _("What should happen?"),
            options=(
                ("admit", _("Admit somebody"), ""),
                (
                    "exclude",
                    _("Exclude a member"),
                    _("They lose every role and seat there. What they signed stays."),
                ),
            ),
        )
        if draft["scope"] != COMMUNITY:
            return cards, _person(_("To be admitted to a club, one has to be a member of the community."))
        return (
            cards,
            ConditionalInputs("change", "admit", _("Admit somebody"), (_claimant(),)),
            ConditionalInputs("change", "exclude", _("Exclude a member"), (_person(),)),
        )

    def people(self, effect: AdmitMember | ExcludeMember) -> Iterable[str]:
        """The person."""
        return (effect.admitted if isinstance(effect, AdmitMember) else effect.excluded,)


def _person(hint: str = "") -> Text:
    return Text("person", _("Name or number of the member"), hint)


def _claimant() -> Selection:
    claimants = waiting_claims(db.session(), MOST_CLAIMANTS) if current_user.is_member else []
    waiting = [
        (one.claim.member, _("%(name)s, key %(print)s", name=one.name, print=key_print(one.claim.public_key)))
        for one in claimants
    ]
    hint = _("Everybody here has an account and has made a key. What is voted on is that key.")
    if not waiting:
        hint = _(
            "Nobody waits with a key at present. Whoever is to be admitted first makes an account, and a key on their "
            "device."
        )
    return Selection("claimant", _("Who waits to be admitted?"), hint, options=[("", "–"), *waiting])


WORDS: Final = MembershipWords()

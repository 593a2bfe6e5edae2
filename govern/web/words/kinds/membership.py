"""Votes on membership in words: who is admitted or excluded."""

from collections.abc import Iterable
from typing import Final

from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.prose.fingerprints import fingerprint_of_claim
from govern.web.words.kind import Effect, KindWords, Look
from govern.web.words.terms.scope_words import scope_words


class MembershipWords(KindWords):
    """Membership."""

    id = "membership"
    place = 90

    def label(self) -> str:
        """What a proposal of the kind is called."""
        return _("Membership")

    def purpose(self) -> str:
        """What the kind is for."""
        return _("Somebody is admitted, or a member is excluded.")

    def heading(self) -> str:
        """The heading of its rules."""
        return _("Votes on membership")

    def its_rules(self) -> str:
        """Its rules as a part of the rulebook."""
        return _("the rules for votes on membership")

    def submitted(self, member: str, title: str) -> str:
        """That somebody put such a proposal."""
        return _("%(member)s proposed a vote on membership: “%(title)s”.", member=member, title=title)

    def form_legend(self) -> str:
        """The heading of its fields in the form."""
        return _("Who")

    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """Who is admitted, with which key, or excluded, and from where."""
        del look
        if effect["effect"] == "exclude-member":
            return [_excluded(name_of(effect["excluded"]), scope)]
        name = name_of(effect["admitted"])
        if not effect["claim"]:
            place = scope_words(scope) if scope.startswith("c_") else ""
            return [_("%(name)s becomes a member of the club “%(club)s”.", name=name, club=place)]
        print_ = fingerprint_of_claim(effect["claim"])
        return [
            _("%(name)s becomes a member of the community.", name=name),
            _("What is voted on is their key, with the fingerprint %(print)s.", print=print_),
        ]

    def people(self, effect: Effect) -> Iterable[str]:
        """The person."""
        return (str(effect.get("admitted") or effect["excluded"]),)


def _excluded(name: str, scope: str) -> str:
    if scope.startswith("c_"):
        place = scope_words(scope)
        return _("%(name)s is excluded from the club “%(club)s” and loses every office in it.", name=name, club=place)
    return _(
        "%(name)s is excluded from the community and loses every role, seat and token. What they signed stays "
        "in the record.",
        name=name,
    )


WORDS: Final = MembershipWords()

"""The secrecy of a vote's ballots, in the rules and for voters."""

from dataclasses import dataclass

from govern.web.frame.gettext import _


@dataclass(frozen=True)
class Notice:
    """The notice above a ballot: a heading, and its meaning for the voter."""

    heading: str
    body: str


def in_rules(secrecy: str) -> str:
    """The sentence for the rulebook; raises KeyError for an unknown secrecy."""
    return {"open": _("Ballots are open: how each member votes is public for ever.")}[secrecy]


def label(secrecy: str) -> str:
    """The label in the form of a rulebook; raises KeyError for an unknown secrecy."""
    return {"open": _("Open: everyone can see how each member votes, for ever")}[secrecy]


def notice(secrecy: str) -> Notice:
    """The notice to a voter before signing; raises KeyError for an unknown secrecy."""
    return {
        "open": Notice(
            _("Ballots are public"),
            _("Everyone can see how you vote, for ever, even after you replace your ballot. The vote is not secret."),
        )
    }[secrecy]

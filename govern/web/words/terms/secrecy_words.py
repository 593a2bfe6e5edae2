"""How secret the ballots of a vote are, as the rules say it, and as whoever casts one is told."""

from dataclasses import dataclass

from govern.web.frame.gettext import _


@dataclass(frozen=True)
class Notice:
    """What stands above a ballot paper: a few words, and what they mean for the voter."""

    heading: str
    body: str


def in_rules(secrecy: str) -> str:
    """The sentence of the rulebook; raises KeyError for a way that the rules do not know."""
    return {"open": _("Ballots are open: how each member votes is public for ever.")}[secrecy]


def label(secrecy: str) -> str:
    """A way as the form of a rulebook offers it; raises KeyError for one that the rules do not know."""
    return {"open": _("Open: everyone can see how each member votes, for ever")}[secrecy]


def notice(secrecy: str) -> Notice:
    """What a voter is told before signing; raises KeyError for a way that the rules do not know."""
    return {
        "open": Notice(
            _("Ballots are public"),
            _("Everyone can see how you vote, for ever, even after you replace your ballot. The vote is not secret."),
        )
    }[secrecy]

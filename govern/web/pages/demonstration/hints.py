"""Suggestions for the demonstration: sentences with links to the objects they name."""

from dataclasses import dataclass
from typing import Final

from flask import url_for
from sqlalchemy.orm import Session

from govern.store.facts import proposals
from govern.store.facts.proposals import ProposalFilter
from govern.store.views import spending
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.prose.texts import remember_texts, text_of

PIER: Final = "修缮北岸栈桥，让轮椅也能到水边"
PIANO: Final = "A piano for the hall that is in tune with itself"
BARRELS: Final = "每个社团的屋檐下放一只雨水桶"
BELL: Final = "Ring the chapel bell at noon on Sundays"
ROOF: Final = "Mend the roof of the boat house before winter"
MOST: Final = 50


@dataclass(frozen=True)
class Hint:
    """A sentence and its links: text and address of each."""

    sentence: str
    links: tuple[tuple[str, str], ...]


def hints(session: Session) -> list[Hint]:
    """All suggestions, in a sensible order."""
    return [*_members(session), *_offices(session), *_readers()]


def _members(session: Session) -> list[Hint]:
    return [
        Hint(
            _("As Mei Lin, vote on the north shore pier. You see the act in words and in bytes before you sign."),
            ((_("The north shore pier"), _proposal(session, PIER)),),
        ),
        Hint(
            _("Look at your receipt, and have your browser check it again against the record."),
            ((_("My receipts"), url_for("receipts.receipts")),),
        ),
        Hint(
            _("Sponsor a proposal that still gathers support: the piano, or the rain barrels."),
            ((_("The piano"), _proposal(session, PIANO)), (_("The rain barrels"), _proposal(session, BARRELS))),
        ),
    ]


def _offices(session: Session) -> list[Hint]:
    return [
        Hint(
            _(
                "As 温书怡, the treasurer, approve the last instalment for the boat house roof. Notice that more than "
                "one approval is needed for large sums only."
            ),
            ((_("The last instalment"), _instalment(session)),),
        ),
        Hint(
            _("As Peter Zhang, rule on the challenge to the noon bell."),
            ((_("The noon bell"), _proposal(session, BELL)),),
        ),
        Hint(
            _(
                "As Grace Adeyemi, who sits on the council, give points to an idea for the winter; then look at why "
                "the round before was decided as it was."
            ),
            ((_("Grants"), url_for("grants.index")),),
        ),
        Hint(
            _("Support somebody who looks after the place, or no longer: the next hours’ money follows."),
            ((_("Streams"), url_for("streams.index")),),
        ),
    ]


def _readers() -> list[Hint]:
    return [
        Hint(
            _("Let somebody you trust vote for you on one topic, and see where your voice goes."),
            ((_("My delegations"), url_for("delegations.index")),),
        ),
        Hint(
            _("Read the rules as sentences. They were ratified, so only a vote changes them: try to propose one."),
            ((_("The rules"), url_for("rules.rulebook")),),
        ),
        Hint(
            _("Download everything and verify it without this server."),
            ((_("How do I check this?"), url_for("check.index")),),
        ),
    ]


def _proposal(session: Session, title: str) -> str:
    """The address of the proposal with this title, or of the list."""
    found = proposals.page(session, ProposalFilter((), words=title), now(), None).items
    remember_lines(found)
    named = [one.proposal.id for one in found if text_of(one.proposal.title) == title]
    return url_for("proposals.show", id_=named[0]) if named else url_for("proposals.index")


def _instalment(session: Session) -> str:
    """The address of the request that waits for an approval, or of the treasury."""
    waiting = spending.waiting(session, "requested", MOST)
    remember_texts(one.proposal.title for one in waiting)
    roof = [one.request.id for one in waiting if text_of(one.proposal.title) == ROOF]
    return url_for("disbursements.show", id_=roof[0]) if roof else url_for("treasury.index")

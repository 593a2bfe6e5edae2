"""The words of statements about proposals and what becomes of them."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.store.facts.proposals import ProposalRow
from govern.web.frame.gettext import _
from govern.web.words.kinds import kinds_in_words
from govern.web.words.rules.rule_words import number
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, subjects, text, title, who
from govern.web.words.statements.statement_words import StatementWords


def _submitted(payload: Payload) -> str:
    return kinds_in_words()[payload["kind"]].submitted(who(payload), text(payload["title"]))


def _revised(payload: Payload) -> str:
    return _(
        "%(member)s put version %(n)s of “%(title)s”.",
        member=who(payload),
        n=number(payload["version"]),
        title=title(payload["proposal"]),
    )


def _sponsored(payload: Payload) -> str:
    return _("%(member)s sponsored “%(title)s”.", member=who(payload), title=title(payload["proposal"]))


def _withdrawn(payload: Payload) -> str:
    return _("%(member)s withdrew “%(title)s”.", member=who(payload), title=title(payload["proposal"]))


def _cancelled(payload: Payload) -> str:
    return _(
        "%(member)s cancelled “%(title)s”, because: “%(reason)s”.",
        member=who(payload),
        title=title(payload["proposal"]),
        reason=text(payload["reason"]),
    )


def _vetoed(payload: Payload) -> str:
    return _(
        "%(member)s vetoed “%(title)s”, because: “%(reason)s”.",
        member=who(payload),
        title=title(payload["proposal"]),
        reason=text(payload["reason"]),
    )


def _expired(payload: Payload) -> str:
    return _("“%(title)s” expired: it could not be carried out in time.", title=title(payload["proposal"]))


def _challenged(payload: Payload) -> str:
    return _(
        "%(member)s challenged the outcome of “%(title)s”: “%(grounds)s”.",
        member=who(payload),
        title=title(payload["proposal"]),
        grounds=text(payload["grounds"]),
    )


def _ruled(payload: Payload) -> str:
    about = {"member": who(payload), "title": title(payload["proposal"]), "why": text(payload["explanation"])}
    if payload["ruling"] == "void":
        return _("%(member)s ruled that the outcome of “%(title)s” is void: “%(why)s”.", **about)
    return _("%(member)s ruled that the outcome of “%(title)s” stands: “%(why)s”.", **about)


def _applied(payload: Payload) -> str:
    proposal = subjects().get(ProposalRow, payload["proposal"])
    words = kinds_in_words()
    own = words[proposal.kind] if proposal is not None else next(iter(words.values()))
    return own.applied(title(payload["proposal"]))


WORDS: Final[dict[str, StatementWords]] = {
    "proposal-submitted": StatementWords(
        N_("Proposal"),
        _submitted,
        "/proposals/{id}",
        notice=occasions.proposal_submitted,
        dialog=dialog.Dialog(
            dialog.Computed("submitted", takes=2),
            (
                dialog.say(N_("It is decided in the club “%(club)s”."), dialog.IN_CLUB, club=dialog.name("scope")),
                dialog.say(N_("Its topic is “%(topic)s”."), dialog.given("topic"), topic=dialog.name("topic")),
                dialog.Computed("effectsInWords", is_list=True, takes=2),
            ),
            public="text",
            lookups=(dialog.look_up("programmesOfEffects"),),
        ),
    ),
    "proposal-revised": StatementWords(
        N_("New version"),
        _revised,
        notice=occasions.proposal_revised,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You put version %(n)s of your proposal: “%(title)s”."),
                n=dialog.number("version"),
                title=dialog.name("title"),
            ),
            (dialog.Computed("effectsInWords", is_list=True, takes=2),),
            public="text",
            lookups=(dialog.look_up("programmesOfEffects"),),
        ),
    ),
    "proposal-sponsored": StatementWords(
        N_("Sponsoring"),
        _sponsored,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You sponsor the proposal “%(title)s”: it should come to a vote."), title=dialog.name("proposal")
            ),
            lookups=(dialog.look_up("title", "proposal"),),
        ),
    ),
    "proposal-withdrawn": StatementWords(
        N_("Withdrawal"),
        _withdrawn,
        dialog=dialog.Dialog(
            dialog.say(N_("You withdraw your proposal “%(title)s”."), title=dialog.name("proposal")),
            lookups=(dialog.look_up("title", "proposal"),),
        ),
    ),
    "proposal-cancelled": StatementWords(
        N_("Proposal cancelled"),
        _cancelled,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You CANCEL the proposal “%(title)s”. It will not be voted on."), title=dialog.name("proposal")
            ),
            (dialog.reason(),),
            public="text",
        ),
    ),
    "proposal-vetoed": StatementWords(
        N_("Veto"),
        _vetoed,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You VETO the proposal “%(title)s”. It will not be carried out."), title=dialog.name("proposal")
            ),
            (dialog.reason(),),
            public="text",
        ),
    ),
    "proposal-expired": StatementWords(N_("Proposal expired"), _expired),
    "outcome-challenged": StatementWords(
        N_("Challenge"),
        _challenged,
        notice=occasions.outcome_challenged,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You challenge the outcome of “%(title)s”. Nothing is carried out until the ruling."),
                title=dialog.name("proposal"),
            ),
            (dialog.reason("grounds"),),
            public="text",
        ),
    ),
    "challenge-ruled": StatementWords(
        N_("Ruling"),
        _ruled,
        dialog=dialog.Dialog(
            dialog.Either(
                dialog.equal("ruling", "void"),
                dialog.say(N_("You rule that the outcome of “%(title)s” is VOID."), title=dialog.name("proposal")),
                dialog.say(N_("You rule that the outcome of “%(title)s” STANDS."), title=dialog.name("proposal")),
            ),
            (dialog.reason("explanation"),),
            public="text",
        ),
    ),
    "effect-applied": StatementWords(N_("Resolution"), _applied),
}

"""The words of statements about elections."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _, ngettext
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, title, who
from govern.web.words.statements.statement_words import StatementWords
from govern.web.words.terms.role_words import role_words


def _nominated(payload: Payload) -> str:
    return _(
        "%(member)s nominated %(candidate)s in the election “%(title)s”.",
        member=who(payload),
        candidate=name_of(payload["candidate"]),
        title=title(payload["proposal"]),
    )


def _accepted(payload: Payload) -> str:
    return _("%(member)s stands in the election “%(title)s”.", member=who(payload), title=title(payload["proposal"]))


def _withdrawn(payload: Payload) -> str:
    return _(
        "%(member)s stands no longer in the election “%(title)s”.",
        member=who(payload),
        title=title(payload["proposal"]),
    )


def _filled(payload: Payload) -> str:
    if not payload["seated"]:
        return _("The election “%(title)s” seated nobody.", title=title(payload["proposal"]))
    return ngettext(
        "The election “%(title)s” gave %(people)s the office: %(office)s.",
        "The election “%(title)s” gave these people the office: %(people)s (%(office)s).",
        len(payload["seated"]),
        title=title(payload["proposal"]),
        people=_(", ").join(name_of(one) for one in payload["seated"]),
        office=role_words(payload["office"]),
    )


def _vacated(payload: Payload) -> str:
    return _(
        "%(member)s resigned from the seat of the election “%(title)s”.",
        member=who(payload),
        title=title(payload["election"]),
    )


def _ended(payload: Payload) -> str:
    return _("The term that the election “%(title)s” began is over.", title=title(payload["proposal"]))


WORDS: Final[dict[str, StatementWords]] = {
    "candidate-nominated": StatementWords(
        N_("Nomination"),
        _nominated,
        notice=occasions.candidate_nominated,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You nominate %(name)s in the election “%(title)s”."),
                name=dialog.name("candidate"),
                title=dialog.name("proposal"),
            ),
            (dialog.say(N_("They become a candidate only if they accept it themselves.")),),
            lookups=(dialog.look_up("title", "proposal"),),
        ),
    ),
    "candidacy-accepted": StatementWords(
        N_("Candidacy"),
        _accepted,
        dialog=dialog.Dialog(
            dialog.say(N_("You STAND in the election “%(title)s”."), title=dialog.name("proposal")),
            (dialog.say(N_("Your text: %(text)s"), text=dialog.name("statement")),),
            public="text",
            lookups=(dialog.look_up("title", "proposal"),),
        ),
    ),
    "candidacy-withdrawn": StatementWords(
        N_("Candidacy withdrawn"),
        _withdrawn,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You withdraw from the election “%(title)s”, or decline the nomination."),
                title=dialog.name("proposal"),
            ),
            lookups=(dialog.look_up("title", "proposal"),),
        ),
    ),
    "seats-filled": StatementWords(N_("Seats filled"), _filled),
    "seat-vacated": StatementWords(
        N_("Resignation"),
        _vacated,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You RESIGN from the seat to which the election “%(title)s” brought you."),
                title=dialog.name("election"),
            ),
            (dialog.say(N_("The office ends with it, at once.")),),
            lookups=(dialog.look_up("title", "election"),),
        ),
    ),
    "term-ended": StatementWords(N_("End of a term"), _ended),
}

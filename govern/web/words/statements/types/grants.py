"""The words of statements about rounds of grants."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.store.facts.grants import ApplicationRow, GrantRoundRow
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, payee, subjects, text, title, who
from govern.web.words.statements.statement_words import StatementWords


def _round_opened(payload: Payload) -> str:
    return _(
        "The grant round “%(title)s” was opened: %(sum)s to share out.",
        title=title(payload["proposal"]),
        sum=money(payload["sum"], payload["currency"]),
    )


def _round_title(id_: str) -> str:
    row = subjects().get(GrantRoundRow, id_)
    return title(row.proposal) if row else _("(unknown)")


def _applied(payload: Payload) -> str:
    row = subjects().get(GrantRoundRow, payload["round"])
    amount = money(payload["amount"], row.currency) if row else ""
    return _(
        "%(member)s applied to “%(title)s” for %(amount)s to %(payee)s, for: “%(purpose)s”.",
        member=who(payload),
        title=_round_title(payload["round"]),
        amount=amount,
        payee=payee(payload["payee"]),
        purpose=text(payload["purpose"]),
    )


def _application(id_: str) -> str:
    row = subjects().get(ApplicationRow, id_)
    return text(row.purpose) if row else _("(unknown)")


def _withdrawn(payload: Payload) -> str:
    what = _application(payload["application"])
    return _("%(member)s took the application “%(purpose)s” back.", member=who(payload), purpose=what)


def _scored(payload: Payload) -> str:
    return ngettext(
        "%(member)s gave “%(purpose)s” %(num)s point of 100.",
        "%(member)s gave “%(purpose)s” %(num)s points of 100.",
        payload["points"],
        member=who(payload),
        purpose=_application(payload["application"]),
    )


def _decided(payload: Payload) -> str:
    return ngettext(
        "The grant round “%(title)s” was decided: %(num)s application receives a grant.",
        "The grant round “%(title)s” was decided: %(num)s applications receive a grant.",
        len(payload["awards"]),
        title=_round_title(payload["round"]),
    )


def _awarded(payload: Payload) -> str:
    return _("A mandate was granted for “%(purpose)s”.", purpose=_application(payload["application"]))


def _reported(payload: Payload) -> str:
    return _(
        "%(member)s told what was done with the money: “%(text)s”.", member=who(payload), text=text(payload["text"])
    )


WORDS: Final[dict[str, StatementWords]] = {
    "round-opened": StatementWords(N_("Grant round"), _round_opened),
    "grant-applied": StatementWords(
        N_("Application"),
        _applied,
        notice=occasions.grant_applied,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You apply for %(amount)s, to be paid to %(payee)s."),
                amount=dialog.amount_in("amount"),
                payee=dialog.payee("payee"),
            ),
            (dialog.say(N_("For: %(text)s"), text=dialog.name("purpose")), dialog.name("plan")),
            public="text",
            lookups=(dialog.look_up("currencyOfRound", "round"),),
        ),
    ),
    "application-withdrawn": StatementWords(
        N_("Application taken back"),
        _withdrawn,
        dialog=dialog.Dialog(
            dialog.say(N_("You take your application “%(text)s” back."), text=dialog.name("application")),
            lookups=(dialog.look_up("application", "application"),),
        ),
    ),
    "application-scored": StatementWords(
        N_("Score"),
        _scored,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You give the application “%(text)s” %(points)s of 100 points."),
                text=dialog.name("application"),
                points=dialog.number("points"),
            ),
            public="score",
            lookups=(dialog.look_up("application", "application"),),
        ),
    ),
    "round-decided": StatementWords(N_("Round decided"), _decided),
    "grant-awarded": StatementWords(N_("Grant"), _awarded, notice=occasions.grant_awarded),
    "report-filed": StatementWords(
        N_("Report"),
        _reported,
        dialog=dialog.Dialog(
            dialog.say(N_("You tell what was done with the money:")), (dialog.name("text"),), public="text"
        ),
    ),
}

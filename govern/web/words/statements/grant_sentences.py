"""One sentence for each statement about grant rounds and streams."""

from typing import Final

from govern.protocol.errors import N_
from govern.store.facts.grants import ApplicationRow, GrantRoundRow, PoolRow, StreamRow
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money
from govern.web.words.statements.statement_subjects import Payload, payee, subjects, text, title, who
from govern.web.words.statements.statement_words import StatementWords


def _round_title(id_: str) -> str:
    row = subjects().get(GrantRoundRow, id_)
    return title(row.proposal) if row else _("(unknown)")


def _pool_title(id_: str) -> str:
    row = subjects().get(PoolRow, id_)
    return title(row.proposal) if row else _("(unknown)")


def _application(id_: str) -> str:
    row = subjects().get(ApplicationRow, id_)
    return text(row.purpose) if row else _("(unknown)")


def _stream(id_: str) -> str:
    row = subjects().get(StreamRow, id_)
    return text(row.purpose) if row else _pool_title(id_)


def _round_opened(payload: Payload) -> str:
    return _(
        "The grant round “%(title)s” was opened: %(sum)s to share out.",
        title=title(payload["proposal"]),
        sum=money(payload["sum"], payload["currency"]),
    )


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


def _pool_opened(payload: Payload) -> str:
    return _(
        "The pool “%(title)s” was opened: %(hourly)s an hour.",
        title=title(payload["proposal"]),
        hourly=money(payload["hourly"], payload["currency"]),
    )


def _asked(payload: Payload) -> str:
    row = subjects().get(PoolRow, payload["pool"])
    return _(
        "%(member)s asks for %(hourly)s an hour to %(payee)s, for: “%(purpose)s”.",
        member=who(payload),
        hourly=money(payload["hourly"], row.currency) if row else "",
        payee=payee(payload["payee"]),
        purpose=text(payload["purpose"]),
    )


def _supported(payload: Payload) -> str:
    about = {"member": who(payload), "purpose": _stream(payload["stream"])}
    returned = subjects().get(PoolRow, payload["stream"]) is not None
    if returned and payload["stands"]:
        return _("%(member)s supports that the money of “%(purpose)s” is returned.", **about)
    if returned:
        return _("%(member)s no longer supports that the money of “%(purpose)s” is returned.", **about)
    if payload["stands"]:
        return _("%(member)s supports the stream “%(purpose)s”.", **about)
    return _("%(member)s no longer supports the stream “%(purpose)s”.", **about)


def _ended(payload: Payload) -> str:
    return _("%(member)s ended the stream “%(purpose)s”.", member=who(payload), purpose=_stream(payload["stream"]))


def _shared(payload: Payload) -> str:
    row = subjects().get(PoolRow, payload["pool"])
    paid = sum(one["amount"] for one in payload["paid"])
    return ngettext(
        "%(hours)s hours of “%(title)s” were shared out: %(paid)s to %(num)s stream.",
        "%(hours)s hours of “%(title)s” were shared out: %(paid)s to %(num)s streams.",
        len(payload["paid"]),
        hours=payload["hours"],
        title=_pool_title(payload["pool"]),
        paid=money(paid, row.currency) if row else "",
    )


GRANT_WORDS: Final[dict[str, StatementWords]] = {
    "application-scored": StatementWords(N_("Score"), _scored),
    "application-withdrawn": StatementWords(N_("Application taken back"), _withdrawn),
    "grant-applied": StatementWords(N_("Application"), _applied),
    "grant-awarded": StatementWords(N_("Grant"), _awarded),
    "pool-opened": StatementWords(N_("Pool"), _pool_opened),
    "pool-shared": StatementWords(N_("Pool shared out"), _shared),
    "report-filed": StatementWords(N_("Report"), _reported),
    "round-decided": StatementWords(N_("Round decided"), _decided),
    "round-opened": StatementWords(N_("Grant round"), _round_opened),
    "stream-asked": StatementWords(N_("Stream"), _asked),
    "stream-ended": StatementWords(N_("End of a stream"), _ended),
    "stream-supported": StatementWords(N_("Support of a stream"), _supported),
}

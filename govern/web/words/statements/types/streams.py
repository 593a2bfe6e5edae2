"""The words of statements about streams and their pools."""

from typing import Final

from govern.protocol.errors import N_
from govern.store.facts.grants import PoolRow, StreamRow
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, payee, subjects, text, title, who
from govern.web.words.statements.statement_words import StatementWords


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


def _pool_title(id_: str) -> str:
    row = subjects().get(PoolRow, id_)
    return title(row.proposal) if row else _("(unknown)")


def _stream(id_: str) -> str:
    row = subjects().get(StreamRow, id_)
    return text(row.purpose) if row else _pool_title(id_)


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


WORDS: Final[dict[str, StatementWords]] = {
    "pool-opened": StatementWords(N_("Pool"), _pool_opened),
    "stream-asked": StatementWords(
        N_("Stream"),
        _asked,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You ask for %(amount)s an hour, to be paid to %(payee)s."),
                amount=dialog.amount_in("hourly"),
                payee=dialog.payee("payee"),
            ),
            (
                dialog.say(N_("For: %(text)s"), text=dialog.name("purpose")),
                dialog.say(
                    N_("Until %(moment)s, for as long as enough members support it."), moment=dialog.moment("ends")
                ),
            ),
            public="text",
            lookups=(dialog.look_up("currencyOfPool", "pool"),),
        ),
    ),
    "stream-supported": StatementWords(
        N_("Support of a stream"),
        _supported,
        dialog=dialog.Dialog(
            dialog.Either(
                dialog.given("stands"),
                dialog.say(N_("You support “%(text)s”, until you say otherwise."), text=dialog.name("stream")),
                dialog.say(N_("You no longer support “%(text)s”."), text=dialog.name("stream")),
            ),
            lookups=(dialog.look_up("stream", "stream"),),
        ),
    ),
    "stream-ended": StatementWords(
        N_("End of a stream"),
        _ended,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You end the stream “%(text)s”. What it was awarded can still be paid."), text=dialog.name("stream")
            ),
            lookups=(dialog.look_up("stream", "stream"),),
        ),
    ),
    "pool-shared": StatementWords(N_("Pool shared out"), _shared),
}

"""The words of statements about accounts and the journal."""

from typing import Final

from govern.protocol.errors import N_
from govern.store.facts.books import EntryRow
from govern.web.frame.days import day_words, month_words
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money
from govern.web.words.statements.statement_subjects import Payload, account_name, subjects, text, who
from govern.web.words.statements.statement_words import StatementWords


def _account_opened(payload: Payload) -> str:
    return _(
        "%(member)s opened the account “%(name)s” in %(currency)s.",
        member=who(payload),
        name=text(payload["name"]),
        currency=payload["currency"],
    )


def _account_closed(payload: Payload) -> str:
    return _("%(member)s closed the account “%(name)s”.", member=who(payload), name=account_name(payload["account"]))


def _programme_opened(payload: Payload) -> str:
    return _("%(member)s named the programme “%(name)s”.", member=who(payload), name=text(payload["name"]))


def _income_recorded(payload: Payload) -> str:
    return _(
        "%(member)s recorded an income of %(amount)s in “%(account)s”, from: “%(source)s”.",
        member=who(payload),
        amount=money(payload["amount"], payload["currency"]),
        account=account_name(payload["account"]),
        source=text(payload["source"]),
    )


def _transfer_recorded(payload: Payload) -> str:
    return _(
        "%(member)s recorded a transfer from “%(source)s” to “%(target)s”: “%(reason)s”.",
        member=who(payload),
        source=account_name(payload["from_account"]),
        target=account_name(payload["to_account"]),
        reason=text(payload["reason"]),
    )


def _entries_imported(payload: Payload) -> str:
    return ngettext(
        "%(member)s imported %(num)s entry from before the record.",
        "%(member)s imported %(num)s entries from before the record.",
        len(payload["entries"]),
        member=who(payload),
    )


def _entry_reversed(payload: Payload) -> str:
    entry = subjects().get(EntryRow, payload["entry"])
    return _(
        "%(member)s reversed the entry “%(text)s”, because: “%(reason)s”.",
        member=who(payload),
        text=text(entry.text) if entry else _("(unknown)"),
        reason=text(payload["reason"]),
    )


def _period_closed(payload: Payload) -> str:
    return _("%(member)s closed the books up to %(until)s.", member=who(payload), until=day_words(payload["until"]))


def _statement_reconciled(payload: Payload) -> str:
    return _(
        "%(member)s signed that “%(account)s” and its bank agree at the end of %(month)s.",
        member=who(payload),
        account=account_name(payload["account"]),
        month=month_words(payload["month"]),
    )


WORDS: Final[dict[str, StatementWords]] = {
    "account-opened": StatementWords(N_("Account"), _account_opened, "/treasury/accounts/{account}"),
    "account-closed": StatementWords(N_("Account closed"), _account_closed, "/treasury/accounts/{account}"),
    "programme-opened": StatementWords(N_("Programme"), _programme_opened, "/treasury/programmes"),
    "income-recorded": StatementWords(N_("Income"), _income_recorded, "/treasury/journal/{id}"),
    "transfer-recorded": StatementWords(N_("Transfer"), _transfer_recorded, "/treasury/journal/{id}"),
    "entries-imported": StatementWords(N_("History imported"), _entries_imported, "/treasury/journal/{id}-1"),
    "entry-reversed": StatementWords(N_("Reversal"), _entry_reversed, "/treasury/journal/{id}"),
    "period-closed": StatementWords(N_("Period closed"), _period_closed, "/treasury/periods"),
    "statement-reconciled": StatementWords(N_("Reconciliation"), _statement_reconciled, "/treasury/accounts/{account}"),
}

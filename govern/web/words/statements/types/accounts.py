"""The words of statements about accounts and the journal."""

from typing import Final

from govern.protocol.errors import N_
from govern.store.facts.books import EntryRow
from govern.web.frame.days import day_words, month_words
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money
from govern.web.words.statements import dialog
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


ACCOUNTS: Final = (
    dialog.say(N_("It holds money of the community."), dialog.equal("kind", "assets")),
    dialog.say(N_("It is an account of equity."), dialog.equal("kind", "equity")),
    dialog.say(N_("It is an account of expenses."), dialog.equal("kind", "expenses")),
    dialog.say(N_("It is an account of income."), dialog.equal("kind", "income")),
    dialog.say(N_("It is an account of what is owed."), dialog.equal("kind", "liabilities")),
)
WORDS: Final[dict[str, StatementWords]] = {
    "account-opened": StatementWords(
        N_("Account"),
        _account_opened,
        "/treasury/accounts/{account}",
        dialog=dialog.Dialog(
            dialog.say(
                N_("You open the account “%(name)s”, kept in %(currency)s."),
                name=dialog.name("name"),
                currency=dialog.plain("currency"),
            ),
            (
                *ACCOUNTS,
                dialog.say(
                    N_("Its balance may never fall below %(amount)s."),
                    dialog.equal("kind", "assets"),
                    amount=dialog.amount("floor"),
                ),
                dialog.say(N_("It stands below “%(name)s”."), dialog.given("parent"), name=dialog.name("parent")),
            ),
            public="text",
            lookups=(dialog.look_up("account", "parent"),),
        ),
    ),
    "account-closed": StatementWords(
        N_("Account closed"),
        _account_closed,
        "/treasury/accounts/{account}",
        dialog=dialog.Dialog(
            dialog.say(N_("You close the account “%(name)s”."), name=dialog.name("account")),
            lookups=(dialog.look_up("account", "account"),),
        ),
    ),
    "programme-opened": StatementWords(
        N_("Programme"),
        _programme_opened,
        "/treasury/programmes",
        dialog=dialog.Dialog(
            dialog.say(
                N_("You name the programme “%(name)s” (%(id)s)."),
                name=dialog.name("name"),
                id=dialog.plain("programme"),
            ),
            (dialog.say(N_("It belongs to the club %(club)s."), dialog.IN_CLUB, club=dialog.name("scope")),),
            public="text",
        ),
    ),
    "income-recorded": StatementWords(
        N_("Income"),
        _income_recorded,
        "/treasury/journal/{id}",
        dialog=dialog.Dialog(
            dialog.say(
                N_("You record that %(amount)s came into the account “%(account)s” on %(day)s."),
                amount=dialog.amount("amount"),
                account=dialog.name("account"),
                day=dialog.day("received_on"),
            ),
            (
                dialog.say(N_("From: %(text)s"), text=dialog.name("source")),
                dialog.say(
                    N_("It is booked from the account “%(account)s”."),
                    dialog.given("from_account"),
                    account=dialog.name("from_account"),
                ),
                dialog.say(
                    N_("It may be spent on “%(programme)s” only."),
                    dialog.given("programme"),
                    programme=dialog.name("programme"),
                ),
            ),
            public="text",
            lookups=(
                dialog.look_up("account", "account"),
                dialog.look_up("account", "from_account"),
                dialog.look_up("programme", "programme"),
            ),
        ),
    ),
    "transfer-recorded": StatementWords(
        N_("Transfer"),
        _transfer_recorded,
        "/treasury/journal/{id}",
        dialog=dialog.Dialog(
            dialog.say(
                N_("You record that %(amount)s moved from “%(source)s” to “%(target)s” on %(day)s."),
                amount=dialog.amount_in("amount", "from"),
                source=dialog.name("from_account"),
                target=dialog.name("to_account"),
                day=dialog.day("moved_on"),
            ),
            (
                dialog.Computed("arrived", is_list=True),
                dialog.say(
                    N_("The bank’s fee: %(amount)s"), dialog.given("fee"), amount=dialog.amount_in("fee", "from")
                ),
                dialog.say(
                    N_("It is restricted to “%(programme)s” there as it was here."),
                    dialog.given("programme"),
                    programme=dialog.name("programme"),
                ),
                dialog.reason(),
            ),
            public="text",
            lookups=(
                dialog.look_up("account", "from_account", "from"),
                dialog.look_up("account", "to_account", "to"),
                dialog.look_up("programme", "programme"),
            ),
        ),
    ),
    "entries-imported": StatementWords(
        N_("History imported"),
        _entries_imported,
        "/treasury/journal/{id}-1",
        dialog=dialog.Dialog(
            dialog.Computed("imported", takes=1),
            (dialog.Computed("importedEntries", is_list=True, takes=2),),
            public="text",
        ),
    ),
    "entry-reversed": StatementWords(
        N_("Reversal"),
        _entry_reversed,
        "/treasury/journal/{id}",
        dialog=dialog.Dialog(
            dialog.say(
                N_("You reverse the entry “%(entry)s”, by an entry of %(day)s."),
                entry=dialog.name("entry"),
                day=dialog.day("reversed_on"),
            ),
            (dialog.reason(),),
            public="text",
            lookups=(dialog.look_up("entry", "entry"),),
        ),
    ),
    "period-closed": StatementWords(
        N_("Period closed"),
        _period_closed,
        "/treasury/periods",
        dialog=dialog.Dialog(
            dialog.say(N_("You close the books up to %(day)s."), day=dialog.day("until")),
            (dialog.say(N_("No entry can be dated on that day or before it any more.")),),
        ),
    ),
    "statement-reconciled": StatementWords(
        N_("Reconciliation"),
        _statement_reconciled,
        "/treasury/accounts/{account}",
        dialog=dialog.Dialog(
            dialog.say(
                N_(
                    "You sign that the bank held %(amount)s of the account “%(account)s” at the end of %(month)s, as "
                    "the ledger says."
                ),
                account=dialog.name("account"),
                month=dialog.month("month"),
                amount=dialog.amount_in("balance"),
            ),
            (
                dialog.say(
                    N_("Entries that the bank had not carried out by then: %(n)s"),
                    dialog.given("outstanding.length"),
                    n=dialog.plain("outstanding.length"),
                ),
            ),
            lookups=(dialog.look_up("account", "account", "currency"),),
        ),
    ),
}

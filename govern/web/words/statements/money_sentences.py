"""One sentence for each statement about the treasury."""

from typing import Final

from govern.protocol.errors import N_
from govern.store.facts.books import EntryRow, ProgrammeRow
from govern.store.facts.treasury import DisbursementRow, MandateRow, PaymentRow
from govern.web.frame.days import day_words, month_words
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money
from govern.web.words.statements.statement_subjects import (
    Payload,
    account_name,
    payee,
    request_details,
    subjects,
    text,
    title,
    who,
)
from govern.web.words.statements.statement_words import StatementWords


def _mandate_granted(payload: Payload) -> str:
    return _(
        "By the vote on “%(title)s”, up to %(cap)s may be paid to %(payee)s.",
        title=title(payload["proposal"]),
        cap=money(payload["cap"], payload["currency"]),
        payee=payee(payload["payee"]),
    )


def _account_opened(payload: Payload) -> str:
    return _(
        "%(member)s opened the account “%(name)s” in %(currency)s.",
        member=who(payload),
        name=text(payload["name"]),
        currency=payload["currency"],
    )


def _income_recorded(payload: Payload) -> str:
    return _(
        "%(member)s recorded an income of %(amount)s in “%(account)s”, from: “%(source)s”.",
        member=who(payload),
        amount=money(payload["amount"], payload["currency"]),
        account=account_name(payload["account"]),
        source=text(payload["source"]),
    )


def _disbursement_requested(payload: Payload) -> str:
    mandate = subjects().get(MandateRow, payload["mandate"])
    if mandate is None:
        return _("%(member)s asked for a payment.", member=who(payload))
    return _(
        "%(member)s asked that %(amount)s be paid to %(payee)s, for: “%(items)s”.",
        member=who(payload),
        amount=money(payload["amount"], mandate.currency),
        payee=payee(mandate),
        items=" · ".join(text(item["text"]) for item in payload["items"]),
    )


def _disbursement_approved(payload: Payload) -> str:
    about = request_details(payload["disbursement"])
    return _("%(member)s approved paying %(amount)s to %(payee)s.", member=who(payload), **about)


def _disbursement_cancelled(payload: Payload) -> str:
    about = request_details(payload["disbursement"])
    return _("%(member)s cancelled the request to pay %(amount)s to %(payee)s.", member=who(payload), **about)


def _disbursement_revised(payload: Payload) -> str:
    request = subjects().get(DisbursementRow, payload["disbursement"])
    mandate = subjects().get(MandateRow, request.mandate) if request else None
    return _(
        "%(member)s changed a request for payment: now %(amount)s to %(payee)s. Approvals begin anew.",
        member=who(payload),
        amount=money(payload["amount"], mandate.currency) if mandate else "",
        payee=payee(mandate) if mandate else _("(unknown)"),
    )


def _payment_recorded(payload: Payload) -> str:
    request = subjects().get(DisbursementRow, payload["disbursement"])
    mandate = subjects().get(MandateRow, request.mandate) if request else None
    about = {
        "member": who(payload),
        "amount": money(payload["amount"], mandate.currency) if mandate else "",
        "payee": payee(mandate) if mandate else _("(unknown)"),
        "account": account_name(payload["account"]),
    }
    if request is not None and payload["amount"] < request.amount:
        return _("%(member)s paid a part, %(amount)s, to %(payee)s from “%(account)s”.", **about)
    return _("%(member)s paid %(amount)s to %(payee)s from “%(account)s”.", **about)


def _receipt_attached(payload: Payload) -> str:
    payment = subjects().get(PaymentRow, payload["payment"])
    return ngettext(
        "%(member)s attached %(num)s file to a payment of %(amount)s.",
        "%(member)s attached %(num)s files to a payment of %(amount)s.",
        len(payload["evidence"]),
        member=who(payload),
        amount=money(payment.amount, payment.currency) if payment else "",
    )


def _refund_recorded(payload: Payload) -> str:
    payment = subjects().get(PaymentRow, payload["payment"])
    return _(
        "%(member)s recorded that %(amount)s came back into “%(account)s”, because: “%(reason)s”.",
        member=who(payload),
        amount=money(payload["amount"], payment.currency) if payment else "",
        account=account_name(payload["account"]),
        reason=text(payload["reason"]),
    )


def _entry_reversed(payload: Payload) -> str:
    entry = subjects().get(EntryRow, payload["entry"])
    return _(
        "%(member)s reversed the entry “%(text)s”, because: “%(reason)s”.",
        member=who(payload),
        text=text(entry.text) if entry else _("(unknown)"),
        reason=text(payload["reason"]),
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


def _account_closed(payload: Payload) -> str:
    return _("%(member)s closed the account “%(name)s”.", member=who(payload), name=account_name(payload["account"]))


def _programme(programme: str) -> str:
    row = subjects().get(ProgrammeRow, programme)
    return text(row.name) if row else programme


def _programme_opened(payload: Payload) -> str:
    return _("%(member)s named the programme “%(name)s”.", member=who(payload), name=text(payload["name"]))


def _appropriation_made(payload: Payload) -> str:
    return _(
        "By the vote on “%(title)s”, %(amount)s are set aside for “%(programme)s”.",
        title=title(payload["proposal"]),
        amount=money(payload["amount"], payload["currency"]),
        programme=_programme(payload["programme"]),
    )


def _mandate_lapsed(payload: Payload) -> str:
    mandate = subjects().get(MandateRow, payload["mandate"])
    if mandate is None:
        return _("A mandate ended.")
    return _(
        "The mandate to pay %(payee)s ended; %(left)s of it was not paid.",
        payee=payee(mandate),
        left=money(payload["left"], mandate.currency),
    )


def _tranche_released(payload: Payload) -> str:
    return _(
        "%(member)s released tranche %(number)s, because: “%(evidence)s”.",
        member=who(payload),
        number=payload["tranche"] + 1,
        evidence=text(payload["evidence"]),
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


MONEY_WORDS: Final[dict[str, StatementWords]] = {
    "account-closed": StatementWords(N_("Account closed"), _account_closed, "/treasury/accounts/{account}"),
    "account-opened": StatementWords(N_("Account"), _account_opened, "/treasury/accounts/{account}"),
    "appropriation-made": StatementWords(N_("Budget line"), _appropriation_made, "/treasury/budget/{id}"),
    "disbursement-approved": StatementWords(N_("Approval"), _disbursement_approved),
    "disbursement-cancelled": StatementWords(N_("Cancellation"), _disbursement_cancelled),
    "disbursement-requested": StatementWords(
        N_("Payment request"), _disbursement_requested, "/treasury/disbursements/{id}"
    ),
    "disbursement-revised": StatementWords(N_("Payment request changed"), _disbursement_revised),
    "entries-imported": StatementWords(N_("History imported"), _entries_imported, "/treasury/journal/{id}-1"),
    "entry-reversed": StatementWords(N_("Reversal"), _entry_reversed, "/treasury/journal/{id}"),
    "income-recorded": StatementWords(N_("Income"), _income_recorded, "/treasury/journal/{id}"),
    "mandate-granted": StatementWords(N_("Mandate"), _mandate_granted, "/treasury/mandates/{id}"),
    "mandate-lapsed": StatementWords(N_("Mandate ended"), _mandate_lapsed, "/treasury/mandates/{mandate}"),
    "payment-recorded": StatementWords(N_("Payment"), _payment_recorded, "/treasury/payments/{id}"),
    "period-closed": StatementWords(N_("Period closed"), _period_closed, "/treasury/periods"),
    "programme-opened": StatementWords(N_("Programme"), _programme_opened, "/treasury/programmes"),
    "receipt-attached": StatementWords(N_("Files for a payment"), _receipt_attached, "/treasury/payments/{payment}"),
    "refund-recorded": StatementWords(N_("Refund"), _refund_recorded, "/treasury/payments/{payment}"),
    "statement-reconciled": StatementWords(N_("Reconciliation"), _statement_reconciled, "/treasury/accounts/{account}"),
    "tranche-released": StatementWords(N_("Tranche released"), _tranche_released, "/treasury/mandates/{mandate}"),
    "transfer-recorded": StatementWords(N_("Transfer"), _transfer_recorded, "/treasury/journal/{id}"),
}

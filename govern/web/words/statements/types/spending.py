"""The words of statements about budgets, mandates and payments."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.store.facts.books import ProgrammeRow
from govern.store.facts.treasury import DisbursementRow, MandateRow, PaymentRow
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money
from govern.web.words.statements import dialog
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


def _programme(programme: str) -> str:
    row = subjects().get(ProgrammeRow, programme)
    return text(row.name) if row else programme


def _appropriation_made(payload: Payload) -> str:
    return _(
        "By the vote on “%(title)s”, %(amount)s are set aside for “%(programme)s”.",
        title=title(payload["proposal"]),
        amount=money(payload["amount"], payload["currency"]),
        programme=_programme(payload["programme"]),
    )


def _mandate_granted(payload: Payload) -> str:
    return _(
        "By the vote on “%(title)s”, up to %(cap)s may be paid to %(payee)s.",
        title=title(payload["proposal"]),
        cap=money(payload["cap"], payload["currency"]),
        payee=payee(payload["payee"]),
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


def _disbursement_revised(payload: Payload) -> str:
    request = subjects().get(DisbursementRow, payload["disbursement"])
    mandate = subjects().get(MandateRow, request.mandate) if request else None
    return _(
        "%(member)s changed a request for payment: now %(amount)s to %(payee)s. Approvals begin anew.",
        member=who(payload),
        amount=money(payload["amount"], mandate.currency) if mandate else "",
        payee=payee(mandate) if mandate else _("(unknown)"),
    )


def _disbursement_approved(payload: Payload) -> str:
    about = request_details(payload["disbursement"])
    return _("%(member)s approved paying %(amount)s to %(payee)s.", member=who(payload), **about)


def _disbursement_cancelled(payload: Payload) -> str:
    about = request_details(payload["disbursement"])
    return _("%(member)s cancelled the request to pay %(amount)s to %(payee)s.", member=who(payload), **about)


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


WORDS: Final[dict[str, StatementWords]] = {
    "appropriation-made": StatementWords(N_("Budget line"), _appropriation_made, "/treasury/budget/{id}"),
    "mandate-granted": StatementWords(N_("Mandate"), _mandate_granted, "/treasury/mandates/{id}"),
    "mandate-lapsed": StatementWords(
        N_("Mandate ended"), _mandate_lapsed, "/treasury/mandates/{mandate}", notice=occasions.grant_lapsed
    ),
    "tranche-released": StatementWords(
        N_("Tranche released"),
        _tranche_released,
        "/treasury/mandates/{mandate}",
        dialog=dialog.Dialog(
            dialog.say(
                N_("You release tranche %(n)s of the mandate “%(mandate)s”."),
                n=dialog.number("tranche", 1),
                mandate=dialog.name("mandate"),
            ),
            (
                dialog.say(N_("It is %(amount)s."), dialog.known("part"), amount=dialog.amount_known("part")),
                dialog.say(N_("Its condition: %(text)s"), dialog.known("condition"), text=dialog.fact("condition")),
                dialog.say(N_("How it is known: %(text)s"), text=dialog.name("evidence")),
            ),
            public="text",
            lookups=(dialog.look_up("mandate", "mandate"), dialog.look_up("tranche", "mandate", "tranche")),
        ),
    ),
    "disbursement-requested": StatementWords(
        N_("Payment request"),
        _disbursement_requested,
        "/treasury/disbursements/{id}",
        notice=occasions.payment_requested,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You ask for %(amount)s to be paid under the mandate “%(mandate)s”."),
                amount=dialog.amount_in("amount"),
                mandate=dialog.name("mandate"),
            ),
            (dialog.Computed("billed", is_list=True),),
            public="text",
            lookups=(dialog.look_up("mandate", "mandate"),),
        ),
    ),
    "disbursement-revised": StatementWords(
        N_("Payment request changed"),
        _disbursement_revised,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You change the payment request “%(what)s”: now %(amount)s is asked for."),
                what=dialog.name("disbursement"),
                amount=dialog.amount_in("amount"),
            ),
            (dialog.Computed("billed", is_list=True), dialog.say(N_("Approvals begin anew."))),
            public="text",
            lookups=(dialog.look_up("requestBefore", "disbursement", "version"),),
        ),
    ),
    "disbursement-approved": StatementWords(
        N_("Approval"),
        _disbursement_approved,
        notice=occasions.payment_approved,
        dialog=dialog.Dialog(
            dialog.say(N_("You approve spending %(what)s."), what=dialog.name("disbursement")),
            (
                dialog.say(
                    N_("It is version %(n)s of the request."), dialog.above("version", 1), n=dialog.number("version")
                ),
                dialog.Computed("billedByRequest", is_list=True),
            ),
            lookups=(dialog.look_up("requestInVersion", "disbursement", "version"),),
        ),
    ),
    "disbursement-cancelled": StatementWords(
        N_("Cancellation"),
        _disbursement_cancelled,
        dialog=dialog.Dialog(
            dialog.say(N_("You cancel the payment request: %(what)s."), what=dialog.name("disbursement")),
            lookups=(dialog.look_up("request", "disbursement"),),
        ),
    ),
    "payment-recorded": StatementWords(
        N_("Payment"),
        _payment_recorded,
        "/treasury/payments/{id}",
        notice=occasions.grant_paid,
        dialog=dialog.Dialog(
            dialog.say(
                N_(
                    "You record that %(amount)s of the request “%(what)s” was paid on %(day)s from the account "
                    "“%(account)s”."
                ),
                amount=dialog.amount_in("amount"),
                what=dialog.name("disbursement"),
                account=dialog.name("account"),
                day=dialog.day("paid_on"),
            ),
            (
                dialog.Computed("portion"),
                dialog.Computed("charged", is_list=True),
                dialog.say(
                    N_("The bank’s fee: %(amount)s"), dialog.given("fee"), amount=dialog.amount_in("fee", "account")
                ),
                dialog.say(N_("Reference: %(text)s"), text=dialog.name("reference")),
                dialog.say(N_("With %(n)s"), dialog.given("evidence.length"), n=dialog.files("evidence")),
            ),
            public="text",
            lookups=(dialog.look_up("request", "disbursement"), dialog.look_up("account", "account", "account")),
        ),
    ),
    "receipt-attached": StatementWords(
        N_("Files for a payment"),
        _receipt_attached,
        "/treasury/payments/{payment}",
        dialog=dialog.Dialog(
            dialog.Either(
                dialog.known("paid"),
                dialog.say(
                    N_("You attach %(files)s to the payment of %(payment)s."),
                    files=dialog.files("evidence"),
                    payment=dialog.amount_known("paid"),
                ),
                dialog.say(
                    N_("You attach %(files)s to the payment of %(payment)s."),
                    files=dialog.files("evidence"),
                    payment=dialog.name("payment"),
                ),
            ),
            lookups=(dialog.look_up("payment", "payment"),),
        ),
    ),
    "refund-recorded": StatementWords(
        N_("Refund"),
        _refund_recorded,
        "/treasury/payments/{payment}",
        dialog=dialog.Dialog(
            dialog.say(
                N_("You record that %(amount)s came back into the account “%(account)s” on %(day)s."),
                amount=dialog.amount_in("amount"),
                account=dialog.name("account"),
                day=dialog.day("received_on"),
            ),
            (
                dialog.say(
                    N_("It comes back from what was paid for the request “%(what)s”."), what=dialog.name("payment")
                ),
                dialog.Computed("refunded", is_list=True),
                dialog.reason(),
            ),
            public="text",
            lookups=(dialog.look_up("payment", "payment"), dialog.look_up("account", "account", "account")),
        ),
    ),
}

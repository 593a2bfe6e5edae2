"""The treasury: what there is, where it came from, what votes allow to be paid, and what was paid."""

import datetime
import secrets
from collections.abc import Sequence
from typing import Any, Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from govern.domain import disbursements
from govern.domain import payments as paying
from govern.domain.rules import read_rules
from govern.store import community, flows, spending
from govern.store.books import AccountRow
from govern.store.paging import Page, Place, read_place
from govern.store.spending import Asked, Granted
from govern.store.treasury import DisbursementRow
from govern.web.database import db
from govern.web.flow_words import picture
from govern.web.foresight import refusal
from govern.web.people import remember_names
from govern.web.security import allow
from govern.web.services import now
from govern.web.subject_words import payee, text
from govern.web.texts import moment, remember_texts

pages = Blueprint("treasury", __name__, url_prefix="/treasury")
YEAR: Final = 365 * 24 * 3600 * 1000
FEW: Final = 6
STATES: Final = ("valid", "spent", "lapsed")


@pages.get("")
@allow("anyone")
def index() -> str:
    """Balances, what waits for somebody, the flow of a year, and the newest of everything."""
    session, at = db.session(), now()
    accounts = spending.accounts(session)
    currencies = sorted({account.currency for account in accounts})
    currency = request.args.get("currency", "")
    currency = currency if currency in currencies else _usual(accounts)
    granted = spending.mandates(session, "valid", at, None, FEW)
    waiting = [*spending.waiting(session, "requested", FEW), *spending.waiting(session, "approved", FEW)]
    paid, received = spending.payments(session, None, FEW), spending.incomes(session, None, FEW)
    _remember_asked([*waiting, *paid.items])
    _remember_granted(granted.items)
    remember_texts([*(one.income.source for one in received.items), *(account.name for account in accounts)])
    names = {account.account: text(account.name) for account in accounts}
    return render_template(
        "treasury/index.html",
        accounts=accounts,
        currencies=currencies,
        currency=currency,
        flow=picture(flows.flow(session, currency, at - YEAR), names),
        granted=granted.items,
        waiting=waiting,
        approvals=spending.approvals(session, [one.request.id for one in waiting]),
        paid=paid.items,
        received=received.items,
        treasurer="treasurer" in current_user.roles,
        names=names,
        **_words(),
    )


def _usual(accounts: list[AccountRow]) -> str:
    """The currency of most accounts, the first of them on a tie."""
    currencies = [account.currency for account in accounts]
    return max(currencies, key=currencies.count, default="")


def _words() -> dict[str, Any]:
    return {"at": now(), "day": datetime.date.fromisoformat, "items_of": items_of, "payee": payee, "text": text}


def items_of(request: DisbursementRow) -> str:
    """What exactly is asked for, in one line."""
    return " · ".join(text(item["text"]) for item in request.items)


def _remember_granted(found: Sequence[Granted]) -> None:
    remember_names(name for one in found for name in (one.mandate.payee_member, one.proposal.author))
    remember_texts(
        digest for one in found for digest in (one.mandate.payee_name, one.mandate.purpose, one.proposal.title)
    )


def _remember_asked(found: Sequence[Asked]) -> None:
    remember_names(name for one in found for name in (one.request.requested_by, one.mandate.payee_member))
    hashes = [digest for one in found for digest in (one.mandate.payee_name, one.proposal.title)]
    hashes += [item["text"] for one in found for item in one.request.items]
    remember_texts([*hashes, *(one.payment.reference for one in found if one.payment)])


def _place() -> Place | None:
    return read_place(request.args.get("older", ""), request.args.get("newer", ""), int)


@pages.get("/mandates")
@allow("anyone")
def mandates() -> str:
    """All mandates, by state."""
    state = request.args.get("state", "") if request.args.get("state", "") in STATES else ""
    found = spending.mandates(db.session(), state, now(), _place())
    _remember_granted(found.items)
    return render_template("treasury/mandates.html", page=found, state=state, **_words())


@pages.get("/payments")
@allow("anyone")
def payments() -> str:
    """All payments."""
    found = spending.payments(db.session(), _place())
    _remember_asked(found.items)
    return render_template("treasury/payments.html", page=found, names=_account_names(), **_words())


@pages.get("/income")
@allow("anyone")
def income() -> str:
    """All income."""
    found = spending.incomes(db.session(), _place())
    remember_texts([digest for one in found.items for digest in (one.income.source, one.account.name)])
    return render_template("treasury/income.html", page=found, **_words())


def _account_names() -> dict[str, str]:
    accounts = spending.accounts(db.session())
    remember_texts(account.name for account in accounts)
    return {account.account: text(account.name) for account in accounts}


@pages.get("/mandates/<id_>")
@allow("anyone")
def mandate(id_: str) -> str:
    """One mandate with its unbroken chain, and the form to ask for a payment."""
    granted = spending.mandate(db.session(), id_)
    if granted is None:
        abort(404)
    asked: Page[Asked] = spending.requests_of(db.session(), id_, _place())
    _remember_granted([granted])
    _remember_asked(asked.items)
    why_not = ""
    if current_user.is_member:
        why_not = refusal(
            disbursements.request,
            member=current_user.member_id,
            mandate=id_,
            amount=1,
            invoices=[],
            items=[{"amount": 1}],
        )
    return render_template(
        "treasury/mandate.html", granted=granted, page=asked, why_not=why_not, names=_account_names(), **_words()
    )


@pages.get("/disbursements/<id_>")
@allow("anyone")
def disbursement(id_: str) -> str:
    """One request for payment: who asked, who approved, who paid, and what the reader may do about it."""
    asked = spending.request(db.session(), id_)
    if asked is None:
        abort(404)
    granted = spending.mandate(db.session(), asked.mandate.id)
    approvals = spending.approvals(db.session(), [id_])[id_]
    _remember_asked([asked])
    remember_names([*(one.member for one in approvals), asked.payment.recorded_by if asked.payment else ""])
    return render_template(
        "treasury/disbursement.html",
        asked=asked,
        granted=granted,
        approvals=approvals,
        names=_account_names(),
        today=_today(),
        **_possible(asked),
        **_words(),
    )


def _possible(asked: Asked) -> dict[str, Any]:
    """What the reader may do: for each act the reason against it, empty if there is none; and accounts to pay from."""
    about = {"member": current_user.member_id, "disbursement": asked.request.id}
    open_accounts = spending.accounts(db.session(), asked.mandate.currency)
    from_accounts = {
        account.account: refusal(paying.record_payment, **about, account=account.account, **_whole(asked))
        for account in (open_accounts if asked.request.state == "approved" else [])
    }
    usable = [account for account in open_accounts if from_accounts.get(account.account) == ""]
    return {
        "no_approval": refusal(disbursements.approve, **about, version=asked.request.version),
        "no_cancelling": refusal(disbursements.cancel, **about),
        "no_payment": "" if usable else next(iter(from_accounts.values()), ""),
        "usable": usable,
        "treasurer": "treasurer" in current_user.roles,
    }


def _whole(asked: Asked) -> dict[str, Any]:
    """What the record of a payment of all that is left says, but for its account and texts."""
    left = asked.request.amount - asked.request.paid
    return {"amount": left, "charged": left, "evidence": [], "fee": 0, "paid_on": _today(), "reference": ""}


def _today() -> str:
    return moment(now()).date().isoformat()


@pages.get("/accounts/new")
@allow("treasurer")
def open_account() -> str:
    """The form for a new account."""
    rules = community.rulebook_in_force(db.session(), now())
    currencies = sorted(read_rules(rules.rules).approvals) if rules else []
    account = "a_" + secrets.token_hex(12)
    return render_template("treasury/open_account.html", account=account, currencies=currencies, **_words())


@pages.get("/income/new")
@allow("treasurer")
def record_income() -> str:
    """The form for money received; the account is chosen first, since its currency decides the rest."""
    accounts = spending.accounts(db.session())
    names = _account_names()
    wanted = request.args.get("account", accounts[0].account if len(accounts) == 1 else "")
    chosen = next((account for account in accounts if account.account == wanted), None)
    return render_template(
        "treasury/record_income.html", accounts=accounts, names=names, chosen=chosen, today=_today(), **_words()
    )

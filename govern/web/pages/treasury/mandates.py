"""Mandates: found by state and words, and each with its tranches, its requests and the form to ask for a payment."""

from typing import Any, Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from govern.rules.treasury import disbursements
from govern.rules.treasury import mandates as judging
from govern.store.facts.treasury import TrancheRow
from govern.store.views import spending
from govern.store.views.spending import MandateView, MandateWish
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import place, programme_choices, remember_asked, remember_granted, shared

pages = Blueprint("mandates", __name__, url_prefix="/treasury/mandates")
STATES: Final = ("valid", "spent", "lapsed")
LONGEST: Final = 200


@pages.get("")
@allow("anyone")
def index() -> str:
    """All mandates, by state, words and programme."""
    asked = request.args
    wish = MandateWish(
        state=asked.get("state", "") if asked.get("state", "") in STATES else "",
        words=asked.get("q", "")[:LONGEST],
        programme=asked.get("programme", "") if asked.get("programme", "") in treasury_words.programmes() else "",
    )
    found = spending.mandates(db.session(), wish, now(), place(), names=may_know_names())
    remember_granted(found.items)
    kept = {"state": wish.state, "q": wish.words, "programme": wish.programme}
    return render_template(
        "treasury/mandates.html",
        page=found,
        wish=wish,
        kept={name: value for name, value in kept.items() if value},
        programmes=programme_choices(),
        **shared(),
    )


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One mandate with its unbroken chain, and the form to ask for a payment."""
    granted = spending.mandate(db.session(), id_)
    if granted is None:
        abort(404)
    asked = spending.requests_of(db.session(), id_, place())
    tranches = spending.tranches(db.session(), id_)
    remember_granted([granted])
    remember_asked(asked.items)
    remember_names(one.released_by for one in tranches)
    remember_texts(digest for one in tranches for digest in (one.condition, one.evidence))
    return render_template(
        "treasury/mandate.html",
        granted=granted,
        page=asked,
        tranches=tranches,
        **_possible(granted, tranches),
        **shared(),
    )


def _possible(granted: MandateView, tranches: list[TrancheRow]) -> dict[str, Any]:
    """For each act the reason against it, empty if there is none, or if nobody who could do it is looking."""
    about = {"member": current_user.member_id, "mandate": granted.mandate.id}
    no_request, no_release = "", ""
    if current_user.is_member:
        no_request = refusal(disbursements.request, **about, amount=1, invoices=[], items=[{"amount": 1}])
    held = next((one for one in tranches if not one.released_at), None)
    if held and "treasurer" in current_user.roles:
        no_release = refusal(judging.release, **about, tranche=held.place, evidence="")
    return {"why_not": no_request, "no_release": no_release, "treasurer": "treasurer" in current_user.roles}

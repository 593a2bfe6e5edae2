"""Mandates: searched by state and words; each with its tranches, requests, and the request form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.rules.treasury import disbursements
from govern.rules.treasury import mandates as judging
from govern.store.facts.treasury import TrancheRow
from govern.store.paging import Page
from govern.store.views import spending
from govern.store.views.spending import DisbursementView, MandateFilter, MandateView
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms import treasury_words
from govern.web.words.terms.treasury_words import cursor, programme_choices, remember_asked, remember_granted, shared

pages = Blueprint("mandates", __name__, url_prefix="/treasury/mandates")
STATES: Final = ("valid", "spent", "lapsed")
LONGEST: Final = 200


@dataclass(frozen=True)
class MandatesPage:
    """Mandates by state, words and programme."""

    mandates: Page[MandateView]
    criteria: MandateFilter
    kept: Mapping[str, str]
    programmes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ShownTranche:
    """A tranche with its mark and state in words, and whether the reader may release it."""

    row: TrancheRow
    mark: str
    state: str
    may_release: bool


@dataclass(frozen=True)
class MandatePage:
    """One mandate with its tranches and requests; `no_request` and `no_release` are the reasons against these acts."""

    granted: MandateView
    requests: Page[DisbursementView]
    tranches: Sequence[TrancheRow]
    shown: Sequence[ShownTranche]
    asks: bool
    no_request: str
    no_release: str
    may_read_details: bool


@pages.get("")
@allow("anyone")
def index() -> str:
    """All mandates, by state, words and programme."""
    return render_template("treasury/mandates.html", page=_read_mandates(db.session(), now()), **shared())


def _read_mandates(session: Session, at: int) -> MandatesPage:
    asked = request.args
    criteria = MandateFilter(
        state=asked.get("state", "") if asked.get("state", "") in STATES else "",
        words=asked.get("q", "")[:LONGEST],
        programme=asked.get("programme", "") if asked.get("programme", "") in treasury_words.programmes() else "",
    )
    found = spending.mandates(session, criteria, at, cursor(), names=may_know_names())
    remember_granted(found.items)
    kept = {"state": criteria.state, "q": criteria.words, "programme": criteria.programme}
    return MandatesPage(found, criteria, {name: value for name, value in kept.items() if value}, programme_choices())


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str:
    """One mandate with its whole chain, and the form to request a payment."""
    granted = spending.mandate(db.session(), id_) or abort(404)
    return render_template("treasury/mandate.html", page=read_mandate(db.session(), granted, current_user), **shared())


def read_mandate(session: Session, granted: MandateView, reader: Reader) -> MandatePage:
    """Read everything that the page of a mandate shows."""
    mandate = granted.mandate
    asked, tranches = spending.requests_of(session, mandate.id, cursor()), spending.tranches(session, mandate.id)
    treasury_words.programmes()
    remember_granted([granted])
    remember_asked(asked.items)
    remember_names(one.released_by for one in tranches)
    remember_texts(digest for one in tranches for digest in (one.condition, one.evidence))
    treasurer, no_release = "treasurer" in reader.roles, _no_release(granted, tranches, reader)
    return MandatePage(
        granted=granted,
        requests=asked,
        tranches=tranches,
        shown=[_shown(one, may_release=treasurer and not no_release) for one in tranches],
        asks=reader.is_member,
        no_request=_no_request(granted, reader),
        no_release=no_release,
        may_read_details=treasurer or (bool(mandate.payee_member) and reader.member_id == mandate.payee_member),
    )


def _shown(row: TrancheRow, *, may_release: bool) -> ShownTranche:
    if row.released_at:
        return ShownTranche(row, "paid", _("Released"), may_release=False)
    return ShownTranche(row, "requested", _("Held back"), may_release)


def _no_request(granted: MandateView, reader: Reader) -> str:
    """The reason why the reader may not request a payment; empty if they may, or are no member."""
    if not reader.is_member:
        return ""
    if not granted.left:
        whole = granted.mandate.released == granted.mandate.cap
        return (
            _("All of it is paid or reserved already.")
            if whole
            else _("All that is released is paid or reserved already.")
        )
    about = {"member": reader.member_id, "mandate": granted.mandate.id}
    return refusal(disbursements.request, **about, amount=1, invoices=[], items=[{"amount": 1}])


def _no_release(granted: MandateView, tranches: Sequence[TrancheRow], reader: Reader) -> str:
    """The reason why the reader may not release the next tranche; empty if they may, or are no treasurer."""
    held = next((one for one in tranches if not one.released_at), None)
    if held is None or "treasurer" not in reader.roles:
        return ""
    about = {"member": reader.member_id, "mandate": granted.mandate.id}
    return refusal(judging.release, **about, tranche=held.place, evidence="")

"""Administration of the rules: the rulebook in force in words, and a new one, reviewed before it is signed."""

from flask import Blueprint, abort, render_template, request

from govern.domain.ids import hash_of_value
from govern.domain.lint import read_rulebook
from govern.domain.rules import Band, KindRules, Rules
from govern.domain.weights import WEIGHTS
from govern.store import community
from govern.store.community import RulebookRow
from govern.web import rule_words, rulebook_form
from govern.web.database import db
from govern.web.people import remember_names
from govern.web.rulebook_form import BANDS, UNITS
from govern.web.security import allow
from govern.web.services import now
from govern.web.texts import money
from govern.web.wording import _, ngettext

pages = Blueprint("admin_rulebook", __name__, url_prefix="/admin/rulebook")
FEW = 10
Words = dict[str, list[str]]


@pages.get("")
@allow("anyone")
def rulebook() -> str:
    """The rulebook in force, in words, and those before it."""
    row = _in_force()
    page = community.page_of_rulebooks(db.session(), None, FEW)
    remember_names([one.adopted_by for one in page.items])
    return render_template("admin/rulebook.html", rulebook=row, words=_words(read_rulebook(row.rules)), page=page)


def _in_force() -> RulebookRow:
    row = community.rulebook_in_force(db.session(), now())
    return row if row is not None else abort(404)


@pages.get("/edit")
@allow("administrator")
def edit() -> str:
    """The form: the rules in force, or what was typed before."""
    row = _in_force()
    return _edit(row, request.args.to_dict() or rulebook_form.written(row.rules), {})


def _edit(row: RulebookRow, form: dict[str, str], errors: dict[str, str]) -> str:
    filled = [int(name.split(".")[1]) for name in form if name.startswith("money.")]
    return render_template(
        "admin/edit-rulebook.html",
        rulebook=row,
        form=form,
        errors=errors,
        sources=[(source, _source_words(source)) for source in WEIGHTS],
        units=[(unit, _unit_words(unit)) for unit in UNITS],
        currencies=range(max(filled, default=-1) + 2),
        bands=range(BANDS),
    )


def _unit_words(unit: str) -> str:
    return {"days": _("days"), "hours": _("hours"), "minutes": _("minutes"), "seconds": _("seconds")}[unit]


def _source_words(source: str) -> str:
    if source == "capped-tokens/1":
        return _("Every confirmed token counts one, up to a share of all tokens that nobody exceeds.")
    return rule_words.weight_words({"source": source})


@pages.get("/review")
@allow("administrator")
def review() -> str | tuple[str, int]:
    """What a new rulebook would change, in words, and the form that signs it."""
    row, form = _in_force(), request.args.to_dict()
    reading = rulebook_form.read(form, row.rules)
    if reading.errors:
        return _edit(row, form, reading.errors), 422
    before, after = _words(read_rulebook(row.rules)), _words(read_rulebook(reading.rulebook))
    return render_template(
        "admin/review-rulebook.html",
        rulebook=reading.rulebook,
        hash=hash_of_value(reading.rulebook),
        same=reading.rulebook == row.rules | {"number": reading.rulebook["number"]},
        changes=_changes(before, after),
        words=after,
        form=form,
    )


def _words(rules: Rules) -> Words:
    """The rules as sentences under their headings."""
    words = {rule_words.kind_words(kind): _kind(rules.kinds[kind]) for kind in sorted(rules.kinds)}
    return words | {_("Money"): [line for currency in sorted(rules.approvals) for line in _bands(rules, currency)]}


def _kind(rules: KindRules) -> list[str]:
    weight = rule_words.weight_words(rules.weight)
    return [*rule_words.way_to_the_vote(rules), weight, *rule_words.what_passing_needs(rules)]


def _bands(rules: Rules, currency: str) -> list[str]:
    return [_band(currency, band) for band in rules.approvals[currency]]


def _band(currency: str, band: Band) -> str:
    if band.above == 0:
        return ngettext(
            "%(currency)s: %(num)s treasurer who neither asks for it nor receives it approves every payment.",
            "%(currency)s: %(num)s treasurers who neither ask for it nor receive it approve every payment.",
            band.count,
            currency=currency,
        )
    return ngettext(
        "%(currency)s: above %(amount)s it takes %(num)s treasurer.",
        "%(currency)s: above %(amount)s it takes %(num)s treasurers.",
        band.count,
        currency=currency,
        amount=money(band.above, currency),
    )


def _changes(before: Words, after: Words) -> list[tuple[str, list[str], list[str]]]:
    """By heading: the sentences that no longer hold, and those that hold from now on."""
    found = []
    for heading in after:
        old, new = before[heading], after[heading]
        found.append((heading, [one for one in old if one not in new], [one for one in new if one not in old]))
    return [change for change in found if change[1] or change[2]]

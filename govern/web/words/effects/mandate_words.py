"""Mandates in words: what may be paid to whom, out of which budget and in which parts."""

from collections.abc import Iterator

from govern.store.facts.books import ProgrammeRow
from govern.web.frame.access.people import name_of
from govern.web.frame.database import db
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.texts import money, text_of
from govern.web.words.kind import Effect, Look


def mandate(effect: Effect, look: Look) -> str:
    """A mandate in one sentence."""
    purpose = look(effect["purpose"])
    return granted(effect["cap"], effect["currency"], payee(effect, look), purpose, effect["expires_days"])


def granted(cap: int, currency: str, payee: str, purpose: str, days: int) -> str:
    """The sentence of a mandate; texts that are empty are withheld."""
    withheld = _("(text withheld)")
    return ngettext(
        "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, "
        "within %(num)s day after the proposal is carried out.",
        "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, "
        "within %(num)s days after the proposal is carried out.",
        days,
        cap=money(cap, currency),
        payee=payee or withheld,
        purpose=purpose or withheld,
    )


def payee(effect: Effect, look: Look) -> str:
    """Who is paid, by name; empty if that is withheld."""
    who = effect["payee"]
    return name_of(who["member"]) if who["type"] == "member" else look(who["name"])


def people(effect: Effect) -> list[str]:
    """The member who is paid, if it is one."""
    return [effect["payee"]["member"]] if effect["payee"]["type"] == "member" else []


def text_places(effect: Effect) -> Iterator[tuple[str, str]]:
    """Where a mandate names texts, and what stands there."""
    yield "purpose", effect["purpose"]
    if "name" in effect["payee"]:
        yield "payee.name", effect["payee"]["name"]
    for number, part in enumerate(effect["tranches"]):
        if part["condition"]:
            yield f"tranches.{number}.condition", part["condition"]


def terms(effect: Effect, look: Look) -> list[str]:
    """The budget that a mandate draws on, and the tranches in which it is paid."""
    parts = [_tranche(place, one, effect["currency"], look) for place, one in enumerate(effect["tranches"], start=1)]
    return [*of_programme(effect), *parts]


def _tranche(place: int, one: Effect, currency: str, look: Look) -> str:
    amount = money(one["amount"], currency)
    if not one["condition"]:
        return _("Tranche %(n)s, %(amount)s, at once.", n=place, amount=amount)
    condition = look(one["condition"]) or _("(text withheld)")
    return _("Tranche %(n)s, %(amount)s, once this is met: %(condition)s", n=place, amount=amount, condition=condition)


def of_programme(effect: Effect) -> list[str]:
    """Out of which programme's budget an effect is paid, if out of any."""
    if not effect["programme"]:
        return []
    return [_("It is paid out of the budget of “%(programme)s”.", programme=programme_name(effect["programme"]))]


def programme_name(programme: str) -> str:
    """What a programme is called."""
    row = db.session.get(ProgrammeRow, programme)
    return (text_of(row.name) if row else "") or programme

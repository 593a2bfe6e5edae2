"""What effects on money bring about, in words: budgets, grant rounds, pools, and the terms of mandates."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from govern.store.facts.books import ProgrammeRow
from govern.web.frame.database import db
from govern.web.frame.gettext import _
from govern.web.prose.texts import money, text_of
from govern.web.words.rules.rule_words import duration, moment_words
from govern.web.words.terms.kind_words import role_words

Effect = Mapping[str, Any]
DAY_MS: Final = 86_400_000


def programme_name(programme: str) -> str:
    """What a programme is called."""
    row = db.session.get(ProgrammeRow, programme)
    return (text_of(row.name) if row else "") or programme


def terms(effect: Effect, look: Callable[[str], str]) -> list[str]:
    """The budget that a mandate draws on, and the tranches in which it is paid."""
    told = _programme(effect)
    for place, one in enumerate(effect.get("tranches", ()), start=1):
        amount = money(one["amount"], effect["currency"])
        if one["condition"]:
            condition = look(one["condition"]) or _("(text withheld)")
            told.append(
                _(
                    "Tranche %(n)s, %(amount)s, once this is met: %(condition)s",
                    n=place,
                    amount=amount,
                    condition=condition,
                )
            )
        else:
            told.append(_("Tranche %(n)s, %(amount)s, at once.", n=place, amount=amount))
    return told


def _programme(effect: Effect) -> list[str]:
    if not effect.get("programme"):
        return []
    return [_("It is paid out of the budget of “%(programme)s”.", programme=programme_name(effect["programme"]))]


def _appropriation(effect: Effect) -> list[str]:
    about = {
        "amount": money(effect["amount"], effect["currency"]),
        "programme": programme_name(effect["programme"]),
        "ends": moment_words(effect["ends"]),
    }
    if effect["starts"]:
        about["starts"] = moment_words(effect["starts"])
        return [_("%(amount)s are set aside for “%(programme)s”, from %(starts)s until %(ends)s.", **about)]
    return [_("%(amount)s are set aside for “%(programme)s”, from the decision until %(ends)s.", **about)]


def _round(effect: Effect) -> list[str]:
    return [
        _(
            "%(sum)s are shared out among applications. They are scored by holders of the role: %(role)s.",
            sum=money(effect["sum"], effect["currency"]),
            role=role_words(effect["committee"]),
        ),
        _(
            "Applications are taken for %(apply)s, then scores for %(score)s. Whoever receives a grant "
            "can ask for payment within %(pay)s.",
            apply=duration(effect["apply_days"] * DAY_MS),
            score=duration(effect["score_days"] * DAY_MS),
            pay=duration(effect["expires_days"] * DAY_MS),
        ),
        _("Only applications with a mean of %(least)s points of 100 or more receive a grant.", least=effect["least"]),
        *_programme(effect),
    ]


def _pool(effect: Effect) -> list[str]:
    return [
        _(
            "%(hourly)s an hour are paid out for %(days)s, to whom members support most.",
            hourly=money(effect["hourly"], effect["currency"]),
            days=duration(effect["days"] * DAY_MS),
        ),
        *_programme(effect),
    ]


MONEY_EFFECTS: Final[dict[str, Callable[[Effect], list[str]]]] = {
    "appropriate": _appropriation,
    "open-pool": _pool,
    "open-round": _round,
}

"""Mandates in words: payee, sum, budget and tranches."""

from collections.abc import Iterator
from typing import Final

from govern.rules.treasury.mandate_effects import MandateEffect
from govern.web.frame.access.people import name_of
from govern.web.words.effects.places import Look, amount, number, payee, programme, text
from govern.web.words.effects.sentence import EachRow, Line, PluralSentence, Sentence, given, lacking

MANDATE: Final = PluralSentence(
    "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, "
    "within %(num)s day after the proposal is carried out.",
    "A mandate is granted: up to %(cap)s may be paid to %(payee)s for “%(purpose)s”, "
    "within %(num)s days after the proposal is carried out.",
    "expires_days",
    {"cap": amount("cap"), "payee": payee("payee"), "purpose": text("purpose")},
)
OF_PROGRAMME: Final = Sentence(
    "It is paid out of the budget of “%(programme)s”.",
    {"programme": programme("programme")},
    when=given("programme"),
)
TRANCHES: Final = EachRow(
    "tranches",
    (
        Sentence(
            "Tranche %(n)s, %(amount)s, at once.",
            {"n": number("row"), "amount": amount("amount")},
            when=lacking("condition"),
        ),
        Sentence(
            "Tranche %(n)s, %(amount)s, once this is met: %(condition)s",
            {"n": number("row"), "amount": amount("amount"), "condition": text("condition")},
            when=given("condition"),
        ),
    ),
)
TERMS: Final[tuple[Line, ...]] = (OF_PROGRAMME, TRANCHES)


def payee_name(effect: MandateEffect, look: Look) -> str:
    """The payee's name; empty if withheld."""
    who = effect.payee
    return name_of(who["member"]) if who["type"] == "member" else look(who["name"])


def people(effect: MandateEffect) -> list[str]:
    """The payee if it is a member."""
    return [effect.payee["member"]] if effect.payee["type"] == "member" else []


def text_places(effect: MandateEffect) -> Iterator[tuple[str, str]]:
    """The texts named by a mandate, with their fields."""
    yield "purpose", effect.purpose
    if "name" in effect.payee:
        yield "payee.name", effect.payee["name"]
    for place, part in enumerate(effect.parts):
        if part.condition:
            yield f"tranches.{place}.condition", part.condition

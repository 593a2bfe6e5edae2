"""What a proposal brings about, in words: exactly what its effects say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govern.web.people import name_of, remember_names
from govern.web.texts import money, remember_texts, text_of
from govern.web.wording import _, ngettext


def remember_effects(effects: Iterable[Mapping[str, Any]]) -> None:
    """Looks up the texts and names of several effects with one query each."""
    grants = [effect for effect in effects if effect["effect"] == "grant-mandate"]
    remember_texts([grant["purpose"] for grant in grants] + [grant["payee"].get("name", "") for grant in grants])
    remember_names(grant["payee"].get("member", "") for grant in grants)


def effects_in_words(effects: Sequence[Mapping[str, Any]]) -> list[str]:
    """One sentence an effect."""
    remember_effects(effects)
    return [_effect(effect) for effect in effects]


def _effect(effect: Mapping[str, Any]) -> str:
    if effect["effect"] == "record-resolution":
        return _("The decision is entered in the register of resolutions. No money moves.")
    if effect["effect"] == "ratify-rulebook":
        return _("Rulebook no. %(n)s is ratified: from then on only a vote changes the rules.", n=effect["number"])
    if effect["effect"] == "adopt-rulebook":
        return _("Rulebook no. %(n)s is adopted; it counts after the rules' delay.", n=effect["rulebook"]["number"])
    payee = effect["payee"]
    to = name_of(payee["member"]) if payee["type"] == "member" else text_of(payee["name"])
    return granted(effect["cap"], effect["currency"], to, text_of(effect["purpose"]), effect["expires_days"])


def granted(cap: int, currency: str, payee: str, purpose: str, days: int) -> str:
    """A mandate in one sentence."""
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

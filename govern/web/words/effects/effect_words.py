"""What a proposal brings about, in words: exactly what its effects say."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govern.web.frame.access.people import name_of, remember_names
from govern.web.frame.gettext import _, ngettext
from govern.web.prose.fingerprints import fingerprint_of_claim
from govern.web.prose.texts import money, remember_texts, text_of
from govern.web.words.effects.money_effect_words import MONEY_EFFECTS, terms
from govern.web.words.terms import seat_words
from govern.web.words.terms.scope_words import scope_words

Effect = Mapping[str, Any]
Read = Callable[[str], str]  # the text that an effect names: by its hash, or of a draft the text itself


@dataclass(frozen=True)
class Project:
    """A project of a budget as a row of a table; `terms` are its budget and parts, if it has any."""

    name: str
    purpose: str
    payee: str
    cost: str
    days: int
    terms: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """Effects in words: sentences, the options of a choice, the projects of a budget and what they cost in all."""

    sentences: list[str]
    options: list[str] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    total: str = ""


def text_places(effects: Sequence[Effect]) -> Iterator[tuple[str, str]]:
    """Where effects name texts: the dotted path of the field, and what stands there."""
    for place, effect in enumerate(effects):
        for name in ("name", "purpose"):
            if name in effect:
                yield f"effects.{place}.{name}", effect[name]
        if "name" in effect.get("payee", {}):
            yield f"effects.{place}.payee.name", effect["payee"]["name"]
        for number, part in enumerate(effect.get("tranches", ())):
            if part["condition"]:
                yield f"effects.{place}.tranches.{number}.condition", part["condition"]
        for number, option in enumerate(effect.get("options", ())):
            yield f"effects.{place}.options.{number}.name", option["name"]


def people_in(effects: Iterable[Effect]) -> list[str]:
    """The members whom effects name."""
    found = [effect.get("payee", {}).get("member", "") for effect in effects]
    return [one for one in (*found, *(_person(effect) for effect in effects)) if one]


def _person(effect: Effect) -> str:
    return str(effect.get("admitted") or effect.get("excluded") or "")


def remember_effects(effects: Sequence[Effect]) -> None:
    """Looks up the texts and names of several effects with one query each."""
    remember_texts(digest for _path, digest in text_places(effects))
    remember_names(people_in(effects))


def effects_in_words(effects: Sequence[Effect], scope: str = "") -> list[str]:
    """Everything that effects bring about as sentences, those of a choice's options and a budget's projects too."""
    found = told(effects, scope)
    options = [_("An option: %(name)s", name=name) for name in found.options]
    projects = [granted_to_project(effect, text_of) for effect in effects if effect["effect"] == "fund-project"]
    return [*found.sentences, *options, *projects]


def told(effects: Sequence[Effect], scope: str = "", read: Read | None = None) -> Told:
    """Effects in words; `read` finds their texts, by default in the record."""
    if read is None:
        remember_effects(effects)
    look = read or text_of
    withheld = _("(text withheld)")
    options = [look(one["name"]) or withheld for effect in effects for one in effect.get("options", ())]
    funds = [effect for effect in effects if effect["effect"] == "fund-project"]
    total = money(sum(one["cap"] for one in funds), funds[0]["currency"]) if funds else ""
    sentences = [line for effect in effects for line in _sentences(effect, scope, look)]
    return Told(sentences, options, [_project(one, look) for one in funds], total)


def _sentences(effect: Effect, scope: str, look: Read) -> list[str]:
    kind = effect["effect"]
    if kind == "fund-project":
        return []
    if kind == "fill-seats":
        return seat_words.filled(effect)
    if kind in ("admit-member", "exclude-member"):
        return _membership(effect, scope)
    if kind in MONEY_EFFECTS:
        return MONEY_EFFECTS[kind](effect)
    if kind == "grant-mandate":
        return [_mandate(effect, look), *terms(effect, look)]
    return [_plain(effect)]


def _plain(effect: Effect) -> str:
    if effect["effect"] == "ratify-rulebook":
        return _("Rulebook no. %(n)s is ratified: from then on only a vote changes the rules.", n=effect["number"])
    if effect["effect"] == "adopt-rulebook":
        return _("Rulebook no. %(n)s is adopted; it counts after the rules' delay.", n=effect["rulebook"]["number"])
    if effect["effect"] == "choose-option":
        return _(
            "One of these options, or that nothing changes, is chosen. The one chosen is entered in the register of "
            "resolutions. No money moves."
        )
    if effect["effect"] == "share-out":
        return _(
            "Up to %(sum)s is shared out among these projects. Each one that wins gets a mandate for what it costs.",
            sum=money(effect["sum"], effect["currency"]),
        )
    return _("The decision is entered in the register of resolutions. No money moves.")


def _membership(effect: Effect, scope: str) -> list[str]:
    name = name_of(_person(effect))
    place = scope_words(scope) if scope.startswith("c_") else ""
    if effect["effect"] == "exclude-member":
        if place:
            return [
                _("%(name)s is excluded from the club “%(club)s” and loses every office in it.", name=name, club=place)
            ]
        return [
            _(
                "%(name)s is excluded from the community and loses every role, seat and token. What they signed stays "
                "in the record.",
                name=name,
            )
        ]
    if not effect["claim"]:
        return [_("%(name)s becomes a member of the club “%(club)s”.", name=name, club=place)]
    print_ = fingerprint_of_claim(effect["claim"])
    return [
        _("%(name)s becomes a member of the community.", name=name),
        _("What is voted on is their key, with the fingerprint %(print)s.", print=print_),
    ]


def _mandate(effect: Effect, look: Read) -> str:
    return granted(
        effect["cap"],
        effect["currency"],
        _payee(effect, look),
        look(effect["purpose"]),
        effect["expires_days"],
    )


def _payee(effect: Effect, look: Read) -> str:
    payee = effect["payee"]
    return name_of(payee["member"]) if payee["type"] == "member" else look(payee["name"])


def _project(effect: Effect, look: Read) -> Project:
    withheld = _("(text withheld)")
    return Project(
        name=look(effect["name"]) or withheld,
        purpose=look(effect["purpose"]) or withheld,
        payee=_payee(effect, look) or withheld,
        cost=money(effect["cap"], effect["currency"]),
        days=effect["expires_days"],
        terms=terms(effect, look),
    )


def granted_to_project(effect: Effect, look: Read) -> str:
    """A project of a budget in one sentence."""
    name = look(effect["name"]) or _("(text withheld)")
    return _("If “%(name)s” wins: %(mandate)s", name=name, mandate=_mandate(effect, look))


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

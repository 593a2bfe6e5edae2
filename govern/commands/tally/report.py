"""The text report of a count, translated; programs get English JSON instead."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from govern.cli_i18n import _
from govern.protocol.errors import N_
from govern.protocol.messages import translate
from govern.rules.voting.tally.result import TallyResult, Tie

MOST: Final = 50  # different ballots whose reasons are printed
KINDS: Final = {
    "blank": N_("blank"),
    "invalid": N_("invalid"),
    "partly": N_("counted in part"),
    "stops": N_("stops early"),
}
ACTS: Final = {
    "first preferences": N_("first preferences: %(votes)s"),
    "surplus": N_("the surplus of %(option)s passes on: %(votes)s"),
    "exclusion": N_("%(option)s is excluded: %(votes)s"),
    "scores": N_("points of all ballots: %(votes)s"),
    "run-off": N_("which of the two more ballots prefer: %(votes)s"),
}
TIES: Final = {
    "earlier-rounds": N_("%(all)s were level. An earlier round settled it: %(taken)s came first."),
    "excluded-together": N_("%(all)s were last and level, and were excluded together."),
    "kept": N_("%(all)s are level, and all of them stand."),
    "lot": N_("%(all)s were level. The lot fell on %(taken)s."),
    "run-off": N_("%(all)s were level. Compared two by two, more prefer %(taken)s."),
    "status-quo": N_("%(all)s were level. In such a tie nothing changes."),
    "voters": N_("%(all)s were level. More people, whatever they weigh, named %(taken)s."),
}


def as_text(outcome: TallyResult) -> str:
    """The whole report, with line breaks."""
    return "\n".join(_lines(outcome))


def _lines(outcome: TallyResult) -> Iterator[str]:
    shown = outcome.shown
    winners = _listed(outcome.winners) or _("nobody")
    yield _("%(method)s: %(winners)s", method=outcome.method, winners=winners)
    if vacant := shown.get("vacant"):
        yield _("vacant seats: %(n)s; nobody else had any support", n=vacant)
    yield from _ballots(shown["ballots"])
    yield from (translate(note, _) for note in shown.get("notes", ()))
    for one in shown.get("dropped", ()):
        yield _("dropped: %(option)s (%(why)s)", option=one["option"], why=translate(one["why"], _))
    if "order" in shown:
        yield _("order: %(order)s", order=" > ".join(" = ".join(rank) for rank in shown["order"]))
    if "quota" in shown:
        yield _("quota: %(n)s", n=shown["quota"])
    for number, one in enumerate(shown.get("rounds", ()), start=1):
        yield f"{number}. {_round(one)}"
    yield from _figures(shown.get("pairwise", {}))
    if "spent" in shown:
        money = {name: shown[name] for name in ("spent", "budget", "left")}
        yield _("spent %(spent)s of %(budget)s, left %(left)s", **money)
    yield from map(_tie, outcome.ties)


def _ballots(figures: Mapping[str, Any]) -> Iterator[str]:
    weights = {name: figures[name] for name in ("valid", "blank", "invalid")}
    yield _("ballots: valid %(valid)s, blank %(blank)s, invalid %(invalid)s", **weights)
    if in_part := figures.get("in_part"):
        yield _("ballots counted only in part: %(n)s", n=in_part)
    reasons = figures["reasons"]
    for one in reasons[:MOST]:
        about = {"kind": _(KINDS[one["kind"]]), "ballot": one["ballot"] or _("(empty)"), "why": _(one["why"])}
        yield "  " + _("%(kind)s %(weight)s: %(ballot)s (%(why)s)", weight=one["weight"], **about)
    if len(reasons) > MOST:
        yield "  " + _("and %(n)s more; --json tells all", n=len(reasons) - MOST)


def _round(one: Mapping[str, Any]) -> str:
    if "project" in one:
        return _("%(project)s at %(price)s a unit", project=one["project"], price=one["price"])
    parts = list(_grades(one) if "above" in one else _figures(one["totals"], mark=" "))
    if one.get("excluded"):
        parts.append(_("excluded: %(names)s", names=_listed(one["excluded"])))
    if not one.get("act"):
        return " · ".join(parts)
    if "elected" in one:
        parts.append(_("elected: %(names)s", names=_listed(one["elected"]) or _("nobody yet")))
    option = _listed(one["moved"]) if "moved" in one else one.get("option", "")
    return _(ACTS[one["act"]], option=option, votes=" · ".join(parts))


def _grades(one: Mapping[str, Any]) -> Iterator[str]:
    for name, grade in one["totals"].items():
        yield _("%(name)s %(grade)s (above %(above)s, below %(below)s)", **_about(name, grade, one))


def _about(name: str, grade: int, one: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "grade": grade, "above": one["above"][name], "below": one["below"][name]}


def _figures(figures: Mapping[str, Any], mark: str = ": ") -> Iterator[str]:
    return (f"{name}{mark}{figure}" for name, figure in figures.items())


def _tie(tie: Tie) -> str:
    return _(TIES[tie.by], all=_listed(tie.tied), taken=_listed(tie.taken))


def _listed(names: Iterable[str]) -> str:
    return _(", ").join(names)

"""The life of a proposal as steps, past, present and to come, with the moments that are known."""

from dataclasses import dataclass
from typing import Final, Literal

from govern.domain.proposals import Stage
from govern.domain.rules import KindRules
from govern.store.proposals import Line
from govern.web.wording import _

State = Literal["past", "present", "next", "ended"]
ORDER: Final = ("gathering", "review", "announced", "open", "closing", "standstill", "carried-out")


@dataclass(frozen=True)
class Step:
    """A step: `at` is when it began or will begin, `until` when it ends, `lasts` how long (ms); 0 is unknown."""

    name: str
    state: State
    at: int = 0
    until: int = 0
    lasts: int = 0


def stage_words(stage: Stage) -> str:
    """Where a proposal stands."""
    told: dict[Stage, str] = {
        "gathering": _("Gathering sponsors"),
        "review": _("In review"),
        "announced": _("Announced"),
        "open": _("Open for voting"),
        "closing": _("Being counted"),
        "standstill": _("Passed, in standstill"),
        "passed": _("Passed"),
        "carried-out": _("Carried out"),
        "rejected": _("Rejected"),
        "no-quorum": _("No quorum"),
        "not-admitted": _("Too few sponsors"),
        "withdrawn": _("Withdrawn"),
        "cancelled": _("Cancelled"),
        "challenged": _("Passed, but challenged"),
        "vetoed": _("Stopped by a veto"),
        "void": _("Passed, but declared void"),
        "expired": _("Passed, but expired"),
    }
    return told[stage]


def step_words(name: str) -> str:
    """The name of a step."""
    told = {
        "submitted": _("Submitted"),
        "gathering": _("Sponsors"),
        "review": _("Review"),
        "announced": _("Announced"),
        "open": _("Voting"),
        "closing": _("Counted"),
        "standstill": _("Standstill"),
        "carried-out": _("Carried out"),
        "rejected": _("Rejected"),
        "no-quorum": _("No quorum"),
        "not-admitted": _("Too few sponsors"),
        "withdrawn": _("Withdrawn"),
        "cancelled": _("Cancelled"),
        "challenged": _("Challenged"),
        "vetoed": _("Veto"),
        "void": _("Void"),
        "expired": _("Expired"),
    }
    return told[name]


def steps(line: Line, rules: KindRules, now: int) -> tuple[Step, ...]:
    """All steps of a proposal; `rules` are those by which what is still to come will go."""
    stage = line.stage(now)
    own = tuple(name for name in ORDER if name != "gathering" or line.proposal.sponsors_needed)
    return (Step("submitted", "past", at=line.proposal.at), *_steps(line, rules, stage, own))


def _steps(line: Line, rules: KindRules, stage: Stage, names: tuple[str, ...]) -> list[Step]:
    if stage in ("rejected", "no-quorum", "not-admitted", "withdrawn"):
        return _ended(line, rules, stage, names)
    here = names.index("carried-out" if stage == "passed" else stage)
    found = []
    for place, name in enumerate(names):
        state: State = "past" if place < here or stage == "carried-out" else "present" if place == here else "next"
        found.append(_step(line, rules, name, state))
    return found


def _ended(line: Line, rules: KindRules, stage: Stage, names: tuple[str, ...]) -> list[Step]:
    proposal = line.proposal
    if stage == "not-admitted":
        return [Step(stage, "ended", at=proposal.sponsoring_ends)]
    if stage == "withdrawn":
        passed = [_step(line, rules, "gathering", "past")] if proposal.admitted_at and "gathering" in names else []
        return [*passed, Step(stage, "ended", at=proposal.withdrawn_at)]
    counted = names[: names.index("closing")]
    past = [_step(line, rules, name, "past") for name in counted]
    return [*past, Step(stage, "ended", at=line.result.at if line.result else 0)]


def _step(line: Line, rules: KindRules, name: str, state: State) -> Step:
    proposal, poll, result = line.proposal, line.poll, line.result
    spans: dict[str, tuple[int, int, int]] = {
        "gathering": (proposal.at, proposal.sponsoring_ends, 0),
        "review": (proposal.admitted_at, proposal.review_ends, rules.review_ms),
        "announced": (poll.at if poll else proposal.review_ends, poll.opens if poll else 0, rules.announcement_ms),
        "open": (poll.opens if poll else 0, poll.closes if poll else 0, rules.voting_ms),
        "closing": (result.at if result else poll.closes if poll else 0, 0, 0),
        "standstill": (result.at if result else 0, proposal.standstill_ends, rules.standstill_ms),
        "carried-out": (proposal.carried_out_at or proposal.standstill_ends, 0, 0),
    }
    at, until, lasts = spans[name]
    return Step(name, state, at, until, lasts)

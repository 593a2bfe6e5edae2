"""The life cycle of a proposal as steps: past, present and future, with their known times."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from govern.rules.proposals.stages import Stage
from govern.rules.rulebook.rules import KindRules
from govern.store.facts.proposals import ProposalSummary
from govern.web.frame.gettext import _

State = Literal["past", "present", "next", "ended"]
BEFORE_COUNT: Final = ("gathering", "review", "announced", "open")
ENDS: Final[frozenset[Stage]] = frozenset(
    {"not-admitted", "withdrawn", "cancelled", "rejected", "no-quorum", "vetoed", "void", "expired"}
)


@dataclass(frozen=True)
class LifecycleStep:
    """A step: `at` is its beginning, `until` its end, `lasts` its duration (ms); 0 is unknown.

    `expected` marks a beginning that follows from the rules if nothing intervenes.
    """

    name: str
    state: State
    at: int = 0
    until: int = 0
    lasts: int = 0
    expected: bool = False


def step_words(name: str) -> str:
    """The name of a step."""
    sentences = {
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
        "upheld": _("Upheld"),
        "vetoed": _("Veto"),
        "void": _("Void"),
        "expired": _("Expired"),
    }
    return sentences[name]


def steps(line: ProposalSummary, rules: KindRules, now: int, ruled_at: int = 0) -> tuple[LifecycleStep, ...]:
    """All steps of a proposal; `rules` apply to the future ones.

    `ruled_at` is the time of the ruling on a challenge, 0 if there is none.
    """
    stage, spans = line.stage(now), _spans(line, rules, ruled_at)
    if stage in ENDS:
        past = tuple(LifecycleStep(name, "past", *spans[name]) for name in _until_the_end(line, stage))
        return (*past, LifecycleStep(stage, "ended", at=_ended_at(line, stage, ruled_at)))
    names = ("submitted", *_coming_to(line), *_after_the_count(line, stage), "carried-out")
    here = len(names) if stage == "carried-out" else names.index("carried-out" if stage == "passed" else stage)
    past = tuple(LifecycleStep(name, "past", *spans[name]) for name in names[:here])
    present = tuple(LifecycleStep(name, "present", *spans[name]) for name in names[here : here + 1])
    return (*past, *present, *_to_come(names[here + 1 :], present, spans))


def _coming_to(line: ProposalSummary) -> tuple[str, ...]:
    sponsored = line.proposal.sponsors_needed or not line.proposal.admitted_at
    needed = BEFORE_COUNT if sponsored else BEFORE_COUNT[1:]
    return (*needed, "closing")


def _after_the_count(line: ProposalSummary, stage: Stage) -> tuple[str, ...]:
    proposal = line.proposal
    if not proposal.challenged_at:
        return ("standstill",)
    dispute = ("challenged", "upheld") if proposal.ruling == "upheld" else ("challenged",)
    if stage == "standstill":
        return (*dispute, "standstill")
    if stage == "challenged":  # a standstill that ends before the ruling is no longer a separate step
        return (*dispute, "standstill") if proposal.standstill_ends > proposal.ruling_ends else dispute
    return ("standstill", *dispute)


def _until_the_end(line: ProposalSummary, stage: Stage) -> tuple[str, ...]:
    proposal = line.proposal
    if stage == "not-admitted":
        return ("submitted",)
    if stage in ("withdrawn", "cancelled"):
        began = {"gathering": bool(proposal.sponsors_needed), "review": bool(proposal.admitted_at)}
        began["announced"] = line.poll is not None
        return ("submitted", *(name for name, so in began.items() if so))
    before = ("submitted", *_coming_to(line))
    if stage in ("rejected", "no-quorum"):
        return before[:-1]
    if stage == "expired":
        return (*before, *_after_the_count(line, stage))
    return (*before, "challenged") if proposal.challenged_at else before


def _ended_at(line: ProposalSummary, stage: Stage, ruled_at: int) -> int:
    proposal = line.proposal
    counted_at = line.result.at if line.result else line.poll.closed_at if line.poll else 0
    return {
        "not-admitted": proposal.sponsoring_ends,
        "withdrawn": proposal.withdrawn_at,
        "cancelled": proposal.cancelled_at,
        "vetoed": proposal.vetoed_at,
        "void": ruled_at,
        "expired": proposal.expired_at,
    }.get(stage, counted_at)


Span = tuple[int, int, int]  # begins, ends, lasts


def _spans(line: ProposalSummary, rules: KindRules, ruled_at: int) -> dict[str, Span]:
    proposal, poll, result = line.proposal, line.poll, line.result
    opens, closes = (poll.opens, poll.closes) if poll else (0, 0)
    counted_at = result.at if result else closes
    return {
        "submitted": (proposal.at, 0, 0),
        "gathering": (proposal.at, proposal.sponsoring_ends, 0),
        "review": (proposal.admitted_at, proposal.review_ends, rules.review_ms),
        "announced": (poll.at if poll else 0, opens, rules.announcement_ms),
        "open": (opens, closes, rules.voting_ms),
        "closing": (counted_at, 0, 0),
        "standstill": (counted_at, proposal.standstill_ends, rules.standstill_ms),
        "challenged": (proposal.challenged_at, proposal.ruling_ends, 0),
        "upheld": (ruled_at, 0, 0),
        "carried-out": (proposal.carried_out_at or proposal.standstill_ends, proposal.grace_ends, 0),
    }


def _to_come(
    names: tuple[str, ...], present: tuple[LifecycleStep, ...], spans: dict[str, Span]
) -> Iterator[LifecycleStep]:
    """The steps after the present one, each with its expected beginning."""
    certain = present and present[0].name != "gathering"  # the time of the last sponsorship is unknown
    moment = (present[0].until or present[0].at) if certain else 0
    for name in names:
        _, ends, lasts = spans[name]
        if not (lasts or ends) and name in ("review", "announced", "standstill"):
            continue  # the rules omit this step
        yield LifecycleStep(name, "next", at=moment, lasts=lasts, expected=bool(moment))
        if moment:
            moment = max(ends, moment) if ends else moment + lasts


NoteKind = Literal["sponsors", "extended", "late-turn", "expires", "until", "expected", "began", "lasts", ""]


@dataclass(frozen=True)
class ShownStep:
    """A step in words with its times: `at` and `latest` are moments, `lasts` is a duration in milliseconds."""

    state: State
    words: str
    note: NoteKind
    at: int = 0
    latest: int = 0
    lasts: int = 0


def shown(step: LifecycleStep, line: ProposalSummary) -> ShownStep:
    """A step as the page of a proposal shows it."""
    words, poll = step_words(step.name), line.poll
    if step.name == "gathering" and step.state == "past":
        return ShownStep(step.state, words, "sponsors")
    if step.name == "open" and step.state == "past" and poll and poll.extensions:
        return ShownStep(step.state, words, "extended", poll.closes)
    if step.name == "open" and step.state == "present" and poll and step.until < poll.hard_end:
        return ShownStep(step.state, words, "late-turn", step.until, poll.hard_end)
    if step.state == "present" and (step.until or step.name == "carried-out"):
        return ShownStep(step.state, words, "expires" if step.name == "carried-out" else "until", step.until)
    if step.expected or step.at:
        return ShownStep(step.state, words, "expected" if step.expected else "began", step.at)
    return ShownStep(step.state, words, "lasts" if step.lasts else "", lasts=step.lasts)

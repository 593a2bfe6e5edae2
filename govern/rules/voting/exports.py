"""Exports of a vote's counted ballots to files for other programs, and the command that recounts them."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Poll, Result, Rulebook
from govern.protocol.state import State, find
from govern.rules.rulebook.rulebooks import typed
from govern.rules.voting import delegation
from govern.rules.voting.ballot_files import columns, write_blt, write_csv, write_pabulib, write_preflib
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.multi_option import MultiOptionMethod, supporters
from govern.rules.voting.question import Question
from govern.rules.voting.tally.profile import written

Cast = list[tuple[Any, int]]


@dataclass(frozen=True)
class Export:
    """The exported part of a vote: its question and the counted ballots, each with the weight it carries."""

    poll: Poll
    question: Question
    cast: Cast
    title: str

    @property
    def way(self) -> MultiOptionMethod:
        """The vote's method."""
        return SEVERAL[self.poll.method]


def cast_of(state: State, poll: Poll) -> Cast:
    """The counted ballots by voter's id, with the weights they carry; without withdrawn ones."""
    choices = {one.member: one.choice for one in state.ballots(poll.id) if one.choice != ""}
    weights = state.weights(poll.id)
    if poll.delegations_count:
        depth = typed(find(state, Rulebook, "rulebook_invalid", poll.rulebook_scope, poll.rulebook)).delegation.depth
        resolved = delegation.resolve(delegation.frozen_of(state, poll), choices, depth)
        weights = delegation.carried_weights(resolved, weights)
    return [(choices[member], weights[member]) for member in sorted(choices)]


def formats(poll: Poll) -> Sequence[str]:
    """The file endings possible for a vote's ballots, the best suited first."""
    method = SEVERAL[poll.method]
    if method.shares_budget:
        return ("pb",)
    if method.form != "ranking":
        return () if write_csv.RESERVED.intersection(poll.options) else ("csv",)
    if method.tally.adds_points:
        return ("toi",)  # a complete order would rank those whom the ballot does not
    return ("toc", "csv") if method.level else ("blt",)


def write(export: Export, ending: str) -> str:
    """The file; raises OverflowError if a format without weights would be too long."""
    poll, asked = export.poll, export.question
    if ending == "blt":
        return write_blt.write(poll.options, poll.seats, export.cast, export.title)
    if ending in ("toc", "toi"):
        return write_preflib.write(poll.options, export.cast, export.title, is_complete=ending == "toc")
    if ending == "pb":
        return write_pabulib.write(poll.options, asked.costs, asked.budget, export.cast, export.title)
    return write_csv.write(export.way.form, poll.options, export.cast)


def command(export: Export, result: Result, log_root: str, ending: str) -> list[str]:
    """The arguments of `govern` that recount the file with the same winners."""
    way, required, poll_options = export.way, export.question.required, export.poll.options
    found = ["tally", f"ballots.{ending}", "--method", way.tally.name]
    if export.question.seats > 1 and ending != "blt":
        found += ["--seats", str(export.question.seats)]
    if export.question.seats > 1 and not export.question.vacant:
        found += ["--unsupported", "filled"]
    if required.status_quo:
        found += ["--status-quo", required.status_quo]
    if required.status_quo and way.tally.compares:
        found += ["--quorum", str(written(required.quorum))]
        found += _majority(required.majority)
    if ending == "csv" and way.form != "ranking" and columns.are_ambiguous(poll_options):
        found += ["--points", *poll_options]
    found += _settings(way.settings)
    # Only the winner is compared with the status quo, afterwards.
    every_option_stands = required.status_quo and not way.tally.compares
    if result.ties or export.question.costs or every_option_stands:
        found += ["--lot-hex", base64.b64decode(log_root).hex(), "--as-voted"]
    if needs_people(result):
        people = supporters(way.form, [choice for choice, _ in export.cast], export.question)
        found += ["--people", *(f"{name}={number}" for name, number in people.items())]
    return found


def needs_people(result: Result) -> bool:
    """Whether a tie may have been settled by numbers of people, which a file of weights lacks."""
    return any(tie["by"] in ("kept", "voters") for tie in result.ties)


def _majority(ratios: Mapping[str, Any]) -> list[str]:
    other = [f"{name}={written(ratio)}" for name, ratio in ratios.items() if ratio != 1]
    return ["--majority", *other] if other else []


def _settings(settings: Mapping[str, Any]) -> list[str]:
    found = ["--utility", settings["utility"]] if "utility" in settings else []
    return [*found, "--complete"] if settings.get("complete") else found

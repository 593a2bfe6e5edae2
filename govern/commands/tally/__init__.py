"""The `govern tally` command: counts a file of ballots and prints the result for people or programs."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from govern.cli_i18n import _
from govern.commands.command import CommandError
from govern.commands.tally.arguments import add_arguments, reading_of, settings_of
from govern.commands.tally.report import as_text
from govern.protocol.errors import N_
from govern.protocol.messages import Literal, Message, translate
from govern.rules.voting.ballot_files import BadBallotFile, Reading, read
from govern.rules.voting.multi_option import settled
from govern.rules.voting.tally import ballot_validity
from govern.rules.voting.tally.methods import (
    TALLIES,
    NotCountable,
    count,
    count_what_stands,
)
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import TallyResult
from govern.rules.voting.tally.tally_method import TallyMethod

MONEY: Final = ("budget", "left", "spent")
FIGURES: Final = (*MONEY, "non_transferable", "rounding", "totals")
UNIT: Final = N_("figures count %(unit)s of a weight as 1")
POINTS_RANK: Final = N_("numbers are read as points, the most is the best; if they are ranks, name them with --ranks")
ALIKE: Final = N_("names that differ only in capital letters are counted apart: %(names)s")
SUMMARY: Final = N_("Count a file of ballots.")
__all__ = ["DETAILS", "SUMMARY", "add_arguments", "run"]
DETAILS: Final = N_(
    "Reads BLT (.blt), PrefLib (.soc .soi .toc .toi), Pabulib (.pb) and CSV of weighted ballots (.csv): a head line, "
    "then a column “weight” (else 1 each), and a column “ranking” (A>B=C), “approvals” (A|B) or “choice”, or columns "
    "“first”, “second” …, or a column for each option with its points. What --status-quo, --quorum and --majority drop "
    "is counted by no method. Ballots that are blank or invalid, by the method or by the file's rules, are listed with "
    "reasons; a broken file is refused with its line. "
    "Exit status: 0 counted, 2 the file or the options cannot be used."
)


def run(arguments: argparse.Namespace) -> int:
    """Print the result."""
    print(counted(arguments))
    return 0


def counted(arguments: argparse.Namespace) -> str:
    """The result as text or JSON; raises CommandError."""
    settings = settings_of(arguments)
    try:
        profile = _profile(arguments.file, reading_of(arguments))
        if arguments.as_voted:
            outcome = settled(count(arguments.method, profile, settings), profile, arguments.status_quo, settings)
        else:
            outcome = count_what_stands(arguments.method, profile, settings)
    except BadBallotFile as error:
        raise CommandError(_("%(file)s: %(why)s", file=arguments.file, why=error.text(_))) from error
    except NotCountable as error:
        raise CommandError(_("%(why)s (%(code)s)", why=translate(error.why, _), code=error.code)) from error
    outcome = _with_ballots(outcome, profile)
    if profile.decimals:
        outcome = _in_the_files_unit(outcome, profile.decimals)
    return (
        json.dumps(_numbers(outcome.to_value()), ensure_ascii=False, indent=1) if arguments.json else as_text(outcome)
    )


def _with_ballots(outcome: TallyResult, profile: Profile) -> TallyResult:
    """The count with the numbers of its ballots, and of blank and invalid ones with reasons."""
    dropped = {one["option"] for one in outcome.shown.get("dropped", ())}
    tally = TALLIES[outcome.method]
    if dropped and not tally.compares and not tally.shares_budget:
        profile = profile.only(name for name in profile.options if name not in dropped)
    shown = {**outcome.shown, "ballots": ballot_validity.weighed(tally, profile)}
    if notes := [*profile.notes, *_notes(profile, tally)]:
        shown["notes"] = notes
    return replace(outcome, shown=shown)


def _notes(profile: Profile, tally: TallyMethod) -> Iterator[str]:
    if profile.points and not (tally.needs_points or tally.approvals or tally.shares_budget):
        yield POINTS_RANK
    if decimals := profile.weight_decimals:
        yield Message(UNIT, unit=f"1/{10**decimals}")
    alike: dict[str, list[str]] = {}
    for name in profile.options:
        alike.setdefault(name.casefold(), []).append(name)
    for names in alike.values():
        if len(names) > 1:
            yield Message(ALIKE, names=Literal(", ".join(names)))


def _numbers(value: Any) -> Any:
    """The decimal figures of a result, such as `686.62747`, as JSON numbers."""
    if isinstance(value, list):
        return [_numbers(one) for one in value]
    if isinstance(value, dict):
        return {name: _figures(one) if name in FIGURES else _numbers(one) for name, one in value.items()}
    return value


def _figures(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _figures(one) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    number = float(value) if "." in value else int(value)
    return number if Decimal(repr(number)) == Decimal(value) else value


def _in_the_files_unit(outcome: TallyResult, decimals: int) -> TallyResult:
    """The amounts of a result in the file's unit: `10.50` where the count used 1050."""
    amounts = {name: str(Decimal(outcome.shown[name]).scaleb(-decimals)) for name in MONEY if name in outcome.shown}
    return replace(outcome, shown={**outcome.shown, **amounts})


def _profile(file: Path, reading: Reading) -> Profile:
    """Read the ballots line by line; raises BadBallotFile."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return read(file.name, lines, reading)
    except UnicodeDecodeError as error:
        raise BadBallotFile(_not_text(file), "not_utf8") from error
    except FileNotFoundError as error:
        raise BadBallotFile(0, "file_missing") from error
    except OSError as error:
        raise BadBallotFile(0, "file_unreadable") from error


def _not_text(file: Path) -> int:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 0

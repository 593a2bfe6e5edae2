"""The `govern tally` command: counts a file of ballots and prints the result for people or programs."""

import argparse
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from govern.cli_i18n import _
from govern.commands.command import CommandError
from govern.commands.tally.report import as_text
from govern.protocol.errors import N_
from govern.protocol.messages import translate
from govern.rules.rulebook.rules import UNSUPPORTED
from govern.rules.voting.ballot_files import BadBallotFile, read
from govern.rules.voting.multi_option import settled
from govern.rules.voting.tally import ballot_validity
from govern.rules.voting.tally.methods import (
    TALLIES,
    NotCountable,
    Settings,
    count,
    count_what_stands,
    names,
)
from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import TallyResult

MONEY: Final = ("budget", "left", "spent")
FIGURES: Final = (*MONEY, "non_transferable", "rounding", "totals")
MOST_DIGITS: Final = 15
SUMMARY: Final = N_("Count a file of ballots.")
DETAILS: Final = N_(
    "Reads BLT (.blt), PrefLib (.soc .soi .toc .toi), Pabulib (.pb) and CSV of weighted ballots (.csv): a head line, "
    "then a column “weight” (else 1 each), and a column “ranking” (A>B=C), “approvals” (A|B) or “choice”, or a column "
    "for each option with its points. What --status-quo, --quorum and --majority drop is counted by no method. Ballots "
    "that are blank or invalid by the method are listed with reasons; a broken file is refused with its line. "
    "Exit status: 0 counted, 2 the file or the options cannot be used."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the ballots"))
    parser.add_argument("--method", required=True, choices=names(), metavar="M", help=_(", ").join(names()))
    parser.add_argument(
        "--seats", type=_positive, default=0, metavar="N", help=_("seats (default: the file's, else 1)")
    )
    parser.add_argument("--status-quo", default="", metavar="OPTION", help=_("the option that changes nothing"))
    parser.add_argument(
        "--quorum", type=_decimal, default=Fraction(0), metavar="X", help=_("how many must prefer an option to it")
    )
    parser.add_argument(
        "--majority",
        type=_majority,
        action="append",
        nargs="+",
        default=[],
        metavar="OPTION=3/1",
        help=_("the ratio by which an option must be preferred to it (default: 1/1)"),
    )
    parser.add_argument("--utility", choices=("cost", "cardinality"), default="cost", help=_("for budget-equal-shares"))
    parser.add_argument("--complete", action="store_true", help=_("budget-equal-shares: fill up what is left greedily"))
    parser.add_argument("--threshold", type=_whole, default=0, metavar="N", help=_("the support that a project needs"))
    parser.add_argument("--no-skip", action="store_true", help=_("budget-greedy: end at what does not fit"))
    parser.add_argument("--lot", default="", metavar="TEXT", help=_("what a lot is drawn from (default: the ballots)"))
    parser.add_argument("--lot-hex", type=_hex, default=b"", metavar="HEX", help=_("the same, as bytes in hexadecimal"))
    parser.add_argument(
        "--as-voted",
        action="store_true",
        help=_("settle ties as votes do: the status quo, then more people, then a lot"),
    )
    parser.add_argument(
        "--people",
        type=_people,
        action="extend",
        nargs="+",
        default=[],
        metavar="OPTION=N",
        help=_("how many people support an option, whatever they weigh"),
    )
    parser.add_argument(
        "--unsupported",
        choices=UNSUPPORTED,
        default="vacant",
        help=_("of several seats, what becomes of those for which no ballot supports anybody who is left"),
    )
    parser.add_argument("--json", action="store_true", help=_("print the result for programs"))


def run(arguments: argparse.Namespace) -> int:
    """Print the result."""
    print(counted(arguments))
    return 0


def counted(arguments: argparse.Namespace) -> str:
    """The result as text or JSON; raises CommandError."""
    required = Requirement(
        arguments.status_quo,
        arguments.quorum,
        {name: ratio for several in arguments.majority for name, ratio in several},
    )
    settings = Settings(
        seats=arguments.seats,
        seed=arguments.lot_hex or arguments.lot.encode(),
        required=required,
        utility=arguments.utility,
        complete=arguments.complete,
        least=arguments.threshold,
        skip=not arguments.no_skip,
        voters=dict(arguments.people),
        vacant=arguments.unsupported == "vacant",
    )
    try:
        profile = _profile(arguments.file)
        if arguments.as_voted:
            outcome = settled(count(arguments.method, profile, settings), profile, arguments.status_quo, settings)
        else:
            outcome = count_what_stands(arguments.method, profile, settings)
    except BadBallotFile as error:
        raise CommandError(_("%(file)s: %(why)s", file=arguments.file, why=error.text(_))) from error
    except NotCountable as error:
        raise CommandError(translate(error.why, _)) from error
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
    return replace(outcome, shown={**outcome.shown, "ballots": ballot_validity.weighed(tally, profile)})


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


def _profile(file: Path) -> Profile:
    """Read the ballots line by line; raises BadFile."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return read(file.name, lines)
    except UnicodeDecodeError as error:
        raise BadBallotFile(_not_text(file), N_("this is not UTF-8 text")) from error
    except FileNotFoundError as error:
        raise BadBallotFile(0, N_("there is no such file")) from error
    except OSError as error:
        raise BadBallotFile(0, N_("it cannot be read")) from error


def _not_text(file: Path) -> int:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 0


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 10_000:
        raise argparse.ArgumentTypeError(_("seats is a number from 1 to 10000"))
    return int(text)


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
        raise argparse.ArgumentTypeError(_("a whole number from 0"))
    return int(text)


def _decimal(text: str) -> Fraction:
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise argparse.ArgumentTypeError(_("a number such as 47.434")) from error
    if value < 0:
        raise argparse.ArgumentTypeError(_("a quorum is not negative"))
    return value


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("an even number of hexadecimal digits")) from error


def _people(text: str) -> tuple[str, int]:
    name, _equals, number = text.rpartition("=")
    if not name or not number.isascii() or not number.isdigit():
        raise argparse.ArgumentTypeError(_("write OPTION=3"))
    return name, int(number)


def _majority(text: str) -> tuple[str, Fraction]:
    name, equals, ratio = text.rpartition("=")
    try:
        value = Fraction(ratio)
    except (ValueError, ZeroDivisionError) as error:
        raise argparse.ArgumentTypeError(_("write OPTION=3/1")) from error
    if not equals or not name or value <= 0:
        raise argparse.ArgumentTypeError(_("write OPTION=3/1"))
    return name, value

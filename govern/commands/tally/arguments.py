"""The arguments of `govern tally`: the method, its settings, and how the file is read."""

import argparse
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Final

from govern.cli_i18n import _
from govern.rules.rulebook.rules import UNSUPPORTED
from govern.rules.voting.ballot_files import Reading
from govern.rules.voting.tally.methods import Settings, names
from govern.rules.voting.tally.pairwise import Requirement

MOST_DIGITS: Final = 15
MOST_DECIMALS: Final = 15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the ballots"))
    parser.add_argument("--method", required=True, choices=names(), metavar="M", help=_(", ").join(names()))
    parser.add_argument(
        "--seats", type=_positive, default=0, metavar="N", help=_("seats (default: the file's, else 1)")
    )
    parser.add_argument(
        "--status-quo", type=_composed, default="", metavar="OPTION", help=_("the option that changes nothing")
    )
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
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("print the result for programs"))


def _add_reading(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("how the file is read"))
    group.add_argument(
        "--repeated",
        choices=("skip", "exhaust", "invalid"),
        default="skip",
        help=_(
            "a ballot that names an option again: pass over the repetition (skip), count down to it (exhaust), or do "
            "not count the ballot (invalid); default: skip"
        ),
    )
    group.add_argument(
        "--overvotes",
        choices=("level", "skip", "exhaust"),
        default="level",
        help=_(
            "several options in one place: level, as the method has it (level), pass over the place (skip), or count "
            "down to it (exhaust); default: level"
        ),
    )
    group.add_argument(
        "--preferences",
        type=_composed,
        nargs="+",
        default=[],
        metavar="COLUMN",
        help=_("CSV: the columns of the first, second, … preference, in order"),
    )
    group.add_argument(
        "--points", type=_composed, nargs="+", default=[], metavar="COLUMN", help=_("CSV: the options that get points")
    )
    group.add_argument(
        "--ranks",
        type=_composed,
        nargs="+",
        default=[],
        metavar="COLUMN",
        help=_("CSV: the options whose columns hold their ranks, 1 for the best"),
    )
    group.add_argument(
        "--weights", type=_composed, default="", metavar="COLUMN", help=_("CSV: the column of the ballots' weights")
    )
    group.add_argument(
        "--weight-decimals",
        type=_decimals,
        default=0,
        metavar="N",
        help=_("weights have up to so many decimals, and are counted in the smallest unit: 1 for tenths"),
    )


def reading_of(arguments: argparse.Namespace) -> Reading:
    """The rules for reading the file."""
    return Reading(
        repeated=arguments.repeated,
        overvotes=arguments.overvotes,
        preferences=tuple(arguments.preferences),
        points=tuple(arguments.points),
        ranks=tuple(arguments.ranks),
        weights=arguments.weights,
        decimals=arguments.weight_decimals,
    )


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings of the count."""
    majority = {name: ratio for several in arguments.majority for name, ratio in several}
    return Settings(
        seats=arguments.seats,
        seed=arguments.lot_hex or arguments.lot.encode(),
        required=Requirement(arguments.status_quo, arguments.quorum, majority),
        utility=arguments.utility,
        complete=arguments.complete,
        least=arguments.threshold,
        skip=not arguments.no_skip,
        voters=dict(arguments.people),
        vacant=arguments.unsupported == "vacant",
    )


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
    return _composed(name), int(number)


def _majority(text: str) -> tuple[str, Fraction]:
    name, equals, ratio = text.rpartition("=")
    try:
        value = Fraction(ratio)
    except (ValueError, ZeroDivisionError) as error:
        raise argparse.ArgumentTypeError(_("write OPTION=3/1")) from error
    if not equals or not name or value <= 0:
        raise argparse.ArgumentTypeError(_("write OPTION=3/1"))
    return _composed(name), value


def _decimals(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MOST_DECIMALS:
        raise argparse.ArgumentTypeError(_("a whole number from 0 to %(most)s", most=MOST_DECIMALS))
    return int(text)


def _composed(text: str) -> str:
    """A name in Unicode's composed form, as names in files are read."""
    return unicodedata.normalize("NFC", text)

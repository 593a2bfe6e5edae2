"""The `govern doctor` command: examines an instance and gives advice."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from govern import config
from govern.cli_i18n import _
from govern.protocol.errors import N_

if TYPE_CHECKING:
    from govern.operations.doctor.finding import HealthFinding

SUMMARY: Final = N_("Examine the community's files, database and surroundings, and say what to mend.")
DETAILS: Final = N_(
    "Nothing is changed. Each line is ok, warn or bad. Exit status: 0 nothing is bad, 1 something is. The community's "
    "folder is named by GOVERN_INSTANCE (else instance/ beside the program)."
)
LEVELS: Final = {"ok": N_("ok"), "warn": N_("warn"), "bad": N_("bad")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help=_("print the findings for programs"))


def run(arguments: argparse.Namespace) -> int:
    """Print each finding; 1 if one is bad."""
    from govern.commands import failures
    from govern.operations import doctor

    findings = list(doctor.examine(config.instance_folder(), failures.message_of))
    if arguments.json:
        print(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1))
    else:
        for one in findings:
            _print(one)
    return 1 if any(one.level == "bad" for one in findings) else 0


def _print(one: "HealthFinding") -> None:
    print(f"{_(LEVELS[one.level]):<5} {one.check:<12} {one.text}")
    if one.mend:
        print(f"{'':<18} → {one.mend}")

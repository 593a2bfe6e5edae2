"""The `govern` command: reads what was typed and runs the command named; each imports only what it needs."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from govern.commands import bundle, demo, init, keygen, mail, rebuild, serve, tally, tick, treasury, verify
from govern.commands.command import Command, Trouble
from govern.config import InstanceError
from govern.spoken import _, speak

COMMANDS: Final[Mapping[str, Command]] = {  # in the order of the help
    "keygen": keygen,
    "init": init,
    "serve": serve,
    "tick": tick,
    "mail": mail,
    "demo": demo,
    "bundle": bundle,
    "rebuild": rebuild,
    "tally": tally,
    "treasury": treasury,
    "verify": verify,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 is success, 1 a check that failed, 2 an input that cannot be used."""
    speak()
    parsed = _parser().parse_args(arguments)
    try:
        command: Command = parsed.command
        return command.run(parsed)
    except (Trouble, InstanceError, OSError) as error:
        print(f"govern: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govern", description=_("Signed votes, mandates and money, open to checking.")
    )
    commands = parser.add_subparsers(title=_("commands"), required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=_(command.SUMMARY), description=_description(command))
        command.add_arguments(one)
        one.set_defaults(command=command)
    return parser


def _description(command: Command) -> str:
    """Summary and details; Chinese has no space between two sentences."""
    summary = _(command.SUMMARY)
    return _("%(first)s %(second)s", first=summary, second=_(command.DETAILS)) if command.DETAILS else summary


if __name__ == "__main__":
    sys.exit(main())

"""The `govern` command: parses the command line and runs a command; each command imports only what it needs."""

import argparse
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from typing import Final

from govern.cli_i18n import _, speak
from govern.commands import (
    demo,
    init,
    keygen,
    mail,
    mirror,
    password,
    serve,
    tally,
    tick,
    treasury,
    verify,
)
from govern.commands.command import Command
from govern.commands.operator import backup, bundle, doctor, move, rebuild, restore
from govern.i18n import compiled

COMMANDS: Final[Mapping[str, Command]] = {  # in the order of the help
    "keygen": keygen,
    "init": init,
    "serve": serve,
    "tick": tick,
    "mail": mail,
    "password": password,
    "demo": demo,
    "backup": backup,
    "restore": restore,
    "doctor": doctor,
    "move": move,
    "bundle": bundle,
    "rebuild": rebuild,
    "tally": tally,
    "treasury": treasury,
    "verify": verify,
    "mirror": mirror,
}

CUT_OFF: Final = 141  # the exit status of shells after SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 1 a failed check, 2 unusable input."""
    usual = os.umask(0o077)  # files written by commands are readable only by their owner
    try:
        compiled.check()
        speak()
        return _run(_parser().parse_args(arguments))
    except compiled.StaleCatalogue as error:
        print(f"govern: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader closed the pipe, as `head` does
        return CUT_OFF
    finally:
        os.umask(usual)
        _end_output()


def _run(parsed: argparse.Namespace) -> int:
    command: Command = parsed.command
    try:
        return command.run(parsed)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - every failure is told in a sentence
        from govern.commands import failures

        print(f"govern: {failures.message_of(error)}", file=sys.stderr)
        return 2


def _end_output() -> None:
    """Flush the output; a closed pipe must not cause an error message at exit."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Version(argparse.Action):
    """Prints the version, which is looked up only when requested."""

    def __call__(self, parser: argparse.ArgumentParser, *_arguments: object) -> None:
        """Print the version and exit."""
        print(f"govern {metadata.version('govern')} (Python {platform.python_version()})")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govern", description=_("Signed votes, mandates and money, open to checking.")
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("print the version and end"))
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

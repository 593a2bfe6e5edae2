"""The interface of a command: a summary, its arguments, `run`, and errors."""

import argparse
from typing import Final, Protocol

from govern.cli_i18n import _
from govern.protocol.errors import N_

INSTANCE_HELP = N_("The community's folder is named by GOVERN_INSTANCE (else instance/ beside the program).")
ACCEPT_CLOCK: Final = N_("the clock is right, although it moved on by days: carry out what is due by it")


class CommandError(Exception):
    """An error that a command shows as a sentence instead of a traceback."""


class Command(Protocol):
    """The interface of a command's module; its texts are marked with `words` and translated when shown."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802 - a constant of the module
        """One sentence for the list of commands."""

    @property
    def DETAILS(self) -> str:  # noqa: N802 - a constant of the module
        """More text for the command's help; empty for none."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Run the command and return the exit status: 0 success, 1 a failed check, 2 unusable input."""


def port(text: str) -> int:
    """Parse an argument that is a port."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(_("a port is a number from 1 to 65535"))
    return int(text)

"""What every command has: a summary, its arguments, a way to run, and a way to say what is wrong."""

import argparse
from typing import Final, Protocol

from govern.protocol.errors import words
from govern.spoken import _

INSTANCE_HELP = words("The community's folder is named by GOVERN_INSTANCE (else instance/ beside the program).")
ACCEPT_CLOCK: Final = words("the clock is right, although it moved on by days: carry out what is due by it")


class CommandError(Exception):
    """What a command tells the person instead of a traceback."""


class Command(Protocol):
    """A module of this package; the texts are marked with `words` and translated by whoever shows them."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802 - a constant of the module
        """One sentence for the list of commands."""

    @property
    def DETAILS(self) -> str:  # noqa: N802 - a constant of the module
        """What the help of the command says besides; empty for nothing."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declares what the command takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Carries it out; 0 is success, 1 a check that failed, 2 an input that cannot be used."""


def port(text: str) -> int:
    """An argument that is a port."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(_("a port is a number from 1 to 65535"))
    return int(text)

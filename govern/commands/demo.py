"""The `govern demo` command: serves a made-up community."""

import argparse
from typing import Final

from govern.commands.command import port
from govern.protocol.errors import N_

SUMMARY: Final = N_("Show a made-up community, ready to try.")
DETAILS: Final = N_("Nothing of it is kept.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--port", type=port, default=8000)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    from govern import serving

    serving.demonstrate(arguments.port)
    return 0

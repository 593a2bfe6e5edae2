"""The `govern demo` command: shows a made-up community."""

import argparse
from typing import Final

from govern.commands.command import port
from govern.protocol.errors import words

SUMMARY: Final = words("Show a made-up community, ready to try.")
DETAILS: Final = words("Nothing of it is kept.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--port", type=port, default=8000)


def run(arguments: argparse.Namespace) -> int:
    """Serves it until it is stopped."""
    from govern import serving

    serving.demonstrate(arguments.port)
    return 0

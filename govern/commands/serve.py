"""The `govern serve` command: runs the web server."""

import argparse
from typing import Final

from govern.cli_i18n import _
from govern.commands.command import ACCEPT_CLOCK, INSTANCE_HELP, port
from govern.commands.opened import opened
from govern.protocol.errors import N_

SUMMARY: Final = N_("Serve the community to browsers.")
DETAILS: Final = INSTANCE_HELP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--port", type=port, default=8000)
    parser.add_argument(
        "--listen", default="127.0.0.1", metavar="ADDRESS", help=_("where to listen (default: 127.0.0.1)")
    )
    parser.add_argument("--threads", type=int, default=32, help=_("requests handled at once (default: 32)"))
    parser.add_argument("--accept-clock", action="store_true", help=_(ACCEPT_CLOCK))


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    from govern import serving

    instance, accept = opened(upgraded=False), arguments.accept_clock
    serving.serve(instance, arguments.listen, arguments.port, arguments.threads, accept_clock=accept)
    return 0

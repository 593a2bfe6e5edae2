"""The `govern init` command: founds a community."""

import argparse
from pathlib import Path
from typing import Final

from govern import config
from govern.commands.command import INSTANCE_HELP, Trouble
from govern.domain.errors import Refused, words
from govern.domain.telling import Told, said
from govern.spoken import _

SUMMARY: Final = words("Found a community.")
DETAILS: Final = INSTANCE_HELP
PRESET_HELP: Final = words(
    "the first rulebook: simple (one member, one vote), tokens (contributions weigh; the default), cooperative "
    "(members are equal, many must take part), foundation (residents, clubs and experts vote in chambers)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--name", required=True, help=_("the community's public name"))
    parser.add_argument(
        "--founder-key", type=Path, metavar="FILE", help=_("a key file; without it one is made and shown")
    )
    parser.add_argument(
        "--host", default="localhost", help=_("the name people reach the server by (default: localhost)")
    )
    parser.add_argument("--preset", default="tokens", metavar="NAME", help=_(PRESET_HELP))
    parser.add_argument("--database", default="", metavar="URL", help=_("e.g. postgresql+psycopg://…; default: SQLite"))


def run(arguments: argparse.Namespace) -> int:
    """Founds the community and says what to do next."""
    from govern import serving

    try:
        serving.found_community(
            config.instance_folder(),
            name=arguments.name,
            host=arguments.host,
            preset=arguments.preset,
            database=arguments.database,
            founder_key=arguments.founder_key,
        )
    except Refused as refused:
        raise Trouble(said(Told(refused.template, **refused.details), _)) from refused
    return 0

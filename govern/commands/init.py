"""The `govern init` command: founds a community."""

import argparse
from pathlib import Path
from typing import Final

from govern import config
from govern.cli_i18n import _
from govern.commands.command import INSTANCE_HELP, CommandError
from govern.protocol.errors import N_

SUMMARY: Final = N_("Found a community.")
DETAILS: Final = INSTANCE_HELP
PRESET_HELP: Final = N_(
    "the first rulebook: simple (one member, one vote), tokens (contributions weigh; the default), cooperative "
    "(members are equal, many must take part), foundation (residents, clubs and experts vote in chambers)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--name", required=True, help=_("the community's public name"))
    parser.add_argument(
        "--founder-key", type=Path, metavar="FILE", help=_("a key file; without it one is made and shown")
    )
    host = _("the name people reach the server by, e.g. govern.example.org or lan-name:8131 (default: localhost)")
    parser.add_argument("--host", default="localhost", metavar="NAME[:PORT]", help=host)
    parser.add_argument("--preset", default="tokens", metavar="NAME", help=_(PRESET_HELP))
    parser.add_argument("--database", default="", metavar="URL", help=_("e.g. postgresql+psycopg://…; default: SQLite"))


def run(arguments: argparse.Namespace) -> int:
    """Found the community and print the next steps."""
    from govern.operations import founding

    _check_host(arguments.host)
    founded = founding.found_community(
        config.instance_folder(),
        name=arguments.name,
        host=arguments.host,
        preset=arguments.preset,
        database=arguments.database,
        founder_key=arguments.founder_key,
    )
    print(_("“%(name)s” is founded in %(folder)s.", name=arguments.name, folder=founded.instance.folder))
    print(_("Your key lies in %(file)s. Copy it to your own computer.", file=founded.key_file))
    print(_("Next: run “govern serve”, open this address within 7 days, and bring the key file along:"))
    print(f"  {founded.instance.url}/join/{founded.code}")
    print(_("“govern serve” prints the address again, with the port that it serves, until you have an account."))
    message = N_("Once your browser has the key, delete %(file)s on the server, which is to have nobody's key.")
    print(_(message, file=founded.key_file))
    return 0


def _check_host(host: str) -> None:
    """Refuse a host that the founding statement would refuse, with a message about the option."""
    from govern.protocol import fields

    if not fields.origin(host):
        message = _("--host takes a name, and a port if it is not the usual one: govern.example.org or lan-name:8131.")
        raise CommandError(message)

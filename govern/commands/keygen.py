"""The `govern keygen` command: creates a key file."""

import argparse
from pathlib import Path
from typing import Final

from govern import config
from govern.cli_i18n import _
from govern.commands.command import CommandError
from govern.protocol.errors import N_

SUMMARY: Final = N_("Make a new key file.")
DETAILS: Final = N_("Keep it secret: whoever has it can sign for you.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """Write the file and print the key's id."""
    from govern.record import signing

    if arguments.file.exists():
        raise CommandError(
            _("%(file)s exists already; choose another name, so that no key is lost.", file=arguments.file)
        )
    seed = signing.new_seed()
    config.write_key(arguments.file, seed)
    key = signing.key_id(signing.public_key(seed))
    print(_("A new key lies in %(file)s. Its id is %(key)s.", file=arguments.file, key=key))
    return 0

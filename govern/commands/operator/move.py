"""The `govern move` command: changes the public host name."""

import argparse
from typing import Final

from govern import config
from govern.cli_i18n import _
from govern.commands.command import CommandError
from govern.commands.opened import read
from govern.protocol.errors import N_

SUMMARY: Final = N_("Move the site to another name.")
DETAILS: Final = N_(
    "Links, mail, feeds and cookies use the new name after the next start. The record keeps its own name for ever: "
    "receipts and checkpoints bear the one of the founding, and are checked by it. Browsers keep keys and drafts for "
    "each name apart, so members bring their key along with their recovery file or code, or sign in at both names as "
    "long as the old one leads here too. The community's folder is named by GOVERN_INSTANCE."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    help_ = _("the new name, e.g. govern.example.org or lan-name:8131")
    parser.add_argument("--host", required=True, metavar="NAME[:PORT]", help=help_)


def run(arguments: argparse.Namespace) -> int:
    """Write the address into the settings and print the consequences."""
    from govern.protocol import fields

    host = arguments.host
    if not fields.origin(host):
        message = _("--host takes a name, and a port if it is not the usual one: govern.example.org or lan-name:8131.")
        raise CommandError(message)
    old = read()
    local = host.partition(":")[0] in config.LOCAL
    same = host == old.origin_name
    instance = config.change(old.folder, {"public_url": None if same else f"{'http' if local else 'https'}://{host}"})
    print(_("The site's address is %(new)s; it was %(old)s.", new=instance.url, old=old.url))
    print(_("The record keeps the name %(name)s: its receipts and checkpoints stay true.", name=instance.origin_name))
    print(_("Start “govern serve” again. Let the old name lead here too until everyone has moved."))
    print(_("Browsers keep keys for each name apart: members bring theirs with their recovery file or code."))
    return 0

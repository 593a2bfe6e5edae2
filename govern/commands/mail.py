"""The `govern mail` command: sets up how mail is sent."""

import argparse
from typing import Final

from govern import config
from govern.commands.command import INSTANCE_HELP, port
from govern.domain.errors import words
from govern.spoken import _

SUMMARY: Final = words("Set up how mail is sent. Without --host none is sent.")
DETAILS: Final = INSTANCE_HELP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--host", default="", help=_("the SMTP server that takes our mail"))
    parser.add_argument("--port", type=port, default=0, help=_("its port (default: 587, 465 with tls, 25 with none)"))
    parser.add_argument("--security", choices=sorted(config.PORTS), default="starttls", help=_("default: starttls"))
    parser.add_argument("--user", default="", help=_("whom to sign in as (default: nobody)"))
    parser.add_argument(
        "--password-file", default="", metavar="FILE", help=_("holds the password; in the instance folder")
    )
    parser.add_argument(
        "--from", dest="sender", default="", metavar="ADDRESS", help=_("the address that mail comes from")
    )
    parser.add_argument("--public-url", default="", metavar="URL", help=_("the site's address, for links in mail"))


def run(arguments: argparse.Namespace) -> int:
    """Writes the settings and tells where links in mail lead to."""
    mail = {
        "host": arguments.host,
        "port": arguments.port or config.PORTS[arguments.security],
        "security": arguments.security,
        "user": arguments.user,
        "password_file": arguments.password_file,
        "from": arguments.sender,
    }
    instance = config.set_mail(config.instance_folder(), mail if arguments.host else None, arguments.public_url)
    print(_("Mail is set up.") if instance.mail else _("No mail is sent any more."))
    told = _(
        "Links in it lead to %(url)s. Start “govern serve” again, then look at %(url)s/admin/mail.", url=instance.url
    )
    print(told)
    return 0

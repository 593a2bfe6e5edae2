"""The `govern mail` command: shows and changes the mail settings, and sends a test mail."""

import argparse
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from govern import config
from govern.cli_i18n import _
from govern.commands.command import INSTANCE_HELP, CommandError, port
from govern.config import Instance
from govern.protocol.errors import N_

SUMMARY: Final = N_("Show or change how mail is sent. Without options nothing is changed.")
DETAILS: Final = INSTANCE_HELP
EXAMPLE: Final = "govern mail --host mail.example.org --user govern --password-file smtp.password --from ADDRESS"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments; omitted settings stay unchanged."""
    parser.add_argument("--host", help=_("the SMTP server that takes our mail"))
    parser.add_argument("--port", type=port, help=_("its port (default: 587, 465 with tls, 25 with none)"))
    parser.add_argument("--security", choices=sorted(config.PORTS), help=_("default: starttls"))
    parser.add_argument("--user", help=_("whom to sign in as (default: nobody)"))
    parser.add_argument("--password-file", metavar="FILE", help=_("holds the password; in the instance folder"))
    parser.add_argument("--from", dest="sender", metavar="ADDRESS", help=_("the address that mail comes from"))
    parser.add_argument("--public-url", metavar="URL", help=_("the site's address, for links in mail"))
    parser.add_argument("--off", action="store_true", help=_("send no mail any more"))
    parser.add_argument("--test", metavar="ADDRESS", help=_("send one mail there and say what the mail server answers"))


def run(arguments: argparse.Namespace) -> int:
    """Change the named settings, print the result, and send the test mail if requested."""
    folder = config.instance_folder()
    instance = config.load(folder)
    options = _Options(arguments)
    if options.any:
        instance = config.set_mail(folder, options.mail(instance), options.public_url(instance))
        print(_("Saved. Start “govern serve” again."))
    for line in _shown(instance):
        print(line)
    return _test(instance, arguments.test) if arguments.test else 0


@dataclass(frozen=True)
class _Options:
    """The changes that the arguments ask for."""

    arguments: argparse.Namespace

    @property
    def settings(self) -> dict[str, Any]:
        given = vars(self.arguments)
        names = {"host", "port", "security", "user", "password_file"}
        found = {name: given[name] for name in names if given[name] is not None}
        return found | ({"from": given["sender"]} if given["sender"] is not None else {})

    @property
    def any(self) -> bool:
        """Whether there is any change."""
        return bool(self.settings) or self.arguments.off or self.arguments.public_url is not None

    def mail(self, instance: Instance) -> dict[str, Any] | None:
        """The new mail settings; raises CommandError if they do not fit together."""
        present, changes = _as_settings(instance), self.settings
        if self.arguments.off:
            if changes:
                raise CommandError(_("--off goes with no other setting of mail."))
            return None
        if changes and not present and "host" not in changes:
            raise CommandError(_("Mail is not set up yet: name its server with --host."))
        if "security" in changes and "port" not in changes:
            present.pop("port", None)
        found = present | changes
        if found:
            _check_sender(found.get("from", ""))
            security = found.setdefault("security", "starttls")
            found.setdefault("port", config.PORTS[security])
        return found or None

    def public_url(self, instance: Instance) -> str:
        """The new public address; raises CommandError if it is not valid."""
        wished: str | None = self.arguments.public_url
        if wished is None:
            return instance.public_url
        parts = urlsplit(wished)
        if wished and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
            raise CommandError(
                _("“%(url)s” is no address of a site. It looks like https://govern.example.org.", url=wished)
            )
        return wished


def _check_sender(sender: str) -> None:
    from govern.actions.mail import addresses

    if addresses.error(sender, local_host=True):
        raise CommandError(_("Name the address that mail comes from with --from. It looks like govern@example.org."))


def _as_settings(instance: Instance) -> dict[str, Any]:
    mail = instance.mail
    if mail is None:
        return {}
    texts = {"host": mail.host, "user": mail.user, "password_file": mail.password_file, "from": mail.sender}
    return {**texts, "port": mail.port, "security": mail.security}


def _shown(instance: Instance) -> list[str]:
    mail = instance.mail
    links = _("Links in mail lead to %(url)s. Its state is shown at %(url)s/admin/mail.", url=instance.url)
    if mail is None:
        return [_("No mail is sent. To set it up: %(example)s", example=EXAMPLE), links]
    lines = [
        _("Server: %(host)s, port %(port)s", host=mail.host, port=mail.port),
        _("Security: %(security)s", security=mail.security),
        _("Sender: %(sender)s", sender=mail.sender),
    ]
    if mail.user:
        there = (instance.folder / mail.password_file).is_file()
        message = N_("User: %(user)s, password in the file %(file)s")
        missing = N_("User: %(user)s, password in the file %(file)s, which is not there")
        lines.append(_(message if there else missing, user=mail.user, file=mail.password_file))
    return [*lines, links]


def _test(instance: Instance, address: str) -> int:
    from govern.actions.mail.trial_mail import send_test

    if instance.mail is None:
        raise CommandError(_("Mail is not set up yet: name its server with --host."))
    words_ = (_("Mail works"), _("This mail shows that %(community)s can send mail.", community=instance.origin_name))
    failed = send_test(instance, address, *words_)
    if failed is None:
        print(_("The mail server took a mail to %(address)s. Look into that mailbox.", address=address))
        return 0
    print(_("The test mail was not sent: %(why)s", why=_(failed.sentence, code=failed.code)))
    if failed.detail:
        print(_("Details: %(details)s", details=failed.detail))
    return 1

"""Health checks of the surroundings: the mail server and the public address."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Final

from govern.actions.mail import trouble
from govern.actions.mail.smtp import Connection, ServerTrouble
from govern.cli_i18n import _
from govern.config import Instance
from govern.operations.doctor.finding import HealthFinding, bad, ok, warn

SECONDS: Final = 5


def examine(instance: Instance) -> Iterator[HealthFinding]:
    """The findings about mail and address."""
    yield _mail(instance)
    yield _address(instance)


def _mail(instance: Instance) -> HealthFinding:
    if instance.mail is None:
        return warn("mail", _("No mail is sent."), _("Set it up: govern mail --help"))
    where = f"{instance.mail.host}:{instance.mail.port}"
    try:
        Connection(instance.mail, instance.folder).close()
    except ServerTrouble as error:
        why = _(trouble.sentence(error.code), code=error.code)
        message = _("The mail server %(where)s cannot be used. %(why)s", where=where, why=why)
        return bad("mail", message, _("Look at its name, port, security and password: govern mail --help"))
    return ok("mail", _("The mail server %(where)s takes our mail.", where=where))


def _address(instance: Instance) -> HealthFinding:
    if not instance.https:
        message = _("Only this machine can use the site: %(url)s.", url=instance.url)
        return warn("address", message, _("Give it a name with “govern move --host NAME”, and HTTPS in front of it."))
    try:
        with urllib.request.urlopen(f"{instance.url}/healthz", timeout=SECONDS) as answer:  # noqa: S310 - HTTPS
            answer.read(1000)
    except (OSError, ValueError) as error:
        message = _("%(url)s does not answer from here: %(why)s", url=instance.url, why=getattr(error, "reason", error))
        return warn(
            "address", message, _("Is the server running, and the web server in front of it? Does the name lead here?")
        )
    return ok("address", _("%(url)s answers.", url=instance.url))

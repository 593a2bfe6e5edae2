"""Writes the text of each mail in its reader's language."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from flask import Flask
from werkzeug.test import EnvironBuilder

from govern.actions.mail.letters import Letter
from govern.actions.mail.mail_jobs import MailJob
from govern.actions.people import secret_links
from govern.actions.writing.guard import RecordBehind
from govern.config import Instance
from govern.web.frame.gettext import _
from govern.web.frame.services import Services
from govern.web.prose.fingerprints import fingerprint
from govern.web.words.mail import newcomers, offices
from govern.web.words.mail.signing_in_letters import LETTERS
from govern.web.words.tasks import task_messages


class LetterWriter:
    """Writes letters for an application; thread-safe."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._services: Services = app.extensions["govern"]
        self._instance = self._services.instance

    def __call__(self, order: MailJob) -> Letter:
        """The letter for a mail job, in the reader's language."""
        builder = EnvironBuilder(path="/", base_url=self._instance.url, query_string={"lang": order.language})
        with self._app.request_context(builder.get_environ()):
            return _with_evidence(_REQUESTED.get(order.kind, _of_duty)(order, self._instance), self._services)


def _with_evidence(letter: Letter, services: Services) -> Letter:
    """The letter with the newest checkpoint and the fingerprint of the log's key, which its reader then holds."""
    community = services.community()
    try:
        head = services.given_head()
    except RecordBehind:
        return letter  # the record may not be published as it is; /readyz says so
    if community is None or head is None:
        return letter
    return replace(
        letter,
        evidence_words=_(
            "Keep this mail. It holds today's seal of the record (%(num)s entries, log key %(key)s): if anything is "
            "ever changed or taken out, it proves so.",
            num=head.size,
            key=fingerprint(community.log_key),
        ),
        evidence=head.text.decode(),
    )


def _of_duty(order: MailJob, instance: Instance) -> Letter:
    if order.task is None:
        raise LookupError(order.kind)
    found = task_messages.message(order.task, order.kind)
    token = secret_links.make(instance.secret, "stop", order.account, order.kind)
    return Letter(
        language=order.language,
        subject=found.line,
        paragraphs=(_("Hello %(name)s,", name=order.name), found.line, found.sentence, *_zone(order.task.until)),
        action=found.action,
        link=instance.url + task_messages.path(order.task),
        footer=_footer(order),
        stop_words=_("No more mail of this kind:"),
        stop=f"{instance.url}/notices/stop/{order.kind}/{token}?lang={order.language}",
    )


def _zone(until: int) -> tuple[str, ...]:
    """The sentence on the time zone of a time in a letter, because the reader's is unknown."""
    sentence = _("Times in this mail are in Coordinated Universal Time (UTC). The page shows them in your own time.")
    return (sentence,) if until else ()


def _footer(order: MailJob) -> str:
    return _("You get this mail because you have an account at %(community)s.", community=order.community)


def _address(order: MailJob, instance: Instance) -> Letter:
    sentence = _("An account at %(community)s names this e-mail address. Is it yours?", community=order.community)
    return Letter(
        language=order.language,
        subject=_("Please confirm your e-mail address"),
        paragraphs=(
            _("Hello %(name)s,", name=order.name),
            sentence,
            _("If you know nothing of this, do nothing: no other mail will come."),
        ),
        action=_("Confirm the address"),
        link=newcomers.address_link(order, instance),
        footer=_footer(order),
    )


def _test(order: MailJob, instance: Instance) -> Letter:
    return Letter(
        language=order.language,
        subject=_("Mail works"),
        paragraphs=(
            _("Hello %(name)s,", name=order.name),
            _("This mail shows that %(community)s can send mail.", community=order.community),
        ),
        action=_("Go to the mail settings"),
        link=f"{instance.url}/admin/mail",
        footer=_footer(order),
    )


_REQUESTED: Final[dict[str, Callable[[MailJob, Instance], Letter]]] = {
    "address": _address,
    "welcome": newcomers.welcome,
    "invitation": newcomers.invitation,
    "enrolled": newcomers.enrolled,
    "role-given": offices.given,
    "role-taken": offices.taken,
    "test": _test,
    **LETTERS,
}

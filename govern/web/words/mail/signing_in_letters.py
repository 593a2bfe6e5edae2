"""Mail about passwords: the link for a new one, and notices of created links and changes."""

from collections.abc import Callable
from typing import Final

from govern.actions.mail.letters import Letter
from govern.actions.mail.mail_jobs import MailJob
from govern.actions.signing_in import passwords
from govern.config import Instance
from govern.web.frame.gettext import _


def _letter(order: MailJob, subject: str, sentences: tuple[str, ...], action: str, link: str) -> Letter:
    footer = _("You get this mail because you have an account at %(community)s.", community=order.community)
    paragraphs = (_("Hello %(name)s,", name=order.name), *sentences)
    return Letter(order.language, subject, paragraphs, action, f"{link}?lang={order.language}", footer)


def _link(order: MailJob, instance: Instance) -> Letter:
    token = passwords.token_of(instance.secret, order.subject.partition(":")[2])
    sentences = (
        _(
            "Somebody, you probably, asked for a new password for your account at %(community)s.",
            community=order.community,
        ),
        _("The link holds for one hour and works once. Your signing key and all you signed stay as they are."),
        _("If it was not you, do nothing: your password stays as it is."),
    )
    return _letter(
        order, _("Set a new password"), sentences, _("Set a new password"), f"{instance.url}/new-password/{token}"
    )


def _made(order: MailJob, instance: Instance) -> Letter:
    sentences = (
        _("An administrator made a link with which a new password can be set for your account, once, within an hour."),
        _("If you did not ask for that, speak to another administrator, and sign in to see your sessions."),
    )
    subject = _("A link for a new password was made for your account")
    return _letter(order, subject, sentences, _("My account"), f"{instance.url}/account")


def _changed(order: MailJob, instance: Instance) -> Letter:
    sentences = (
        _(
            "The password of your account at %(community)s was changed. Its other sessions have ended.",
            community=order.community,
        ),
        _("If it was not you, set a new password at once. Your key is not touched: nobody could sign in your name."),
    )
    return _letter(
        order,
        _("Your password was changed"),
        sentences,
        _("Set a new password"),
        f"{instance.url}/sign-in/new-password",
    )


LETTERS: Final[dict[str, Callable[[MailJob, Instance], Letter]]] = {
    "password-link": _link,
    "password-link-made": _made,
    "password-changed": _changed,
}

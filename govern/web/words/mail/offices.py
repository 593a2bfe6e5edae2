"""Mail about roles: granted or ended."""

from typing import Final

from govern.actions.mail.letters import Letter
from govern.actions.mail.mail_jobs import MailJob
from govern.config import Instance
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.web.frame.gettext import _
from govern.web.words.mail.newcomers import greeting
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.scope_words import scope_words

DESKS: Final = {  # the page for the work of a role in the community
    "administrator": "/admin/",
    "registrar": "/admin/people",
    "issuer": "/admin/tokens",
    "treasurer": "/treasury/desk",
}


def given(order: MailJob, instance: Instance) -> Letter:
    """The mail about a granted role."""
    role, scope = _of(order)
    said = {"role": role_words(role), "scope": scope_words(scope)}
    return _letter(
        order,
        instance,
        subject=_("You hold a role now: %(role)s", role=role_words(role)),
        sentences=(
            _("From now on you hold the role “%(role)s” at %(scope)s.", **said),
            _(
                "The record shows it, and whatever you sign in this role is public. What you are needed for stands on "
                "your home page, and you are told of it by mail."
            ),
        ),
        action=_("See what you can do there"),
        path=DESKS.get(role, "/") if scope == COMMUNITY else f"/clubs/{scope}",
    )


def taken(order: MailJob, instance: Instance) -> Letter:
    """The mail about an ended role."""
    role, scope = _of(order)
    said = {"role": role_words(role), "scope": scope_words(scope)}
    return _letter(
        order,
        instance,
        subject=_("A role of yours has ended: %(role)s", role=role_words(role)),
        sentences=(
            _("You no longer hold the role “%(role)s” at %(scope)s.", **said),
            _("The record shows when it ended and by which act. Your membership and your vote stay as they are."),
        ),
        action=_("Go to your home page"),
        path="/",
    )


def _of(order: MailJob) -> tuple[str, str]:
    role, scope, _index = order.subject.split(":")
    return role, scope


def _letter(
    order: MailJob, instance: Instance, *, subject: str, sentences: tuple[str, ...], action: str, path: str
) -> Letter:
    return Letter(
        language=order.language,
        subject=subject,
        paragraphs=(greeting(order.name), *sentences),
        action=action,
        link=instance.url + path,
        footer=_("You get this mail because you have an account at %(community)s.", community=order.community),
    )

"""Reasons of failed mail in words."""

from collections.abc import Callable
from typing import TypedDict

from govern.actions.mail import trouble
from govern.web.frame.gettext import _
from govern.web.frame.services import services


class MailWords(TypedDict):
    """Words about mail on pages: whether mail is sent at all, and the reasons of failures."""

    mailing: bool
    mail_trouble: Callable[[str], str]


def mail_words() -> MailWords:
    """Return what pages need that speak of mail."""
    return {"mailing": services().instance.mail is not None, "mail_trouble": trouble_words}


def trouble_words(code: str) -> str:
    """Why mail failed, in words."""
    return _(trouble.sentence(code), code=code)

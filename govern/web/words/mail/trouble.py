"""Why mail could not be sent, in words."""

from govern.actions.mail import trouble
from govern.web.frame.gettext import _


def trouble_words(code: str) -> str:
    """What kept mail from being sent, in words."""
    return _(trouble.sentence(code), code=code)

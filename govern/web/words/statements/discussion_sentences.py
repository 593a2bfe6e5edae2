"""What people say in discussions, why they vote, and what moderators withhold, in one sentence each."""

from collections.abc import Callable
from typing import Final

from govern.web.frame.gettext import _
from govern.web.words.statements.statement_subjects import Payload, proposal_of, text, title, who


def _commented(payload: Payload) -> str:
    about = {"member": who(payload), "title": title(payload["proposal"])}
    if payload["parent"]:
        return _("%(member)s answered a comment on “%(title)s”.", **about)
    return _("%(member)s commented on “%(title)s”.", **about)


def _reworded(payload: Payload) -> str:
    return _("%(member)s worded a comment anew.", member=who(payload))


def _reasoned(payload: Payload) -> str:
    about = {"member": who(payload), "title": title(proposal_of(payload["poll"]))}
    return _("%(member)s gave a reason for their vote on “%(title)s”.", **about)


def _withheld(payload: Payload) -> str:
    return _("%(member)s withheld a text, because: “%(reason)s”.", member=who(payload), reason=text(payload["reason"]))


def _shown(payload: Payload) -> str:
    reason = text(payload["reason"])
    return _("%(member)s showed a withheld text again, because: “%(reason)s”.", member=who(payload), reason=reason)


def _comment_withheld(payload: Payload) -> str:
    reason = text(payload["reason"])
    return _(
        "%(member)s withheld a comment in all its wordings, because: “%(reason)s”.", member=who(payload), reason=reason
    )


def _comment_shown(payload: Payload) -> str:
    reason = text(payload["reason"])
    return _("%(member)s showed a withheld comment again, because: “%(reason)s”.", member=who(payload), reason=reason)


DISCUSSION_SENTENCES: Final[dict[str, Callable[[Payload], str]]] = {
    "comment-made": _commented,
    "comment-revised": _reworded,
    "reason-given": _reasoned,
    "text-hidden": _withheld,
    "text-shown": _shown,
    "comment-hidden": _comment_withheld,
    "comment-shown": _comment_shown,
}

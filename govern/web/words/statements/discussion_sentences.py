"""One sentence for each statement about comments, reasons for votes, and moderation."""

from typing import Final

from govern.protocol.errors import N_
from govern.web.frame.gettext import _
from govern.web.words.statements.statement_subjects import Payload, proposal_of, text, title, who
from govern.web.words.statements.statement_words import StatementWords


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


DISCUSSION_WORDS: Final[dict[str, StatementWords]] = {
    "comment-made": StatementWords(N_("Comment"), _commented),
    "comment-revised": StatementWords(N_("Comment revised"), _reworded),
    "reason-given": StatementWords(N_("Reason for a vote"), _reasoned),
    "text-hidden": StatementWords(N_("Text withheld"), _withheld),
    "text-shown": StatementWords(N_("Text shown again"), _shown),
    "comment-hidden": StatementWords(N_("Comment withheld"), _comment_withheld),
    "comment-shown": StatementWords(N_("Comment shown again"), _comment_shown),
}

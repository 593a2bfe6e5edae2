"""The words of statements about comments, reasons for votes, and moderation."""

from typing import Final

from govern.actions.mail import occasions
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


def _comment_withheld(payload: Payload) -> str:
    reason = text(payload["reason"])
    return _(
        "%(member)s withheld a comment in all its wordings, because: “%(reason)s”.", member=who(payload), reason=reason
    )


def _comment_shown(payload: Payload) -> str:
    reason = text(payload["reason"])
    return _("%(member)s showed a withheld comment again, because: “%(reason)s”.", member=who(payload), reason=reason)


def _withheld(payload: Payload) -> str:
    return _("%(member)s withheld a text, because: “%(reason)s”.", member=who(payload), reason=text(payload["reason"]))


def _shown(payload: Payload) -> str:
    reason = text(payload["reason"])
    return _("%(member)s showed a withheld text again, because: “%(reason)s”.", member=who(payload), reason=reason)


def _reasoned(payload: Payload) -> str:
    about = {"member": who(payload), "title": title(proposal_of(payload["poll"]))}
    return _("%(member)s gave a reason for their vote on “%(title)s”.", **about)


WORDS: Final[dict[str, StatementWords]] = {
    "comment-made": StatementWords(N_("Comment"), _commented, "/comments/{id}", notice=occasions.people_mentioned),
    "comment-revised": StatementWords(
        N_("Comment revised"), _reworded, "/comments/{comment}", notice=occasions.people_mentioned
    ),
    "comment-hidden": StatementWords(N_("Comment withheld"), _comment_withheld, "/comments/{comment}"),
    "comment-shown": StatementWords(N_("Comment shown again"), _comment_shown, "/comments/{comment}"),
    "text-hidden": StatementWords(N_("Text withheld"), _withheld, "/moderation/texts/{text}"),
    "text-shown": StatementWords(N_("Text shown again"), _shown, "/moderation/texts/{text}"),
    "reason-given": StatementWords(N_("Reason for a vote"), _reasoned),
}

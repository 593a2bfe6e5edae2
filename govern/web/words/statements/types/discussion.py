"""The words of statements about comments, reasons for votes, and moderation."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.web.frame.gettext import _
from govern.web.words.statements import dialog
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
    "comment-made": StatementWords(
        N_("Comment"),
        _commented,
        "/comments/{id}",
        notice=occasions.people_mentioned,
        dialog=dialog.Dialog(
            dialog.Either(
                dialog.lacking("parent"),
                dialog.say(N_("You comment on “%(title)s”."), title=dialog.name("proposal")),
                dialog.say(
                    N_("You answer %(name)s in the discussion of “%(title)s”."),
                    name=dialog.name("parent"),
                    title=dialog.name("proposal"),
                ),
            ),
            (dialog.say(N_("Your text: %(text)s"), text=dialog.name("text")),),
            public="text",
            lookups=(dialog.look_up("title", "proposal"),),
        ),
    ),
    "comment-revised": StatementWords(
        N_("Comment revised"),
        _reworded,
        "/comments/{comment}",
        notice=occasions.people_mentioned,
        dialog=dialog.Dialog(
            dialog.say(N_("You word your comment on “%(title)s” anew."), title=dialog.name("comment")),
            (dialog.say(N_("Your text: %(text)s"), text=dialog.name("text")),),
            public="text",
        ),
    ),
    "comment-hidden": StatementWords(
        N_("Comment withheld"),
        _comment_withheld,
        "/comments/{comment}",
        dialog=dialog.Dialog(
            dialog.say(N_("You WITHHOLD this comment in all its wordings: “%(text)s”."), text=dialog.name("comment")),
            (dialog.reason(),),
            public="text",
            lookups=(dialog.look_up("comment", "comment"),),
        ),
    ),
    "comment-shown": StatementWords(
        N_("Comment shown again"),
        _comment_shown,
        "/comments/{comment}",
        dialog=dialog.Dialog(
            dialog.say(N_("You show a withheld comment again: %(text)s."), text=dialog.name("comment")),
            (dialog.reason(),),
            public="text",
        ),
    ),
    "text-hidden": StatementWords(
        N_("Text withheld"),
        _withheld,
        "/moderation/texts/{text}",
        dialog=dialog.Dialog(
            dialog.say(N_("You WITHHOLD this text: “%(text)s”."), text=dialog.name("text")),
            (dialog.reason(),),
            public="text",
            lookups=(dialog.look_up("textOf", "text"),),
        ),
    ),
    "text-shown": StatementWords(
        N_("Text shown again"),
        _shown,
        "/moderation/texts/{text}",
        dialog=dialog.Dialog(
            dialog.say(N_("You show a withheld text again: %(text)s."), text=dialog.name("text")),
            (dialog.reason(),),
            public="text",
        ),
    ),
    "reason-given": StatementWords(
        N_("Reason for a vote"),
        _reasoned,
        dialog=dialog.Dialog(
            dialog.say(N_("You say why you vote as you do on “%(title)s”."), title=dialog.name("poll")),
            (dialog.reason("text"),),
            public="text",
            lookups=(dialog.look_up("titleOfPoll", "poll"),),
        ),
    ),
}

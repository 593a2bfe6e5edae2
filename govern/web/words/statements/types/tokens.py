"""The words of statements about tokens."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.store.facts.tokens import AwardRow
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _, ngettext
from govern.web.words.rules.rule_words import number
from govern.web.words.rules.rulebook_fields import written_millionths
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, subjects, text, who
from govern.web.words.statements.statement_words import StatementWords


def _award_made(payload: Payload) -> str:
    return ngettext(
        "%(member)s awarded %(tokens)s token to %(to)s, for: “%(reason)s”.",
        "%(member)s awarded %(tokens)s tokens to %(to)s, for: “%(reason)s”.",
        payload["amount"],
        tokens=number(payload["amount"]),
        member=who(payload),
        to=name_of(payload["to"]),
        reason=text(payload["reason"]),
    )


def _award_confirmed(payload: Payload) -> str:
    award = subjects().get(AwardRow, payload["award"])
    if award is None:
        return _("%(member)s confirmed an award.", member=who(payload))
    return ngettext(
        "%(member)s confirmed the award of %(tokens)s token to %(to)s.",
        "%(member)s confirmed the award of %(tokens)s tokens to %(to)s.",
        award.amount,
        tokens=number(award.amount),
        member=who(payload),
        to=name_of(award.to),
    )


def _award_reversed(payload: Payload) -> str:
    award, why = subjects().get(AwardRow, payload["award"]), text(payload["reason"])
    if award is None:
        return _("%(member)s took back an award, because: “%(reason)s”.", member=who(payload), reason=why)
    return ngettext(
        "%(member)s signed that the award of %(tokens)s token to %(to)s is taken back, because: “%(reason)s”.",
        "%(member)s signed that the award of %(tokens)s tokens to %(to)s is taken back, because: “%(reason)s”.",
        award.amount,
        tokens=number(award.amount),
        member=who(payload),
        to=name_of(award.to),
        reason=why,
    )


def _epoch_closed(payload: Payload) -> str:
    return _(
        "Epoch %(n)s of the tokens ended: %(share)s of each balance stayed, %(after)s of %(before)s tokens in all.",
        n=number(payload["number"]),
        share=written_millionths(payload["keep"]),
        after=number(payload["after"]),
        before=number(payload["before"]),
    )


WORDS: Final[dict[str, StatementWords]] = {
    "award-made": StatementWords(
        N_("Award"),
        _award_made,
        notice=occasions.award_made,
        dialog=dialog.Dialog(
            dialog.say(N_("You award %(tokens)s to %(name)s."), tokens=dialog.tokens("amount"), name=dialog.name("to")),
            (dialog.reason(),),
            public="text",
        ),
    ),
    "award-confirmed": StatementWords(
        N_("Award confirmed"),
        _award_confirmed,
        dialog=dialog.Dialog(
            dialog.say(N_("You confirm the award: %(award)s."), award=dialog.name("award")),
            lookups=(dialog.look_up("award", "award"),),
        ),
    ),
    "award-reversed": StatementWords(
        N_("Award taken back"),
        _award_reversed,
        notice=occasions.award_reversed,
        dialog=dialog.Dialog(
            dialog.say(N_("You TAKE BACK this award: %(award)s."), award=dialog.name("award")),
            (dialog.reason(),),
            public="text",
            lookups=(dialog.look_up("award", "award"),),
        ),
    ),
    "epoch-closed": StatementWords(N_("Tokens decayed"), _epoch_closed),
}

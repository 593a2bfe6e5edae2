"""The words of statements about draws by lot."""

from typing import Final

from govern.protocol.errors import N_
from govern.store.facts.draws import DrawRow
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, subjects, text, who
from govern.web.words.statements.statement_words import StatementWords


def _called(payload: Payload) -> str:
    return _("%(member)s called a draw by lot: “%(purpose)s”.", member=who(payload), purpose=text(payload["purpose"]))


def _purpose(payload: Payload) -> str:
    draw = subjects().get(DrawRow, payload["draw"])
    return text(draw.purpose) if draw else _("(unknown)")


def _cancelled(payload: Payload) -> str:
    return _(
        "%(member)s called off the draw “%(purpose)s”: “%(reason)s”.",
        member=who(payload),
        purpose=_purpose(payload),
        reason=text(payload["reason"]),
    )


def _made(payload: Payload) -> str:
    if not payload["drawn"]:
        return _("The draw “%(purpose)s” drew nobody.", purpose=_purpose(payload))
    people = _(", ").join(name_of(one) for one in payload["drawn"])
    return _("The draw “%(purpose)s” drew %(people)s.", purpose=_purpose(payload), people=people)


WORDS: Final[dict[str, StatementWords]] = {
    "draw-called": StatementWords(
        N_("Draw called"),
        _called,
        dialog=dialog.Dialog(
            dialog.Either(
                dialog.lacking("role"),
                dialog.say(
                    N_("You call a draw by lot of %(count)s among all members: %(where)s."),
                    count=dialog.plain("count"),
                    where=dialog.area("scope"),
                ),
                dialog.say(
                    N_("You call a draw by lot of %(count)s among those with the role “%(role)s”: %(where)s."),
                    count=dialog.plain("count"),
                    role=dialog.name("role"),
                    where=dialog.area("scope"),
                ),
            ),
            (
                dialog.name("purpose"),
                dialog.say(N_("It is drawn %(moment)s."), moment=dialog.moment("draws_at")),
                dialog.say(
                    N_("It counts as turns in the rotation “%(rotation)s”."),
                    dialog.given("rotation"),
                    rotation=dialog.plain("rotation"),
                ),
            ),
            public="text",
        ),
    ),
    "draw-cancelled": StatementWords(
        N_("Draw called off"),
        _cancelled,
        dialog=dialog.Dialog(dialog.say(N_("You call off this draw.")), (dialog.reason(),), public="text"),
    ),
    "draw-made": StatementWords(N_("Draw"), _made),
}

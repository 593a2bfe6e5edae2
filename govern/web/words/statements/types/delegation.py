"""The words of statements about delegation."""

from typing import Final

from govern.protocol.errors import N_
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.voting.delegation import TOPIC
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, title, who
from govern.web.words.statements.statement_words import StatementWords
from govern.web.words.statements.types.clubs import club_name
from govern.web.words.terms.scope_words import topic_words


def area_words(area: str) -> str:
    """The area of a delegation, whose clubs and proposals are loaded."""
    if area == COMMUNITY:
        return _("everything")
    if area.startswith(TOPIC):
        return _("the topic “%(topic)s”", topic=topic_words(area.removeprefix(TOPIC)))
    if area.startswith("c_"):
        return _("the club “%(club)s”", club=club_name(area))
    return _("the proposal “%(title)s”", title=title(area))


def _made(payload: Payload) -> str:
    about = {"member": who(payload), "area": area_words(payload["area"])}
    if not payload["delegate"]:
        return _("%(member)s lets nobody vote for them in: %(area)s.", **about)
    return _("%(member)s lets %(delegate)s vote for them in: %(area)s.", delegate=name_of(payload["delegate"]), **about)


def _ended(payload: Payload) -> str:
    return _("%(member)s ended the delegation in: %(area)s.", member=who(payload), area=area_words(payload["area"]))


WORDS: Final[dict[str, StatementWords]] = {
    "delegation-made": StatementWords(
        N_("Delegation"),
        _made,
        dialog=dialog.Dialog(
            dialog.Either(
                dialog.lacking("delegate"),
                dialog.say(N_("You let nobody vote for you for %(area)s."), area=dialog.area("area")),
                dialog.say(
                    N_("You let %(name)s vote for you, where you do not vote yourself, for %(area)s."),
                    name=dialog.name("delegate"),
                    area=dialog.area("area"),
                ),
            ),
            (dialog.say(N_("Until %(moment)s, unless you end it before."), moment=dialog.moment("ends")),),
            lookups=(dialog.look_up("area", "area"),),
        ),
    ),
    "delegation-ended": StatementWords(
        N_("End of a delegation"),
        _ended,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You end your delegation for %(area)s. From now on only your own ballots count there."),
                area=dialog.area("area"),
            ),
            lookups=(dialog.look_up("area", "area"),),
        ),
    ),
}

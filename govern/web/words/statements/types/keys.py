"""The words of statements about keys."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.prose.fingerprints import fingerprint_of_claim, fingerprint_of_id
from govern.web.words.statements import dialog
from govern.web.words.statements.statement_subjects import Payload, who
from govern.web.words.statements.statement_words import StatementWords


def _added(payload: Payload) -> str:
    print_ = fingerprint_of_claim(payload["claim"])
    return _("%(member)s added a key of theirs, %(print)s.", member=who(payload), print=print_)


def _revoked(payload: Payload) -> str:
    return _("%(member)s ended the key %(print)s.", member=who(payload), print=fingerprint_of_id(payload["key"]))


def _reset(payload: Payload) -> str:
    return _(
        "%(member)s agreed to a new key for %(holder)s, %(print)s.",
        member=who(payload),
        holder=name_of(payload["resets"]),
        print=fingerprint_of_claim(payload["claim"]),
    )


WORDS: Final[dict[str, StatementWords]] = {
    "key-added": StatementWords(
        N_("Further key"),
        _added,
        dialog=dialog.Dialog(
            dialog.say(N_("You add the key %(fingerprint)s to yours."), fingerprint=dialog.fingerprint("claim")),
            (
                dialog.say(
                    N_(
                        "From now on it can sign everything in your name. Add it only if its fingerprint stands on "
                        "another screen of yours."
                    )
                ),
                dialog.claimed_by("claim", "member"),
            ),
        ),
    ),
    "key-revoked": StatementWords(
        N_("End of a key"),
        _revoked,
        dialog=dialog.Dialog(
            dialog.say(N_("You END the key %(fingerprint)s."), fingerprint=dialog.fingerprint_of_id("key")),
            (
                dialog.say(
                    N_(
                        "It signs nothing here any more, and this cannot be taken back. What it signed before stays "
                        "valid."
                    )
                ),
                dialog.say(
                    N_(
                        "It is the only key you have: you can sign nothing until two registrars give you a new one, "
                        "which takes a week."
                    ),
                    dialog.IS_ONLY_KEY,
                ),
            ),
            lookups=(dialog.look_up("remainingKeys"),),
        ),
    ),
    "key-reset": StatementWords(
        N_("New key agreed to"),
        _reset,
        notice=occasions.key_reset,
        dialog=dialog.Dialog(
            dialog.say(
                N_("You agree that %(name)s gets a new key in place of those that were lost."),
                name=dialog.name("resets"),
            ),
            (
                *dialog.compared("claim", "resets"),
                dialog.say(
                    N_(
                        "Once two registrars have agreed, it begins a week later and ends all other keys of this "
                        "member. Until then the member can stop it."
                    )
                ),
            ),
        ),
    ),
}

"""The words of statements about keys."""

from typing import Final

from govern.actions.mail import occasions
from govern.protocol.errors import N_
from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.prose.fingerprints import fingerprint_of_claim, fingerprint_of_id
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
    "key-added": StatementWords(N_("Further key"), _added),
    "key-revoked": StatementWords(N_("End of a key"), _revoked),
    "key-reset": StatementWords(N_("New key agreed to"), _reset, notice=occasions.key_reset),
}

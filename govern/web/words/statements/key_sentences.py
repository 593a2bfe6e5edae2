"""What people do with their keys, in one sentence each."""

from collections.abc import Callable
from typing import Final

from govern.web.frame.access.people import name_of
from govern.web.frame.gettext import _
from govern.web.prose.fingerprints import fingerprint_of_claim, fingerprint_of_id
from govern.web.words.statements.statement_subjects import Payload, who


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


KEY_SENTENCES: Final[dict[str, Callable[[Payload], str]]] = {
    "key-added": _added,
    "key-revoked": _revoked,
    "key-reset": _reset,
}

"""Read access to the record and to members' names, by the rulebook in force."""

from typing import Any, Final

from flask import g, has_request_context, request, session
from flask_login import current_user

from govern.actions.people import access_keys
from govern.actions.signing_in import guessing
from govern.rules.rulebook.formats import newest
from govern.rules.rulebook.rules import Access
from govern.store.private.access_keys import AccessKeyRow
from govern.web.frame.access.rate_limit import count_failure
from govern.web.frame.database import db, private_write
from govern.web.frame.lookup import lookup
from govern.web.frame.services import now

BEARER: Final = "Bearer "
_UNFOUNDED: Final = Access(record="everyone", names="members")


def access() -> Access:
    """The access rules of the community's rulebook in force."""
    rules = lookup().rules
    return rules.access if rules else _UNFOUNDED


def format_in_force() -> int:
    """The format of the community's rulebook in force; before the founding the newest."""
    rules = lookup().rules
    return rules.format if rules else newest().number


def is_closed() -> bool:
    """Whether only members and auditors may read the record."""
    return access().record != "everyone"


def may_read() -> bool:
    """Whether the requester may read the record."""
    return not is_closed() or current_user.is_member or auditor() is not None


def may_know_names() -> bool:
    """Whether the requester may see members' names."""
    return current_user.is_member or access().names == "everyone"


def auditor() -> AccessKeyRow | None:
    """The requester's access key: sent along (RFC 6750), or given at sign-in; raises TooManyAttempts."""
    if "auditor" not in g:
        g.auditor = None  # for the page of TooManyAttempts, which calls this again
        g.auditor = _auditor() if has_request_context() else None
    found: AccessKeyRow | None = g.auditor
    return found


def _auditor() -> AccessKeyRow | None:
    sent = request.headers.get("Authorization", "")
    if sent.startswith(BEARER):
        found = open_with(sent.removeprefix(BEARER))
    else:
        kept: Any = session.get("access_key", "")
        found = access_keys.find_by_hash(db.session(), str(kept), now()) if kept else None
    return _noted(found) if found is not None else None


def open_with(typed: str) -> AccessKeyRow | None:
    """The typed access key if it opens the record; wrong ones count as guesses. Raises TooManyAttempts."""
    found = access_keys.find(db.session(), typed, now())
    if found is None:
        count_failure(guessing.ACCESS_KEY)
    return found


def _noted(found: AccessKeyRow) -> AccessKeyRow:
    if access_keys.use_to_note(found, now()):
        id_ = found.id
        with private_write() as writing:
            access_keys.note_use(writing, id_, now())
    return found

"""Step 6: what the clerk left undone, since when and for whom."""

from collections.abc import Iterator
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.facts import Draw, GrantRound, Mandate, Pool, Proposal
from govern.protocol.messages import Literal, Message
from govern.protocol.state import Due
from govern.protocol.units import HOUR
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.verify.findings import Finding, found
from govern.verify.moments import utc
from govern.verify.omissions import Omission
from govern.verify.reporting.texts import Texts
from govern.verify.steps.checks import Audit

LATE: Final = HOUR  # a server at an address that is so far behind the auditor's clock leaves its tasks undone

_CARRIED_OUT: Final = N_("the decision on %(what)s was not carried out")


def omissions(audit: Audit) -> Iterator[Finding]:
    """Tasks that the record passes over; of a server that answers now, also those due by the auditor's clock."""
    if not audit.is_whole:
        return
    for one in audit.replay.watch.omissions:
        yield _finding(audit, one)
    if audit.now is not None and audit.is_live:
        for one in audit.replay.watch.undone_by(audit.now - LATE):
            yield _finding(audit, one)


def tasks_since(audit: Audit) -> tuple[str, ...]:
    """A note on tasks that became due after the record's last moment, by the auditor's clock."""
    if audit.now is None or audit.is_live or not audit.is_whole:
        return ()
    later = audit.replay.watch.undone_by(audit.now)
    if not later:
        return ()
    message = N_("%(count)s tasks of the clerk have come due since this copy was made; a newer copy must hold them")
    return (Message(message, count=len(later)),)


def lapsed_decisions(audit: Audit) -> Iterator[str]:
    """A note on each decision that expired although it was possible, while nothing was recorded."""
    for one in audit.replay.watch.lapsed:
        message = N_(
            "the decision on %(what)s expired, although it could be carried out from %(since)s on: nothing was "
            "recorded meanwhile, so the server was off or silent"
        )
        yield Message(message, what=Literal(_title(audit, one.due)), since=utc(one.since))


def _finding(audit: Audit, omission: Omission) -> Finding:
    kind = next(one for one in KINDS_OF_STATEMENT.values() if one.payload is omission.task)
    what = Message(kind.undone or _CARRIED_OUT, what=Literal(_title(audit, omission.due)))
    whom = _whom(omission.due)
    code = "clerk_silent_for" if whom else "clerk_silent"
    return found(6, code, omission.leaf, kind.name, what=what, since=utc(omission.since), whom=Literal(whom))


def _title(audit: Audit, due: Due) -> str:
    """The title or purpose of an object and the beginning of its id."""
    state = audit.replay.state
    digest = due.title if isinstance(due, Proposal) else due.purpose if isinstance(due, Draw | Mandate) else ""
    if isinstance(due, GrantRound | Pool):
        proposal = state.get(Proposal, due.proposal)
        digest = proposal.title if proposal else ""
    text = Texts(audit.source).read(digest)
    return f"“{text}” ({due.id[:8]})" if text else due.id[:8]


def _whom(due: Due) -> str:
    if isinstance(due, Proposal):
        return due.author
    if isinstance(due, Mandate):
        return due.payee_member
    return due.called_by if isinstance(due, Draw) else ""

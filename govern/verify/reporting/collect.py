"""Collects the contents of a report after the checks."""

from govern.protocol.facts import Community
from govern.record.signing import key_id
from govern.verify.identity import program_hash, program_version
from govern.verify.reporting.contents import Contents
from govern.verify.reporting.money import accounts_of, lines_of, mandates_of
from govern.verify.reporting.texts import Texts
from govern.verify.reporting.votes import votes_of
from govern.verify.reporting.withheld import withheld_of
from govern.verify.steps.checks import Audit, cosigned, log_of


def collected(audit: Audit) -> Contents:
    """The contents of the record, as far as it could be replayed."""
    state, texts = audit.replay.state, Texts(audit.source)
    community: Community | None = state.community()
    key = audit.evidence.log_key or (log_of(community) if community else None)
    return Contents(
        version=program_version(),
        program=program_hash(),
        audited_at=audit.now or 0,
        last_at=audit.replay.times[-1] if audit.replay.times else 0,
        key=key_id(key.public_key) if key else "",
        key_is_given=audit.evidence.log_key is not None or bool(audit.evidence.fingerprint),
        cosigned=cosigned(audit),
        votes=votes_of(state, audit.replay.disputes, texts),
        money_lines=lines_of(state),
        accounts=accounts_of(state, texts),
        mandates=mandates_of(state, texts),
        withheld=withheld_of(audit, texts),
    )

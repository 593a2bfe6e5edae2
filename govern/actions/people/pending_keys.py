"""Key claims: keys that people created and proved to possess, stored privately until a registrar enrols them."""

from typing import Any

from sqlalchemy.orm import Session

from govern.protocol.errors import Refused
from govern.rules.people.members import read_claim
from govern.store.facts.members import MemberRow, member_with_key
from govern.store.private.accounts import ClaimRow, forget_enrolled_claims


def submit(session: Session, member: str, claim: Any, community: str, now: int) -> None:
    """Store a person's claim, replacing an earlier one: the first key of a newcomer, or a member's further key.

    Raises Refused(claim_invalid, member_left, key_taken).
    """
    claimed_by, public_key = read_claim(claim, community)
    if claimed_by != member:
        raise Refused("claim_invalid", field="claim")
    enrolled = session.get(MemberRow, member)
    if enrolled is not None and enrolled.left_at:
        raise Refused("member_left")
    if member_with_key(session, public_key):
        raise Refused("key_taken")
    forget_enrolled_claims(session)  # claims of keys in the record are no longer needed
    session.merge(ClaimRow(member=member, public_key=public_key, claim=claim, created_at=now, declined_at=0))


def decline(session: Session, member: str, now: int) -> None:
    """Decline a claim, privately."""
    row = session.get_one(ClaimRow, member)
    row.declined_at = row.declined_at or now


def restore(session: Session, member: str) -> None:
    """Return a declined claim to the waiting ones."""
    session.get_one(ClaimRow, member).declined_at = 0

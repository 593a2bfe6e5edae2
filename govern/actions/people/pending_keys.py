"""Keys that people made and proved to hold, kept privately until a registrar enrols them."""

from typing import Any

from sqlalchemy.orm import Session

from govern.protocol.errors import Refused
from govern.rules.people.members import read_claim
from govern.store.facts.members import MemberRow, member_with_key
from govern.store.private.accounts import ClaimRow, forget_enrolled_claims


def submit(session: Session, member: str, claim: Any, community: str, now: int) -> None:
    """Keeps a person's claim in place of an earlier one: the first key of somebody new, or a member's further one.

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
    forget_enrolled_claims(session)  # what is in the record need not wait here any longer
    session.merge(ClaimRow(member=member, public_key=public_key, claim=claim, created_at=now, declined_at=0))


def decline(session: Session, member: str, now: int) -> None:
    """Sets a claim aside, privately."""
    row = session.get_one(ClaimRow, member)
    row.declined_at = row.declined_at or now


def restore(session: Session, member: str) -> None:
    """Lets a declined claim wait again."""
    session.get_one(ClaimRow, member).declined_at = 0

"""A member's keys: additional ones, revoked ones, and replacements approved by registrars."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Key, KeyReset, Poll
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded, holds, need
from govern.protocol.statement_type import StatementType
from govern.protocol.units import DAY
from govern.record import signing
from govern.rules.people.clubs import present
from govern.rules.people.members import unused_key
from govern.rules.people.second_signatures import count_together

MOST: Final = 10  # valid keys of a member
WAIT_MS: Final = 7 * DAY  # from approval to effect, so that the member can stop it


@typed_payload
class KeyAdded(PersonPayload):
    """A member takes a further key."""

    claim: fields.Object


@typed_payload
class KeyRevoked(PersonPayload):
    """A member ends a key of theirs."""

    key: fields.Digest


@typed_payload
class KeyResetAgreed(PersonPayload):
    """A registrar agrees that a member gets a new key."""

    claim: fields.Object
    resets: fields.MemberId


def has_ended(key: Key, at: int) -> bool:
    """Whether a key was revoked or replaced by a time."""
    return 0 < key.ended_at <= at


def need_living(key: Key, at: int) -> None:
    """Raise Refused(key_ended, key_early) unless a key is valid at a time."""
    if has_ended(key, at):
        raise Refused("key_ended")
    if key.starts_at > at:
        raise Refused("key_early")


def need_before_roll(state: State, keyid: str, poll: Poll) -> None:
    """Raise Refused(key_after_roll) for a key given by registrars, in a vote announced before it became valid."""
    key = state.get(Key, keyid)
    if key is not None and key.votes_from > poll.at:
        raise Refused("key_after_roll")


def add(state: State, statement: Statement[KeyAdded]) -> tuple[Fact, ...]:
    """A member adds a key: an existing key signs, and the new one proves possession.

    It has the same limits as the key that signed. Raises Refused(claim_invalid, key_taken, key_too_many).
    """
    payload, at = statement.payload, statement.at
    signed_with = find(state, Key, "key_unknown", statement.keyid)
    public_key = unused_key(state, founded(state), payload.claim, payload.member)
    if sum(not has_ended(one, at) for one in _keys(state, payload.member)) >= MOST:
        raise Refused("key_too_many", most=MOST)
    return (replace(signed_with, keyid=_id(public_key), public_key=public_key, at=at, index=statement.index),)


def revoke(state: State, statement: Statement[KeyRevoked]) -> tuple[Fact, ...]:
    """A member revokes a key; revoking a replacement that is not yet valid keeps the old keys.

    Raises Refused(key_unknown, key_other, key_ended).
    """
    payload, at = statement.payload, statement.at
    key = find(state, Key, "key_unknown", payload.key)
    if key.member != payload.member:
        raise Refused("key_other")
    if has_ended(key, at):
        raise Refused("key_ended")
    stopped = replace(key, ended_at=at)
    if key.starts_at <= at:
        return (stopped,)
    kept = [replace(one, ended_at=0) for one in _keys(state, key.member) if one.ended_at == key.starts_at]
    return stopped, *kept


def reset(state: State, statement: Statement[KeyResetAgreed]) -> tuple[Fact, ...]:
    """A registrar approves a member's replacement key; the second approval makes it valid after a wait.

    Raises Refused(role_needed, reset_own, member_unknown, member_left, claim_invalid, key_taken, reset_waiting,
    reset_twice).
    """
    payload, at, index = statement.payload, statement.at, statement.index
    registrar, member = payload.member, payload.resets
    need(state, registrar, "registrar")
    if registrar == member:
        raise Refused("reset_own")
    present(state, member)
    public_key = unused_key(state, founded(state), payload.claim, member)
    if any(one.starts_at > at and not has_ended(one, at) for one in _keys(state, member)):
        raise Refused("reset_waiting")
    keyid = _id(public_key)
    if state.get(KeyReset, keyid, registrar) is not None:
        raise Refused("reset_twice")
    agreed = KeyReset(keyid, registrar, member, at, index)
    before = [one.registrar for one in state.where(KeyReset, "keyid", keyid)]
    still = [one for one in before if holds(state, one, "registrar")]
    if not count_together(state, still, registrar, "registrar", at):
        return (agreed,)
    begins = at + WAIT_MS
    ending = [replace(one, ended_at=begins) for one in _keys(state, member) if not one.ended_at]
    return agreed, Key(keyid, member, public_key, begins, 0, begins, at, index), *ending


def _keys(state: State, member: str) -> Iterable[Key]:
    return state.where(Key, "member", member)


def _id(public_key: str) -> str:
    return signing.key_id(base64.b64decode(public_key))


STATEMENTS: Final = (
    StatementType.of("key-added", KeyAdded, add),
    StatementType.of("key-revoked", KeyRevoked, revoke),
    StatementType.of("key-reset", KeyResetAgreed, reset),
)

"""Sign-in with a device's key: the key of a member signs a challenge of the server.

The signed bytes are a DSSE envelope with a media type of its own, which can never become a statement: the record
accepts only types of the form `application/vnd.govern.<kind>.v<n>+json`.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from govern.protocol.units import MINUTE
from govern.record import envelope, signing, strict_json
from govern.record.envelope import Envelope
from govern.record.errors import RecordError
from govern.store.facts import members
from govern.store.facts.members import KeyRow, MemberRow
from govern.store.private.sign_in import KeyChallengeRow

PROOF_TYPE: Final = "application/vnd.govern-sign-in.v1+json"
FIELDS: Final = {"community", "member", "nonce", "origin"}
VALID: Final = 2 * MINUTE


class ProofRefused(Exception):
    """A proof is refused; `code` is `proof_invalid`, `challenge_over`, `key_unknown` or `account_closed`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def challenge(session: Session, now: int) -> str:
    """A new challenge's nonce; its hash is stored for two minutes."""
    session.execute(delete(KeyChallengeRow).where(KeyChallengeRow.expires_at <= now))
    nonce = secrets.token_hex(32)
    session.add(KeyChallengeRow(nonce_hash=_hash(nonce), expires_at=now + VALID))
    return nonce


def use_up(session: Session, nonce: str, now: int) -> bool:
    """Delete a challenge; True if it was open."""
    row = KeyChallengeRow
    taken = session.scalars(
        delete(row).where(row.nonce_hash == _hash(nonce), row.expires_at > now).returning(row.nonce_hash)
    )
    return taken.first() is not None


def _hash(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()


def read(value: Any) -> tuple[Envelope, Mapping[str, str]]:
    """Parse a proof from a strict-JSON value, unverified, with its fields; raises ProofRefused(proof_invalid)."""
    try:
        proof = envelope.from_value(value)
        said = strict_json.decode(proof.payload)
    except RecordError as error:
        raise ProofRefused("proof_invalid") from error
    if proof.payload_type != PROOF_TYPE or len(proof.signatures) != 1:
        raise ProofRefused("proof_invalid")
    if not isinstance(said, dict) or said.keys() != FIELDS or not all(isinstance(one, str) for one in said.values()):
        raise ProofRefused("proof_invalid")
    return proof, {name: str(one) for name, one in said.items()}


def check(
    session: Session, value: Any, community: str, nonce: str, is_our_origin: Callable[[str], bool], now: int
) -> str:
    """The member whose key signed this challenge for this community and site; raises ProofRefused.

    The caller must have used the challenge up.
    """
    proof, said = read(value)
    if said["community"] != community or not is_our_origin(said["origin"]):
        raise ProofRefused("proof_invalid")
    if said["nonce"] != nonce:
        raise ProofRefused("challenge_over")
    signature = proof.signatures[0]
    key = session.get(KeyRow, signature.keyid)
    if key is None or key.member != said["member"] or not _signs_now(session, key, now):
        raise ProofRefused("key_unknown")
    if not signing.verify(base64.b64decode(key.public_key), proof.message, signature.sig):
        raise ProofRefused("proof_invalid")
    return key.member


def _signs_now(session: Session, key: KeyRow, now: int) -> bool:
    member = session.get(MemberRow, key.member)
    return bool(members.living_keys([key], now)) and member is not None and not member.left_at

"""Composes and signs statements: by a person with a key, and by the clerk."""

import base64
from dataclasses import dataclass
from typing import Any

from govern.record import envelope, signing, strict_json
from govern.record.envelope import Envelope
from govern.rules.people.members import CLAIM_TYPE


def payload_type(kind: str, version: int = 1) -> str:
    """The DSSE payload type of a type of statement in a version."""
    return f"application/vnd.govern.{kind}.v{version}+json"


def text_blob(text: str, salt: str) -> bytes:
    """A text blob; `salt` is 32 hex digits."""
    return strict_json.encode({"salt": salt, "text": text})


@dataclass(frozen=True)
class Quote:
    """The state of the record that the signer last verified."""

    size: int
    root: bytes


@dataclass(frozen=True)
class Person:
    """A member with the seed of their key."""

    member: str
    seed: bytes

    @property
    def public_key(self) -> str:
        """The public key in base64."""
        return base64.b64encode(signing.public_key(self.seed)).decode()

    def sign(self, kind: str, community: str, quote: Quote, nonce: str, version: int = 1, /, **fields: Any) -> Envelope:
        """A statement of this person, in a version of the format in force; `nonce` is 32 hex digits."""
        common: dict[str, Any] = {
            "community": community,
            "log_root": base64.b64encode(quote.root).decode(),
            "log_size": quote.size,
            "member": self.member,
            "nonce": nonce,
        }
        return envelope.seal(payload_type(kind, version), strict_json.encode(common | fields), self.seed)

    def claim(self, community: str, nonce: str) -> Envelope:
        """The proof of possession of the key."""
        payload = {"community": community, "member": self.member, "nonce": nonce, "public_key": self.public_key}
        return envelope.seal(CLAIM_TYPE, strict_json.encode(payload), self.seed)


def seal_as_clerk(seed: bytes, kind: str, payload: dict[str, Any], version: int = 1) -> Envelope:
    """A statement of the clerk, in a version of the format in force."""
    return envelope.seal(payload_type(kind, version), strict_json.encode(payload), seed)


def seal_founding(founder: Person, payload: dict[str, Any]) -> Envelope:
    """The founding statement, signed by the founder."""
    return envelope.seal(payload_type("community-founded"), strict_json.encode(payload), founder.seed)

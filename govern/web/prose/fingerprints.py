"""Fingerprints of keys for comparison by people."""

import base64
from collections.abc import Mapping
from typing import Any

from govern.record import envelope, signing, strict_json


def fingerprint(public_key: str) -> str:
    """Four groups of four hex digits of a public key's SHA-256, for comparison by eye or by telephone."""
    return fingerprint_of_id(signing.key_id(base64.b64decode(public_key)))


def fingerprint_of_id(keyid: str) -> str:
    """The fingerprint of the key with this id."""
    digits = keyid[:16]
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


def fingerprint_of_claim(claim: Mapping[str, Any]) -> str:
    """The fingerprint of the key in a claim."""
    return fingerprint(str(_claimed(claim)["public_key"]))


def claimed_member(claim: Mapping[str, Any]) -> str:
    """The member whose key a claim proves."""
    return str(_claimed(claim)["member"])


def _claimed(claim: Mapping[str, Any]) -> dict[str, Any]:
    payload: Any = strict_json.decode(envelope.from_value(dict(claim)).payload)
    return dict(payload)

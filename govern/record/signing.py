"""Ed25519 signatures under one fixed verification rule (README, section 3)."""

import hashlib
import secrets
from functools import lru_cache

from nacl import bindings
from nacl.exceptions import BadSignatureError

from govern.record.errors import KeyInvalid

PUBLIC_KEY_BYTES = 32
SEED_BYTES = 32
SIGNATURE_BYTES = 64


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` holds by the record's rule, which also checks the key; never raises.

    Rule: a 32-byte canonical key of prime order; 64 bytes R || S with S < L, R canonical and not of small order; and
    the equation without the cofactor, [S]B = R + [k]A (RFC 8032 section 5.1.7).
    """
    return _is_sound(public_key) and verify_checked(public_key, message, signature)


def verify_checked(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """`verify` without the key check, for a key that has passed `check_public_key`; saves two fifths of the time."""
    if len(public_key) != PUBLIC_KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        bindings.crypto_sign_open(signature + message, public_key)
    except BadSignatureError:
        return False
    return True


def check_public_key(public_key: bytes) -> None:
    """Raise KeyInvalid (public_key_invalid) unless the key is 32 bytes, canonical, of a point of prime order."""
    if not _is_sound(public_key):
        raise KeyInvalid("public_key_invalid", "not the canonical 32 bytes of an Ed25519 point of prime order")


def key_id(public_key: bytes) -> str:
    """The key id used in envelopes: lower-case hex SHA-256 of the public key's bytes."""
    return hashlib.sha256(public_key).hexdigest()


def sign(seed: bytes, message: bytes) -> bytes:
    """The 64-byte signature of `message` (RFC 8032 section 5.1.6); raises KeyInvalid (seed_invalid)."""
    return bindings.crypto_sign(message, _key_pair(seed)[1])[:SIGNATURE_BYTES]


def public_key(seed: bytes) -> bytes:
    """The public key of a 32-byte seed; raises KeyInvalid (seed_invalid)."""
    return _key_pair(seed)[0]


def new_seed() -> bytes:
    """A new private key: 32 bytes of the operating system's randomness."""
    return secrets.token_bytes(SEED_BYTES)


def _is_sound(key: bytes) -> bool:
    return len(key) == PUBLIC_KEY_BYTES and _is_valid_point(key)


@lru_cache(maxsize=65_536)  # the answer never changes, and costs nearly as much as checking a signature
def _is_valid_point(key: bytes) -> bool:
    return bindings.crypto_core_ed25519_is_valid_point(key)


def _key_pair(seed: bytes) -> tuple[bytes, bytes]:
    if len(seed) != SEED_BYTES:
        raise KeyInvalid("seed_invalid", "a seed has 32 bytes")
    return bindings.crypto_sign_seed_keypair(seed)

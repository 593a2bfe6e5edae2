"""Encryption of private data at rest with the instance's own key (NaCl secretbox)."""

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from govern.config import Instance


class SealBroken(Exception):
    """Private data cannot be decrypted: it was changed, or encrypted with another key."""


def seal(instance: Instance, data: bytes) -> bytes:
    """Encrypt data, with a fresh nonce."""
    return bytes(SecretBox(instance.private_key).encrypt(data))


def unseal(instance: Instance, sealed: bytes) -> bytes:
    """Decrypt data; raises SealBroken."""
    try:
        return bytes(SecretBox(instance.private_key).decrypt(sealed))
    except CryptoError as error:
        raise SealBroken("The private data was sealed with another key.") from error

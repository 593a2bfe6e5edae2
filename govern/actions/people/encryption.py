"""Private data at rest: sealed with the instance's own key (NaCl secretbox); a copied database tells nothing."""

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from govern.config import Instance


class SealBroken(Exception):
    """What was kept cannot be opened: another key, or somebody changed it."""


def seal(instance: Instance, data: bytes) -> bytes:
    """The data sealed, with a fresh nonce each time."""
    return bytes(SecretBox(instance.private_key).encrypt(data))


def unseal(instance: Instance, sealed: bytes) -> bytes:
    """What was sealed; raises SealBroken."""
    try:
        return bytes(SecretBox(instance.private_key).decrypt(sealed))
    except CryptoError as error:
        raise SealBroken("The private data was sealed with another key.") from error

"""Secret links for one person: authenticated with the instance's secret, so that nothing is stored."""

import hashlib
import hmac
from typing import Final

LENGTH: Final = 32  # hex digits: 128 bits
DIGITS: Final = 15  # an account's number is no longer


def make(secret: str, purpose: str, account: int, *parts: str) -> str:
    """The token of an account for a purpose; `parts` narrow it, such as to a kind of notice."""
    text = "\0".join(("link", purpose, str(account), *parts))
    return f"{account}-{hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:LENGTH]}"


def account_of(token: str) -> int:
    """The account that a token names, unverified; 0 if it is not a token."""
    number = token.partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= DIGITS else 0


def fits(secret: str, token: str, purpose: str, *parts: str) -> bool:
    """Whether a token was made for this purpose and these parts."""
    return hmac.compare_digest(make(secret, purpose, account_of(token), *parts).encode(), token.encode())

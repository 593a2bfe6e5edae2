"""The people of the tests, and the ids of accounts and clubs that they open."""

import hashlib

from govern.protocol.ids import hash_of
from govern.rules.people.signers import Person


def person(name: str) -> Person:
    """The person of a name: the same key and member id in every test."""
    digest = hashlib.sha256(name.encode()).digest()
    return Person("m_" + digest.hex()[:24], digest)


ADA, BO, CHEN, DI, EVA, FAY, GIL = (person(name) for name in ("ada", "bo", "chen", "di", "eva", "fay", "gil"))
HAN = person("han")
STRANGER = person("a stranger")


def account_id(name: str) -> str:
    """The id of the account of a name."""
    return "a_" + hash_of(name.encode())[:24]


def club_id(name: str) -> str:
    """The id of the club of a name."""
    return "c_" + hash_of(name.encode())[:24]

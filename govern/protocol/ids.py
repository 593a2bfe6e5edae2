"""Hashes that identify objects in the record."""

import hashlib

from govern.record import strict_json
from govern.record.strict_json import Json


def hash_of(data: bytes) -> str:
    """Lower-case hex SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def hash_of_value(value: Json) -> str:
    """Lower-case hex SHA-256 of a value's strict JSON."""
    return hash_of(strict_json.encode(value))

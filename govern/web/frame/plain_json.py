"""JSON formatted for reading."""

import json
from typing import Any


def readable(value: Any) -> str:
    """A value as indented JSON, keys in the order of the record; never for hashing."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)

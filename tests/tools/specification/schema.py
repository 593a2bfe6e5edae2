"""The JSON Schema of payloads as the code gives it."""

import json

from govern.protocol import json_schema
from govern.rules.statements import KINDS_OF_STATEMENT


def made() -> str:
    """The text of the document."""
    return json.dumps(json_schema.document(KINDS_OF_STATEMENT.values()), indent=1, ensure_ascii=False) + "\n"

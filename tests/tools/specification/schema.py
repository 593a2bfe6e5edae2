"""The JSON Schema of payloads as the code gives it."""

import json

from govern.protocol import json_schema
from govern.rules.proposals.kinds import kinds
from govern.rules.statements import KINDS_OF_STATEMENT


def made() -> str:
    """The text of the document."""
    effects = [effect for kind in kinds().values() for effect in kind.effects]
    document = json_schema.document(KINDS_OF_STATEMENT.values(), effects)
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"

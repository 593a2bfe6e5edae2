"""Dry run: would the rules refuse this statement now?"""

from collections.abc import Callable, Mapping
from typing import Any

from govern.protocol.errors import Refused
from govern.protocol.facts import Fact
from govern.protocol.state import State, Statement
from govern.protocol.statement_type import StatementType
from govern.rules.statements import VERSIONS, judged_by
from govern.store.projection import Projection
from govern.web.frame.errors import sentence
from govern.web.frame.services import now, services

Judge = Callable[[State, Statement[Any]], tuple[Fact, ...]]


def refusal(judge: Judge, **payload: Any) -> str:
    """Why the rules would refuse a statement now, in the reader's language; empty if they would accept it."""
    return _refusal(judged_by(judge), payload)


def refusal_of(name: str, **payload: Any) -> str:
    """Why the rules would refuse a statement of this type now, in the reader's language; empty if they would not."""
    return _refusal(VERSIONS[name][1], payload)


def _refusal(kind: StatementType, payload: Mapping[str, Any]) -> str:
    with services().reading() as connection:
        try:
            asked = kind.payload.partial(payload)
            kind.judge(Projection(connection), Statement("", "", asked, "", now(), 0))
        except Refused as refused:
            return sentence(refused)
    return ""

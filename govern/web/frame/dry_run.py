"""Dry run: would the rules refuse this statement now?"""

from collections.abc import Callable
from typing import Any

from govern.protocol.errors import Refused
from govern.protocol.facts import Fact
from govern.protocol.state import State, Statement
from govern.rules.statements import judged_by
from govern.store.projection import Projection
from govern.web.frame.errors import sentence
from govern.web.frame.services import now, services

Judge = Callable[[State, Statement[Any]], tuple[Fact, ...]]


def refusal(judge: Judge, **payload: Any) -> str:
    """Why the rules would refuse a statement now, in the reader's language; empty if they would accept it."""
    with services().reading() as connection:
        try:
            asked = judged_by(judge).payload.partial(payload)
            judge(Projection(connection), Statement("", "", asked, "", now(), 0))
        except Refused as refused:
            return sentence(refused)
    return ""

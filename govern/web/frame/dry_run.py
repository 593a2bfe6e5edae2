"""What the rules would say to an act before anybody signs it: the rules themselves are asked."""

from collections.abc import Callable
from typing import Any

from govern.protocol.errors import Refused
from govern.protocol.facts import Fact
from govern.protocol.state import State, Statement
from govern.store.projection import Projection
from govern.web.frame.errors import sentence
from govern.web.frame.services import now, services

Judge = Callable[[State, Statement], tuple[Fact, ...]]


def refusal(judge: Judge, **payload: Any) -> str:
    """Why the rules would refuse a statement now, in the reader's language; empty if they would not."""
    with services().reading() as connection:
        try:
            judge(Projection(connection), Statement("", "", payload, "", now(), 0))
        except Refused as refused:
            return sentence(refused)
    return ""

"""The register of refusal cases; the modules of `cases` and `refusals` enter theirs here."""

from collections.abc import Callable
from typing import Any

from tests.dsl.people import RealCommunity
from tests.rules.in_memory_community import InMemoryCommunity

RefusalCase = Callable[[InMemoryCommunity], Any]
REFUSAL_CASES: list[tuple[str, RefusalCase]] = []
REJECTED_BEFORE_RULES: list[tuple[str, Callable[[RealCommunity], Any]]] = []


def refused_with(code: str) -> Callable[[RefusalCase], RefusalCase]:
    """The case ends with this refusal."""

    def register(case: RefusalCase) -> RefusalCase:
        REFUSAL_CASES.append((code, case))
        return case

    return register


def enter(code: str, name: str, case: RefusalCase) -> None:
    """A case made from a row of a table: its refusal and its name."""

    def named(community: InMemoryCommunity) -> None:
        case(community)

    named.__name__, named.__module__ = name, getattr(case, "func", case).__module__  # of a partial, its function's
    REFUSAL_CASES.append((code, named))


def rejected_with(code: str) -> Callable[[Callable[[RealCommunity], Any]], Callable[[RealCommunity], Any]]:
    """The server turns a body away with this refusal, before or beside the rules."""

    def register(case: Callable[[RealCommunity], Any]) -> Callable[[RealCommunity], Any]:
        REJECTED_BEFORE_RULES.append((code, case))
        return case

    return register

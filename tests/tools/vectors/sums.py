"""Test vectors of token sums: a second computation from the awards alone must give the same sums (rule 4.6)."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from govern.protocol.facts import Member
from govern.verify.memory import Memory
from govern.verify.steps import ledger
from tests.dsl.people import DI
from tests.rules.in_memory_community import InMemoryCommunity
from tests.tools.vectors.acceptances import replayed
from tests.tools.vectors.vector import Vector
from tests.verify.forging.story_rules import record_rules

SUMS: Final = "sums.json"
OBJECTIONS: Final = "objections"  # of the report: the rule by which the sums are false, and whose they are

Objections = list[dict[str, str]]


def of(state: Memory) -> dict[str, Any]:
    """The balances of all members, and the supply."""
    community = state.community()
    assert community is not None
    balances = {one.member: one.tokens for one in state.all(Member)}
    return {"balances": dict(sorted(balances.items())), "supply": community.supply}


def objections(record: Path, sums: Path) -> Objections:
    """The verifier's objections to sums of a record; an empty `of` means the supply."""
    state, claimed = replayed(record), json.loads(sums.read_text(encoding="utf-8"))
    community = state.community()
    assert community is not None
    state.put([replace(one, tokens=claimed["balances"][one.member]) for one in list(state.all(Member))])
    state.put([replace(community, supply=claimed["supply"])])
    found = list(ledger.tokens_add_up(state))
    return [{"code": one.code, "of": _member(str(one.sentence)), "rule": one.rule} for one in found]


def _member(sentence: str) -> str:
    named = re.search(r"m_[0-9a-f]{24}", sentence)
    return named[0] if named else ""


def vectors() -> Iterator[Vector]:
    """The sums of one record: right, with a token too many for Di, and with one too few altogether."""
    community = InMemoryCommunity()
    record_rules(community)
    right = of(community.memory)
    balances, supply = right["balances"], right["supply"]
    for name, sums in (
        ("good-sums-of-tokens", right),
        (
            "4.6-a-balance-that-the-awards-do-not-give",
            {**right, "balances": balances | {DI.member: balances[DI.member] + 1}},
        ),
        ("4.6-a-supply-that-the-awards-do-not-give", {**right, "supply": supply - 1}),
    ):
        text = json.dumps(sums, indent=1, sort_keys=True) + "\n"
        yield SumsVector(name, community.files(), {SUMS: text.encode()}, anew=True)


class SumsVector(Vector):
    """A record with sums beside it, and what is objected to them."""

    def write_report(self, folder: Path) -> None:
        """See Vector."""
        self.more = {OBJECTIONS: objections(folder / "record.zip", folder / SUMS)}
        super().write_report(folder)

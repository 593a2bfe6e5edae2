"""The projection reads facts by an index, however long the record is."""

from pathlib import Path

import pytest

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.store import raw
from govern.store.projection import TABLES, Projection
from tests.dsl.people import ADA, EVA, GIL, RealCommunity


@pytest.mark.parametrize("fact", [fact for fact in TABLES if fact is not facts.Community])
def test_a_fact_is_looked_up_by_an_index(fact: type[Fact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    community = RealCommunity(tmp_path)
    plans: list[str] = []
    fetch = raw.fetch

    def explained(connection: object, sql: str, parameters: object = ()) -> list[object]:
        plans.extend(row[-1] for row in fetch(connection, f"EXPLAIN QUERY PLAN {sql}", parameters))  # type: ignore[arg-type]
        return fetch(connection, sql, parameters)  # type: ignore[arg-type]

    with community.engine.connect() as connection:
        state = Projection(connection)
        monkeypatch.setattr(raw, "fetch", explained)
        keys = [tuple(f"{part}{n}" for part in fact.KEY) for n in range(3)]
        state.prefetch(fact, keys)
    community.close()
    assert plans
    assert all(plan.startswith("SEARCH") for plan in plans), plans


def test_a_new_fact_is_seen_before_and_after_it_is_written(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    community.settle()
    poll = community.open_vote(community.propose(GIL, "A bench"), EVA)
    community.vote(ADA, poll)
    ballot = community.ballot(poll, ADA)
    assert ballot is not None
    with community.engine.connect() as connection:
        state = Projection(connection)
        assert state.get(facts.Ballot, poll, ADA.member) == ballot
        assert state.get(facts.Ballot, poll, EVA.member) is None
        assert [one.member for one in state.ballots(poll)] == [ADA.member]
    community.close()

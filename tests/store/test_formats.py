"""The formats that a record uses are stored, so that an older program refuses unknown ones."""

from pathlib import Path

from sqlalchemy import Engine, select, update

from govern.actions.writing import rebuild
from govern.store.facts.community import RulebookRow
from govern.store.facts.proposals import ProposalRow
from govern.store.record.formats import newest_format


def newest(engine: Engine) -> int:
    with engine.connect() as connection:
        return newest_format(connection)


def test_the_newest_format_is_found_among_adopted_and_proposed_rulebooks(engine: Engine, lock: Path) -> None:
    assert newest(engine) == 0
    rebuild.rebuild(engine, lock)
    assert newest(engine) == 1
    amended = ProposalRow.kind == "amendment"
    with engine.begin() as connection:
        rulebook = connection.scalars(select(RulebookRow.rules).limit(1)).one()
        effects = [{"effect": "adopt-rulebook", "rulebook": {**rulebook, "format": 7}}]
        connection.execute(update(ProposalRow).where(amended).values(effects=effects))
    assert newest(engine) == 7
    with engine.begin() as connection:
        connection.execute(update(RulebookRow).values(rules={**rulebook, "format": 8}))
    assert newest(engine) == 8

"""A toy format made by the recipe of decision 33: old records stay valid, and a community moves to it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import Engine

from govern.actions.writing import rebuild
from govern.protocol import facts, fields
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement
from govern.protocol.statement_type import StatementType
from govern.record import envelope
from govern.rules.rulebook import rulebooks
from govern.rules.rulebook.formats import FORMATS, newest, readers, written_in
from govern.rules.rulebook.formats import format as one_format
from govern.rules.rulebook.formats.format import Format
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.rulebooks import in_force, typed
from govern.rules.rulebook.rules import Rules
from govern.rules.statements import VERSIONS
from govern.store.projection import Projection
from govern.verify import verify
from tests.dsl.formats import of_format, registered, with_fields
from tests.dsl.lifecycle import amendment, carried, ratified
from tests.dsl.people import ADA, GIL, RealCommunity, club_id, refusal
from tests.tools.golden import records as golden
from tests.tools.inventory import made

TOY: Final = newest().number + 1


@dataclass(frozen=True)
class ToyRules(Rules):
    """The rules with the toy's field, whose default is what all formats before did: nobody sings."""

    songs: bool = False


@typed_payload
class ToySong(PersonPayload):
    """A person sings a song."""

    song: fields.Slug


def _sing(state: State, statement: Statement[ToySong]) -> tuple[()]:
    del state, statement
    return ()


SUNG: Final = StatementType.of("song-sung", ToySong, _sing, since=TOY)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Format]:
    """The program with one more format: a field of the rulebook, a tighter bound, a statement, and a version 2."""
    before = newest()
    made_format = replace(
        before,
        number=TOY,
        rulebook={**before.rulebook, "songs": readers.boolean},
        bounds=replace(before.bounds, depth=9),
        added={"songs": False},
        added_to_kinds={},
    )
    asked = VERSIONS["club-asked"][1]
    newer = replace(asked, version=2, since=TOY, payload=with_fields(asked, instrument=fields.Slug))
    usual = PRESETS["tokens"]
    monkeypatch.setattr(one_format, "Rules", ToyRules)
    monkeypatch.setattr(rulebooks, "_TYPED", {})  # what was read before knows no songs
    monkeypatch.setitem(PRESETS, "tokens", lambda: {**usual(), "delegation": depth(9), "songs": False})
    monkeypatch.setitem(FORMATS, TOY, made_format)
    with registered(SUNG), registered(newer):
        yield made_format


def depth(steps: int) -> dict[str, Any]:
    """The permitted length of delegation chains."""
    return {"depth": steps, "warn_at": {"den": 5, "num": 1, "strict": False}}


def toy_rulebook(number: int, **changes: Any) -> dict[str, Any]:
    """The rules of format 1 written in the toy format, with songs."""
    return {**written_in(of_format(1), TOY), "number": number, "songs": True, **changes}


@pytest.fixture(params=["sqlite", "postgresql"])
def community(request: pytest.FixtureRequest, toy: Format, tmp_path: Path) -> Iterator[RealCommunity]:
    """A community of format 1 that has ratified its rules."""
    on_postgres = request.param == "postgresql"
    url = str(request.getfixturevalue("postgres_with_tables")) if on_postgres else ""
    found = RealCommunity(tmp_path, url, of_format(1) | {"delegation": depth(10)})
    found.settle()
    ratified(found)
    yield found
    found.close()


def ask(community: RealCommunity, version: int, **more: str) -> None:
    """Gil asks to join the choir by one version of the statement."""
    fields = {"club": club_id("choir"), **more}
    signed = GIL.sign("club-asked", community.id, community.quote(), community.number(), version, **fields)
    community.send(envelope.format(signed))


def sing(community: RealCommunity) -> None:
    community.say(GIL, "song-sung", song="evening")


def move(community: RealCommunity) -> None:
    """The community adopts the toy format by its own amendment rule, and the delay passes."""
    adopt = {"effect": "adopt-rulebook", "rulebook": toy_rulebook(2)}
    community.carry_out(carried(community, amendment(community, adopt)))
    community.pass_until(community.state(facts.Rulebook, "community", 2).effective_at)


def rules(community: RealCommunity) -> Rules:
    with community.engine.connect() as connection:
        return typed(in_force(Projection(connection), "community", community.clock()))


@pytest.mark.parametrize("folder", golden.FOLDERS, ids=lambda folder: folder.name)
def test_golden_records_verify_with_the_same_figures(toy: Format, folder: Path) -> None:
    report = verify(folder / "record.zip", vkey=folder / "vkey", jobs=1)
    assert report.exit_status == 0, report.text()
    assert golden.expected(folder).items() <= json.loads(report.json()).items()


def test_the_golden_record_rebuilds_to_the_same_tables(toy: Format, engine: Engine, lock: Path) -> None:
    """The counts of its votes are among them, as blobs named by their hashes."""
    rebuild.rebuild(engine, lock)
    assert golden.tables_as_then(golden.FIRST, engine) == golden.expected_tables(golden.FIRST)


def test_nothing_that_was_released_has_changed(toy: Format) -> None:
    before = made.committed()
    assert made.objections(before, made.made(before), made.released()) == []


def test_additions_are_unknown_in_the_previous_format(community: RealCommunity) -> None:
    assert not getattr(rules(community), "songs")  # noqa: B009 - the field is the toy's
    with refusal("kind_unknown"):
        sing(community)
    with refusal("statement_version"):
        ask(community, 2, instrument="oboe")


def test_a_community_moves_to_the_format_by_its_own_amendment(community: RealCommunity, tmp_path: Path) -> None:
    community.open_club("choir", ADA)
    move(community)
    assert (rules(community).format, getattr(rules(community), "songs")) == (TOY, True)  # noqa: B009
    sing(community)
    with refusal("statement_version"):
        ask(community, 1)
    ask(community, 2, instrument="oboe")
    assert community.differences() == []
    assert rebuild.rebuild(community.engine, community.instance.lock) > 40
    assert verify(community.bundle(tmp_path / "record.zip"), jobs=1).exit_status == 0


def test_the_tighter_bound_is_asked_at_adoption_only(community: RealCommunity) -> None:
    assert rules(community).delegation.depth == 10  # safe in format 1, and in force
    with refusal("rulebook_unsafe", "delegation.depth"):
        amendment(community, {"effect": "adopt-rulebook", "rulebook": toy_rulebook(2, delegation=depth(10))})
    older = {**of_format(1), "delegation": depth(11), "number": 2}
    amendment(community, {"effect": "adopt-rulebook", "rulebook": older})


def test_a_rulebook_without_the_new_field_is_not_one_of_the_format(community: RealCommunity) -> None:
    raw = toy_rulebook(2)
    del raw["songs"]
    with refusal("rulebook_invalid", "rulebook.songs"):
        amendment(community, {"effect": "adopt-rulebook", "rulebook": raw})
    with refusal("rulebook_invalid", "rulebook.songs"):
        amendment(community, {"effect": "adopt-rulebook", "rulebook": {**of_format(1), "number": 2, "songs": True}})

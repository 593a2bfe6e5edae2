"""The inventory of rules: released formats and versions do not change, and every later change is visible."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from govern.protocol import errors, fields
from govern.protocol.errors import RULES
from govern.protocol.payload import PersonPayload, typed_payload
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook import lint
from govern.rules.rulebook.formats import FORMATS, Bounds, newest
from govern.rules.rulebook.rules import DURATIONS, FixedRules
from govern.rules.statements import KINDS_OF_STATEMENT, VERSIONS, register
from govern.rules.voting import methods, weights
from tests.dsl.formats import newer_kind, newer_version, unregistered, with_fields
from tests.tools.inventory import made

AGAIN = (
    "The code says something else than tests/golden/inventory.json. If that is part of a format that is not released, "
    "run `python -m tests.tools.inventory`; a released rule changes by a new format or version only, see " + made.RECIPE
)
Patch = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def everything_as_it_was() -> Iterator[None]:
    """Puts back what a test changed in the tables of the program, in its order, which pages and tables show."""
    tables: list[dict[str, Any]] = [RULES, methods.SEVERAL, weights.WEIGHTS, KINDS_OF_STATEMENT, VERSIONS]
    tables += VERSIONS.values()
    kept = [dict(table) for table in tables]
    yield
    for table, before in zip(tables, kept, strict=True):
        table.clear()
        table.update(before)


def found(*, with_formats: bool = True) -> list[str]:
    """The changes of released rules in the code."""
    before = made.committed()
    return made.objections(before, made.made(before, with_formats=with_formats), made.released())


def test_the_inventory_is_what_the_code_says() -> None:
    before = made.committed()
    now = made.made(before)
    assert made.objections(before, now, made.released()) == [], AGAIN
    assert made.FILE.read_text("utf-8") == made.spelled(now), AGAIN


def change_a_field(patch: Patch) -> None:
    own = VERSIONS["ballot-cast"][1]
    register(replace(own, payload=with_fields(own, colour=fields.Slug)))


def change_a_reader(patch: Patch) -> None:
    own = VERSIONS["income-recorded"][1]
    register(replace(own, payload=with_fields(own, amount=fields.Natural)))


def change_a_reader_inside(patch: Patch) -> None:
    """The reader keeps its name; what it permits is another thing."""
    patch.setattr(fields, "LARGEST", fields.LARGEST - 1)


def change_a_signer(patch: Patch) -> None:
    @typed_payload
    class VotingClosedByPerson(PersonPayload):
        poll: fields.Digest

    register(replace(VERSIONS["voting-closed"][1], payload=VotingClosedByPerson))


def remove_a_statement(patch: Patch) -> None:
    unregistered(VERSIONS["draw-called"][1])


def change_a_format(patch: Patch, **changes: Any) -> None:
    patch.setitem(FORMATS, 1, replace(FORMATS[1], **changes))


def tighten_a_bound(patch: Patch) -> None:
    change_a_format(patch, bounds=replace(Bounds(), depth=49))


def tighten_the_linter_beside_its_bounds(patch: Patch) -> None:
    patch.setattr(lint, "DURATIONS", (*DURATIONS, "head_count"))


def add_a_field_to_a_rulebook(patch: Patch) -> None:
    change_a_format(patch, rulebook={**FORMATS[1].rulebook, "colour": lambda raw, field: str(raw)})


def settle_something(patch: Patch) -> None:
    @dataclass(frozen=True)
    class ChangedRules(FixedRules):
        colourful: bool = field(default=True)

    change_a_format(patch, fixed=ChangedRules())


def remove_a_kind(patch: Patch) -> None:
    patch.setattr(type(kinds()["stream"]), "since", newest().number)


def renumber_a_refusal(patch: Patch) -> None:
    patch.setitem(RULES, "poll_over", errors.Rule("6.99", RULES["poll_over"].sentence))


def remove_a_refusal(patch: Patch) -> None:
    patch.delitem(RULES, "poll_over")


def remove_a_method(patch: Patch) -> None:
    patch.delitem(methods.SEVERAL, "score/1")


def add_a_method(patch: Patch, since: int = 1) -> None:
    own = type(methods.SEVERAL["score/1"])
    newer = type("NewerScore", (own,), {"id": "score/2", "since": since})
    patch.setitem(methods.SEVERAL, "score/2", newer())


def remove_a_source_of_weights(patch: Patch) -> None:
    patch.delitem(weights.WEIGHTS, "bands/1")


CHANGES: dict[Callable[[Patch], None], str] = {
    change_a_field: "statements: ballot-cast version 1 was",
    change_a_reader: "statements: income-recorded version 1 was",
    change_a_reader_inside: "statements: income-recorded version 1 was",
    change_a_signer: "statements: voting-closed version 1 was",
    remove_a_statement: "statements: draw-called version 1 is gone",
    tighten_a_bound: "format 1: bounds.depth was",
    tighten_the_linter_beside_its_bounds: "format 1: places.kinds.motion.head_count was",
    settle_something: "format 1: fixed.colourful is new",
    remove_a_kind: "format 1: kinds.stream is gone",
    renumber_a_refusal: "refusals: poll_over was",
    remove_a_refusal: "refusals: poll_over is gone",
    remove_a_method: "methods: score/1 is gone",
    add_a_method: "methods: score/2 is new in a format that was released",
    remove_a_source_of_weights: "weights: bands/1 is gone",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_what_was_released_is_objected_to(change: Callable[[Patch], None], monkeypatch: Patch) -> None:
    with monkeypatch.context() as patch:
        change(patch)
        objections = found(with_formats=CHANGES[change].startswith("format"))
    assert any(one.startswith(CHANGES[change]) for one in objections), objections


def test_a_field_more_in_a_released_rulebook_stops_the_generator(monkeypatch: Patch) -> None:
    add_a_field_to_a_rulebook(monkeypatch)
    with pytest.raises(errors.Refused, match="colour"):  # the example that was kept is no rulebook any more
        found()


def test_a_version_that_a_released_format_would_take_is_objected_to() -> None:
    with newer_version("ballot-cast", since=1):
        assert found(with_formats=False) == ["statements: ballot-cast version 2 is new in a format that was released"]


def test_additions_of_the_newest_format_are_adopted_by_the_generator(monkeypatch: Patch) -> None:
    before, later = made.committed(), newest().number
    monkeypatch.setattr(made, "released", lambda: later - 1)  # as if the newest format were still open
    monkeypatch.setitem(RULES, "too_colourful", errors.Rule("6.98", "This is too colourful."))
    add_a_method(monkeypatch, since=later)
    with newer_version("ballot-cast", since=later), newer_kind("song-sung", since=later):
        now = made.made(before)
    assert made.objections(before, now, made.released()) == []
    assert now != before
    assert now["refusals"]["too_colourful"] == {"rule": "6.98", "since": later}
    assert now["statements"]["ballot-cast"]["2"]["since"] == now["statements"]["song-sung"]["1"]["since"] == later


def test_a_refusal_without_a_format_that_is_still_open_is_objected_to(monkeypatch: Patch) -> None:
    before = made.committed()
    monkeypatch.setitem(RULES, "too_colourful", errors.Rule("6.98", "This is too colourful."))
    objections = made.objections(before, made.made(before, with_formats=False), newest().number)
    assert objections == ["refusals: too_colourful is new in a format that was released"]


def test_the_generator_writes_nothing_where_a_released_rule_changed(
    monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.tools.inventory import __main__ as generator

    kept = made.FILE.read_bytes()
    remove_a_refusal(monkeypatch)
    assert generator.main() == 1
    assert "refusals: poll_over is gone" in capsys.readouterr().err
    assert made.FILE.read_bytes() == kept

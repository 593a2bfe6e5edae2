"""Classes with the fast `__init__` behave like other frozen dataclasses."""

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace

import pytest

from govern.protocol.facts import Ballot, Elector
from govern.protocol.fast_init import fast_init
from govern.protocol.payload import Payload
from govern.protocol.state import Statement


@fast_init
@dataclass(frozen=True, slots=True)
class Quick:
    """Made often."""

    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Plain:
    """Made by dataclasses."""

    name: str
    weight: int


def test_a_value_holds_what_it_was_made_of() -> None:
    for one in (Quick("bo", 3), Quick(weight=3, name="bo"), replace(Quick("di", 3), name="bo")):
        assert (one.name, one.weight, one) == ("bo", 3, Quick("bo", 3))
        assert hash(one) == hash(Plain("bo", 3))
        assert pickle.loads(pickle.dumps(one)) == one
    assert Quick("bo", 3) != Quick("bo", 4)


def test_a_value_is_frozen() -> None:
    one = Quick("bo", 3)
    with pytest.raises(FrozenInstanceError):
        one.weight = 4  # type: ignore[misc]
    with pytest.raises((FrozenInstanceError, TypeError)):  # Python 3.11 raises the latter where there are slots
        one.other = 4  # type: ignore[attr-defined]


@pytest.mark.parametrize("given", [{}, {"name": "bo"}, {"name": "bo", "weight": 3, "more": 1}])
def test_a_value_needs_each_field_and_no_more(given: dict[str, int]) -> None:
    for cls in (Quick, Plain):
        with pytest.raises(TypeError):
            cls(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("cls", [Ballot, Elector, Statement])
def test_those_made_often_take_their_fields_in_order(cls: type[Ballot | Elector | Statement[Payload]]) -> None:
    names = [field.name for field in fields(cls)]
    assert list(inspect.signature(cls).parameters) == names
    made = cls(*names)  # type: ignore[arg-type] # each field its own name
    assert [getattr(made, name) for name in names] == names

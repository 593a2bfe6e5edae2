"""Frozen values of which there are very many, such as ballots, made in half the usual time."""

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def made_often(cls: type[T]) -> type[T]:
    """Gives a frozen dataclass with slots and without defaults a constructor that fills the slots themselves.

    The one that dataclasses writes asks `object` for each field by its name, to get around its own prohibition. Like
    that one it is written as text, since nothing else gives a function its parameters.
    """
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type] # a dataclass, as it says
    scope: dict[str, Any] = {f"_{name}": getattr(cls, name).__set__ for name in names}
    lines = [f"def __init__(self, {', '.join(names)}):", *(f"    _{name}(self, {name})" for name in names)]
    exec("\n".join(lines), scope)  # noqa: S102 # nosec B102 - of names in our own source
    cls.__init__ = scope["__init__"]  # type: ignore[method-assign]
    return cls

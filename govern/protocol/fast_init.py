"""A class decorator with a faster `__init__` for frozen, slotted dataclasses, such as ballots."""

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def fast_init(cls: type[T]) -> type[T]:
    """Replace the `__init__` of a frozen, slotted dataclass without defaults by one that sets the slots directly.

    The constructor of `dataclasses` calls `object.__setattr__` for each field, because the class is frozen. Like that
    one, this one is generated as source text, the only way to give a function its parameters.
    """
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type] # a dataclass, as it says
    scope: dict[str, Any] = {f"_{name}": getattr(cls, name).__set__ for name in names}
    body = [f"    _{name}(self, {name})" for name in names] or ["    pass"]
    lines = [f"def __init__({', '.join(('self', *names))}):", *body]
    exec("\n".join(lines), scope)  # noqa: S102 # nosec B102 - of names in our own source
    cls.__init__ = scope["__init__"]  # type: ignore[method-assign]
    return cls

"""Discovery of descriptors: finds the values and classes that the modules of a package define."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def modules(package: str) -> Iterator[ModuleType]:
    """The modules of a package and of its subpackages, by name."""
    for name in sorted(one.name for one in walk_packages(import_module(package).__path__, f"{package}.")):
        yield import_module(name)


def instances(package: str, of: type[T]) -> Iterator[T]:
    """The values of a class in the modules of a package."""
    for module in modules(package):
        yield from (value for value in list(vars(module).values()) if isinstance(value, of))


def classes(package: str, of: type[T]) -> Iterator[T]:
    """One instance of each class derived from `of` that a module of the package defines."""
    for module in modules(package):
        for value in list(vars(module).values()):
            if isinstance(value, type) and issubclass(value, of) and value.__module__ == module.__name__:
                yield value()

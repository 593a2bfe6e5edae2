"""The index of the rules: for each its refusal codes, the functions that refuse, the tests and the vectors."""

import ast
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import govern
from govern.protocol.errors import RULES
from govern.verify.findings import CHECKS
from tests.rules import test_refusals
from tests.rules.refusals.cases.register import REFUSAL_CASES, REJECTED_BEFORE_RULES

PACKAGE: Final = Path(govern.__file__).parent
TESTS: Final = PACKAGE.parent / "tests"
VECTORS: Final = TESTS / "vectors"
FOLDERS: Final = ("domain", "protocol", "rules", "verify", "actions")  # those that exist
SHOWN: Final = 3  # functions or tests of one code
PAGE: Final = PACKAGE / "rules" / "README.md"

CODES: Final = {**CHECKS, **RULES}  # where both have a code, the sentence of the refusal
ORDER: Final = (*RULES, *(code for code in CHECKS if code not in RULES))
_LISTS: Final = frozenset({"errors.py", "findings.py"})  # they list codes and refuse nothing


class SourceReference(NamedTuple):
    """A function, a scene or a test, with the file in which it stands."""

    file: Path
    name: str

    def link(self) -> str:
        """A link to the file; it is named by its place below govern/ or tests/."""
        below = self.file.relative_to(TESTS if self.file.is_relative_to(TESTS) else PACKAGE)
        return f"[`{below.as_posix()}::{self.name}`]({linked(self.file)})"


def linked(file: Path) -> str:
    """The address of a file from the page of the rules."""
    return Path(os.path.relpath(file, PAGE.parent)).as_posix()


@cache
def refusing() -> dict[str, list[SourceReference]]:
    """By code, the functions that refuse with it or report it."""
    found: defaultdict[str, list[SourceReference]] = defaultdict(list)
    for folder in FOLDERS:
        for file in sorted((PACKAGE / folder).rglob("*.py")):
            for name, code in _codes_in(file) if file.name not in _LISTS else ():
                if SourceReference(file, name) not in found[code]:
                    found[code].append(SourceReference(file, name))
    return dict(found)


@cache
def trying() -> dict[str, list[SourceReference]]:
    """By code, the scenes and tests that end with it."""
    assert test_refusals.MODULES  # imported, they enter their scenes
    found: defaultdict[str, list[SourceReference]] = defaultdict(list)
    for code, scene in sorted((*REFUSAL_CASES, *REJECTED_BEFORE_RULES), key=_place):
        file = Path(str(sys.modules[scene.__module__].__file__))
        found[code].append(SourceReference(file, scene.__name__))
    for file in sorted((TESTS / "verify").rglob("*.py")):
        for name, code in _codes_in(file):
            if code in CHECKS and code not in RULES and SourceReference(file, name) not in found[code]:
                found[code].append(SourceReference(file, name))
    # Modules enter their scenes in whatever order tests were imported.
    return {code: sorted(names, key=lambda one: one.name) for code, names in found.items()}


def _place(entered: tuple[str, Callable[..., Any]]) -> tuple[str, int]:
    """Module and line of a scene: modules enter theirs in whatever order a test run imports them."""
    code = entered[1].__code__
    return entered[1].__module__, code.co_firstlineno


def _codes_in(file: Path) -> Iterator[tuple[str, str]]:
    """Each function of a file with each code that it names, but for those that it only compares with."""
    for name, function in _functions(ast.parse(file.read_text(encoding="utf-8")), ""):
        compared = (
            [] if file.is_relative_to(TESTS) else [one for one in ast.walk(function) if isinstance(one, ast.Compare)]
        )
        left_out = {id(part) for one in compared for part in ast.walk(one)}
        for node in ast.walk(function):
            if isinstance(node, ast.Constant) and node.value in CODES and id(node) not in left_out:
                yield name, str(node.value)


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict) and isinstance(node.target, ast.Name):
            yield node.target.id, node.value


def numbers() -> list[str]:
    """All numbers of rules, in order."""
    return sorted({rule.number for rule in CODES.values()}, key=lambda one: tuple(map(int, one.split("."))))


def rule(number: str) -> str:
    """The lines under one rule."""
    codes = [_line(code) for code in ORDER if CODES[code].number == number]
    return "\n".join((*codes, _vectors(number)))


def _vectors(number: str) -> str:
    """The vectors that break a rule, and the smallest in which it holds, with the statement to which it applies."""
    row = _indexed()[number]
    good = row["good"][0]
    where = "" if good["leaf"] is None else f" (leaf {good['leaf']})"
    return f"- Vectors: {', '.join(map(_vector, row['bad']))}; it holds in {_vector(good['vector'])}{where}."


def _vector(name: str) -> str:
    return f"[`{name}`]({linked(VECTORS / name)})"


@cache
def _indexed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VECTORS / "index.json").read_text(encoding="utf-8"))
    return found


def _line(code: str) -> str:
    sentence = CODES[code].sentence
    return f"- `{code}`: “{sentence}” Code: {_some(refusing()[code])}. Test: {_some(trying()[code])}."


def _some(names: list[SourceReference]) -> str:
    shown = ", ".join(name.link() for name in names[:SHOWN])
    return f"{shown} and {len(names) - SHOWN} more" if len(names) > SHOWN else shown

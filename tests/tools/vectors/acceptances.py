"""Finds which accepted statements meet which rules, by the refusing conditions that a replay passes."""

import ast
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, Final

from govern.protocol.errors import RULES
from govern.protocol.state import Statement
from govern.record import leaf, tiles
from govern.rules.bounded_texts import are_bounded
from govern.rules.statements import StatementType, judge, read
from govern.verify.inputs.evidence import body
from govern.verify.memory import Memory
from tests.tools.specification.index import PACKAGE

FOLDERS: Final = ("protocol", "rules")
EVERY: Final = frozenset({"1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})  # checks of every statement
TEXTS: Final = frozenset({"1.11", "1.12"})  # of the texts that a statement names
SECOND: Final = TEXTS | {"2.13", "7.30"}  # rules from format 2 on

Place = tuple[str, int]  # a file and a line of it
Parents = dict[ast.AST, ast.AST]


@cache
def conditions() -> dict[Place, frozenset[str]]:
    """By the line of a condition, the numbers of the rules by which it refuses."""
    found: dict[Place, frozenset[str]] = {}
    for folder in FOLDERS:
        for file in sorted((PACKAGE / folder).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for line, number in _guarded(tree):
                place = str(file), line
                found[place] = found.get(place, frozenset()) | {number}
    return found


def _guarded(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each rule that a function names, with the line that decides whether it refuses."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    tables = {
        node.target.id: {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and one.value in RULES}
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(node.value, ast.Dict)
    }
    for node in ast.walk(tree):
        codes = {node.value} if isinstance(node, ast.Constant) and node.value in RULES else set()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            codes = tables.get(node.id, set())
        line = _line(node, parents) if codes else 0
        yield from ((line, RULES[code].number) for code in sorted(codes) if line)


def _line(node: ast.AST, parents: Parents) -> int:
    """The line of the nearest condition around a node, else of its statement; 0 outside of functions."""
    inner, outer, statement = node, parents.get(node), 0
    while outer is not None and not isinstance(outer, ast.FunctionDef):
        if isinstance(inner, ast.stmt):
            statement = statement or inner.lineno
        if isinstance(outer, ast.If) and inner is not outer.test:
            return outer.test.lineno
        if isinstance(outer, ast.For) and inner in outer.body:
            return outer.lineno
        if isinstance(outer, ast.Try) and isinstance(inner, ast.ExceptHandler):
            return outer.body[0].lineno
        inner, outer = outer, parents.get(outer)
    return 0 if outer is None else statement or getattr(inner, "lineno", 0)


class _Lines:
    """The lines of conditions that run while a statement is judged."""

    def __init__(self) -> None:
        self.hit: set[str] = set()
        self._files = {file for file, _ in conditions()}

    def __enter__(self) -> set[str]:
        self.hit = set()
        sys.settrace(self._call)
        return self.hit

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self._line if frame.f_code.co_filename in self._files else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            self.hit |= conditions().get((frame.f_code.co_filename, frame.f_lineno), frozenset())
        return self._line


def met(record: Path) -> Iterator[frozenset[str]]:
    """The numbers of the rules that each leaf's statement met, in a record without findings."""
    state, lines = Memory(), _Lines()
    for index, data in enumerate(entries(record)):
        with lines as numbers:
            kind, at = _take(state, index, data)
        every = EVERY | (TEXTS if kind.has_texts else frozenset())
        yield (every | numbers) - (frozenset() if are_bounded(state, at) else SECOND)


def replayed(record: Path) -> Memory:
    """The facts at the end of a record in which everything holds."""
    state = Memory()
    for index, data in enumerate(entries(record)):
        _take(state, index, data)
    return state


def _take(state: Memory, index: int, data: bytes) -> tuple[StatementType, int]:
    found = leaf.parse(data)
    kind, payload = read(found.envelope)
    keyid = found.envelope.signatures[0].keyid
    state.put(judge(state, kind, Statement(found.envelope.id, kind.name, payload, keyid, found.at, index)))
    return kind, found.at


def entries(record: Path) -> Iterator[bytes]:
    """The leaves of a bundle in a zip."""
    with zipfile.ZipFile(record) as archive:
        size = body(archive.read("checkpoint")).size
        for number in range(-(-size // tiles.WIDTH)):
            path = tiles.entries_path(number, tiles.tile_width(size, 0, number))
            yield from tiles.parse_entries(archive.read(path))

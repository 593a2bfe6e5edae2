"""Finds every place in the rules' source that refuses, and which of them the cases reach."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Final

import govern

ROOT: Final = Path(govern.__file__).parent
FLOORS: Final = (ROOT / "protocol", ROOT / "rules")
Place = tuple[str, int, int]  # file below govern/, first and last line


@cache
def places() -> dict[Place, str]:
    """Every statement that refuses, with its text.

    It raises Refused; asks for a role; or looks up what the statement names, which may not be there.
    """
    files = sorted(file for floor in FLOORS for file in floor.rglob("*.py"))
    return {place: said for file in files for place, said in _places_of(file)}


def _places_of(file: Path) -> Iterator[tuple[Place, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        said = ast.unparse(node) if isinstance(node, ast.Raise | ast.Call) else ""
        if said and _refuses(node, said):
            yield (str(file.relative_to(ROOT)), node.lineno, node.end_lineno or node.lineno), said


def _refuses(node: ast.Raise | ast.Call, said: str) -> bool:
    if isinstance(node, ast.Raise):
        return said.startswith(("raise Refused(", "raise invalid("))
    named = node.func.id if isinstance(node.func, ast.Name) else ""
    return named == "need" or (named == "find" and "payload." in said)


def reached(refused: BaseException | None) -> Iterator[tuple[str, int]]:
    """File and line of each call within the rules, from the case to the refusal and its cause."""
    while refused is not None:
        yield from _steps(refused.__traceback__)
        refused = refused.__cause__


def _steps(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if file.is_relative_to(ROOT):
            yield str(file.relative_to(ROOT)), traceback.tb_lineno
        traceback = traceback.tb_next

"""The source files that somebody edits to add one kind of proposal: those that name its id or one of its effects.

Ids such as `budget` and `choice` are also words of the language, fields of facts and headings. A file names a kind

1. if it is called after the kind in a folder of `kinds`, or imports such a module,
2. if it names one of the kind's effects,
3. if a line that speaks of kinds has its id in quotes, such as `rules.kinds["budget"]`,
4. if it has a table with three or more kinds among its keys or members, this one among them,
5. if it has the id in quotes anywhere in Python, unless the same word is also a field or a blueprint.

A script that a tool makes of the descriptors, and says so at its top, is edited by nobody.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DESCRIPTORS: Final = Path("govern/rules/proposals/kinds")
EFFECT: Final = re.compile(r'^@typed_effect\("([a-z-]+)"\)$', re.MULTILINE)
MADE_BY: Final = 400  # within so many characters at its top
TABLE: Final = 3  # so many kinds make a table of kinds
ATTRIBUTES: Final = re.compile(r"""\b(?:class|id|aria-labelledby)="[^"{]*\"""")  # of HTML, in templates
GENERATED: Final = "do not change it by hand"
KEY: Final = re.compile(r"""^\s*["']?([a-z]+)["']?:""", re.MULTILINE)


@dataclass(frozen=True)
class NamedKind:
    """The id of a kind and the names of its effects."""

    id: str
    effects: tuple[str, ...]


def named_kinds(root: Path, texts: Mapping[Path, str]) -> list[NamedKind]:
    """The kinds that a work tree has, read from their descriptors."""
    found = []
    for path, text in texts.items():
        declared = re.search(r'^    id = "([a-z-]+)"$', text, re.MULTILINE)
        if path.parent == root / DESCRIPTORS and declared:
            found.append(NamedKind(declared[1], tuple(EFFECT.findall(text))))
    return found


def files_naming(root: Path, texts: Mapping[Path, str]) -> dict[str, list[Path]]:
    """By the id of a kind, the files that name it."""
    kinds = named_kinds(root, texts)
    ids = frozenset(kind.id for kind in kinds)
    shared = ids & _fields_and_blueprints(texts)
    tables = {path: _in_tables(path, text, ids) for path, text in texts.items()}
    return {
        kind.id: [
            path
            for path, text in texts.items()
            if not is_generated(text)
            and (kind.id in tables[path] or _is_named(kind, path.relative_to(root), text, is_shared=kind.id in shared))
        ]
        for kind in kinds
    }


def is_generated(text: str) -> bool:
    """Whether a tool makes the file, and says so at its top."""
    return GENERATED in text[:MADE_BY]


def _is_named(kind: NamedKind, path: Path, text: str, *, is_shared: bool) -> bool:
    quoted = rf"""["']{kind.id}["']"""
    patterns = [
        rf"kinds\.{kind.id} import|kinds import [^\n]*\b{kind.id}\b",
        *(rf"""["']{re.escape(effect)}["']|^\s*{re.escape(effect)}:""" for effect in kind.effects),
        rf"^.*kind.*{quoted}|{quoted}.*kind.*$",
    ]
    if path.suffix == ".py" and not is_shared:
        patterns.append(quoted)
    if "kinds" in path.parts and path.stem == kind.id:
        return True
    plain = ATTRIBUTES.sub("", text) if path.suffix == ".html" else text
    return any(re.search(pattern, plain, re.MULTILINE) for pattern in patterns)


def _fields_and_blueprints(texts: Mapping[Path, str]) -> frozenset[str]:
    """Words that are fields of values or of statements, or names of groups of pages."""
    found: set[str] = set()
    for path, text in texts.items():
        if path.suffix == ".py":
            found |= set(re.findall(r"^    ([a-z]+): ", text, re.MULTILINE))
            found |= set(re.findall(r'"([a-z]+)": fields\.', text))
            found |= set(re.findall(r'Blueprint\("([a-z]+)"', text))
    return frozenset(found)


def _in_tables(path: Path, text: str, ids: frozenset[str]) -> frozenset[str]:
    groups = _python_groups(text) if path.suffix == ".py" else iter([frozenset(KEY.findall(text))])
    found = [group & ids for group in groups]
    return frozenset(one for group in found if len(group) >= TABLE for one in group)


def _python_groups(text: str) -> Iterator[frozenset[str]]:
    """The strings that stand together in one table, list, set, tuple or comparison."""
    for node in ast.walk(ast.parse(text)):
        members: list[ast.expr | None] = []
        if isinstance(node, ast.Dict):
            members = list(node.keys)
        elif isinstance(node, ast.List | ast.Set | ast.Tuple):
            members = list(node.elts)
        yield frozenset(one.value for one in members if isinstance(one, ast.Constant) and isinstance(one.value, str))

"""Size and shape of the code, as two tables: `python -m tests.tools.measure [FOLDER]`.

The first table counts files, lines and functions by floor. The second counts the source files that name one voting
method, weight source, kind of proposal, statement type or language, and those that a page consists of: what somebody
who adds one has to look at, at most. A file names a method or a weight source if it has its id in quotes or imports
its module; a type of statement, if it has its name in quotes. The class of a type's payload (`BallotCast`) is not
counted: only what works with that very type imports it, and the type checker finds it. `measure_kinds` says when a
file names a kind of proposal. Translations, migrations, tests and the demonstration are left out of both tables, but
for the floor `tests`, and scripts that a tool makes of the descriptors are left out of the second. It reads any work
tree of the project, so that two commits can be compared.
"""

import argparse
import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from typing import Final

from tests.tools import measure_kinds

ROOT: Final = Path(__file__).resolve().parents[2]
LEFT_OUT: Final = ("/migrations/", "/translations/", "/__pycache__/", "/govern/demo/")
NESTING: Final = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith, ast.Match)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Spread:
    """The median, the ninetieth percentile and the largest of some numbers."""

    middle: int
    most: int
    largest: int

    def __str__(self) -> str:
        return f"{self.middle} / {self.most} / {self.largest}"


@dataclass(frozen=True)
class Floor:
    """The figures of a folder with everything in it."""

    name: str
    files: int
    in_a_folder: Spread
    lines: Spread
    functions: int
    function_lines: Spread
    any_in_signatures: int
    nesting: int


@dataclass(frozen=True)
class TouchedFiles:
    """The number of source files that name one of these things: the median over all of them, and the most."""

    thing: str
    things: int
    files: Spread


def spread(numbers: Sequence[int]) -> Spread:
    """The median, the ninetieth percentile and the largest; zeros for no numbers."""
    if not numbers:
        return Spread(0, 0, 0)
    ordered = sorted(numbers)
    return Spread(int(median(ordered)), ordered[ceil(0.9 * (len(ordered) - 1))], ordered[-1])


def sources(root: Path, *suffixes: str) -> list[Path]:
    """The files under a folder that hold anything, without what is left out."""
    found = (path for path in sorted(root.rglob("*")) if path.suffix in suffixes and path.is_file())
    return [path for path in found if path.stat().st_size and not any(part in f"{path}" for part in LEFT_OUT)]


def floors(root: Path) -> Iterator[Floor]:
    """The program as a whole, each of its floors, the scripts, the templates and the tests."""
    program = root / "govern"
    yield _python("govern", sources(program, ".py"))
    for folder in sorted(path for path in program.iterdir() if path.is_dir()):
        if files := sources(folder, ".py"):
            yield _python(f"govern/{folder.name}", files)
    yield _texts("static/js", sources(program / "static" / "js", ".js"))
    yield _texts("templates", sources(root / "templates", ".html"))
    yield _python("tests", sources(root / "tests", ".py"))


def _python(name: str, files: Sequence[Path]) -> Floor:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, Function)]
    return Floor(
        name,
        len(files),
        _folders(files),
        spread([_lines(path) for path in files]),
        len(functions),
        spread([(one.end_lineno or one.lineno) - one.lineno + 1 for one in functions]),
        sum(map(_says_any, functions)),
        max(map(_depth, functions), default=0),
    )


def _texts(name: str, files: Sequence[Path]) -> Floor:
    return Floor(name, len(files), _folders(files), spread([_lines(path) for path in files]), 0, spread([]), 0, 0)


def _folders(files: Sequence[Path]) -> Spread:
    held: dict[Path, int] = {}
    for path in files:
        if path.name == "__init__.py":
            continue
        held[path.parent] = held.get(path.parent, 0) + 1
    return spread(list(held.values()))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _says_any(function: Function) -> bool:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    said = [one.annotation for one in every if one] + [function.returns]
    return any(isinstance(node, ast.Name) and node.id == "Any" for one in said if one for node in ast.walk(one))


def _depth(node: ast.AST) -> int:
    inside = max((_depth(child) for child in ast.iter_child_nodes(node) if not isinstance(child, Function)), default=0)
    return inside + isinstance(node, NESTING)


def touched(root: Path) -> Iterator[TouchedFiles]:
    """The number of files that name each method, weight, kind, statement type and language, and make up each page."""
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in (*sources(root / "govern", ".py", ".js"), *sources(root / "templates", ".html"))
    }
    texts = {path: text for path, text in texts.items() if not measure_kinds.is_generated(text)}
    ids = {path: re.findall(r'^    id = "([a-z0-9/-]+)"', text, re.MULTILINE) for path, text in texts.items()}
    for thing, folder in (("voting method", "methods"), ("weight source", "weights")):
        named = {one: path.stem for path, own in ids.items() if folder in path.relative_to(root).parts for one in own}
        imported = {one: rf"\b{folder}\.{stem} import|\b{folder} import .*\b{stem}\b" for one, stem in named.items()}
        yield _naming(thing, texts, {one: rf'["\']{one}["\']|{pattern}' for one, pattern in imported.items()})
    kinds = measure_kinds.files_naming(root, texts)
    yield TouchedFiles("kind of proposal", len(kinds), spread([len(files) for files in kinds.values()]))
    types = {
        one
        for text in texts.values()
        for one in re.findall(r'\b(?:Kind|StatementType(?:\.of)?)\(\s*"([a-z]+(?:-[a-z]+)+)"', text)
    }
    yield _naming("statement type", texts, {one: rf'["\']{one}["\']' for one in types})
    yield _naming("language", texts, {"zh-Hans": r"zh[-_]Hans"})
    yield TouchedFiles("page", *_pages(texts))


def _naming(thing: str, texts: Mapping[Path, str], patterns: Mapping[str, str]) -> TouchedFiles:
    counts = [sum(bool(re.search(pattern, text)) for text in texts.values()) for pattern in patterns.values()]
    return TouchedFiles(thing, len(patterns), spread(counts))


def _pages(texts: Mapping[Path, str]) -> tuple[int, Spread]:
    """The blueprints: each its module, the templates that it alone renders, and the modules that import it."""
    modules = [path for path, text in texts.items() if path.suffix == ".py" and "Blueprint(" in text]
    rendered = {path: set(re.findall(r'"([a-z_/-]+\.html)"', texts[path])) for path in modules}
    counts = []
    for path in modules:
        others = {one for other in modules if other != path for one in rendered[other]}
        importing = sum(
            bool(re.search(rf"\b{path.stem}\b", _imports(text))) for at, text in texts.items() if at != path
        )
        counts.append(1 + min(importing, 1) + len(rendered[path] - others))
    return len(modules), spread(counts)


def _imports(text: str) -> str:
    return "\n".join(re.findall(r"^(?:from|import) .*?(?:\)$|$)", text, re.MULTILINE | re.DOTALL))


def tables(root: Path) -> str:
    """Both tables in Markdown."""
    lines = [
        "| floor | files | in a folder med/p90/max | lines med/p90/max | functions | their lines med/p90/max "
        "| with `Any` | nesting |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in floors(root):
        cells = (one.name, one.files, one.in_a_folder, one.lines, one.functions, one.function_lines)
        lines.append(f"| {' | '.join(map(str, cells))} | {one.any_in_signatures} | {one.nesting} |")
    lines += ["", "| to add | there are | source files that name one med/p90/max |", "|---|---|---|"]
    lines += [f"| a {one.thing} | {one.things} | {one.files} |" for one in touched(root)]
    return "\n".join(lines)


def main() -> None:
    """Prints the tables of a work tree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT)
    print(tables(parser.parse_args().folder))


if __name__ == "__main__":
    main()

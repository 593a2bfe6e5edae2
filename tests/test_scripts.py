"""The browser's scripts: layers, no import cycles, few modules in a folder, sound types, no lint."""

import re
from collections import Counter
from pathlib import Path

from tests.tools.browsers.deno import lint_errors, type_errors

SCRIPTS = Path(__file__).resolve().parent.parent / "govern" / "static" / "js"
MOST_MODULES = 15

# A folder may import from those before it.
LAYERS = ("record", "language", "acts", "browser", "forms", "signing", "device", "page")

# Imports of values and of types alike: `import ... from "..."`, `import("...")`.
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"'\n]+)["']""")

Arrows = dict[Path, set[Path]]


def modules() -> list[Path]:
    return sorted(SCRIPTS.rglob("*.js"))


def arrows() -> Arrows:
    return {
        module: {(module.parent / target).resolve() for target in IMPORT.findall(module.read_text(encoding="utf-8"))}
        for module in modules()
    }


def folder(module: Path) -> str:
    return module.relative_to(SCRIPTS).parts[0]


def name(module: Path) -> str:
    return module.relative_to(SCRIPTS).as_posix()


def circle(drawn: Arrows) -> set[Path]:
    """The modules that import each other in a circle, and those that need them."""
    left = dict(drawn)
    while free := [module for module, targets in left.items() if not targets & left.keys()]:
        for module in free:
            del left[module]
    return set(left)


def test_every_module_lies_in_a_layer() -> None:
    assert {folder(module) for module in modules()} == set(LAYERS)


def test_every_import_names_a_module() -> None:
    known = set(modules())
    missing = [(name(module), target.name) for module, targets in arrows().items() for target in targets - known]
    assert missing == []


def test_no_import_goes_up_a_layer() -> None:
    height = LAYERS.index
    upward = [
        f"{name(module)} -> {name(target)}"
        for module, targets in arrows().items()
        for target in targets
        if height(folder(target)) > height(folder(module))
    ]
    assert upward == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert sorted(map(name, circle(arrows()))) == []


def test_no_folder_holds_many_modules() -> None:
    sizes = Counter(module.parent.relative_to(SCRIPTS).as_posix() for module in modules())
    assert {place: size for place, size in sizes.items() if size > MOST_MODULES} == {}


def test_the_compiler_finds_no_type_error(tmp_path: Path) -> None:
    assert type_errors(modules(), tmp_path) == ""


def test_the_linter_finds_nothing(tmp_path: Path) -> None:
    assert lint_errors(modules(), tmp_path) == ""


def test_compiler_and_linter_see_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text(
        'import { hex } from "./bytes.js";\n'
        "/** @param {number} size */\nexport function twice(size) {\n  return size * factor;\n}\n"
        'if (twice("1") == 2) document.querySelector("p").checked = true;\n'
        "try {\n  twice(1);\n} catch (error) {\n  twice(error.code);\n}\n"
        "export function thrice(size) {\n  return size * 3;\n}\n"
    )
    (tmp_path / "bytes.js").write_text("export const hex = 1;\n")
    types, lint = type_errors([wrong], tmp_path / "cache"), lint_errors([wrong], tmp_path / "cache")
    assert re.findall(r"TS\d+", types) == ["TS6133", "TS2304", "TS2345", "TS2531", "TS2339", "TS18046", "TS7006"]
    assert sorted(re.findall(r"error\[([a-z-]+)\]", lint)) == ["eqeqeq", "no-unused-vars"]

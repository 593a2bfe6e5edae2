"""The house rules that a machine can check: layers, style, types, and what may stand in a committed file."""

import ast
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "govern"
LONGEST_FILE = 400

# Each needle is written in two halves, so that this file does not contain it.
MACHINE_PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/tmp/" + "brief", "/opt/" + "pypi", "/opt/" + "wheels"]
REGISTRY_HOSTS = ["py" + "pi.org", "pythonho" + "sted.org", "npm" + "js.org", "npm" + "js.com", "deb.deb" + "ian.org"]

# An inline script, style or event handler does not run under `default-src 'self'`.
INLINE = {
    "script without src": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
}

# Server libraries that the record, the rules and the verifier must never load.
SERVER_LIBRARIES = ("flask", "sqlalchemy", "werkzeug", "jinja2", "alembic")
LOADS = """
import importlib, pkgutil, sys
for layer in ("record", "domain", "verify"):
    package = importlib.import_module("govern." + layer)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a tool at the top of the tree, as a developer would, and hands back what it said."""
    return subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@cache
def committed_files() -> tuple[Path, ...]:
    """Every file that is committed or about to be; all but the ignored ones."""
    listing = run(
        *("git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    )
    assert listing.returncode == 0, listing.stdout
    return tuple(path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file())


def under(folder: Path, *suffixes: str) -> Iterable[Path]:
    return (path for path in committed_files() if path.is_relative_to(folder) and path.suffix in suffixes)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "--no-cache", "."], id="ruff-check"),
        pytest.param(["ruff", "format", "--check", "--no-cache", "."], id="ruff-format"),
        pytest.param(["mypy"], id="mypy-strict"),
        pytest.param(["bandit", "--quiet", "--recursive", "--severity-level", "medium", "govern"], id="bandit"),
    ],
)
def test_the_tool_finds_nothing(command: list[str]) -> None:
    done = run(sys.executable, "-m", *command)
    assert done.returncode == 0, done.stdout


def test_the_layers_are_kept() -> None:
    done = run(Path(sys.executable).with_name("lint-imports"), "--no-cache")
    assert done.returncode == 0, done.stdout


def test_record_rules_and_verifier_load_no_server_library() -> None:
    done = run(sys.executable, "-c", LOADS)
    assert done.returncode == 0, done.stdout
    loaded = {module for module in done.stdout.split() if module.startswith(SERVER_LIBRARIES)}
    assert not loaded


def test_templates_hold_no_inline_script_or_style() -> None:
    found = [
        f"{name(path)}: {what}: {match.group()}"
        for path in under(ROOT / "templates", ".html", ".svg", ".xml")
        for what, pattern in INLINE.items()
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_committed_files_name_no_machine_and_no_registry() -> None:
    needles = [needle.encode() for needle in (*MACHINE_PATHS, *REGISTRY_HOSTS)]
    found = [
        f"{name(path)}: {needle.decode()}"
        for path in committed_files()
        for needle in needles
        if needle in path.read_bytes()
    ]
    assert not found, "\n".join(found)


def test_every_module_says_what_it_is() -> None:
    silent = [
        name(path)
        for path in under(PACKAGE, ".py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_module_is_too_long() -> None:
    sources = (path for path in under(PACKAGE, ".py", ".js") if not path.name.startswith("words-"))
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_compiled_translations_are_those_of_the_sources() -> None:
    for source in under(PACKAGE, ".po"):
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parent.parent.name)
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        assert source.with_suffix(".mo").read_bytes() == compiled.getvalue(), f"compile {name(source)} again"


def test_the_continuous_integration_script_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)

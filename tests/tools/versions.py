"""The list of versions that were tried together, constraints.txt: read, and renewed for the Python that runs.

`python -m tests.tools.versions` writes what is installed beside this Python into the list, and keeps the other
Pythons' lines. Run it with each Python that pyproject.toml names, after their tests passed.
"""

import re
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[2]
LIST: Final = ROOT / "constraints.txt"
LINE: Final = re.compile(r'([a-z0-9-]+)==([0-9a-z.!+]+)(?: ; python_version == "(\d+\.\d+)")?')
HEAD: Final = """\
# The versions that were tried together, with Python {tried}.
# `pip install -c constraints.txt .` takes these; without it pip takes the newest that pyproject.toml admits.
# Renewed by `python -m tests.tools.versions`.
"""


def tried_pythons() -> list[str]:
    """The tested Python versions according to pyproject.toml, such as 3.11."""
    found = re.findall(r"Python :: (\d+\.\d+)$", "\n".join(_project()["classifiers"]), re.MULTILINE)
    return sorted(found, key=lambda python: tuple(map(int, python.split("."))))


def read_list() -> dict[str, dict[str, str]]:
    """Each package of the list: its version for each Python that was tried."""
    found: dict[str, dict[str, str]] = {}
    for line in LIST.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not (parts := LINE.fullmatch(line)):
            raise ValueError(f"not a line of the list: {line}")
        name, version, python = parts.groups()
        found.setdefault(name, {}).update(dict.fromkeys([python] if python else tried_pythons(), version))
    return found


def needed() -> dict[str, str]:
    """The packages that pyproject.toml brings into this environment, directly or through others, with versions."""
    found: dict[str, str] = {}
    waiting = [(Requirement(line), ("",)) for line in declared()]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        requirement, extras = waiting.pop()
        name = canonicalize_name(requirement.name)
        wanted = ("", *sorted(requirement.extras))
        if name == "govern" or (name, wanted) in seen or not _applies(requirement, extras):
            continue
        seen.add((name, wanted))
        package = distribution(name)
        found[name] = package.version
        waiting += [(Requirement(line), wanted) for line in package.requires or ()]
    return found


def declared() -> list[str]:
    """The requirements of pyproject.toml: the program's, and those of its extras."""
    project = _project()
    return [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]


def _applies(requirement: Requirement, extras: tuple[str, ...]) -> bool:
    return requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras)


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def renewed(known: dict[str, dict[str, str]], python: str, here: dict[str, str]) -> str:
    """The list with this Python's versions; a package that has one version everywhere stands on one line."""
    found = {
        name: {other: one for other, one in versions.items() if other != python} for name, versions in known.items()
    }
    for name, version in here.items():
        found.setdefault(name, {})[python] = version
    return HEAD.format(tried=", ".join(tried_pythons())) + "".join(
        line for name, versions in sorted(found.items()) for line in _lines(name, versions)
    )


def _lines(name: str, versions: dict[str, str]) -> list[str]:
    if len(set(versions.values())) == 1:
        return [f"{name}=={min(versions.values())}\n"]
    return [
        f'{name}=={versions[python]} ; python_version == "{python}"\n'
        for python in tried_pythons()
        if python in versions
    ]


def main() -> None:
    """Renews the list for the Python that runs."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    known = read_list() if LIST.exists() else {}
    LIST.write_text(renewed(known, python, needed()), "utf-8")


if __name__ == "__main__":
    main()

"""constraints.txt, the list of tested versions, agrees with the ranges in pyproject.toml."""

import re
import sys

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools import versions

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
AGAIN = "run `python -m tests.tools.versions` with every Python that pyproject.toml names"


def test_the_list_holds_names_and_versions_alone() -> None:
    for line in versions.LIST.read_text("utf-8").splitlines():
        assert line.startswith("# ") or versions.LINE.fullmatch(line), f"{line}: {AGAIN}"
        assert "://" not in line


def test_the_list_names_what_pyproject_brings_and_nothing_else() -> None:
    here = {name for name, tried in versions.read_list().items() if HERE in tried}
    assert here == versions.needed().keys(), AGAIN


def test_every_listed_version_is_within_the_open_ranges() -> None:
    tried = versions.read_list()
    for requirement in map(Requirement, versions.declared()):
        name = canonicalize_name(requirement.name)
        for python, version in tried.get(name, {}).items():
            assert requirement.specifier.contains(version), f"{name} {version} on {python}: {AGAIN}"


def test_every_requirement_has_a_lower_and_an_upper_bound() -> None:
    for requirement in map(Requirement, versions.declared()):
        if requirement.name != "govern":
            assert {one.operator for one in requirement.specifier} >= {">=", "<"}, requirement


def test_the_pythons_tried_begin_with_the_oldest_that_is_admitted() -> None:
    text = (versions.ROOT / "pyproject.toml").read_text("utf-8")
    assert versions.tried_pythons()[0] == re.findall(r'^requires-python = ">=(.+)"$', text, re.MULTILINE)[0]
    readme = (versions.ROOT / "README.md").read_text("utf-8")
    assert f"tested with {', '.join(versions.tried_pythons()[:-1])} and {versions.tried_pythons()[-1]}" in readme


def test_renewing_for_one_python_keeps_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "tried_pythons", lambda: ["3.11", "3.12"])
    known = {"same": {"3.11": "1", "3.12": "1"}, "gone": {"3.12": "1"}, "other": {"3.11": "1", "3.12": "2"}}
    lines = versions.renewed(known, "3.12", {"same": "1", "other": "3"}).splitlines()[-3:]
    assert lines == ['other==1 ; python_version == "3.11"', 'other==3 ; python_version == "3.12"', "same==1"]

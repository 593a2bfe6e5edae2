"""Every file, command and name that CONTRIBUTING.md and ARCHITECTURE.md mention exists."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
PLACEHOLDER: Final = re.compile(r"\b(?:METHOD|SOURCE|KIND|SUBJECT|LOCALE)\b")
NAMED: Final = re.compile(r"(?:^|[`(\s])((?:govern|tests|templates)/[\w./-]*|[A-Z]+\.md)")


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_every_path_that_it_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = [path.rstrip(".") for path in NAMED.findall(PLACEHOLDER.sub("", text))]
    folders = [re.sub(r"/\.(?:html|md|py)$", "", path) for path in named]
    assert named
    assert not [path for path in folders if not (ROOT / path.split("//")[0]).exists()]


def test_every_module_that_it_runs_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    modules = re.findall(r"-m (tests\.[\w.]+)", text)
    assert len(modules) >= 4
    assert all(find_spec(one) for one in modules)

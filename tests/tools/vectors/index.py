"""The index of the test vectors: for each rule the vectors that break it and those that meet it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.tools.specification.index import numbers
from tests.tools.vectors.acceptances import met
from tests.tools.vectors.vector import FOLDER

INDEX: Final = FOLDER / "index.json"
MOST: Final = 3  # good vectors of a number

# Met by a whole record, or by what lies beside it, and by no statement of its own.
WHOLE: Final[dict[str, tuple[str, ...]]] = {
    "1.8": ("good-submission-with-its-text",),
    "1.9": ("good-submission-of-the-largest-size",),
    "4.6": ("good-sums-of-tokens",),
    "8.5": ("good-with-an-earlier-checkpoint",),
    "8.12": ("good-with-the-auditors-clock",),
    "8.10": ("good-container-as-the-program-writes-it",),
}
CHAPTER: Final = "8."  # every record in which everything holds meets the others of this chapter
SMALLEST: Final = "good-founding"


def folders() -> list[Path]:
    """All vectors, in the order of their names."""
    return sorted(path.parent for path in FOLDER.glob("*/expected.json"))


def is_good(folder: Path) -> bool:
    """Whether everything holds there."""
    return folder.name.startswith("good-")


@cache
def passed() -> dict[str, dict[str, int | None]]:
    """By number, each good vector with the first leaf that met the rule; None where it is the record that does."""
    found: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    for folder in filter(is_good, folders()):
        for index, leaf in enumerate(met(folder / "record.zip")):
            for number in leaf:
                found[number].setdefault(folder.name, index)
    for number in numbers():
        if number in WHOLE or number.startswith(CHAPTER):
            found[number] = dict.fromkeys(WHOLE.get(number, (SMALLEST,)), None)
    return dict(found)


def broken() -> dict[str, list[str]]:
    """By number, the vectors that break the rule."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for folder in folders():
        if not is_good(folder):
            found[folder.name.partition("-")[0]].append(folder.name)
    return dict(found)


def rows() -> dict[str, dict[str, Any]]:
    """The index rows of each number: the shortest good vectors, and all bad ones."""
    sizes = {folder.name: (folder / "record.zip").stat().st_size for folder in folders()}
    good, bad = passed(), broken()

    def shortest(number: str) -> Iterator[dict[str, str | int | None]]:
        for name in sorted(good.get(number, {}), key=lambda one: (sizes[one], one))[:MOST]:
            yield {"leaf": good[number][name], "vector": name}

    return {number: {"bad": bad.get(number, []), "good": list(shortest(number))} for number in numbers()}


def written() -> str:
    """The index as a file: one line for each number."""
    lines = ",\n".join(f" {json.dumps(number)}: {json.dumps(row)}" for number, row in rows().items())
    return f"{{\n{lines}\n}}\n"

"""Detects names that look alike: Unicode's skeleton of a name by its confusable characters (UTS 39, section 4).

Two names look alike if their skeletons are equal. The table of confusables comes with the package
confusable-homoglyphs, which takes it from Unicode's confusables.txt. Beyond UTS 39, case and spaces are ignored.
"""

import json
import unicodedata
from collections import defaultdict
from functools import cache
from importlib import resources

_MARKS = "\u200e\u200f"  # the table puts right-to-left characters between direction marks


def skeleton(name: str) -> str:
    """The skeleton of a name; empty for a name without visible characters."""
    found = "".join(one for one in unicodedata.normalize("NFD", name) if not one.isspace() and _shows(one))
    for _ in range(2):  # prototype of the capital letter, then of its small letter
        found = unicodedata.normalize("NFD", "".join(_prototypes().get(one, one) for one in found)).casefold()
    return found


def _shows(sign: str) -> bool:
    return unicodedata.category(sign)[0] != "C"


@cache
def _prototypes() -> dict[str, str]:
    """The prototype of each confusable character."""
    file = resources.files("confusable_homoglyphs").joinpath("confusables.json")
    pairs = {key: [one["c"] for one in found] for key, found in json.loads(file.read_text("utf-8")).items()}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for sign, others in pairs.items():
        # The table lists both directions: a key with several or longer counterparts is the centre of its group.
        center = sign if len(others) > 1 or len(sign) > 1 else others[0]
        groups[center.strip(_MARKS)] |= {sign.strip(_MARKS), *(one.strip(_MARKS) for one in others)}
    return _representatives(groups)


def _plainness(sign: str) -> tuple[int, bool, str]:
    # What is written with several signs stands for others, since several are not looked up; then the first letter.
    return -len(sign), not sign.isalpha(), sign


def _representatives(groups: dict[str, set[str]]) -> dict[str, str]:
    parent: dict[str, str] = {}

    def root(sign: str) -> str:
        while parent.setdefault(sign, sign) != sign:
            sign = parent[sign]
        return sign

    for group in groups.values():
        first, *others = sorted(group, key=_plainness)
        for other in others:
            low, high = sorted((root(first), root(other)), key=_plainness)
            parent[high] = low
    return {sign: root(sign) for sign in list(parent) if len(sign) == 1 and root(sign) != sign}

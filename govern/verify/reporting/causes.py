"""Groups findings: one cause, and those that may follow from it.

A damaged or refused leaf makes others false: the root, later quotes of it, statements about objects that it would have
made. A later finding follows from an earlier one if

- the tiles show that a leaf was changed after it was written, and the finding is about a later leaf or about the tree;
- or its statement names the refused one, or is the clerk's and was computed from something that the refused one names.

Nothing is left out: each finding stays in the report for programs, and the verdict does not depend on groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from govern.verify.findings import Finding

TREE: Final = frozenset({"root_differs", "tile_differs", "history_differs", "receipt_differs", "log_unknown"})


@dataclass(frozen=True, slots=True)
class RefusedStatement:
    """A refused statement: its id, and the ids and hashes that its payload names."""

    id: str
    names: frozenset[str]


def grouped(findings: Sequence[Finding], refusals: Mapping[int, RefusedStatement]) -> tuple[Finding, ...]:
    """The findings with the place of the one that each may follow from."""
    damaged = min((one.leaf for one in findings if one.code == "tile_differs" and one.leaf is not None), default=None)
    cause = _place_at(findings, damaged)
    made: list[Finding] = []
    known: dict[str, int] = {}  # id -> place of the cause
    for place, one in enumerate(findings):
        follows = cause if _is_after(one, damaged) and place != cause else None
        refusal = refusals.get(one.leaf) if one.leaf is not None else None
        if follows is None and refusal is not None:
            follows = _cause_by_names(one, refusal, known)
        if refusal is not None:
            root = place if follows is None else follows
            known.setdefault(refusal.id, root)
            for name in refusal.names:
                known.setdefault(f"named {name}", root)
        made.append(replace(one, follows=follows))
    return tuple(made)


def _place_at(findings: Sequence[Finding], leaf: int | None) -> int | None:
    return next((place for place, one in enumerate(findings) if leaf is not None and one.leaf == leaf), None)


def _is_after(finding: Finding, damaged: int | None) -> bool:
    if damaged is None:
        return False
    return finding.code in TREE or finding.leaf is None or finding.leaf >= damaged


def _cause_by_names(finding: Finding, refusal: RefusedStatement, known: Mapping[str, int]) -> int | None:
    direct = [known[name] for name in refusal.names if name in known]
    if not direct and finding.code == "clerk_differs":
        direct = [known[f"named {name}"] for name in refusal.names if f"named {name}" in known]
    return min(direct, default=None)

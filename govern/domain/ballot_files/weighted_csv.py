"""CSV of weighted ballots, in one of four forms told by the head line (see `read`)."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from govern.domain.ballot_files.lines import BadFile, whole
from govern.domain.tally.profile import Profile, Ranking, approving, ranked, scoring

RANKING, APPROVALS, CHOICE, WEIGHT = "ranking", "approvals", "choice", "weight"


def read(text: str) -> Profile:
    """The ballots; the column `weight` may be missing (1 each). Raises BadFile.

    `ranking`: `A>B=C`, best first; `approvals`: `A|B`; `choice`: one option; otherwise each other column is an option
    and holds its points (empty: none given).
    """
    reader = csv.reader(io.StringIO(text))
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(cell.strip() for cell in row)]
    if not rows:
        raise BadFile(0, "the file is empty")
    number, head = rows[0]
    if len(set(head)) != len(head) or not all(head):
        raise BadFile(number, "each column needs a name of its own")
    weighed = [(line, _weight(row, head, line), _cells(row, head, line)) for line, row in rows[1:]]
    kind = next((name for name in (RANKING, APPROVALS, CHOICE) if name in (one.lower() for one in head)), "")
    if kind == RANKING:
        orders = [(_order(cells[RANKING], line), weight) for line, weight, cells in weighed]
        return ranked(_options(tier for order, _ in orders for tier in order), orders)
    if kind in (APPROVALS, CHOICE):
        sets = [(_set(cells[kind], kind), weight) for _, weight, cells in weighed]
        return approving(_options(one for one, _ in sets), sets)
    options = [name for name in head if name.lower() != WEIGHT]
    return scoring(options, [(_points(cells, line), weight) for line, weight, cells in weighed])


def _weight(row: list[str], head: list[str], line: int) -> int:
    place = next((place for place, name in enumerate(head) if name.lower() == WEIGHT), -1)
    return 1 if place < 0 else whole(row[place] if place < len(row) else "", line, "a weight")


def _cells(row: list[str], head: list[str], line: int) -> dict[str, str]:
    if len(row) > len(head):
        raise BadFile(line, "there are more fields than columns")
    padded = [*row, *[""] * (len(head) - len(row))]
    special = {RANKING, APPROVALS, CHOICE}
    found = {name.lower() if name.lower() in special else name: cell for name, cell in zip(head, padded, strict=True)}
    return {name: cell for name, cell in found.items() if name.lower() != WEIGHT}


def _order(text: str, line: int) -> Ranking:
    tiers = [frozenset(one.strip() for one in part.split("=")) for part in text.split(">")] if text else []
    listed = [one for part in re.split("[>=]", text) if (one := part.strip())] if text else []
    if len(listed) != len(set(listed)) or (text and any("" in tier for tier in tiers)):
        raise BadFile(line, "a ranking is written “A>B=C”, each option once")
    return tuple(tiers)


def _set(text: str, kind: str) -> frozenset[str]:
    parts = text.split("|") if kind == APPROVALS else [text]
    return frozenset(part.strip() for part in parts if part.strip())


def _options(sets: Iterable[frozenset[str]]) -> list[str]:
    return sorted(set().union(*sets))


def _points(cells: Mapping[str, str], line: int) -> dict[str, int]:
    return {name: whole(cell, line, f"the points of {name}") for name, cell in cells.items() if cell}


def write(profile: Profile) -> str:
    """The same ballots as weights and rankings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([WEIGHT, RANKING])
    for ranking, weight in profile.rankings.items():
        writer.writerow([weight, ">".join("=".join(sorted(tier)) for tier in ranking)])
    return out.getvalue()

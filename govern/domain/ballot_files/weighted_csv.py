"""CSV of weighted ballots, in one of five forms (see `read`)."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from govern.domain.ballot_files.lines import BadFile, whole
from govern.domain.tally.profile import Profile, Ranking, approving, ranked, scoring

RANKING, APPROVALS, CHOICE, WEIGHT = "ranking", "approvals", "choice", "weight"


def read(text: str) -> Profile:
    """The ballots; the column `weight` may be missing (1 each). Raises BadFile.

    `ranking`: `A>B=C`, best first; `approvals`: `A|B`; `choice`: one option. Without such a column, each other column
    is an option and holds its points (empty: none given), or, where names stand in them, the columns are the first,
    second, third … preference (`A=B`: level). A file whose first line begins with a number has no head line: it gives
    weight and preferences.
    """
    reader = csv.reader(io.StringIO(text))
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(cell.strip() for cell in row)]
    if not rows:
        raise BadFile(0, "the file is empty")
    if rows[0][1][0].isascii() and rows[0][1][0].isdigit():
        longest = max(len(row) for _, row in rows)
        rows.insert(0, (0, [WEIGHT, *(str(place) for place in range(1, longest))]))
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
    if any(cell and not cell.isdigit() for _, _, cells in weighed for cell in cells.values()):
        orders = [
            (_order(">".join(cell for cell in cells.values() if cell), line), weight) for line, weight, cells in weighed
        ]
        return ranked(_options(tier for order, _ in orders for tier in order), orders)
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

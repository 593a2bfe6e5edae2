"""CSV of weighted ballots, in one of five forms (see `read`)."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from govern.protocol.errors import N_
from govern.rules.voting.ballot_files.lines import BadBallotFile, Source, quoted, split, whole
from govern.rules.voting.tally.profile import Profile, Ranking, approving, ranked, scoring, tier

RANKING, APPROVALS, CHOICE, WEIGHT = "ranking", "approvals", "choice", "weight"
SPECIAL: Final = (RANKING, APPROVALS, CHOICE)
ALSO: Final = {
    "approval": APPROVALS,
    "approved": APPROVALS,
    "ballot": RANKING,
    "ballots": WEIGHT,
    "count": WEIGHT,
    "order": RANKING,
    "preferences": RANKING,
    "votes": WEIGHT,
    "weights": WEIGHT,
}
"""Other names of columns, taken only where nothing else has the name that is meant."""
WRITTEN: Final = N_("a ranking is written “A>B=C”, each option once")
DELIMITERS: Final = (",", ";", "\t")
_like_a_number = re.compile(r"[-+]?[0-9]*[.,]?[0-9]+", re.ASCII)

Cells = tuple[str, ...]
Rows = Mapping[Cells, tuple[int, int]]  # rows without weights, with the sum of their weights and the first line


def read(source: Source) -> Profile:
    """The ballots; the column `weight` may be missing (1 each). Raises BadBallotFile.

    `ranking`: `A>B=C`, best first; `approvals`: `A|B`; `choice`: one option. Without such a column, each other column
    is an option with its points (empty: none given), or, if the cells are names, the columns are the first, second,
    third … preference (`A=B`: level). A file whose first line begins with a number has no header: it gives weight and
    preferences. Fields are separated by commas, or by semicolons or tabs if the first line has no comma.
    """
    lines = _lines(source)
    number, first = next(lines, (0, ()))
    if not first:
        raise BadBallotFile(0, N_("the file is empty"))
    if first[0].isascii() and first[0].isdigit():
        return _ranked(_rows(chain([(number, first)], lines), 0, 0), _preferences)
    if len(set(first)) != len(first) or not all(first):
        raise BadBallotFile(number, N_("each column needs a name of its own"))
    names = _meant([name.lower() for name in first])
    at = names.index(WEIGHT) if WEIGHT in names else -1
    kind = next((name for name in SPECIAL if name in names), "")
    if kind == RANKING:
        return _rankings(lines, at, names.index(kind), len(first))
    rows = _rows(lines, at, len(first))
    options = [name for name, low in zip(first, names, strict=True) if low != WEIGHT]
    if kind:
        return _named(kind, rows, [name for name in names if name != WEIGHT].index(kind))
    if any(cell and not _like_a_number.fullmatch(cell) for cells in rows for cell in cells):
        return _ranked(rows, _preferences)
    return scoring(options, [(_points(options, cells, line), weight) for cells, (weight, line) in rows.items()])


def _meant(names: list[str]) -> list[str]:
    """Column names that `read` knows, if the meaning is unambiguous."""
    known = [ALSO.get(name, name) for name in names]
    if not set(SPECIAL).intersection(names):
        return known if len(names) == 2 and WEIGHT in known and set(SPECIAL).intersection(known) else names
    found = [name if name in SPECIAL or ALSO.get(name) != WEIGHT else WEIGHT for name in names]
    return found if found.count(WEIGHT) == 1 else names


def _lines(source: Source) -> Iterator[tuple[int, Cells]]:
    lines = iter(split(source))
    first = next(lines, "")
    reader = csv.reader(chain([first], lines), delimiter=next((one for one in DELIMITERS if one in first), ","))
    try:
        for row in reader:
            cells = tuple(map(str.strip, row))
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise BadBallotFile(reader.line_num, N_("this is not CSV: %(why)s"), why=quoted(str(error))) from error


def _rows(lines: Iterable[tuple[int, Cells]], at: int, columns: int) -> Rows:
    """Distinct rows, filled up to `columns` cells; the weight is in column `at`, or there is none (-1)."""
    found: dict[Cells, tuple[int, int]] = {}
    same: dict[str, str] = {}  # a million rows hold few different cells
    for line, cells in lines:
        if columns and len(cells) > columns:
            raise BadBallotFile(line, N_("there are more fields than columns"))
        weight = _weight(cells, at, line)
        rest = cells[:at] + cells[at + 1 :] if at >= 0 else cells
        key = tuple(same.setdefault(cell, cell) for cell in rest) + ("",) * (columns - (at >= 0) - len(rest))
        before, first = found.get(key, (0, line))
        found[key] = before + weight, first
    return found


def _weight(cells: Cells, at: int, line: int) -> int:
    """The cell in column `at`, or 1 if there is no weight column (-1)."""
    said = "1" if at < 0 else cells[at] if at < len(cells) else ""
    return 1 if said == "1" else whole(said, line, N_("a weight"))


def _rankings(lines: Iterable[tuple[int, Cells]], at: int, place: int, columns: int) -> Profile:
    """A column of rankings, read one by one: among a million of them most differ."""
    found: dict[Ranking, int] = {}
    levels = _Levels()
    for line, cells in lines:
        if len(cells) > columns:
            raise BadBallotFile(line, N_("there are more fields than columns"))
        ranking = levels.order(cells[place] if place < len(cells) else "", line)
        found[ranking] = found.get(ranking, 0) + _weight(cells, at, line)
    return ranked(_options(levels.values()), found.items())


def _named(kind: str, rows: Rows, place: int) -> Profile:
    sets = [(_set(cells[place], kind), weight) for cells, (weight, _) in rows.items()]
    return approving(_options(one for one, _ in sets), sets)


def _ranked(rows: Rows, order: Callable[[Cells], str]) -> Profile:
    levels = _Levels()
    ballots = [(levels.order(order(cells), line), weight) for cells, (weight, line) in rows.items()]
    return ranked(_options(levels.values()), ballots)


def _preferences(cells: Cells) -> str:
    return ">".join(filter(None, cells))


class _Levels(dict[str, frozenset[str]]):
    """Ranks as written (`B=C`), each parsed on first use."""

    def __missing__(self, part: str) -> frozenset[str]:
        names = [one.strip() for one in part.split("=")]
        if len(set(names)) != len(names) or not all(names):
            raise BadBallotFile(0, "")
        self[part] = found = tier(*sorted(names))
        return found

    def order(self, text: str, line: int) -> Ranking:
        """A ranking such as `A>B=C`; raises BadBallotFile."""
        try:
            ranking = tuple(map(self.__getitem__, text.split(">"))) if text else ()
        except BadBallotFile as error:
            raise BadBallotFile(line, WRITTEN) from error
        if len(set(ranking)) != len(ranking) or ("=" in text and sum(map(len, ranking)) != len(set().union(*ranking))):
            raise BadBallotFile(line, WRITTEN)
        return ranking


def _set(text: str, kind: str) -> frozenset[str]:
    parts = text.split("|") if kind == APPROVALS else [text]
    return frozenset(part.strip() for part in parts if part.strip())


def _options(sets: Iterable[frozenset[str]]) -> list[str]:
    return sorted(set().union(*sets))


def _points(options: list[str], cells: Cells, line: int) -> dict[str, int]:
    named = zip(options, cells, strict=True)
    return {name: whole(cell, line, N_("the points of %(name)s"), name=quoted(name)) for name, cell in named if cell}


def write(profile: Profile) -> str:
    """The ballots as weights and rankings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([WEIGHT, RANKING])
    for ranking, weight in profile.rankings.items():
        writer.writerow([weight, ">".join("=".join(sorted(tier)) for tier in ranking)])
    return out.getvalue()

"""CSV of weighted ballots, in one of five forms (see `read`)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.messages import Literal, Message
from govern.rules.voting.ballot_files import columns
from govern.rules.voting.ballot_files.columns import WEIGHT, WEIGHTS, Columns
from govern.rules.voting.ballot_files.lines import Source, quoted, split, whole
from govern.rules.voting.ballot_files.problems import BadBallotFile
from govern.rules.voting.ballot_files.reading import AS_WRITTEN, MANY, Rankings, Reading, named_once, noted
from govern.rules.voting.tally.profile import BallotRemark, Profile, Ranking, approving, ranked, scoring, tier

RANKING, APPROVALS, CHOICE = "ranking", "approvals", "choice"
SPECIAL: Final = (RANKING, APPROVALS, CHOICE)
ALSO: Final = {
    "approval": APPROVALS,
    "approved": APPROVALS,
    "ballot": RANKING,
    "order": RANKING,
    "preferences": RANKING,
    **dict.fromkeys(WEIGHTS, WEIGHT),
}
"""Other names of columns, taken only where nothing else has the name that is meant."""
DELIMITERS: Final = (",", ";", "\t")
SKIPPED: Final = frozenset(
    {"", "skipped", "skipped ranking", "undervote"}
)  # as counting machines write a place left out
OVERVOTE: Final = "overvote"
PASSED_OVER: Final = N_("columns that are not counted: %(names)s")
_like_a_number = re.compile(r"[-+]?[0-9]*[.,]?[0-9]+", re.ASCII)

Cells = tuple[str, ...]
Rows = Mapping[Cells, tuple[int, int]]  # rows without weights, with the sum of their weights and the first line


def read(source: Source, reading: Reading = AS_WRITTEN) -> Profile:
    """The ballots; the column `weight` may be missing (1 each). Raises BadBallotFile.

    `ranking`: `A>B=C`, best first; `approvals`: `A|B`; `choice`: one option. Without such a column, the columns whose
    names say so (`first`, `2nd choice`, `rank 3`) are the first, second, third … preference (`A=B`: level), and other
    columns are passed over. If all cells are numbers, each other column is an option with its points (empty: none
    given). Where that leaves a doubt the file is refused, until the columns are named. A file whose first line begins
    with a number has no header: it gives weight and preferences. Lines that begin with `# ` before the header are
    comments. Fields are separated by commas, or by semicolons or tabs if the first line has no comma.
    """
    lines = _lines(source)
    number, first = next(lines, (0, ()))
    if not first:
        raise BadBallotFile(0, "file_empty")
    if first[0].isascii() and first[0].isdigit() and not (reading.preferences or reading.points or reading.ranks):
        return _preferences(_rows(chain([(number, first)], lines), 0, 0, reading), reading)
    if len(set(first)) != len(first) or not all(first):
        raise BadBallotFile(number, "columns_alike")
    if reading.preferences:
        return _of_columns(lines, first, columns.chosen(first, reading.preferences, reading), reading)
    if reading.points:
        found = columns.chosen(first, reading.points, reading)
        return _with_points(_rows_of(lines, found, len(first), reading), first, found, reading.decimals)
    if reading.ranks:
        found = columns.chosen(first, reading.ranks, reading)
        return _with_ranks(_rows_of(lines, found, len(first), reading), first, found, reading)
    names = _meant([name.lower() for name in first])
    at = columns.weight_in(first, reading) if reading.weights or WEIGHT not in names else names.index(WEIGHT)
    kind = next((name for name in SPECIAL if name in names), "")
    if kind == RANKING:
        return _rankings(lines, at, names.index(kind), len(first), reading)
    if kind:
        only = Columns((names.index(kind),), at)
        return _named(kind, _rows_of(lines, only, len(first), reading), reading)
    return _unnamed(lines, first, at, reading)


def _meant(names: list[str]) -> list[str]:
    """Column names that `read` knows, if the meaning is unambiguous."""
    known = [ALSO.get(name, name) for name in names]
    if not set(SPECIAL).intersection(names):
        return known if len(names) == 2 and WEIGHT in known and set(SPECIAL).intersection(known) else names
    found = [name if name in SPECIAL or ALSO.get(name) != WEIGHT else WEIGHT for name in names]
    return found if found.count(WEIGHT) == 1 else names


def _unnamed(lines: Iterable[tuple[int, Cells]], head: Cells, at: int, reading: Reading) -> Profile:
    """Columns of preferences by their names, or of points; raises BadBallotFile where neither is certain."""
    kept = list(lines)
    every = Columns(tuple(place for place in range(len(head)) if place != at), at)
    rows = _rows_of(kept, every, len(head), reading)
    has_names = any(cell and not _like_a_number.fullmatch(cell) for cells in rows for cell in cells)
    found = columns.preferences(head, reading)
    if has_names and found:
        return _of_columns(kept, head, found, reading)
    options = [head[place] for place in every.places]
    if has_names or columns.are_ambiguous(options):
        raise columns.unknown(head)
    return _with_points(rows, head, every, reading.decimals)


def _lines(source: Source) -> Iterator[tuple[int, Cells]]:
    lines = iter(split(source))
    first, comments = next(lines, ""), 0
    while first.startswith("# "):
        first, comments = next(lines, ""), comments + 1
    reader = csv.reader(chain([first], lines), delimiter=next((one for one in DELIMITERS if one in first), ","))
    try:
        for row in reader:
            cells = tuple(map(str.strip, row))
            if any(cells):
                yield reader.line_num + comments, cells
    except csv.Error as error:
        raise BadBallotFile(reader.line_num + comments, "csv_invalid", why=quoted(str(error))) from error


def _rows(lines: Iterable[tuple[int, Cells]], at: int, count: int, reading: Reading) -> Rows:
    """Distinct rows, filled up to `count` cells; the weight is in column `at`, or there is none (-1)."""
    found: dict[Cells, tuple[int, int]] = {}
    same: dict[str, str] = {}  # a million rows hold few different cells
    for line, cells in lines:
        if count and len(cells) > count:
            raise BadBallotFile(line, "fields_too_many")
        weight = _weight(cells, at, line, reading)
        rest = cells[:at] + cells[at + 1 :] if at >= 0 else cells
        key = tuple(same.setdefault(cell, cell) for cell in rest) + ("",) * (count - (at >= 0) - len(rest))
        before, first = found.get(key, (0, line))
        found[key] = before + weight, first
    return found


def _rows_of(lines: Iterable[tuple[int, Cells]], found: Columns, count: int, reading: Reading) -> Rows:
    """The rows of some columns, in their order."""

    def chosen() -> Iterator[tuple[int, Cells]]:
        for line, cells in lines:
            if len(cells) > count:
                raise BadBallotFile(line, "fields_too_many")
            filled = (*cells, *[""] * (count - len(cells)))
            weight = (filled[found.weight],) if found.weight >= 0 else ()
            yield line, (*weight, *(filled[place] for place in found.places))

    return _rows(chosen(), 0 if found.weight >= 0 else -1, len(found.places) + (found.weight >= 0), reading)


def _weight(cells: Cells, at: int, line: int, reading: Reading) -> int:
    """The cell in column `at`, or 1 if there is no weight column (-1)."""
    return reading.weight("1" if at < 0 else cells[at] if at < len(cells) else "", line)


def _rankings(lines: Iterable[tuple[int, Cells]], at: int, place: int, count: int, reading: Reading) -> Profile:
    """A column of rankings, read one by one: among a million of them most differ."""
    levels, found = _Levels(), Rankings(reading)
    for line, cells in lines:
        if len(cells) > count:
            raise BadBallotFile(line, "fields_too_many")
        ranking = levels.order(cells[place].split(">") if place < len(cells) and cells[place] else (), line)
        found.add(ranking, _weight(cells, at, line, reading))
    return found.noted(ranked(_options(levels.ranks()), found.found.items()))


def _named(kind: str, rows: Rows, reading: Reading) -> Profile:
    sets: list[tuple[frozenset[str], int]] = []
    remarks: list[tuple[BallotRemark, int]] = []
    options: set[str] = set()
    for cells, (weight, _) in rows.items():
        names = [part.strip() for part in (cells[0].split("|") if kind == APPROVALS else cells) if part.strip()]
        options.update(names)
        once, remark = named_once(names, reading)
        if remark:
            remarks.append((remark, weight))
        if once is not None:
            sets.append((frozenset(once), weight))
    return noted(approving(sorted(options), sets), remarks, weight_decimals=reading.decimals)


def _of_columns(lines: Iterable[tuple[int, Cells]], head: Cells, found: Columns, reading: Reading) -> Profile:
    profile = _preferences(_rows_of(lines, found, len(head), reading), reading)
    if not found.others:
        return profile
    return replace(profile, notes=(Message(PASSED_OVER, names=Literal(", ".join(found.others))),))


def _preferences(rows: Rows, reading: Reading) -> Profile:
    levels, found = _Levels(), Rankings(reading)
    for cells, (weight, line) in rows.items():
        found.add(levels.order([cell for cell in cells if cell.lower() not in SKIPPED], line), weight)
    return found.noted(ranked(_options(levels.ranks()), found.found.items()))


class _Levels(dict[str, Ranking]):
    """Ranks as written (`B=C`), each parsed on first use; a name repeated in a rank has a rank of its own after it."""

    def __missing__(self, part: str) -> Ranking:
        if part.strip().lower() == OVERVOTE:
            return (MANY,)
        names = [one.strip() for one in part.split("=")]
        if not all(names):
            raise BadBallotFile(0, "ranking_invalid")
        again = [name for place, name in enumerate(names) if name in names[:place]]
        self[part] = found = (tier(*sorted(set(names))), *(tier(name) for name in again))
        return found

    def order(self, parts: Sequence[str], line: int) -> Ranking:
        """The ranking of these ranks; raises BadBallotFile."""
        try:
            return tuple(chain.from_iterable(map(self.__getitem__, parts)))
        except BadBallotFile as error:
            raise error.at(line) from error

    def ranks(self) -> Iterator[frozenset[str]]:
        """All ranks that occur."""
        return chain.from_iterable(self.values())


def _options(sets: Iterable[frozenset[str]]) -> list[str]:
    return sorted(set().union(*sets))


def _with_points(rows: Rows, head: Cells, found: Columns, decimals: int) -> Profile:
    options = [head[place] for place in found.places]
    ballots = [
        (_numbers(options, cells, line, N_("the points of %(name)s")), weight) for cells, (weight, line) in rows.items()
    ]
    return noted(scoring(options, ballots), weight_decimals=decimals)


def _with_ranks(rows: Rows, head: Cells, found: Columns, reading: Reading) -> Profile:
    """Columns of options with their ranks; those with the same rank are level, those without are not ranked."""
    options = [head[place] for place in found.places]
    rankings = Rankings(reading)
    for cells, (weight, line) in rows.items():
        ranks = _numbers(options, cells, line, N_("the rank of %(name)s"))
        levels = [[name for name in options if ranks.get(name) == rank] for rank in sorted(set(ranks.values()))]
        rankings.add(tuple(tier(*sorted(level)) for level in levels), weight)
    return rankings.noted(ranked(options, rankings.found.items()))


def _numbers(options: Sequence[str], cells: Cells, line: int, what: str) -> dict[str, int]:
    named = zip(options, cells, strict=True)
    return {name: whole(cell, line, what, name=quoted(name)) for name, cell in named if cell}


def write(profile: Profile) -> str:
    """The ballots as weights and rankings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([WEIGHT, RANKING])
    for ranking, weight in profile.rankings.items():
        writer.writerow([weight, ">".join("=".join(sorted(tier)) for tier in ranking)])
    return out.getvalue()

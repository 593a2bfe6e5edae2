"""PrefLib's ordinal formats .soc .soi .toc .toi: `# ALTERNATIVE NAME 1: …`, then `weight: 1,{2,3},4`."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from govern.protocol.errors import N_
from govern.rules.voting.ballot_files.lines import Lines, Source, quoted, whole
from govern.rules.voting.ballot_files.problems import BadBallotFile
from govern.rules.voting.ballot_files.reading import AS_WRITTEN, Rankings, Reading
from govern.rules.voting.tally.profile import Profile, Ranking, ranked, tier

_name = re.compile(r"#\s*ALTERNATIVE NAME\s+(\d{1,6})\s*:\s*(.*)", re.IGNORECASE | re.ASCII)
_count = re.compile(r"#\s*NUMBER ALTERNATIVES\s*:\s*(.*)", re.IGNORECASE)
_tier = re.compile(r"\{([^{}]*)\}|([^{},]+)")
_whole_order = re.compile(r"(?:\{[^{}]*\}|[^{},]+)(?:,(?:\{[^{}]*\}|[^{},]+))*")
_sums = re.compile(r"\s*\d+\s*(?:,\s*\d+\s*)*", re.ASCII)


def read(source: Source, reading: Reading = AS_WRITTEN) -> Profile:
    """The ballots, in the present format or the one before 2022. Raises BadBallotFile."""
    lines = Lines(source)
    first = next(iter(lines), (0, ""))[1]
    if not first:
        raise BadBallotFile(0, "file_empty")
    lines.put_back([first])
    old = not first.startswith("#")
    ballots = _PreflibBallots(_old_header(lines) if old else _header(lines), "," if old else ":", reading)
    lines.each_once(ballots.take)
    found = ballots.rankings.found
    approved = _approved(found.items(), len(ballots.names))
    return ballots.rankings.noted(ranked(list(ballots.names.values()), found.items(), approved=approved))


def _header(lines: Lines) -> dict[str, str]:
    names: dict[str, str] = {}
    stated: tuple[int, int] | None = None
    for number, line in lines:
        if not line.startswith("#"):
            lines.put_back([line])
            break
        if found := _name.fullmatch(line):
            if str(int(found[1])) in names:
                raise BadBallotFile(number, "alternative_twice", number=found[1])
            names[str(int(found[1]))] = found[2].strip() or found[1]
        elif found := _count.fullmatch(line):
            stated = number, whole(found[1], number, N_("the number of alternatives"))
    if not names and stated:
        names = {str(one): str(one) for one in range(1, min(stated[1], 10_000) + 1)}
    if not names:
        raise BadBallotFile(lines.number, "alternatives_unnamed")
    if stated and stated[1] != len(names):
        raise BadBallotFile(stated[0], "alternatives_differ", stated=stated[1], named=len(names))
    return _distinct(names, lines.number)


def _distinct(names: dict[str, str], number: int) -> dict[str, str]:
    if len(set(names.values())) != len(names):
        raise BadBallotFile(number, "alternatives_alike")
    return names


class _Ranks(dict[str, frozenset[str]]):
    """The options that are alone in a rank, by their numbers in the file."""

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__({number: tier(name) for number, name in names.items()})

    def __missing__(self, part: str) -> frozenset[str]:
        raise BadBallotFile(0, "alternative_unknown", number=quoted(part))


class _PreflibBallots:
    """Rankings with their weights, from lines such as `12: 1,{2,3}`, before 2022 `12,1,{2,3}`."""

    def __init__(self, names: dict[str, str], mark: str, reading: Reading) -> None:
        self.names, self.mark, self.reading = names, mark, reading
        self.ranks = _Ranks(names)
        self.rankings = Rankings(reading)

    def take(self, line: str, times: int) -> None:
        """Add identical lines; raises BadBallotFile."""
        if line.startswith("#"):
            return
        weight, mark, order = line.partition(self.mark)
        if not mark:
            raise BadBallotFile(0, "preflib_ballot", mark=self.mark)
        times *= self.reading.weight(weight)
        self.rankings.add(self._order(order.replace(" ", "")), times)

    def _order(self, order: str) -> Ranking:
        if "{" in order or "}" in order:
            return self._with_ties(order)
        return tuple(map(self.ranks.__getitem__, order.split(","))) if order else ()

    def _with_ties(self, order: str) -> Ranking:
        if not _whole_order.fullmatch(order):
            raise BadBallotFile(0, "preflib_order")
        levels = [(several.split(",") if not single else [single]) for several, single in _tier.findall(order)]
        for one in (one for level in levels for one in level if one):
            self.ranks[one]  # raises BadBallotFile
        return tuple(rank for level in levels if any(level) for rank in self._ranks([one for one in level if one]))

    def _ranks(self, level: list[str]) -> Iterator[frozenset[str]]:
        """A rank, and one more for each alternative that it repeats."""
        yield tier(*sorted({self.names[one] for one in level}))
        yield from (tier(self.names[one]) for place, one in enumerate(level) if one in level[:place])


def _old_header(lines: Lines) -> dict[str, str]:
    rest = iter(lines)
    number, first = next(rest)
    count = whole(first, number, N_("the number of alternatives"))
    if not 0 < count <= 10_000:
        raise BadBallotFile(number, "alternatives_none")
    names: dict[str, str] = {}
    for number, line in islice(rest, count):
        id_, comma, name = line.partition(",")
        if not comma:
            raise BadBallotFile(number, "alternative_line")
        names[str(whole(id_, number, N_("an alternative's number")))] = name.strip()
    if len(names) != count:
        raise BadBallotFile(lines.number, "alternatives_differ", stated=count, named=len(names))
    number, sums = next(rest, (lines.number, ""))
    if not _sums.fullmatch(sums):
        raise BadBallotFile(number, "preflib_sums")
    return _distinct(names, number)


def _approved(ballots: Iterable[tuple[Ranking, int]], count: int) -> dict[frozenset[str], int]:
    """The approvals in PrefLib's files: the first of two ranks, or all ranked options of an incomplete order."""
    found: dict[frozenset[str], int] = {}
    for ranking, weight in ballots:
        ranks = ranking[:1] if len(ranking) == 2 and sum(map(len, ranking)) == count else ranking
        approved = frozenset().union(*ranks)
        found[approved] = found.get(approved, 0) + weight
    return found


def write(profile: Profile, title: str) -> str:
    """The ballots in PrefLib's format for orders with ties, complete or not (.toi)."""
    place = {name: number for number, name in enumerate(profile.options, start=1)}
    lines = [
        f"# TITLE: {title}",
        "# DATA TYPE: toi",
        f"# NUMBER ALTERNATIVES: {len(profile.options)}",
        f"# NUMBER VOTERS: {profile.weight}",
        f"# NUMBER UNIQUE ORDERS: {len(profile.rankings)}",
        *(f"# ALTERNATIVE NAME {number}: {name}" for name, number in place.items()),
        *(f"{weight}: {','.join(_tiers(ranking, place))}" for ranking, weight in profile.rankings.items()),
    ]
    return "\n".join(lines) + "\n"


def _tiers(ranking: Ranking, place: dict[str, int]) -> Iterator[str]:
    for level in ranking:
        numbers = [str(number) for number in sorted(place[name] for name in level)]
        yield numbers[0] if len(numbers) == 1 else "{" + ",".join(numbers) + "}"

"""PrefLib's ordinal formats .soc .soi .toc .toi: `# ALTERNATIVE NAME 1: …`, then `weight: 1,{2,3},4`."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from govern.protocol.errors import N_
from govern.rules.voting.ballot_files.lines import BadBallotFile, Lines, Source, quoted, whole
from govern.rules.voting.tally.profile import Profile, Ranking, ranked, tier

STATED: Final = N_("%(stated)s alternatives are stated, %(named)s are named")
SUMS: Final = N_("after the names stand three numbers: the ballots, their sum, and the different ones")
BALLOT: Final = N_("a ballot is a weight, a “%(mark)s” and an order, such as “12%(mark)s 1,{2,3}”")
_name = re.compile(r"#\s*ALTERNATIVE NAME\s+(\d{1,6})\s*:\s*(.*)", re.IGNORECASE | re.ASCII)
_count = re.compile(r"#\s*NUMBER ALTERNATIVES\s*:\s*(.*)", re.IGNORECASE)
_tier = re.compile(r"\{([^{}]*)\}|([^{},]+)")
_whole_order = re.compile(r"(?:\{[^{}]*\}|[^{},]+)(?:,(?:\{[^{}]*\}|[^{},]+))*")
_sums = re.compile(r"\s*\d+\s*(?:,\s*\d+\s*)*", re.ASCII)


def read(source: Source) -> Profile:
    """The ballots, in the present format or the one before 2022. Raises BadBallotFile."""
    lines = Lines(source)
    first = next(iter(lines), (0, ""))[1]
    if not first:
        raise BadBallotFile(0, N_("the file is empty"))
    lines.put_back([first])
    old = not first.startswith("#")
    ballots = _PreflibBallots(_old_header(lines) if old else _header(lines), "," if old else ":")
    lines.each_once(ballots.take)
    return ranked(
        list(ballots.names.values()),
        ballots.found.items(),
        approved=_approved(ballots.found.items(), len(ballots.names)),
    )


def _header(lines: Lines) -> dict[str, str]:
    names: dict[str, str] = {}
    stated: tuple[int, int] | None = None
    for number, line in lines:
        if not line.startswith("#"):
            lines.put_back([line])
            break
        if found := _name.fullmatch(line):
            if str(int(found[1])) in names:
                raise BadBallotFile(number, N_("alternative %(number)s is named twice"), number=found[1])
            names[str(int(found[1]))] = found[2].strip() or found[1]
        elif found := _count.fullmatch(line):
            stated = number, whole(found[1], number, N_("the number of alternatives"))
    if not names and stated:
        names = {str(one): str(one) for one in range(1, min(stated[1], 10_000) + 1)}
    if not names:
        raise BadBallotFile(lines.number, N_("the file names no alternatives"))
    if stated and stated[1] != len(names):
        raise BadBallotFile(stated[0], STATED, stated=stated[1], named=len(names))
    return _distinct(names, lines.number)


def _distinct(names: dict[str, str], number: int) -> dict[str, str]:
    if len(set(names.values())) != len(names):
        raise BadBallotFile(number, N_("two alternatives have the same name"))
    return names


class _Ranks(dict[str, frozenset[str]]):
    """The options that are alone in a rank, by their numbers in the file."""

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__({number: tier(name) for number, name in names.items()})

    def __missing__(self, part: str) -> frozenset[str]:
        raise BadBallotFile(0, N_("there is no alternative “%(number)s”"), number=quoted(part))


class _PreflibBallots:
    """Rankings with their weights, from lines such as `12: 1,{2,3}`, before 2022 `12,1,{2,3}`."""

    def __init__(self, names: dict[str, str], mark: str) -> None:
        self.names, self.mark = names, mark
        self.ranks = _Ranks(names)
        self.found: dict[Ranking, int] = {}

    def take(self, line: str, times: int) -> None:
        """Add identical lines; raises BadBallotFile."""
        if line.startswith("#"):
            return
        weight, mark, order = line.partition(self.mark)
        if not mark:
            raise BadBallotFile(0, BALLOT, mark=self.mark)
        times *= whole(weight, 0, N_("a weight"))
        ranking = self._order(order.replace(" ", ""))
        self.found[ranking] = self.found.get(ranking, 0) + times

    def _order(self, order: str) -> Ranking:
        if "{" in order or "}" in order:
            return self._with_ties(order)
        ranking = tuple(map(self.ranks.__getitem__, order.split(","))) if order else ()
        if len(set(ranking)) != len(ranking):
            raise BadBallotFile(0, N_("an alternative stands twice in an order"))
        return ranking

    def _with_ties(self, order: str) -> Ranking:
        if not _whole_order.fullmatch(order):
            raise BadBallotFile(0, N_("the order is not written as “1,{2,3},4”"))
        levels = [(several.split(",") if not single else [single]) for several, single in _tier.findall(order)]
        listed = [one for level in levels for one in level if one]
        for one in listed:
            self.ranks[one]  # raises BadBallotFile
        if len(set(listed)) != len(listed):
            raise BadBallotFile(0, N_("an alternative stands twice in an order"))
        return tuple(tier(*sorted(self.names[one] for one in level if one)) for level in levels if any(level))


def _old_header(lines: Lines) -> dict[str, str]:
    rest = iter(lines)
    number, first = next(rest)
    count = whole(first, number, N_("the number of alternatives"))
    if not 0 < count <= 10_000:
        raise BadBallotFile(number, N_("there must be alternatives"))
    names: dict[str, str] = {}
    for number, line in islice(rest, count):
        id_, comma, name = line.partition(",")
        if not comma:
            raise BadBallotFile(number, N_("a number, a comma and a name are needed"))
        names[str(whole(id_, number, N_("an alternative's number")))] = name.strip()
    if len(names) != count:
        raise BadBallotFile(lines.number, STATED, stated=count, named=len(names))
    number, sums = next(rest, (lines.number, ""))
    if not _sums.fullmatch(sums):
        raise BadBallotFile(number, SUMS)
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

"""BLT, the format of OpenSTV and OpaVote: `3 2`, then ballots `weight 1 2=3 0`, `0`, the names, the title."""

import re
from collections.abc import Iterator
from itertools import chain

from govern.protocol.errors import N_
from govern.rules.voting.ballot_files.lines import BadBallotFile, Lines, Source, whole
from govern.rules.voting.tally.profile import Profile, Ranking, ranked, tier

_one = re.compile(r'"((?:[^"\\]|\\.)*)"')
_row = re.compile(r'((?:"(?:[^"\\]|\\.)*"\s+)*"(?:[^"\\]|\\.)*")\s*(?:#.*)?')


def read(source: Source) -> Profile:
    """The ballots without withdrawn candidates; raises BadBallotFile."""
    lines = Lines(source)
    number, first = next(_plain_lines(lines), (0, ""))
    if not first:
        raise BadBallotFile(0, N_("the file is empty"))
    counts = first.split()
    if len(counts) != 2:
        raise BadBallotFile(number, N_("the first line says how many candidates and seats there are, such as “4 2”"))
    candidates = whole(counts[0], number, N_("the number of candidates"))
    seats = whole(counts[1], number, N_("the number of seats"))
    if not (0 < candidates <= 10_000 and 0 < seats <= 10_000):
        raise BadBallotFile(number, N_("there must be candidates and seats"))
    ballots = _BltBallots(candidates, _withdrawn(lines, candidates))
    if not lines.each_once(ballots.take, lambda line: line.startswith("0") and _without_comment(line) == "0"):
        raise BadBallotFile(lines.number, N_("the ballots must end with a line “0”"))
    names = _names(lines, candidates)
    left = [name for place, name in enumerate(names, start=1) if place not in ballots.withdrawn]
    return ranked(left, ballots.named(names), seats=seats)


def _without_comment(line: str) -> str:
    return line.partition("#")[0].rstrip()


def _plain_lines(lines: Lines) -> Iterator[tuple[int, str]]:
    return ((number, plain) for number, line in lines if (plain := _without_comment(line)))


def _withdrawn(lines: Lines, candidates: int) -> set[int]:
    found: set[int] = set()
    for number, line in _plain_lines(lines):
        if not line.startswith("-"):
            lines.put_back([line])
            break
        found |= {_candidate(part.removeprefix("-"), candidates, number) for part in line.split()}
    return found


def _candidate(text: str, candidates: int, number: int = 0) -> int:
    found = whole(text, number, N_("a candidate"))
    if not 1 <= found <= candidates:
        raise BadBallotFile(number, N_("there is no candidate %(number)s"), number=found)
    return found


class _RankCodes(dict[str, str]):
    """A character for each rank as written in files (`3`, `2=4`), created on first use."""

    def __init__(self, candidates: int) -> None:
        super().__init__({"-": ""})  # a skipped preference
        self.candidates = candidates
        self.ranks: dict[str, tuple[int, ...]] = {}

    def __missing__(self, part: str) -> str:
        rank = tuple(sorted(_candidate(one, self.candidates) for one in part.split("=")))
        if len(set(rank)) != len(rank):
            raise BadBallotFile(0, N_("a candidate stands twice on a ballot"))
        code = chr(len(self.ranks) + 1)
        self.ranks[code] = rank
        self[part] = code
        return code


class _BltBallots:
    """Ballots as short strings with their weights, before the names are known."""

    def __init__(self, candidates: int, withdrawn: set[int]) -> None:
        self.codes = _RankCodes(candidates)
        self.withdrawn = withdrawn
        self.orders: dict[str, int] = {}

    def take(self, line: str, times: int) -> None:
        """Add identical lines; raises BadBallotFile."""
        if "#" in line:
            line = _without_comment(line)
        if line.startswith("("):
            line = line.partition(")")[2]  # some files start with the ballot's id
        weight, *parts = line.split() or ["0", "0"]
        if not parts or parts.pop() != "0":
            raise BadBallotFile(0, N_("a ballot is a weight, candidates, and a final 0"))
        order = "".join(map(self.codes.__getitem__, parts))
        if len(set(order)) != len(order) or ("=" in line and self._twice(order)):
            raise BadBallotFile(0, N_("a candidate stands twice on a ballot"))
        times *= 1 if weight == "1" else whole(weight, 0, N_("a weight"))
        self.orders[order] = self.orders.get(order, 0) + times

    def _twice(self, order: str) -> bool:
        listed = list(chain.from_iterable(self.codes.ranks[code] for code in order))
        return len(set(listed)) != len(listed)

    def named(self, names: list[str]) -> Iterator[tuple[Ranking, int]]:
        """The rankings with their weights, each freed from memory after it is yielded."""
        ranks = {
            code: tier(*sorted(names[one - 1] for one in rank if one not in self.withdrawn))
            for code, rank in self.codes.ranks.items()
        }
        gone = "".join(code for code, rank in ranks.items() if not rank)
        without = str.maketrans("", "", gone)
        while self.orders:
            order, weight = self.orders.popitem()
            yield tuple(map(ranks.__getitem__, order.translate(without) if gone else order)), weight


def _names(lines: Lines, candidates: int) -> list[str]:
    """One name per line, perhaps followed by a quoted party; several per line if there are fewer lines."""
    names_by_line: list[list[str]] = []
    for number, line in lines:
        if several := _names_of(line, number):
            names_by_line.append(several)
        if len(names_by_line) == candidates:
            break
    each_its_line = len(names_by_line) == candidates
    names = (
        [several[0] for several in names_by_line]
        if each_its_line
        else [name for several in names_by_line for name in several]
    )
    names = names[:candidates]
    if len(names) < candidates:
        about = {"needed": candidates, "found": len(names)}
        raise BadBallotFile(lines.number, N_("%(needed)s names are needed, there are %(found)s"), **about)
    if len(set(names)) != candidates or not all(names):
        raise BadBallotFile(lines.number, N_("two candidates have the same name, or one has none"))
    return names


def _names_of(line: str, number: int) -> list[str]:
    """The names in a line: several quoted ones, or one unquoted, which may contain spaces; `#` begins a comment."""
    if not line.startswith('"'):
        plain = _without_comment(line)
        return [plain] if plain else []
    if found := _row.fullmatch(line):
        return [re.sub(r'\\(["\\])', r"\1", one).strip() for one in _one.findall(found[1])]
    if len(line) > 2 and line.endswith('"'):  # quotation marks inside a name
        return [line[1:-1].replace('""', '"').strip()]
    raise BadBallotFile(number, N_("a quotation mark is missing"))


def write(profile: Profile, title: str) -> str:
    """The ballots as BLT; quotation marks in names are dropped."""
    place = {name: number for number, name in enumerate(profile.options, start=1)}
    lines = [f"{len(profile.options)} {profile.seats}"]
    for ranking, weight in profile.rankings.items():
        tiers = " ".join(
            "=".join(str(place[name]) for name in sorted(level, key=place.__getitem__)) for level in ranking
        )
        lines.append(f"{weight} {tiers} 0")
    quoted = [f'"{name.replace(chr(34), "")}"' for name in (*profile.options, title)]
    return "\n".join([*lines, "0", *quoted]) + "\n"

"""BLT, the format of OpenSTV and OpaVote: `3 2`, then ballots `weight 1 2=3 0`, `0`, the names, the title."""

import shlex
from collections.abc import Iterator

from govern.domain.ballot_files.lines import BadFile, whole
from govern.domain.tally.profile import Profile, Ranking, ranked, tier


def read(text: str) -> Profile:
    """The ballots; withdrawn candidates are taken out. Raises BadFile."""
    lines = list(_lines(text))
    if not lines:
        raise BadFile(0, "the file is empty")
    number, first = lines[0]
    counts = first.split()
    if len(counts) != 2:
        raise BadFile(number, "the first line says how many candidates and seats there are, such as “4 2”")
    candidates = whole(counts[0], number, "the number of candidates")
    seats = whole(counts[1], number, "the number of seats")
    if not 0 < candidates <= 10_000 or not seats > 0:
        raise BadFile(number, "there must be candidates and seats")
    withdrawn, ballots, rest = _body(lines[1:], candidates)
    names = _names(rest, candidates)
    left = [name for place, name in enumerate(names, start=1) if place not in withdrawn]
    return ranked(left, _named(ballots, names, withdrawn), seats=seats)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line if '"' in line else line.partition("#")[0]
        if plain.strip():
            yield number, plain.strip()


Ballot = tuple[int, list[list[int]]]


def _body(lines: list[tuple[int, str]], candidates: int) -> tuple[set[int], list[Ballot], list[tuple[int, str]]]:
    withdrawn: set[int] = set()
    ballots: dict[str, Ballot] = {}
    for place, (number, line) in enumerate(lines):
        if line == "0":
            return withdrawn, list(ballots.values()), lines[place + 1 :]
        if line.startswith("-") and not ballots:
            withdrawn |= {_candidate(part.removeprefix("-"), number, candidates) for part in line.split()}
        else:
            weight, order = _weight(line, number)
            if order not in ballots:
                ballots[order] = 0, _tiers(order, number, candidates)
            ballots[order] = ballots[order][0] + weight, ballots[order][1]
    raise BadFile(lines[-1][0] if lines else 0, "the ballots must end with a line “0”")


def _candidate(text: str, number: int, candidates: int) -> int:
    found = whole(text, number, "a candidate")
    if not 1 <= found <= candidates:
        raise BadFile(number, f"there is no candidate {found}")
    return found


def _weight(line: str, number: int) -> tuple[int, str]:
    plain = line.partition(")")[2].strip() if line.startswith("(") else line  # some write a ballot's own id first
    weight, _, order = plain.partition(" ")
    if not (f" {order}").endswith(" 0"):
        raise BadFile(number, "a ballot is a weight, candidates, and a final 0")
    return whole(weight, number, "a weight"), order


def _tiers(order: str, number: int, candidates: int) -> list[list[int]]:
    parts = order.split()[:-1]
    tiers = [[_candidate(one, number, candidates) for one in part.split("=")] for part in parts if part != "-"]
    listed = [one for several in tiers for one in several]
    if len(listed) != len(set(listed)):
        raise BadFile(number, "a candidate stands twice on a ballot")
    return tiers


def _names(rest: list[tuple[int, str]], candidates: int) -> list[str]:
    names: list[str] = []
    for number, line in rest:
        try:
            names += shlex.split(line) if line.startswith('"') else [line]
        except ValueError as error:
            raise BadFile(number, "a quotation mark is missing") from error
        if len(names) >= candidates:
            break
    if len(names) < candidates:
        raise BadFile(rest[-1][0] if rest else 0, f"{candidates} names are needed, there are {len(names)}")
    if len(set(names[:candidates])) != candidates:
        raise BadFile(rest[-1][0], "two candidates have the same name")
    return names[:candidates]


def _named(ballots: list[Ballot], names: list[str], withdrawn: set[int]) -> Iterator[tuple[Ranking, int]]:
    for weight, tiers in ballots:
        kept = [[names[one - 1] for one in several if one not in withdrawn] for several in tiers]
        yield tuple(tier(*several) for several in kept if several), weight


def write(profile: Profile, title: str) -> str:
    """The same ballots as BLT; names that hold quotation marks lose them."""
    place = {name: number for number, name in enumerate(profile.options, start=1)}
    lines = [f"{len(profile.options)} {profile.seats}"]
    for ranking, weight in profile.rankings.items():
        tiers = " ".join(
            "=".join(str(place[name]) for name in sorted(level, key=place.__getitem__)) for level in ranking
        )
        lines.append(f"{weight} {tiers} 0")
    quoted = [f'"{name.replace(chr(34), "")}"' for name in (*profile.options, title)]
    return "\n".join([*lines, "0", *quoted]) + "\n"

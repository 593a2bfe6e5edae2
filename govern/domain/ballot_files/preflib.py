"""PrefLib's ordinal formats .soc .soi .toc .toi: `# ALTERNATIVE NAME 1: …`, then `weight: 1,{2,3},4`."""

import re
from collections.abc import Iterator

from govern.domain.ballot_files.lines import BadFile, whole
from govern.domain.tally.profile import Profile, Ranking, ranked, tier

_name = re.compile(r"#\s*ALTERNATIVE NAME\s+(\d{1,6})\s*:\s*(.*)", re.IGNORECASE | re.ASCII)
_count = re.compile(r"#\s*NUMBER ALTERNATIVES\s*:\s*(.*)", re.IGNORECASE)
_tier = re.compile(r"\{([^{}]*)\}|([^{},]+)")


def read(text: str) -> Profile:
    """The ballots, in the present format or the one before 2022. Raises BadFile."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise BadFile(0, "the file is empty")
    if lines[0][1].startswith("#"):
        names, body = _header(lines)
        ballots = [_ballot(line, number, names) for number, line in body]
    else:
        names, body = _old_header(lines)
        ballots = [_old_ballot(line, number, names) for number, line in body]
    return ranked(list(names.values()), ballots, approved=_approved(ballots, len(names)))


Lines = list[tuple[int, str]]


def _header(lines: Lines) -> tuple[dict[str, str], Lines]:
    names: dict[str, str] = {}
    stated: tuple[int, int] | None = None
    for number, line in lines:
        if found := _name.fullmatch(line):
            if str(int(found[1])) in names:
                raise BadFile(number, f"alternative {found[1]} is named twice")
            names[str(int(found[1]))] = found[2].strip() or found[1]
        elif found := _count.fullmatch(line):
            stated = number, whole(found[1], number, "the number of alternatives")
    if not names and stated:
        names = {str(one): str(one) for one in range(1, min(stated[1], 10_000) + 1)}
    if not names:
        raise BadFile(0, "the file names no alternatives")
    if stated and stated[1] != len(names):
        raise BadFile(stated[0], f"{stated[1]} alternatives are stated, {len(names)} are named")
    return _distinct(names, lines[0][0]), [(number, line) for number, line in lines if not line.startswith("#")]


def _distinct(names: dict[str, str], number: int) -> dict[str, str]:
    if len(set(names.values())) != len(names):
        raise BadFile(number, "two alternatives have the same name")
    return names


def _ballot(line: str, number: int, names: dict[str, str]) -> tuple[Ranking, int]:
    weight, colon, order = line.partition(":")
    if not colon:
        raise BadFile(number, "a ballot is a weight, a colon and an order, such as “12: 1,{2,3}”")
    return _order(order, number, names), whole(weight, number, "a weight")


def _order(order: str, number: int, names: dict[str, str]) -> Ranking:
    plain = order.replace(" ", "")
    if not re.fullmatch(r"(?:(?:\{[^{}]*\}|[^{},]+)(?:,(?=.)|$))*", plain):
        raise BadFile(number, "the order is not written as “1,{2,3},4”")
    tiers: list[frozenset[str]] = []
    seen: set[str] = set()
    for several, single in _tier.findall(plain):
        named = [_named(one, number, names) for one in (several.split(",") if not single else [single]) if one]
        if len(set(named)) != len(named) or not seen.isdisjoint(named):
            raise BadFile(number, "an alternative stands twice in an order")
        seen.update(named)
        tiers.append(tier(*named))
    return tuple(one for one in tiers if one)


def _named(text: str, number: int, names: dict[str, str]) -> str:
    if text not in names:
        raise BadFile(number, f"there is no alternative “{text[:40]}”")
    return names[text]


def _old_header(lines: Lines) -> tuple[dict[str, str], Lines]:
    count = whole(lines[0][1], lines[0][0], "the number of alternatives")
    if not 0 < count < len(lines) - 1:
        raise BadFile(lines[0][0], "fewer lines follow than there should be names")
    names: dict[str, str] = {}
    for number, line in lines[1 : count + 1]:
        id_, comma, name = line.partition(",")
        if not comma:
            raise BadFile(number, "a number, a comma and a name are needed")
        names[str(whole(id_, number, "an alternative's number"))] = name.strip()
    return _distinct(names, lines[1][0]), lines[count + 2 :]


def _old_ballot(line: str, number: int, names: dict[str, str]) -> tuple[Ranking, int]:
    weight, comma, order = line.partition(",")
    if not comma:
        raise BadFile(number, "a ballot is a weight, a comma and an order")
    return _order(order, number, names), whole(weight, number, "a weight")


def _approved(ballots: list[tuple[Ranking, int]], count: int) -> dict[frozenset[str], int]:
    """What PrefLib's files approve: the first of two ranks, or all that is ranked where nothing fills the rest."""
    found: dict[frozenset[str], int] = {}
    for ranking, weight in ballots:
        ranks = ranking[:1] if sum(map(len, ranking)) == count and len(ranking) == 2 else ranking
        approved = frozenset().union(*ranks)
        found[approved] = found.get(approved, 0) + weight
    return found


def write(profile: Profile, title: str) -> str:
    """The same ballots in PrefLib's format for orders with ties, complete or not (.toi)."""
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

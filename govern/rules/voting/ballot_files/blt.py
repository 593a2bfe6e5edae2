"""BLT, the format of OpenSTV and OpaVote: `3 2`, then ballots `weight 1 2=3 0`, `0`, the names, the title."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from govern.protocol.errors import N_
from govern.rules.voting.ballot_files.blt_layout import before_names, laid_out, uncommented, without_comment
from govern.rules.voting.ballot_files.lines import Lines, Source, quoted, whole
from govern.rules.voting.ballot_files.problems import BadBallotFile
from govern.rules.voting.ballot_files.reading import AS_WRITTEN, Rankings, Reading
from govern.rules.voting.tally.profile import Profile, ranked, tier

TIE_ORDER: Final = N_("the order for ties that the file states is not used: a lot decides")
_one = re.compile(r'"((?:[^"\\]|\\.)*)"')
_row = re.compile(r'((?:"(?:[^"\\]|\\.)*"\s+)*"(?:[^"\\]|\\.)*")\s*(?:#.*)?')
_option = re.compile(r"\[\s*(withdrawn|tie|nick)\b([^\]]*)\]", re.IGNORECASE)


def read(source: Source, reading: Reading = AS_WRITTEN) -> Profile:
    """The ballots without withdrawn candidates; raises BadBallotFile."""
    lines = Lines(source)
    lines.lay_out(uncommented)
    number, first = next(((at, plain) for at, line in lines if (plain := before_names(line))), (0, ""))
    if not first:
        raise BadBallotFile(0, "file_empty")
    counts = first.split(None, 2)
    if len(counts) < 2:
        raise BadBallotFile(number, "blt_head")
    candidates = whole(counts[0], number, N_("the number of candidates"))
    seats = whole(counts[1], number, N_("the number of seats"))
    if not (0 < candidates <= 10_000 and 0 < seats <= 10_000):
        raise BadBallotFile(number, "blt_counts")
    if len(counts) > 2:
        lines.put_back(counts[2:])
    lines.lay_out(laid_out)
    head = _BltHead(lines, candidates)
    ballots = _BltBallots(head, reading)
    if not lines.each_once(ballots.take, lambda line: line.startswith("0") and without_comment(line) == "0"):
        raise BadBallotFile(lines.number, "blt_end")
    names = _names(lines, candidates)
    left = [name for place, name in enumerate(names, start=1) if place not in head.withdrawn]
    rankings = ballots.named(names)
    notes = (TIE_ORDER,) if head.has_tie_order else ()
    return rankings.noted(replace(ranked(left, rankings.found.items(), seats=seats), notes=notes))


class _BltHead:
    """The lines between the first one and the ballots: withdrawn candidates, nicknames, and an order for ties."""

    def __init__(self, lines: Lines, candidates: int) -> None:
        self.candidates = candidates
        self.nicknames: Mapping[str, int] = {}
        self.has_tie_order = False
        gone: list[tuple[int, str]] = []
        for number, line in lines:
            plain = without_comment(line)
            if plain and not plain.startswith(("-", "[")):
                lines.put_back([line])
                break
            gone += ((number, one) for one in self._withdrawn(plain, number))
        self.withdrawn = {self.candidate(one, number) for number, one in gone}

    def _withdrawn(self, plain: str, number: int) -> list[str]:
        """The candidates whom a line withdraws."""
        if not plain.startswith("["):
            return [one.removeprefix("-") for one in plain.split()]
        found = _option.fullmatch(plain)
        if found is None:
            raise BadBallotFile(number, "blt_option", text=quoted(plain))
        names = found[2].replace(",", " ").split()
        if found[1].lower() == "withdrawn":
            return names
        if found[1].lower() == "nick":
            self.nicknames = {name: place for place, name in enumerate(names, start=1)}
        else:
            self.has_tie_order = True
        return []

    def candidate(self, text: str, number: int = 0) -> int:
        """The number of a candidate, given by number or nickname; raises BadBallotFile."""
        if text in self.nicknames:
            return self.nicknames[text]
        found = whole(text, number, N_("a candidate"))
        if not 1 <= found <= self.candidates:
            raise BadBallotFile(number, "candidate_unknown", number=found)
        return found


class _RankCodes(dict[str, str]):
    """A character for each rank as written in files (`3`, `2=4`), created on first use; `2=2` is two ranks."""

    def __init__(self, head: _BltHead) -> None:
        super().__init__({"-": ""})  # a skipped preference
        self.head = head
        self.codes: dict[tuple[int, ...], str] = {}
        self.ranks: dict[str, tuple[int, ...]] = {}

    def __missing__(self, part: str) -> str:
        named = [self.head.candidate(one) for one in part.split("=")]
        again = [one for place, one in enumerate(named) if one in named[:place]]
        self[part] = found = self._code(tuple(sorted(set(named)))) + "".join(self._code((one,)) for one in again)
        return found

    def _code(self, rank: tuple[int, ...]) -> str:
        code = self.codes.setdefault(rank, chr(len(self.codes) + 1))
        self.ranks[code] = rank
        return code


class _BltBallots:
    """Ballots as short strings with their weights, before the names are known."""

    def __init__(self, head: _BltHead, reading: Reading) -> None:
        self.codes = _RankCodes(head)
        self.withdrawn = head.withdrawn
        self.reading = reading
        self.orders: dict[str, int] = {}
        self.peculiar: Counter[str] = Counter()  # those with a repeated name, or with an overvote that is not level

    def take(self, line: str, times: int) -> None:
        """Add identical lines; raises BadBallotFile."""
        if "#" in line:
            line = without_comment(line)
        if line.startswith("("):
            line = line.partition(")")[2]  # some files start with the ballot's id
        weight, *parts = line.split() or ["0", "0"]
        if not parts or parts.pop() != "0":
            raise BadBallotFile(0, "blt_ballot")
        order = "".join(map(self.codes.__getitem__, parts))
        times *= self.reading.weight(weight)
        if len(set(order)) != len(order) or ("=" in line and self._is_peculiar(order)):
            self.peculiar[order] += times
        else:
            self.orders[order] = self.orders.get(order, 0) + times

    def _is_peculiar(self, order: str) -> bool:
        listed = list(chain.from_iterable(self.codes.ranks[code] for code in order))
        return len(set(listed)) != len(listed) or self.reading.overvotes != "level"

    def named(self, names: list[str]) -> Rankings:
        """The rankings with their weights; each order is freed from memory when it is read."""
        ranks = {
            code: tier(*sorted(names[one - 1] for one in rank if one not in self.withdrawn))
            for code, rank in self.codes.ranks.items()
        }
        gone = "".join(code for code, rank in ranks.items() if not rank)
        without = str.maketrans("", "", gone)
        found = Rankings(self.reading)
        for order, weight in self.peculiar.items():
            found.add(tuple(map(ranks.__getitem__, order.translate(without))), weight)
        while self.orders:
            order, weight = self.orders.popitem()
            found.found[tuple(map(ranks.__getitem__, order.translate(without) if gone else order))] += weight
        return found


def _names(lines: Lines, candidates: int) -> list[str]:
    """One name per line, perhaps followed by a quoted party; several per line if there are fewer lines."""
    names_by_line: list[list[str]] = []
    has_comments = False
    for number, line in lines:
        has_comments = has_comments or line.startswith("#")
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
        raise BadBallotFile(lines.number, "names_commented" if has_comments else "names_missing", **about)
    if len(set(names)) != candidates or not all(names):
        raise BadBallotFile(lines.number, "names_alike")
    return names


def _names_of(line: str, number: int) -> list[str]:
    """The names in a line: several quoted ones, or one unquoted, which may contain spaces; `#` begins a comment."""
    if not line.startswith('"'):
        plain = without_comment(line)
        return [plain] if plain else []
    if found := _row.fullmatch(line):
        return [re.sub(r'\\(["\\])', r"\1", one).strip() for one in _one.findall(found[1])]
    if len(line) > 2 and line.endswith('"'):  # quotation marks inside a name
        return [line[1:-1].replace('""', '"').strip()]
    raise BadBallotFile(number, "quotation_open")


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

"""The rules for reading a ballot file: about repeated names and overvotes, columns, and the scale of weights."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from govern.protocol.amounts import LARGEST
from govern.protocol.errors import N_
from govern.rules.voting.ballot_files.lines import quoted, whole
from govern.rules.voting.ballot_files.problems import BadBallotFile
from govern.rules.voting.tally.profile import BallotRemark, Profile, Ranking

Repeated = Literal["skip", "exhaust", "invalid"]
Overvotes = Literal["level", "skip", "exhaust"]

REPEATED: Final[Mapping[Repeated, str]] = {
    "skip": N_("it names an option twice, and the repetition is passed over"),
    "exhaust": N_("it names an option twice, and counts down to the repetition"),
    "invalid": N_("it names an option twice"),
}
OVERVOTED: Final[Mapping[Overvotes, str]] = {
    "skip": N_("it names several options in one place, which is passed over"),
    "exhaust": N_("it names several options in one place, and counts down to it"),
}
MANY: Final = frozenset({""})  # an overvote whose options the file does not name; no option has an empty name
_decimal = re.compile(r"([0-9]{1,16})(?:[.,]([0-9]{1,15}))?", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """The rules for the reader of a file.

    `repeated`: a ballot that names an option again is read without the repetition, only down to it, or not at all.
    `overvotes`: several options in one place are level, passed over, or the end of the ballot. `preferences`,
    `points` and `ranks` (1 is the best) name the columns of a CSV, `weights` that of the weights, which have
    `decimals` decimals.
    """

    repeated: Repeated = "skip"
    overvotes: Overvotes = "level"
    preferences: Sequence[str] = ()
    points: Sequence[str] = ()
    ranks: Sequence[str] = ()
    weights: str = ""
    decimals: int = 0

    def weight(self, text: str, line: int = 0) -> int:
        """A weight in the smallest unit; raises BadBallotFile."""
        if text == "1" and not self.decimals:
            return 1
        found = _decimal.fullmatch(text.strip())
        if found is None or not (found[2] or self.decimals):
            return whole(text, line, N_("a weight"))
        if not self.decimals:
            raise BadBallotFile(line, "weight_decimal", text=quoted(text))
        decimals = (found[2] or "").rstrip("0")
        if len(decimals) > self.decimals:
            raise BadBallotFile(line, "weight_too_fine", text=quoted(text), decimals=self.decimals)
        weight = int(found[1] + decimals.ljust(self.decimals, "0"))
        if weight > LARGEST:
            most = f"{LARGEST // 10**self.decimals}"
            raise BadBallotFile(line, "number_too_large", what=N_("a weight"), most=most, text=quoted(text))
        return weight


AS_WRITTEN: Final = Reading()


@dataclass
class Rankings:
    """Rankings with their weights, read by the rules about repeated names and overvotes."""

    reading: Reading
    found: Counter[Ranking] = field(default_factory=Counter)
    remarks: Counter[BallotRemark] = field(default_factory=Counter)

    def add(self, ranking: Ranking, weight: int) -> None:
        """Count a ranking as written."""
        kept = ranking
        if self.reading.overvotes != "level" or MANY in ranking:
            kept = self._without_overvotes(kept, weight)
        if len(frozenset().union(*kept)) != sum(map(len, kept)):
            kept = self._without_repetitions(kept, weight)
            if self.reading.repeated == "invalid":
                return
        self.found[kept] += weight

    def _without_overvotes(self, ranking: Ranking, weight: int) -> Ranking:
        places = [place for place, rank in enumerate(ranking) if len(rank) > 1 or rank == MANY]
        if not places or (self.reading.overvotes == "level" and MANY not in ranking):
            return ranking
        if self.reading.overvotes == "skip":
            self._remark(ranking, "partly", OVERVOTED["skip"], weight)
            return tuple(rank for place, rank in enumerate(ranking) if place not in places)
        end = ranking.index(MANY) if self.reading.overvotes == "level" else places[0]
        self._remark(ranking, "partly", OVERVOTED["exhaust"], weight)
        return ranking[:end]

    def _without_repetitions(self, ranking: Ranking, weight: int) -> Ranking:
        kind: Literal["invalid", "partly"] = "invalid" if self.reading.repeated == "invalid" else "partly"
        self._remark(ranking, kind, REPEATED[self.reading.repeated], weight)
        seen: frozenset[str] = frozenset()
        kept: list[frozenset[str]] = []
        for rank in ranking:
            if rank & seen and self.reading.repeated == "exhaust":
                break
            if rank - seen:
                kept.append(rank - seen)
            seen |= rank
        return tuple(kept)

    def _remark(self, ranking: Ranking, kind: Literal["invalid", "partly"], why: str, weight: int) -> None:
        self.remarks[BallotRemark(_written(ranking), kind, why)] += weight

    def noted(self, profile: Profile) -> Profile:
        """The profile with the ballots that were not read as written."""
        return replace(profile, remarks=self.remarks, weight_decimals=self.reading.decimals)


def _written(ranking: Ranking) -> str:
    return ">".join("=".join(sorted(rank)) if rank != MANY else "?" for rank in ranking)


def named_once(names: Sequence[str], reading: Reading) -> tuple[list[str] | None, BallotRemark | None]:
    """Names by the rule about repeated ones, None for an invalid ballot; and the remark about them."""
    if len(set(names)) == len(names):
        return list(names), None
    remark = BallotRemark(">".join(names), "invalid" if reading.repeated == "invalid" else "partly", "")
    remark = remark._replace(why=REPEATED[reading.repeated])
    if reading.repeated == "invalid":
        return None, remark
    if reading.repeated == "skip":
        return list(dict.fromkeys(names)), remark
    end = next(place for place, name in enumerate(names) if name in names[:place])
    return list(names[:end]), remark


def noted(profile: Profile, remarks: Iterable[tuple[BallotRemark, int]] = (), **more: Any) -> Profile:
    """The profile with the ballots that were not read as written, and notes on the file."""
    found: Counter[BallotRemark] = Counter()
    for remark, weight in remarks:
        found[remark] += weight
    return replace(profile, remarks=found, **more)

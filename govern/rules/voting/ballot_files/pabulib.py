"""Pabulib's .pb format: the sections META, PROJECTS and VOTES, each with a header, fields separated by semicolons."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from govern.protocol.errors import N_
from govern.protocol.messages import Literal, Message
from govern.rules.voting.ballot_files.lines import Source, quoted, split, whole
from govern.rules.voting.ballot_files.problems import BadBallotFile
from govern.rules.voting.ballot_files.reading import AS_WRITTEN, Reading, named_once, noted
from govern.rules.voting.tally.profile import BallotRemark, Profile, approving, scoring

Meta = Mapping[str, tuple[int, str]]  # each key's line number and value

LISTED: Final = frozenset({"approval", "choose-1", "ordinal"})  # votes that are lists of projects
SECTIONS: Final = ("META", "PROJECTS", "VOTES")
MOST: Final = 10**15
FREE: Final = N_("not counted, because it costs 0: %(names)s")
_number = re.compile(r"\d{1,16}(?:[.,]\d{1,6})?", re.ASCII)


@dataclass
class _Section:
    line: int
    head: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def column(self, name: str) -> int:
        if name not in self.head:
            raise BadBallotFile(self.line, "column_missing", name=quoted(name))
        return self.head.index(name)


def read(source: Source, reading: Reading = AS_WRITTEN) -> Profile:
    """Projects with costs, the budget, and the votes: approvals, points, or ranks by Borda. Raises BadBallotFile.

    Decimal amounts are converted to the smallest unit that makes all of them whole. A project of cost 0, as files
    list one that was withdrawn, takes no part.
    """
    sections = _sections(source)
    meta = {
        row[0].strip().lower(): (number, row[1].strip() if len(row) > 1 else "")
        for number, row in sections["META"].rows
    }
    if "budget" not in meta:
        raise BadBallotFile(sections["META"].line, "pabulib_budget")
    projects = sections["PROJECTS"]
    id_, cost = projects.column("project_id"), projects.column("cost")
    amounts: dict[str, Decimal] = {}
    for number, row in projects.rows:
        if row[id_].strip() in amounts:
            raise BadBallotFile(number, "project_twice", name=quoted(row[id_].strip()))
        amounts[row[id_].strip()] = _amount(row[cost], number)
    budget = _amount(meta["budget"][1], meta["budget"][0])
    unit = max(-int(one.as_tuple().exponent) for one in (budget, *amounts.values()))  # the largest number of decimals
    costs = {name: int(one.scaleb(max(unit, 0))) for name, one in amounts.items()}
    free = [name for name, cost in costs.items() if not cost]
    if len(free) == len(costs):
        raise BadBallotFile(projects.line, "projects_free")
    money = {
        "costs": costs,
        "budget": int(budget.scaleb(max(unit, 0))),
        "decimals": max(unit, 0),
        "least": _least(meta, "min_project_score_threshold"),
    }
    profile = _profile(sections["VOTES"], meta, money, reading)
    if not free:
        return profile
    kept = {name: cost for name, cost in costs.items() if cost}
    return replace(profile.only(kept), costs=kept, notes=(Message(FREE, names=Literal(", ".join(free))),))


def _sections(source: Source) -> dict[str, _Section]:
    found: dict[str, _Section] = {}
    current: _Section | None = None
    for number, row in _rows(source):
        word = row[0].strip().upper()
        if word in SECTIONS and word not in found and not any(part.strip() for part in row[1:]):
            current = found[word] = _Section(number)
        elif current is None:
            raise BadBallotFile(number, "pabulib_start")
        elif not current.head:
            current.head = [part.strip().lower() for part in row]
        else:
            current.rows.append((number, [*row, *[""] * (len(current.head) - len(row))]))
    for name in SECTIONS:
        if name not in found:
            raise BadBallotFile(0, "pabulib_section", name=quoted(name))
    return found


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(split(source), delimiter=";")
    try:
        for row in reader:
            if any(part.strip() for part in row) and not row[0].startswith("#"):
                yield reader.line_num, row
    except csv.Error as error:
        why = quoted(str(error))
        raise BadBallotFile(reader.line_num, "pabulib_fields", why=why) from error


def _amount(text: str, number: int) -> Decimal:
    plain = text.strip().replace(" ", "")
    if not _number.fullmatch(plain):
        raise BadBallotFile(number, "amount_invalid", text=quoted(text))
    value = Decimal(plain.replace(",", "."))
    if value > MOST:
        raise BadBallotFile(number, "amount_too_large")
    return value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))


def _profile(votes: _Section, meta: Meta, money: dict[str, Any], reading: Reading) -> Profile:
    costs = money["costs"]
    stated, kind = meta.get("vote_type", (votes.line, "approval"))
    kind = kind.lower()
    place = votes.column("vote")
    ballots: list[tuple[list[str], int, list[str]]] = []
    remarks: list[tuple[BallotRemark, int]] = []
    points_at = votes.head.index("points") if "points" in votes.head else -1
    for number, row in votes.rows:
        names = [one.strip() for one in row[place].split(",") if one.strip()]
        for name in names:
            if name not in costs:
                raise BadBallotFile(number, "project_unknown", name=quoted(name))
        points = row[points_at].split(",") if points_at >= 0 else []
        once, remark = named_once(names, reading) if kind in LISTED else (names, None)
        if remark:
            remarks.append((remark, 1))
        if once is not None:
            ballots.append((once, number, points))
    if kind in ("approval", "choose-1"):
        profile = approving(list(costs), ((frozenset(names), 1) for names, _, _ in ballots), **money)
        return noted(profile, remarks)
    if kind == "ordinal":
        longest = max(_least(meta, "max_length"), *(len(names) for names, _, _ in ballots), 0)
        borda = ({name: longest - place for place, name in enumerate(names)} for names, _, _ in ballots)
        return noted(scoring(list(costs), ((one, 1) for one in borda), **money), remarks)
    if kind in ("cumulative", "scoring"):
        others = _least(meta, "default_score") if kind == "scoring" else 0
        unnamed = dict.fromkeys(costs, others) if others else {}
        return scoring(list(costs), ((unnamed | _points(*one), 1) for one in ballots), **money)
    raise BadBallotFile(stated, "votes_unknown", kind=quoted(kind))


def _least(meta: Meta, key: str) -> int:
    """An optional whole number in META, else 0; raises BadBallotFile."""
    number, said = meta.get(key, (0, ""))
    return whole(said, number, "%(key)s", key=quoted(key)) if said else 0


def _points(names: list[str], number: int, points: list[str]) -> dict[str, int]:
    given = [one.strip() for one in points if one.strip()]
    if len(given) != len(names):
        raise BadBallotFile(number, "points_missing")
    found: Counter[str] = Counter()
    for name, value in zip(names, given, strict=True):
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            raise BadBallotFile(number, "points_invalid", text=quoted(value))
        found[name] += int(value)  # Częstochowa 2020 writes four points as 1,1,1,1 for the same project
    return found


def write(profile: Profile, title: str) -> str:
    """The ballots as approvals in Pabulib's format, one line for each unit of weight."""
    costs = profile.costs or {}
    lines = ["META", "key;value", f"description;{title}", f"budget;{profile.budget}", "vote_type;approval"]
    lines += ["PROJECTS", "project_id;cost", *(f"{name};{costs[name]}" for name in profile.options)]
    lines += ["VOTES", "voter_id;vote"]
    voter = 0
    for names, weight in profile.approved.items():
        for _ in range(weight):
            voter += 1
            lines.append(f"{voter};{','.join(sorted(names))}")
    return "\n".join(lines) + "\n"

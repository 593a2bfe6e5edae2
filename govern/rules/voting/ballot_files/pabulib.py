"""Pabulib's .pb format: the sections META, PROJECTS and VOTES, each with a header, fields separated by semicolons."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from govern.protocol.errors import N_
from govern.rules.voting.ballot_files.lines import MOST, BadBallotFile, Source, quoted, split, whole
from govern.rules.voting.tally.profile import Profile, approving, scoring

Meta = Mapping[str, tuple[int, str]]  # each key's line number and value

SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_number = re.compile(r"\d{1,16}(?:[.,]\d{1,6})?", re.ASCII)


@dataclass
class _Section:
    line: int
    head: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def column(self, name: str) -> int:
        if name not in self.head:
            raise BadBallotFile(self.line, N_("the column “%(name)s” is missing"), name=quoted(name))
        return self.head.index(name)


def read(source: Source) -> Profile:
    """Projects with costs, the budget, and the votes: approvals, points, or ranks by Borda. Raises BadBallotFile.

    Decimal amounts are converted to the smallest unit that makes all of them whole.
    """
    sections = _sections(source)
    meta = {
        row[0].strip().lower(): (number, row[1].strip() if len(row) > 1 else "")
        for number, row in sections["META"].rows
    }
    if "budget" not in meta:
        raise BadBallotFile(sections["META"].line, N_("META says no budget"))
    projects = sections["PROJECTS"]
    id_, cost = projects.column("project_id"), projects.column("cost")
    amounts: dict[str, Decimal] = {}
    for number, row in projects.rows:
        if row[id_].strip() in amounts:
            raise BadBallotFile(number, N_("project %(name)s stands twice"), name=quoted(row[id_].strip()))
        amounts[row[id_].strip()] = _amount(row[cost], number)
        if not amounts[row[id_].strip()]:
            raise BadBallotFile(number, N_("a project must cost something"))
    budget = _amount(meta["budget"][1], meta["budget"][0])
    unit = max(-int(one.as_tuple().exponent) for one in (budget, *amounts.values()))  # the largest number of decimals
    costs = {name: int(one.scaleb(max(unit, 0))) for name, one in amounts.items()}
    money = {
        "costs": costs,
        "budget": int(budget.scaleb(max(unit, 0))),
        "decimals": max(unit, 0),
        "least": _least(meta, "min_project_score_threshold"),
    }
    return _profile(sections["VOTES"], meta, money)


def _sections(source: Source) -> dict[str, _Section]:
    found: dict[str, _Section] = {}
    current: _Section | None = None
    for number, row in _rows(source):
        word = row[0].strip().upper()
        if word in SECTIONS and word not in found and not any(part.strip() for part in row[1:]):
            current = found[word] = _Section(number)
        elif current is None:
            raise BadBallotFile(number, N_("the file begins with the section META"))
        elif not current.head:
            current.head = [part.strip().lower() for part in row]
        else:
            current.rows.append((number, [*row, *[""] * (len(current.head) - len(row))]))
    for name in SECTIONS:
        if name not in found:
            raise BadBallotFile(0, N_("the section %(name)s is missing"), name=quoted(name))
    return found


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(split(source), delimiter=";")
    try:
        for row in reader:
            if any(part.strip() for part in row):
                yield reader.line_num, row
    except csv.Error as error:
        why = quoted(str(error))
        raise BadBallotFile(reader.line_num, N_("the fields cannot be told apart: %(why)s"), why=why) from error


def _amount(text: str, number: int) -> Decimal:
    plain = text.strip().replace(" ", "")
    if not _number.fullmatch(plain):
        raise BadBallotFile(number, N_("an amount is needed, not “%(text)s”"), text=quoted(text))
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation as error:  # pragma: no cover - the pattern leaves none
        raise BadBallotFile(number, N_("an amount is needed")) from error
    if value > MOST:
        raise BadBallotFile(number, N_("the amount is too large"))
    return value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))


def _profile(votes: _Section, meta: Meta, money: dict[str, Any]) -> Profile:
    costs = money["costs"]
    stated, kind = meta.get("vote_type", (votes.line, "approval"))
    kind = kind.lower()
    place = votes.column("vote")
    ballots: list[tuple[list[str], int, list[str]]] = []
    points_at = votes.head.index("points") if "points" in votes.head else -1
    for number, row in votes.rows:
        names = [one.strip() for one in row[place].split(",") if one.strip()]
        for name in names:
            if name not in costs:
                raise BadBallotFile(number, N_("there is no project “%(name)s”"), name=quoted(name))
        if len(set(names)) != len(names) and kind != "cumulative":
            raise BadBallotFile(number, N_("a project stands twice in a vote"))
        ballots.append((names, number, row[points_at].split(",") if points_at >= 0 else []))
    if kind in ("approval", "choose-1"):
        return approving(list(costs), ((frozenset(names), 1) for names, _, _ in ballots), **money)
    if kind == "ordinal":
        longest = max(_least(meta, "max_length"), *(len(names) for names, _, _ in ballots), 0)
        borda = ({name: longest - place for place, name in enumerate(names)} for names, _, _ in ballots)
        return scoring(list(costs), ((one, 1) for one in borda), **money)
    if kind in ("cumulative", "scoring"):
        others = _least(meta, "default_score") if kind == "scoring" else 0
        unnamed = dict.fromkeys(costs, others) if others else {}
        return scoring(list(costs), ((unnamed | _points(*one), 1) for one in ballots), **money)
    raise BadBallotFile(stated, N_("the vote type “%(kind)s” is not known"), kind=quoted(kind))


def _least(meta: Meta, key: str) -> int:
    """An optional whole number in META, else 0; raises BadBallotFile."""
    number, said = meta.get(key, (0, ""))
    return whole(said, number, "%(key)s", key=quoted(key)) if said else 0


def _points(names: list[str], number: int, points: list[str]) -> dict[str, int]:
    given = [one.strip() for one in points if one.strip()]
    if len(given) != len(names):
        raise BadBallotFile(number, N_("a vote needs as many points as projects"))
    found: Counter[str] = Counter()
    for name, value in zip(names, given, strict=True):
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            raise BadBallotFile(number, N_("points must be a whole number, not “%(text)s”"), text=quoted(value))
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

"""Makes the golden record of a format: `python -m tests.tools.golden N [--small] [FOLDER]`.

It tells the demonstration in format N at a fixed clock, or with `--small` the first weeks of the tests' community, and
writes record, key and figures into FOLDER (tests/golden/formatN). With a golden record the format counts as released:
the record is made once, when all rules of the format are there, and never edited.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine

from govern import demo
from govern.actions.record import bundle
from govern.actions.writing import rebuild
from govern.config import Instance
from govern.rules.rulebook.presets import PRESETS
from govern.store.database import open_engine
from govern.store.record.formats import newest_format
from govern.verify import verify
from tests.dsl.formats import of_format
from tests.dsl.lifecycle import ratified
from tests.dsl.people import ADA, DI, EVA, GIL, RealCommunity
from tests.tools.demonstration import NOW
from tests.tools.golden import records

FIGURES: Final = ("ballots", "leaves", "members", "money", "origin", "root", "votes")


def make(number: int, out: Path, *, small: bool = False) -> None:
    """Writes the golden record of a format into a new folder; raises FileExistsError if there is one."""
    out.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="govern-golden-") as name:
        instance = _small(number, Path(name)) if small else _demonstration(number, Path(name))
        engine = open_engine(instance.database)
        try:
            _write(engine, instance, number, out)
        finally:
            engine.dispose()


def _demonstration(number: int, folder: Path) -> Instance:
    usual = PRESETS["tokens"]
    raw = of_format(number)
    PRESETS["tokens"] = lambda: raw
    try:
        return demo.seed(folder / "instance", NOW)
    finally:
        PRESETS["tokens"] = usual


def _small(number: int, folder: Path) -> Instance:
    community = RealCommunity(folder, rulebook=of_format(number))
    community.settle()
    ratified(community)
    poll = community.open_vote(community.propose(GIL, "A pond"), EVA)
    for one in (ADA, DI, EVA, GIL):
        community.vote(one, poll)
    community.close_vote(poll)
    community.close()
    return community.instance


def _write(engine: Engine, instance: Instance, number: int, out: Path) -> None:
    with engine.connect() as connection:
        found = newest_format(connection)
    if found != number:
        raise ValueError(f"the record is of format {found}")
    bundle.write_bundle(engine, instance, out / "record.zip")
    if differences := rebuild.check(engine, instance):
        raise ValueError(differences)
    report = verify(out / "record.zip")
    if report.exit_status:
        raise ValueError(report.text())
    (out / "vkey").write_text(records.vkey(out), encoding="utf-8")
    figures = json.loads(report.json())
    _spell(out / "expected.json", {name: figures[name] for name in FIGURES})
    _spell(out / "tables.json", records.tables(engine))


def _spell(path: Path, values: dict[str, Any]) -> None:
    """One line for each name."""
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(values.items()))
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def main() -> int:
    """Makes a golden record and prints its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    out = asked.folder or records.GOLDEN / f"format{asked.number}"
    make(asked.number, out, small=asked.small)
    print((out / "expected.json").read_text("utf-8"), end="")
    return 0

"""An import over the network continues by itself after the server limits its rate."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from flask import Flask

from govern import config
from govern.actions.money.ledger_import import Import, commit, pack, prepare
from govern.actions.money.record_clients import LONGEST_WAIT, WAIT, RemoteRecordClient, _seconds
from govern.actions.writing import limits
from govern.actions.writing.limits import IntakeLimits, Rate
from govern.protocol.amounts import decimals_of
from govern.rules.people.signers import Person
from govern.rules.treasury.journal import day_of
from govern.rules.treasury.ledger_import.plan import Circumstances, gather, plan
from govern.rules.treasury.ledger_import.values import TableLayout
from govern.tables.ledger import read
from govern.web import create_app
from tests.dsl.people import DI, RealCommunity
from tests.tools.clock import Clock
from tests.tools.server import run_govern, serve

ROWS = "date,account,contra,amount,currency,text\n2024-01-02,Bank,Income:Gifts,1.00,EUR,a gift\n"
SENTENCE = r"The server takes no more just now\. Waiting: it goes on by itself in \d seconds?\."
ACTS = 3  # two accounts opened, and one statement of entries


@pytest.fixture
def settled(tmp_path: Path) -> Iterator[RealCommunity]:
    """A community in which Di is a treasurer, with her key and an old ledger in files."""
    community = RealCommunity(tmp_path)
    community.settle()
    config.write_key(tmp_path / "di.key", DI.seed)
    (tmp_path / "old.csv").write_text(ROWS, encoding="utf-8")
    yield community
    community.close()


@pytest.fixture
def app(settled: RealCommunity, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A site that takes two statements of an office at once, and another one every three seconds."""
    strict = Rate("office", 2, 6_000)
    monkeypatch.setattr(limits, "RATES", {**limits.RATES, "office": strict})
    app = create_app(settled.instance, settled.clock)
    yield app
    app.extensions["govern"].engine.dispose()


def command(community: RealCommunity, url: str) -> list[str]:
    folder = community.instance.folder.parent
    return ["treasury", "import", f"{folder / 'old.csv'}", "--key", f"{folder / 'di.key'}", "--commit", "--server", url]


def test_the_import_waits_as_long_as_the_server_says_and_loses_nothing(settled: RealCommunity, app: Flask) -> None:
    pace, waits = Clock(), []
    app.extensions["govern"].recorder.limits = IntakeLimits(pace)

    def pause(seconds: int) -> None:
        waits.append(seconds)
        pace.advance(seconds * 1_000)

    before = settled.quote().size
    with serve(app) as served:
        client = RemoteRecordClient(served.url, pause=pause)
        own = Import(client.community, DI.seed)
        table = read(ROWS, TableLayout(columns={}, defaults={}), decimals_of)
        about = Circumstances(day_of(client.founded_at), client.currencies(), {}, {}, {}, "")
        entries, _problems = gather(table.rows, about)
        packed = list(pack(entries, own))
        statements = prepare(own, plan(entries, about, entries), packed)
        assert len(list(commit(client, Person(DI.member, DI.seed), statements))) == ACTS
    assert waits == [3]
    assert settled.quote().size == before + ACTS


def test_the_command_says_that_it_waits(settled: RealCommunity, app: Flask) -> None:
    with serve(app) as served:
        result = run_govern(*command(settled, served.url))
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.fullmatch(SENTENCE + "\n", result.stderr)
    assert "Done: 1 entry is in the record" in result.stdout


def test_a_terminal_shows_a_progress_bar_and_clears_it(settled: RealCommunity, app: Flask) -> None:
    ours, theirs = pty.openpty()
    with serve(app) as served, os.fdopen(ours, "rb", buffering=0) as screen:
        run = [sys.executable, "-m", "govern.cli", *command(settled, served.url)]
        done = subprocess.run(run, env={**os.environ, "GOVERN_LANG": "en"}, stderr=theirs, stdout=subprocess.DEVNULL)
        os.close(theirs)
        shown = screen.read(10_000).decode()
    assert done.returncode == 0, shown
    assert re.fullmatch(rf"(?:\r\x1b\[K\[#*\.+\] {SENTENCE})+\r\x1b\[K", shown)


def test_every_form_of_retry_after_is_read() -> None:
    assert _seconds("7") == 7
    assert _seconds("0") == 1
    assert _seconds(formatdate(0, usegmt=True)) == 1  # a moment that has passed
    assert _seconds("86400") == LONGEST_WAIT
    assert _seconds("") == _seconds("soon") == WAIT

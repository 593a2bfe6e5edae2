"""Thousands of random acts: after every step the tables agree with the verifier, and every invariant holds."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from govern.record import merkle
from govern.rules.rulebook.formats import FORMATS
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store import raw
from tests.e2e.machine.driver import TOLD, Machine
from tests.e2e.machine.shadow import LEAVES
from tests.tools.databases.postgres import PostgresServer

# GOVERN_MACHINE=long goes on for an hour or so; with pytest's -s it tells in the end what happened how often.
LONG: Final = os.environ.get("GOVERN_MACHINE") == "long"
USUAL: Final = settings(
    max_examples=300 if LONG else 20,
    stateful_step_count=120 if LONG else 60,
    deadline=None,
    derandomize=not LONG,  # what an ordinary run comes to must not depend on luck; a long one goes other ways each time
    print_blob=True,
    phases=[Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
ON_POSTGRES: Final = settings(USUAL, max_examples=30 if LONG else 3)
AGAIN: Final = settings(USUAL, max_examples=3, stateful_step_count=30, database=None, phases=[Phase.generate])
TWICE: Final = "import json; from tests.e2e.test_machine import records; print(json.dumps([records(), records()]))"
NAMES: Final = {kind.name for kind in KINDS_OF_STATEMENT.values() if kind.signer == "person"}
# What any run of some length comes to; less would mean that the machine has stopped short of what it should try.
AT_LEAST: Final = {"ballot-cast", "delegation-made", "proposal-sponsored", "role-ended", "text-hidden"}


def test_tables_verifier_and_rules_agree_after_random_acts() -> None:
    run_state_machine_as_test(Machine, settings=USUAL)
    accepted = sum(TOLD[kind] for kind in NAMES)
    if LONG:
        print(f"{accepted} acts accepted", *(f"{count} {what}" for what, count in sorted(TOLD.items())), sep="\n")
    assert accepted > 1_000
    assert {kind for kind in AT_LEAST if TOLD[kind]} == AT_LEAST
    assert [number for number in FORMATS if not TOLD[f"founded in format {number}"]] == []


def test_tables_verifier_and_rules_agree_on_postgresql_too(postgres_server: PostgresServer) -> None:
    class PostgresMachine(Machine):
        name = ""

        def new_database(self) -> str:
            self.name = postgres_server.create()
            return postgres_server.url(self.name)

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                postgres_server.drop(self.name)

    run_state_machine_as_test(PostgresMachine, settings=ON_POSTGRES)


def records() -> list[list[str]]:
    """The leaf hashes of a few records that follow from the choices of one seed."""
    found = []

    class StepNotingMachine(Machine):
        def remember(self) -> None:
            with self.world.community.engine.connect() as connection:
                rows: list[Any] = list(raw.fetch(connection, LEAVES, (0, self.world.shadow.size)))
            found.append([merkle.leaf_hash(bytes(data)).hex() for (data,) in rows])

    run_state_machine_as_test(seed(7)(StepNotingMachine), settings=AGAIN)
    return found


def test_the_same_choices_make_the_same_record() -> None:
    """In one process and in another, whose sets have other orders: or else no failure could be found again."""
    command, root = [sys.executable, "-c", TWICE], Path(__file__).parents[2]
    with ExitStack() as running:  # so that none outlives another's failure
        started = [
            running.enter_context(
                subprocess.Popen(command, cwd=root, env=os.environ | {"PYTHONHASHSEED": one}, stdout=subprocess.PIPE)
            )
            for one in ("1", "2")
        ]
        first, *others = [made for one in started for made in json.loads(one.communicate()[0])]
    assert len(others) == 3
    assert max(len(leaves) for leaves in first) > 100
    assert all(other == first for other in others)

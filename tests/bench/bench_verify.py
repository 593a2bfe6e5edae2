"""Ballots verified per second beside bare signature checks, and memory: `python -m tests.bench.bench_verify`."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

from nacl import bindings

from govern.protocol import facts
from govern.record import signing
from govern.rules.people.signers import Person
from govern.verify import verify
from tests.dsl.people import ADA, GIL, motion_rules, person
from tests.verify.forging.forger import Forger

ELECTORS = 2_000
BATCH = 32  # ballots that quote the same checkpoint
CHECKS = 20_000


def main() -> None:
    """Prints the figures of one run. The parts that take memory run in processes of their own, by hidden options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        write_record(arguments.write, arguments.ballots)
    elif arguments.only:
        measure(arguments.only, arguments.jobs)
    else:
        compare(arguments.ballots, arguments.rounds)


def compare(ballots: int, rounds: int) -> None:
    """Verifies two records, one with half the ballots, in separate processes on one core and on two.

    The machine's speed wanders and others use it, so within a round bare checks go before and after, each figure is
    the median of several rounds, and beside the clock stands the processor time, which waits for nobody.
    """
    print(f"cores: {os.cpu_count()}; load: {os.getloadavg()[0]:.1f}; electors: {ELECTORS}; medians of {rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        for number in (ballots // 2, ballots):
            path = Path(folder) / f"{number}.zip"
            apart("--write", str(path), "--ballots", str(number))
            print(f"{number} ballots, {path.stat().st_size / 1e6:.0f} MB:", flush=True)
            all_ = [
                (compare_once(path, number, 1), compare_once(path, number, 2), at_once(path)) for _ in range(rounds)
            ]
            ones, twos, pairs = zip(*all_, strict=True)
            print_runs(1, ones)
            print_runs(2, twos)
            gains = [one.seconds / two.seconds for one, two, _ in all_]
            busiest = [one.processor / max(two.parent, two.workers) for one, two, _ in all_]
            print(
                f"  two jobs against one: {spread(gains)} times by the clock, "
                f"{spread(busiest)} by the processor time of the busier process"
            )
            given = [2 * one.seconds / pair for one, pair in zip(ones, pairs, strict=True)]
            print(
                f"  two verifications of one job side by side do {spread(given)} times the work of one alone: "
                f"so much has this machine for any two processes; of that two jobs take "
                f"{spread([gain / most for gain, most in zip(gains, given, strict=True)])}"
            )


class MeasuredRun(NamedTuple):
    """One verification: seconds by the clock, of processor time in the process and its workers, peak megabytes.

    The shares are of bare checks on one core, by the clock and by processor time.
    """

    seconds: float
    parent: float
    workers: float
    memory: float
    memory_of_worker: float
    speed: float
    share: float
    share_of_processor: float

    @property
    def processor(self) -> float:
        """Processor time of all processes."""
        return self.parent + self.workers


def compare_once(path: Path, ballots: int, jobs: int) -> MeasuredRun:
    """One verification between two measurements of bare checks."""
    before = bare_checks()
    seconds, parent, workers, memory, largest = map(float, apart("--only", str(path), "--jobs", str(jobs)).split())
    clock, processor = (sum(both) / 2 for both in zip(before, bare_checks(), strict=True))
    shares = ballots * clock / seconds, ballots * processor / (parent + workers)
    return MeasuredRun(seconds, parent, workers, memory, largest, 1 / clock, *shares)


def at_once(path: Path) -> float:
    """Seconds of each of two verifications that run side by side and share nothing, the slower one's."""
    with ThreadPoolExecutor(2) as pool:
        said = [pool.submit(apart, "--only", str(path), "--jobs", "1") for _ in range(2)]
        return max(float(one.result().split()[0]) for one in said)


def print_runs(jobs: int, runs: Sequence[MeasuredRun]) -> None:
    """Prints the medians of some runs."""
    middle = MeasuredRun(*map(median, zip(*runs, strict=True)))
    print(
        f"  {jobs} job(s): {middle.seconds:.1f} s; of the bare checks on one core ({middle.speed:.0f}/s): "
        f"{spread([one.share for one in runs])} by the clock, "
        f"{spread([one.share_of_processor for one in runs])} by processor time; peak {middle.memory:.0f} MB"
        + (f", and {middle.memory_of_worker:.0f} MB the largest worker" if jobs > 1 else "")
    )


def spread(figures: Sequence[float]) -> str:
    """The median, the least and the most."""
    return f"{median(figures):.2f} ({min(figures):.2f} to {max(figures):.2f})"


def apart(*options: str) -> str:
    """The output of this module in another process. A process inherits its parent's peak, so the parent stays small."""
    command = [sys.executable, "-m", "tests.bench.bench_verify", *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measure(path: Path, jobs: int) -> None:
    """Verifies one bundle; prints seconds by the clock and of processor time, and memory."""
    start, began = time.perf_counter(), time.process_time()
    report = verify(path, jobs=jobs)
    seconds, own = time.perf_counter() - start, time.process_time() - began
    if report.exit_status:
        raise SystemExit(report.text()[:2000])
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, workers.ru_maxrss
    print(seconds, own, workers.ru_utime + workers.ru_stime, *(kilobytes // 1024 for kilobytes in memory))


def bare_checks() -> tuple[float, float]:
    """Seconds by the clock and of processor time in which PyNaCl checks a signature, over messages like ballots'."""
    pairs = [(one.seed, signing.public_key(one.seed)) for one in electors()[:50]]
    signed = [(signing.sign(seed, key * 13) + key * 13, key) for seed, key in pairs]
    start, began = time.perf_counter(), time.process_time()
    for number in range(CHECKS):
        message, key = signed[number % len(signed)]
        bindings.crypto_sign_open(message, key)
    return (time.perf_counter() - start) / CHECKS, (time.process_time() - began) / CHECKS


def electors() -> list[Person]:
    """The people of the record."""
    return [person(f"elector {number}") for number in range(ELECTORS)]


def write_record(path: Path, ballots: int) -> Path:
    """A record of motions on which all electors vote, honestly signed."""
    forger = Forger(motion_rules(sponsors=0, weight={"source": "equal/1"}, head_count=0))
    people = electors()
    forger.enrol(GIL, *people)
    for number in range(-(-ballots // ELECTORS)):
        proposal = forger.propose(GIL, f"Motion {number}")
        poll = forger.open_vote(proposal)
        for place, one in enumerate(people[: min(ELECTORS, ballots - number * ELECTORS)]):
            if place % BATCH == 0:
                quote = forger.quote()
            choice = "yes" if place % 3 else "no"
            forger.say(one, "ballot-cast", choice=choice, poll=poll, prev="", quote=quote, seq=1)
            forger.clock.advance(10)
        forger.pass_until(forger.state(facts.Poll, poll).closes)
        forger.carry_out(proposal)
    forger.enrol(person("a late comer"), by=ADA)
    return forger.write(path)


if __name__ == "__main__":
    main()

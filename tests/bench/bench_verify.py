"""Ballots verified per second beside bare signature checks, and memory: `python -m tests.bench.bench_verify`."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from nacl import bindings

from govern.domain import facts
from govern.domain.signers import Person
from govern.record import signing
from govern.verify import verify
from tests.people import ADA, GIL, motion_rules, person
from tests.verify.forger import Forger

ELECTORS = 2_000
BATCH = 32  # ballots that quote the same checkpoint
CHECKS = 20_000
ROUNDS = 5


def main() -> None:
    """Prints the figures of one run. The parts that take memory run in processes of their own, by hidden options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=100_000)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=1, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        write_record(arguments.write, arguments.ballots)
    elif arguments.only:
        measure(arguments.only, arguments.jobs)
    else:
        compare(arguments.ballots)


def compare(ballots: int) -> None:
    """Two records, one of half the ballots, each verified in processes of their own on one core and on two.

    The machine's speed wanders, so each figure is the median of several rounds, and within a round bare checks go
    before and after.
    """
    print(f"cores: {os.cpu_count()}; electors: {ELECTORS}; medians of {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder:
        for number in (ballots // 2, ballots):
            path = Path(folder) / f"{number}.zip"
            apart("--write", str(path), "--ballots", str(number))
            print(f"{number} ballots, {path.stat().st_size / 1e6:.0f} MB:")
            rounds = [compare_once(path, number) for _ in range(ROUNDS)]
            for jobs, line in zip((1, 2), zip(*rounds, strict=True), strict=True):
                seconds, bare, share, own, workers = (median(column) for column in zip(*line, strict=True))
                print(
                    f"  {jobs} job(s): {seconds:.1f} s, {number / seconds:.0f} ballots/s, {share:.2f} of the bare "
                    f"checks on one core ({bare:.0f}/s); peak {own:.0f} MB"
                    + (f", and {workers:.0f} MB the largest worker" if jobs > 1 else "")
                )
            gains = [one[0] / two[0] for one, two in rounds]
            print(f"  two jobs against one: {median(gains):.2f} times ({min(gains):.2f} to {max(gains):.2f})")


def compare_once(path: Path, ballots: int) -> list[tuple[float, ...]]:
    """For one job and for two: seconds, bare checks per second meanwhile, the share, peak megabytes."""
    found = []
    for jobs in (1, 2):
        before = bare_checks()
        seconds, own, workers = run(path, jobs)
        bare = (before + bare_checks()) / 2
        found.append((seconds, bare, ballots / seconds / bare, own, workers))
    return found


def run(path: Path, jobs: int) -> tuple[float, int, int]:
    """Seconds, peak megabytes of the process itself and of its largest worker."""
    seconds, own, workers = apart("--only", str(path), "--jobs", str(jobs)).split()
    return float(seconds), int(own), int(workers)


def apart(*options: str) -> str:
    """What this module prints in another process. A process inherits its parent's peak, so the parent stays small."""
    command = [sys.executable, "-m", "tests.bench.bench_verify", *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measure(path: Path, jobs: int) -> None:
    """Verifies one bundle; prints seconds and memory."""
    start = time.perf_counter()
    report = verify(path, jobs=jobs)
    seconds = time.perf_counter() - start
    if report.exit_status:
        raise SystemExit(report.text()[:2000])
    memory = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(seconds, *memory)


def bare_checks() -> float:
    """Signatures that PyNaCl checks in a second on one core, over messages as long as a ballot's."""
    pairs = [(one.seed, signing.public_key(one.seed)) for one in electors()[:50]]
    signed = [(signing.sign(seed, key * 14) + key * 14, key) for seed, key in pairs]
    start = time.perf_counter()
    for number in range(CHECKS):
        message, key = signed[number % len(signed)]
        bindings.crypto_sign_open(message, key)
    return CHECKS / (time.perf_counter() - start)


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

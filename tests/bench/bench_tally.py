"""Reads and counts a million rankings of ten options, beside libraries: `python -m tests.bench.bench_tally`."""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from govern.rules.voting.ballot_files import read
from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.profile import Profile

OPTIONS = 10
SEATS = 3
METHODS = ("plurality", "approval", "irv", "stv", "schulze", "ranked-pairs")
ENDINGS = ("blt", "soi", "csv")
LIMIT_SECONDS, LIMIT_MB = 40.0, 300


def main() -> None:
    """Prints the figures of one run, each part in a process of its own; fails if ours takes too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--part", choices=(*ENDINGS, *LIBRARIES), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        _part(arguments.folder, arguments.part)
        return
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), arguments.ballots)
        print(f"{arguments.ballots} ballots over {OPTIONS} options, one core used", flush=True)
        for part in (*ENDINGS, *LIBRARIES):
            command = [sys.executable, "-m", "tests.bench.bench_tally", "--folder", folder, "--part", part]
            subprocess.run(command, check=True)


def _part(folder: Path, part: str) -> None:
    ending = part if part in ENDINGS else "blt"
    with timed(f"{part}: read" if part in ENDINGS else f"{part} (reading by govern)"):
        profile = _read(folder / f"ballots.{ending}")
    if part in LIBRARIES:
        LIBRARIES[part](profile)
    else:
        print(f"  {len(profile.rankings)} different rankings")
        for method in METHODS:
            with timed(f"  {method}"):
                outcome = count(method, profile, Settings(seats=SEATS if method == "stv" else 1))
            print(f"    {', '.join(outcome.winners)}")
    work, peak = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {work:.1f} s of the processor in all, peak memory {peak} MB", flush=True)
    if part in ENDINGS and (work > LIMIT_SECONDS or peak > LIMIT_MB):
        raise SystemExit(f"too much: {work:.1f} s, {peak} MB")


def _read(file: Path) -> Profile:
    with file.open(encoding="utf-8") as lines:
        return read(file.name, lines)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Says how long it took, by the clock and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    yield
    took, work = time.perf_counter() - began, time.process_time() - worked
    print(f"{what}: {took:.2f} s ({work:.2f} s of the processor)", flush=True)


def votelib(profile: Profile) -> None:
    """The library's counts of the same rankings, alike ones together."""
    import votelib.convert
    import votelib.evaluate
    import votelib.evaluate.condorcet
    import votelib.evaluate.sequential

    votes: dict[Any, int] = {
        tuple(next(iter(level)) for level in ranking): weight for ranking, weight in profile.rankings.items()
    }
    keep = votelib.evaluate.Plurality()
    transfer = votelib.evaluate.sequential.TransferableVoteSelector(quota_function="droop", retainer=keep)
    with timed("  irv"):
        elected = transfer.evaluate(votes, 1)
    print(f"    {', '.join(elected)}")
    with timed("  stv"):
        elected = transfer.evaluate(votes, SEATS)
    print(f"    {', '.join(elected)}")
    for name, rule in (
        ("schulze", votelib.evaluate.condorcet.Schulze()),
        ("ranked-pairs", votelib.evaluate.condorcet.RankedPairs()),
    ):
        with timed(f"  {name}"):
            elected = rule.evaluate(votelib.convert.RankedToCondorcetVotes().convert(votes), 1)
        print(f"    {', '.join(elected)}")


def pyrankvote(profile: Profile) -> None:
    """The library's count: an object for each ballot."""
    from pyrankvote import Ballot, Candidate, instant_runoff_voting

    people = {name: Candidate(name) for name in profile.options}
    with timed("  ballots as objects"):
        ballots = [
            Ballot([people[name] for (name,) in ranking])
            for ranking, weight in profile.rankings.items()
            for _ in range(weight)
        ]
    with timed("  irv"):
        elected = instant_runoff_voting(list(people.values()), ballots).get_winners()
    print(f"    {', '.join(one.name for one in elected)}")


LIBRARIES: dict[str, Callable[[Profile], None]] = {"votelib": votelib, "pyrankvote": pyrankvote}


def write(folder: Path, ballots: int) -> None:
    """Random ballots that rank one to ten options, the same ones each time, in each format."""
    chance, options = random.Random(1), range(1, OPTIONS + 1)
    names = [f"Option {number}" for number in options]
    files = {ending: (folder / f"ballots.{ending}").open("w", encoding="utf-8") for ending in ENDINGS}
    files["blt"].write(f"{OPTIONS} {SEATS}\n")
    heads = [f"# NUMBER ALTERNATIVES: {OPTIONS}", *(f"# ALTERNATIVE NAME {n}: {names[n - 1]}" for n in options)]
    files["soi"].write("\n".join(heads) + "\n")
    files["csv"].write("weight,ranking\n")
    for _ in range(ballots):
        order = chance.sample(options, chance.randrange(1, OPTIONS + 1))
        numbers = [str(one) for one in order]
        files["blt"].write(f"1 {' '.join(numbers)} 0\n")
        files["soi"].write(f"1: {','.join(numbers)}\n")
        files["csv"].write(f"1,{'>'.join(names[one - 1] for one in order)}\n")
    files["blt"].write("0\n" + "".join(f'"{name}"\n' for name in names) + '"Benchmark"\n')
    for file in files.values():
        file.close()


if __name__ == "__main__":
    main()

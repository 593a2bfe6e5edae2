"""A million ranked ballots over ten options, read and counted: `python -m tests.bench.bench_tally`."""

import argparse
import random
import resource
import tempfile
import time
from pathlib import Path

from govern.domain.ballot_files import read
from govern.domain.tally.methods import Settings, count

OPTIONS = 10
METHODS = ("plurality", "irv", "stv", "schulze", "ranked-pairs")


def main() -> None:
    """Prints the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=1_000_000)
    ballots = parser.parse_args().ballots
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ballots.blt"
        write(file, ballots)
        began = time.perf_counter()
        profile = read(file.name, file.read_text(encoding="utf-8"))
        took = time.perf_counter() - began
        print(f"{ballots} ballots over {OPTIONS} options, {len(profile.rankings)} different: read in {took:.1f} s")
    for method in METHODS:
        began = time.perf_counter()
        count(method, profile, Settings(seats=3 if method == "stv" else 1))
        print(f"  {method}: {time.perf_counter() - began:.1f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def write(file: Path, ballots: int) -> None:
    """Random ballots that rank one to ten options, the same ones each time."""
    chance, options = random.Random(1), range(1, OPTIONS + 1)
    with file.open("w", encoding="utf-8") as out:
        out.write(f"{OPTIONS} 3\n")
        for _ in range(ballots):
            order = chance.sample(options, chance.randrange(1, OPTIONS + 1))
            out.write(f"1 {' '.join(map(str, order))} 0\n")
        out.write("0\n" + "".join(f'"Option {number}"\n' for number in options) + '"Benchmark"\n')


if __name__ == "__main__":
    main()

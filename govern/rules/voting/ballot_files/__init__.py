"""Standard ballot file formats, detected by file name: BLT, PrefLib, Pabulib, and CSV of weighted ballots."""

from collections.abc import Callable
from typing import Final

from govern.rules.voting.ballot_files import blt, pabulib, preflib, weighted_csv
from govern.rules.voting.ballot_files.lines import Source
from govern.rules.voting.ballot_files.problems import BadBallotFile
from govern.rules.voting.ballot_files.reading import AS_WRITTEN, Reading
from govern.rules.voting.tally.profile import Profile

READERS: Final[dict[str, Callable[[Source, Reading], Profile]]] = {
    ".blt": blt.read,
    ".soc": preflib.read,
    ".soi": preflib.read,
    ".toc": preflib.read,
    ".toi": preflib.read,
    ".pb": pabulib.read,
    ".csv": weighted_csv.read,
}


def read(name: str, source: Source, reading: Reading = AS_WRITTEN) -> Profile:
    """The ballots of a file, given as text or lines; raises BadBallotFile with the line."""
    for ending, reader in READERS.items():
        if name.lower().endswith(ending):
            return reader(source, reading)
    raise BadBallotFile(0, "file_ending", endings=" ".join(READERS))


__all__ = ["READERS", "BadBallotFile", "Reading", "read"]

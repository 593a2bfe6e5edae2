"""Standard ballot file formats, detected by file name: BLT, PrefLib, Pabulib, and CSV of weighted ballots."""

from collections.abc import Callable
from typing import Final

from govern.protocol.errors import N_
from govern.rules.voting.ballot_files import blt, pabulib, preflib, weighted_csv
from govern.rules.voting.ballot_files.lines import BadBallotFile, Source
from govern.rules.voting.tally.profile import Profile

READERS: Final[dict[str, Callable[[Source], Profile]]] = {
    ".blt": blt.read,
    ".soc": preflib.read,
    ".soi": preflib.read,
    ".toc": preflib.read,
    ".toi": preflib.read,
    ".pb": pabulib.read,
    ".csv": weighted_csv.read,
}


def read(name: str, source: Source) -> Profile:
    """The ballots of a file, given as text or lines; raises BadBallotFile with the line."""
    for ending, reader in READERS.items():
        if name.lower().endswith(ending):
            return reader(source)
    raise BadBallotFile(0, N_("the name must end with one of %(endings)s"), endings=" ".join(READERS))


__all__ = ["READERS", "BadBallotFile", "read"]

"""Makes test vectors for other implementations: `python -m tests.tools.vectors` adds those that are missing.

Keys, clock and random numbers are fixed, so a vector comes out the same wherever it is made. A published one stays
as it is: this program never writes over a folder that exists.
"""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from govern.protocol.errors import RULES, Refused
from govern.protocol.ids import hash_of
from govern.record import checkpoint, leaf, signing
from govern.record.checkpoint import Checkpoint
from govern.record.envelope import Envelope
from govern.record.note import Signer
from govern.rules.people.signers import Quote
from govern.verify import VerificationReport, verify
from tests.dsl.formats import adopt_format
from tests.dsl.people import BO, GIL
from tests.rules import test_refusals
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import SCENES
from tests.verify.forging.forger import Files, ForgedStatement, write_files
from tests.verify.forging.story import tell
from tests.verify.forging.story_money import tell_money
from tests.verify.forging.story_seats import tell_seats
from tests.verify.forging.story_ways import tell_ways

FOLDER: Final = Path(__file__).resolve().parents[1] / "vectors"
FIGURES: Final = ("ballots", "exit_status", "leaves", "members", "money", "origin", "root", "votes")
PLACES: Final = ("leaf", "kind", "step", "rule", "code")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass
class Vector:
    """A record as files, with what a verifier has from elsewhere."""

    name: str
    files: Files
    beside: dict[str, bytes] = field(default_factory=dict)
    anew: bool = False  # besides another one of its number
    plain: bool = False  # written as `govern bundle` writes, not compressed

    def write(self, folder: Path) -> None:
        """Writes the record and its expected report."""
        folder.mkdir(parents=True)
        if self.plain:
            write_files(folder / "record.zip", self.files)
            self._spoil(folder / "record.zip")
        else:
            compressed(folder / "record.zip", self.files)
        for name, data in self.beside.items():
            (folder / name).write_bytes(data)
        text = json.dumps(expected(report_on(folder)), indent=1, sort_keys=True)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")

    def _spoil(self, path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[10] ^= 1  # the hour in the first header
        path.write_bytes(data)


def compressed(path: Path, files: Files) -> None:
    """A zip as any program might write it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED, 9)


def report_on(folder: Path) -> VerificationReport:
    """The report on a vector, with what lies beside its record."""
    earlier = [folder / "checkpoint"] if (folder / "checkpoint").exists() else []
    return verify(folder / "record.zip", checkpoints=earlier, jobs=1)


def expected(report: VerificationReport) -> dict[str, Any]:
    """What other implementations should find: figures, and findings without their sentences."""
    said = json.loads(report.json())
    return {name: said[name] for name in FIGURES} | {
        "findings": [{name: one[name] for name in PLACES} for one in said["findings"]]
    }


class Recording(InMemoryCommunity):
    """A record that also keeps the statement that the rules refused, as a dishonest server would."""

    def append(self, envelope: Envelope, at: int | None = None) -> ForgedStatement:
        """See Forger; the refusal is still raised, after the leaf was written."""
        moment = self.clock() if at is None else at
        try:
            return super().append(envelope, at)
        except Refused:
            self.append_raw(leaf.format(moment, envelope))
            raise


def settled() -> Recording:
    """The community of the scenes, with people and roles."""
    hall = Recording()
    hall.settle()
    return hall


# Codes with a vector of their own, beside the one of their number.
OWN: Final = frozenset({"clerk_differs", "disbursement_exceeded", "poll_over"})


def refused() -> Iterator[Vector]:
    """For each rule's number a record with one statement that it refuses: the shortest of all scenes that do."""
    assert test_refusals.MODULES  # imported, they enter their scenes
    best: dict[str, tuple[int, str, Files]] = {}
    for code, scene in SCENES:
        for hall in (Recording(), settled()):
            own = hall.id
            try:
                scene(hall)
            except (Refused, AssertionError, KeyError, IndexError):
                hall.id = own  # some scenes speak for another community
            files = hall.files()
            number, size = RULES[code].number, sum(map(len, files.values()))
            key = code if code in OWN else number
            if (key not in best or size < best[key][0]) and _is_alone(files, hall.tree.size - 1, code):
                best[key] = size, f"{number}-{scene.__name__}".replace("_", "-"), files
    yield from (Vector(name, files, anew=key in OWN) for key, (_, name, files) in best.items())


def _is_alone(files: Files, last: int, code: str) -> bool:
    """Whether everything that is found concerns the last leaf, this code among it."""
    path = FOLDER / "trying.zip"
    compressed(path, files)
    findings = verify(path, jobs=1).findings
    path.unlink()
    return {one.leaf for one in findings} == {last} and code in {one.code for one in findings}


def honest() -> Iterator[Vector]:
    """Records in which everything holds."""
    tales: tuple[tuple[str, Callable[[InMemoryCommunity], object]], ...] = (
        ("good-votes-and-spending", tell),
        ("good-ways-of-voting", tell_ways),
        ("good-money", tell_money),
        ("good-seats-and-lots-by-format", tell_seats),
    )
    for name, tale in tales:
        hall = InMemoryCommunity()
        tale(hall)
        yield Vector(name, hall.files())
    yield Vector("good-founding", InMemoryCommunity().files())


def unfit() -> Iterator[Vector]:
    """Records in which a text beside an accepted statement is not as the rules ask."""
    for name, title, body in (
        ("1.11-a-title-that-turns-the-direction-of-writing", "A \u202ednop", "It is time."),
        ("1.12-a-text-that-holds-the-character-nul", "A pond", "It is\0time."),
    ):
        hall = Recording()
        adopt_format(hall, 2)
        hall.enrol(GIL)
        fields = {"effects": [{"effect": "record-resolution"}], "kind": "motion", "scope": "community", "topic": ""}
        hall.say(GIL, "proposal-submitted", {"title": title, "body": body}, **fields)
        yield Vector(name, hall.files())


Change = Callable[[Recording, Files], None]


def spoilt() -> Iterator[Vector]:
    """Records of which a file, not a statement, is false."""
    for name, change in CHANGES.items():
        hall = settled() if name.partition("-")[0] in LONGER else Recording()
        files = hall.files()
        change(hall, files)
        yield Vector(name, files)
    hall = Recording()
    hall.enrol(BO)
    early = hall.checkpoint(hall.tree.size - 1)
    later = checkpoint.sign(Checkpoint(hall.signer.name, hall.tree.size + 1, hall.tree.root()), hall.signer)
    yield Vector("good-with-an-earlier-checkpoint", hall.files(), {"checkpoint": early})
    yield Vector("8.5-a-checkpoint-of-a-longer-record", hall.files(), {"checkpoint": later})
    yield Vector("8.10-a-container-that-was-changed", hall.files(), plain=True)


def _another_log(hall: Recording, files: Files) -> None:
    other = Signer(hall.signer.name, b"x" * 32)
    files["checkpoint"] = checkpoint.sign(Checkpoint(other.name, hall.tree.size, hall.tree.root()), other)


def _another_root(hall: Recording, files: Files) -> None:
    files["checkpoint"] = checkpoint.sign(Checkpoint(hall.signer.name, hall.tree.size, b"r" * 32), hall.signer)


def _another_origin(hall: Recording, files: Files) -> None:
    files["vkey"] = files["vkey"].replace(b"example.org", b"example.com")


def _no_entries(hall: Recording, files: Files) -> None:
    del files[next(path for path in files if path.startswith("tile/entries/"))]


def _no_blob(hall: Recording, files: Files) -> None:
    del files[max(path for path in files if path.startswith("blob/"))]


def _another_blob(hall: Recording, files: Files) -> None:
    files["blob/" + hash_of(b"more")] = b"more"


def _leaf(make: Callable[[Recording], bytes]) -> Change:
    def change(hall: Recording, files: Files) -> None:
        hall.append_raw(make(hall))
        files.clear()
        files.update(hall.files())

    return change


def _award(hall: Recording) -> Envelope:
    return hall.compose(BO, "award-made", {"reason": "work"}, amount=5, to=GIL.member)


def _twice(hall: Recording) -> bytes:
    award = _award(hall)
    hall.append(award)
    return leaf.format(hall.clock(), award)


def _misquoted(hall: Recording) -> bytes:
    quote = Quote(hall.tree.size, b"another root of thirty-two bytes")
    return leaf.format(hall.clock(), hall.compose(BO, "member-left", quote=quote))


def _unsigned(hall: Recording) -> bytes:
    award = _award(hall)
    other = award.signatures[0]._replace(sig=signing.sign(GIL.seed, award.message))
    return leaf.format(hall.clock(), Envelope(award.payload_type, award.payload, (other,)))


LONGER: Final = frozenset({"1.5", "1.6", "1.7", "8.7", "8.8"})  # they need people, or texts
CHANGES: Final[dict[str, Change]] = {
    "1.5-a-signature-by-another-key": _leaf(_unsigned),
    "1.6-a-quote-of-a-record-that-never-was": _leaf(_misquoted),
    "1.7-a-statement-recorded-twice": _leaf(_twice),
    "8.1-a-checkpoint-signed-by-another-key": _another_log,
    "8.2-a-vkey-of-another-name": _another_origin,
    "8.3-entries-that-are-missing": _no_entries,
    "8.4-a-root-of-other-entries": _another_root,
    "8.6-a-leaf-that-is-no-statement": _leaf(lambda hall: b'{"at":1, "envelope":{}}'),
    "8.7-a-leaf-dated-back": _leaf(lambda hall: leaf.format(hall.clock() - 1, _award(hall))),
    "8.8-a-text-that-is-missing": _no_blob,
    "8.9-a-file-that-nothing-names": _another_blob,
}


def main() -> None:
    """Adds the vectors that are missing."""
    FOLDER.mkdir(exist_ok=True)
    numbers = {path.name.partition("-")[0] for path in FOLDER.iterdir() if path.is_dir()}
    for vector in (*honest(), *spoilt(), *unfit(), *refused()):
        folder = FOLDER / vector.name
        is_new = vector.anew or vector.name.startswith("good-") or vector.name.partition("-")[0] not in numbers
        if is_new and not folder.exists():
            vector.write(folder)
            print(folder.name)


if __name__ == "__main__":
    main()

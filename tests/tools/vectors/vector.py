"""One test vector: its files and the expected report."""

import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from govern.verify import VerificationReport, verify
from tests.verify.forging.forger import Files, write_files

FOLDER: Final = Path(__file__).resolve().parents[2] / "vectors"
FIGURES: Final = ("ballots", "exit_status", "leaves", "members", "money", "origin", "root", "votes")
PLACES: Final = ("leaf", "kind", "step", "rule", "code")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass
class Vector:
    """A record as files, with what a verifier has from elsewhere."""

    name: str
    files: Files
    beside: dict[str, bytes] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)  # what the report says besides
    anew: bool = False  # besides another one of its number
    plain: bool = False  # written as `govern bundle` writes, not compressed
    spoilt: bool = False  # one byte of that container changed

    def write(self, folder: Path) -> None:
        """Writes the record and its expected report."""
        folder.mkdir(parents=True)
        if self.plain:
            write_files(folder / "record.zip", self.files)
        else:
            compressed(folder / "record.zip", self.files)
        if self.spoilt:
            self._spoil(folder / "record.zip")
        for name, data in self.beside.items():
            (folder / name).write_bytes(data)
        self.write_report(folder)

    def write_report(self, folder: Path) -> None:
        """Writes what a verifier should find."""
        text = json.dumps(expected(report_on(folder)) | self.more, indent=1, sort_keys=True)
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
    clock = folder / "clock"
    now = int(clock.read_text(encoding="ascii")) if clock.exists() else None
    return verify(folder / "record.zip", checkpoints=earlier, jobs=1, now=now)


def expected(report: VerificationReport) -> dict[str, Any]:
    """The expected report of other implementations: figures, and findings without their sentences."""
    said = json.loads(report.json())
    return {name: said[name] for name in FIGURES} | {
        "findings": [{name: one[name] for name in PLACES} for one in said["findings"]]
    }

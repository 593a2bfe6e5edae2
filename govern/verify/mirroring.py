"""Mirroring: fetches what is new of a record, verifies all of it, and takes it over only if everything holds."""

from dataclasses import dataclass
from pathlib import Path

from govern.record.errors import RecordError
from govern.verify import workers
from govern.verify.audit import Progress, verify_source
from govern.verify.inputs.bundle import UnreadableBundle, open_source
from govern.verify.inputs.evidence import body, read_evidence
from govern.verify.inputs.mirror import earlier_checkpoints, has_vkey, open_mirror
from govern.verify.report import VerificationReport, unreadable


@dataclass(frozen=True)
class MirrorRun:
    """A run: the report, the numbers of statements before and now, of new files, and the evidence of an alarm."""

    report: VerificationReport
    before: int
    size: int
    files: int
    evidence: Path | None = None


def mirror(
    address: str,
    folder: Path,
    now: int,
    witnesses: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    access_key: str = "",
) -> MirrorRun:
    """Bring a folder up to an address. `witnesses` is a file with the log's key and witnesses' keys, one a line.

    The first run takes the log's key from the address, every later one asks for that key. All checkpoints of earlier
    runs are evidence. If anything is false, the folder stays as it was and the new checkpoint is kept in `alarms`.
    """
    earlier = earlier_checkpoints(folder)
    before = int(earlier[-1].name) if earlier else 0
    vkey = witnesses or (folder / "vkey" if has_vkey(folder) else None)
    try:
        evidence = read_evidence(vkey, earlier, ())
        source, staging = open_mirror(open_source(address, access_key), folder)
    except UnreadableBundle as error:
        return MirrorRun(unreadable(address, error.why), before, before, 0)
    with staging:
        try:
            report = verify_source(address, source, evidence, jobs or workers.cores(), progress, now)
        except UnreadableBundle as error:
            return MirrorRun(unreadable(address, error.why), before, before, 0)
        finally:
            source.close()
        if report.findings:
            return MirrorRun(report, before, before, 0, source.keep_alarm(now))
        size = _size(source.staging / "checkpoint")
        source.accept(size)
        return MirrorRun(report, before, size, len(source.fetched))


def _size(path: Path) -> int:
    try:
        return body(path.read_bytes()).size
    except RecordError:
        return 0

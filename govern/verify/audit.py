"""Verification of a whole bundle, step by step; reports every finding."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.facts import Community
from govern.protocol.ids import hash_of
from govern.protocol.messages import Message
from govern.record import tiles
from govern.record.checkpoint import Checkpoint
from govern.record.errors import RecordError
from govern.rules.statements import name_of
from govern.rules.voting.ballots import BallotCast
from govern.rules.voting.closings import VotingClosed
from govern.verify import workers
from govern.verify.findings import Finding, found
from govern.verify.inputs.bundle import LARGEST_ENTRIES, LARGEST_SMALL, Source, UnreadableBundle, open_source
from govern.verify.inputs.evidence import Evidence, body, read_evidence
from govern.verify.leaves import keys_introduced
from govern.verify.memory import Memory
from govern.verify.replay import Replay
from govern.verify.report import VerificationReport, unreadable
from govern.verify.reporting.causes import grouped
from govern.verify.reporting.collect import collected
from govern.verify.steps import books, checks, ledger, silence, spending, times
from govern.verify.steps.checks import Audit

Progress = Callable[[int, int], None]  # leaves done, leaves in all

ALONE: Final = 8  # with at most this many entry bundles, more processes cost more time than they save
MONEY: Final[tuple[Callable[[Memory], Iterable[Finding]], ...]] = (
    books.entries_balance,
    books.accounts_balance,
    books.entries_are_founded,
    books.funds_are_kept,
    books.reconciliations_hold,
    spending.mandates_hold,
    spending.lines_hold,
    spending.rounds_hold,
    spending.payments_are_traced,
)
STEPS: Final[tuple[Callable[[Audit], Iterable[Finding]], ...]] = (
    checks.note_is_signed,
    checks.founding_names_the_log,
    times.cosignatures_are_later,
    checks.root_is_rebuilt,
    checks.tiles_are_rebuilt,
    checks.history_is_kept,
    checks.blobs_are_there,
    checks.no_file_is_unexpected,
    times.times_are_past,
    silence.omissions,
    lambda audit: ledger.tokens_add_up(audit.replay.state),
    *(lambda audit, step=step: step(audit.replay.state) for step in MONEY),
)


def verify(
    source: str | Path,
    vkey: Path | None = None,
    checkpoints: Sequence[Path] = (),
    receipts: Sequence[Path] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
    access_key: str = "",
    now: int | None = None,
    fingerprint: str = "",
) -> VerificationReport:
    """Verify a bundle (zip, folder or address) by the steps of README.md; every input gives a report.

    Files from outside: `vkey` holds the log's verifier key, and one more line for each witness's; `checkpoints` are
    earlier signed checkpoints, `receipts` are C2SP tlog-proofs. `jobs` is the number of processes, all cores by
    default; `progress` is called with the number of leaves done and the total. `access_key` is sent to an address whose
    record is closed. `now` is the auditor's clock in milliseconds since 1970; without one no time is compared with it.
    """
    try:
        evidence = read_evidence(vkey, checkpoints, receipts, fingerprint)
        opened = open_source(source, access_key)
        try:
            return verify_source(str(source), opened, evidence, jobs or workers.cores(), progress, now)
        finally:
            opened.close()
    except UnreadableBundle as error:
        return unreadable(str(source), error.why)


def verify_source(
    name: str, source: Source, evidence: Evidence, jobs: int, progress: Progress | None, now: int | None
) -> VerificationReport:
    """Verify an open source by the steps of README.md; raises UnreadableBundle."""
    signed, vkey = source.read("checkpoint", LARGEST_SMALL), source.read("vkey", LARGEST_SMALL)
    if signed is None or vkey is None:
        raise UnreadableBundle(N_("it has no checkpoint or no vkey"))
    try:
        stated = body(signed)
    except RecordError as error:
        return VerificationReport(name, (found(1, "checkpoint_malformed", why=error.code),))
    replay = Replay()
    with _rarely_collected():
        _replay(source, replay, stated, jobs, progress)
    replay.watch.finish()
    audit = Audit(source, evidence, vkey, signed, stated, replay, now)
    findings = [*replay.findings, *(finding for step in STEPS for finding in step(audit))]
    return _report(name, audit, sorted(findings, key=_place))


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Run the garbage collector less often during a replay: most objects stay alive as facts."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _replay(source: Source, replay: Replay, stated: Checkpoint, jobs: int, progress: Progress | None) -> None:
    """Steps 2 to 8: first collect the keys that the record introduces, then replay every leaf."""
    keys = {hash_of(key): key for data in _entries(source, stated.size, []) for key in keys_introduced(data)}
    small = stated.size <= ALONE * tiles.WIDTH
    bundles = _entries(source, stated.size, replay.findings)
    for rows, whole in workers.read_all(bundles, keys, 1 if small else jobs):
        expected = min(tiles.WIDTH, stated.size - replay.tree.size)
        replay.take(rows[:expected])
        if progress is not None:
            progress(replay.tree.size, stated.size)
        if not whole or len(rows) != expected:
            path = tiles.entries_path((replay.tree.size - 1) // tiles.WIDTH if rows else 0)
            replay.findings.append(found(2, "entries_malformed", replay.tree.size, path=path, expected=expected))
            return


def _entries(source: Source, size: int, findings: list[Finding]) -> Iterator[bytes]:
    for number in range(-(-size // tiles.WIDTH)):
        path = tiles.entries_path(number, tiles.tile_width(size, 0, number))
        data = source.read(path, LARGEST_ENTRIES)
        if data is None:
            findings.append(found(2, "entries_missing", number * tiles.WIDTH, path=path))
            return
        yield data


def _place(finding: Finding) -> tuple[int, int, str]:
    """Sort key of findings: those on the checkpoint first, then leaf by leaf, then the rest."""
    if finding.leaf is None:
        return (0 if finding.step == "1" else 2), 0, finding.step
    return 1, finding.leaf, finding.step


def _report(name: str, audit: Audit, findings: list[Finding]) -> VerificationReport:
    state, counts = audit.replay.state, audit.replay.counts
    community: Community | None = state.community()
    contents = collected(audit)
    return VerificationReport(
        source=name,
        findings=grouped(findings, audit.replay.refusals),
        origin=audit.stated.origin,
        root=audit.stated.root.hex(),
        leaves=audit.replay.tree.size,
        members=community.members if community else 0,
        ballots=counts[name_of(BallotCast)],
        votes=counts[name_of(VotingClosed)],
        money=books.money_by_currency(state),
        notes=tuple(_notes(audit, len(contents.withheld))),
        contents=contents,
    )


def _notes(audit: Audit, withheld: int) -> Iterator[str]:
    yield from checks.witnesses_of(audit)
    yield from silence.tasks_since(audit)
    yield from silence.lapsed_decisions(audit)
    if withheld:
        message = N_("texts that moderators withhold: %(count)s; the record says who did and why, and keeps the hash")
        yield Message(message, count=withheld)
    yield from checks.foreign_files(audit)
    if audit.evidence.log_key is None and not audit.evidence.fingerprint:
        yield N_(
            "the log's key was taken from the bundle itself; compare it with one that you had from elsewhere "
            "(--vkey or --fingerprint)"
        )
    if not audit.source.listed:
        yield N_("an address cannot list its files, so none was looked for beyond those that the record names")

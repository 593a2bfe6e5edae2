"""Test vectors of damaged records: a changed file, or a leaf in the wrong form."""

from collections.abc import Callable, Iterator
from typing import Final

from govern.protocol.ids import hash_of
from govern.protocol.units import DAY
from govern.record import checkpoint, leaf, signing
from govern.record.checkpoint import Checkpoint
from govern.record.envelope import Envelope
from govern.record.note import Signer
from govern.rules.people.signers import Quote
from tests.dsl.people import BO, GIL
from tests.tools.vectors.records import Recording, settled
from tests.tools.vectors.vector import Vector
from tests.verify.forging.forger import Files

Change = Callable[[Recording, Files], None]


def spoilt() -> Iterator[Vector]:
    """Records of which a file, not a statement, is false."""
    for name, change in CHANGES.items():
        community = settled() if name.partition("-")[0] in LONGER else Recording()
        files = community.files()
        change(community, files)
        yield Vector(name, files)
    community = Recording()
    community.enrol(BO)
    early = community.checkpoint(community.tree.size - 1)
    later = checkpoint.sign(
        Checkpoint(community.signer.name, community.tree.size + 1, community.tree.root()), community.signer
    )
    yield Vector("good-with-an-earlier-checkpoint", community.files(), {"checkpoint": early})
    yield Vector("8.5-a-checkpoint-of-a-longer-record", community.files(), {"checkpoint": later})
    clock = community.clock()
    yield Vector("good-with-the-auditors-clock", community.files(), {"clock": f"{clock + DAY}\n".encode()})
    yield Vector("8.12-a-leaf-later-than-the-clock", community.files(), {"clock": f"{clock - DAY}\n".encode()})
    yield Vector("8.11-a-vote-that-nobody-announced", _silent().files())
    yield Vector("8.10-a-container-that-was-changed", community.files(), plain=True, spoilt=True)
    yield Vector("good-container-as-the-program-writes-it", community.files(), plain=True)


def _silent() -> Recording:
    """A record in which a proposal's review is over, and the clerk states nothing while others do."""
    community = settled()
    proposal = community.propose(GIL, "Benches")
    community.sponsor(proposal, BO)
    community.clock.advance(days=30)
    community.award(GIL, 5)
    return community


def _another_log(community: Recording, files: Files) -> None:
    other = Signer(community.signer.name, b"x" * 32)
    files["checkpoint"] = checkpoint.sign(Checkpoint(other.name, community.tree.size, community.tree.root()), other)


def _another_root(community: Recording, files: Files) -> None:
    files["checkpoint"] = checkpoint.sign(
        Checkpoint(community.signer.name, community.tree.size, b"r" * 32), community.signer
    )


def _another_origin(community: Recording, files: Files) -> None:
    files["vkey"] = files["vkey"].replace(b"example.org", b"example.com")


def _no_entries(community: Recording, files: Files) -> None:
    del files[next(path for path in files if path.startswith("tile/entries/"))]


def _no_blob(community: Recording, files: Files) -> None:
    del files[max(path for path in files if path.startswith("blob/"))]


def _another_blob(community: Recording, files: Files) -> None:
    files["blob/" + hash_of(b"more")] = b"more"


def _leaf(make: Callable[[Recording], bytes]) -> Change:
    def change(community: Recording, files: Files) -> None:
        community.append_raw(make(community))
        files.clear()
        files.update(community.files())

    return change


def _award(community: Recording) -> Envelope:
    return community.compose(BO, "award-made", {"reason": "work"}, amount=5, to=GIL.member)


def _twice(community: Recording) -> bytes:
    award = _award(community)
    community.append(award)
    return leaf.format(community.clock(), award)


def _misquoted(community: Recording) -> bytes:
    quote = Quote(community.tree.size, b"another root of thirty-two bytes")
    return leaf.format(community.clock(), community.compose(BO, "member-left", quote=quote))


def _unsigned(community: Recording) -> bytes:
    award = _award(community)
    other = award.signatures[0]._replace(sig=signing.sign(GIL.seed, award.message))
    return leaf.format(community.clock(), Envelope(award.payload_type, award.payload, (other,)))


LONGER: Final = frozenset({"1.5", "1.6", "1.7", "8.7", "8.8"})  # they need people, or texts
CHANGES: Final[dict[str, Change]] = {
    "1.5-a-signature-by-another-key": _leaf(_unsigned),
    "1.6-a-quote-of-a-record-that-never-was": _leaf(_misquoted),
    "1.7-a-statement-recorded-twice": _leaf(_twice),
    "8.1-a-checkpoint-signed-by-another-key": _another_log,
    "8.2-a-vkey-of-another-name": _another_origin,
    "8.3-entries-that-are-missing": _no_entries,
    "8.4-a-root-of-other-entries": _another_root,
    "8.6-a-leaf-that-is-no-statement": _leaf(lambda community: b'{"at":1, "envelope":{}}'),
    "8.7-a-leaf-dated-back": _leaf(lambda community: leaf.format(community.clock() - 1, _award(community))),
    "8.8-a-text-that-is-missing": _no_blob,
    "8.9-a-file-that-nothing-names": _another_blob,
}

"""A dishonest server: it has the clerk's and the log's keys, appends any leaf and signs a consistent record of it."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from govern.actions.record.bundle import tree_paths
from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact
from govern.protocol.ids import hash_of
from govern.protocol.state import Due, Statement
from govern.record import checkpoint, leaf, merkle, note, proof, signing, tiles
from govern.record.checkpoint import Checkpoint
from govern.record.envelope import Envelope
from govern.record.note import Signer
from govern.record.proof import Proof
from govern.record.tree import Tree
from govern.rules import clerk
from govern.rules.people import signers
from govern.rules.people.signers import Person, Quote
from govern.rules.rulebook.presets import PRESETS
from govern.rules.statements import judge, read, type_of
from govern.verify.inputs import archive
from govern.verify.memory import Memory
from govern.verify.replay import Tiles
from tests.dsl.people import ADA, CommunityDsl
from tests.tools.clock import Clock

F = TypeVar("F", bound=Fact)
Files = dict[str, bytes]


@dataclass(frozen=True)
class ForgedStatement:
    """A statement's id and place."""

    id: str
    index: int


class Forger(CommunityDsl):
    """Keeps an honest record of the acts of a story until a forgery is requested; a strict one refuses instead."""

    def __init__(self, rulebook: dict[str, Any] | None = None, *, strict: bool = False) -> None:
        super().__init__()
        self.strict = strict
        self.clock = Clock()
        self.clerk_seed, self.log_seed = b"c" * 32, b"l" * 32
        self.memory = Memory()
        self.entries: list[bytes] = []
        self.blobs: dict[str, bytes] = {}
        self._tiles = Tiles()
        self.tree = Tree(self._tiles)
        founding = {
            "clerk_key": base64.b64encode(signing.public_key(self.clerk_seed)).decode(),
            "founder": {"member": ADA.member, "public_key": ADA.public_key},
            "log_key": base64.b64encode(signing.public_key(self.log_seed)).decode(),
            "name": "Example",
            "nonce": self.number(),
            "origin_name": "example.org",
            "rulebook": rulebook or PRESETS["tokens"](),
        }
        self.id = self.append(signers.seal_founding(ADA, founding)).id

    def quote(self) -> Quote:
        """The current size and root of the record."""
        return Quote(self.tree.size, self.tree.root())

    def compose(self, who: Person, kind: str, texts: Mapping[str, str] | None = None, /, **fields: Any) -> Envelope:
        """A signed statement; its texts are kept."""
        for data in fields.pop("blobs", []):
            self.blobs[hash_of(data)] = data
        for name, text in (texts or {}).items():
            fields[name], data = self.text(text)
            self.blobs[fields[name]] = data
        return who.sign(kind, self.id, fields.pop("quote", None) or self.quote(), self.number(), **fields)

    def say(self, who: Person, kind: str, texts: Mapping[str, str] | None = None, /, **fields: Any) -> ForgedStatement:
        """See CommunityDriver; whether the rules allow it or not."""
        return self.append(self.compose(who, kind, texts, **fields))

    def append(self, envelope: Envelope, at: int | None = None) -> ForgedStatement:
        """Appends a statement; where the rules refuse it, the facts stay as they are."""
        moment, index = self.clock() if at is None else at, self.tree.size
        try:
            kind, payload = read(envelope)
            keyid = envelope.signatures[0].keyid
            statement = Statement(envelope.id, kind.name, payload, keyid, moment, index)
            new = judge(self.memory, kind, statement)
        except Refused:
            if self.strict:
                raise
            new = ()
        self.memory.put(new)
        self.blobs |= {fact.hash: fact.data for fact in new if isinstance(fact, facts.RollBlob)}
        self.append_raw(leaf.format(moment, envelope))
        return ForgedStatement(envelope.id, index)

    def append_raw(self, data: bytes) -> None:
        """Appends any bytes as a leaf."""
        self.entries.append(data)
        self.tree.append(merkle.leaf_hash(data))
        self._tiles.data.update(self.tree.take_changed())

    def state_as_clerk(self, kind: str, payload: dict[str, Any]) -> ForgedStatement:
        """Makes a statement of the clerk with any content."""
        return self.append(signers.seal_as_clerk(self.clerk_seed, kind, payload))

    def due(self, proposal: str) -> tuple[str, dict[str, Any]]:
        """The statement that an honest clerk would make now on a proposal."""
        return self.due_of(self.state(facts.Proposal, proposal))

    def due_of(self, due: Due) -> tuple[str, dict[str, Any]]:
        """The statement that an honest clerk would make now on an object."""
        task = self._task(due)
        assert task is not None, "there is nothing to state"
        return task

    def _task(self, due: Due) -> tuple[str, dict[str, Any]] | None:
        content = clerk.task(self.memory, due, self.clock(), self.tree.size, self.root)
        return content and (type_of(content).name, content.to_dict())

    def root(self) -> str:
        """The record's root (base64) as it is now."""
        return base64.b64encode(self.tree.root()).decode()

    def lie(self, proposal: str, **changes: Any) -> ForgedStatement:
        """The clerk's next statement on a proposal, with some fields changed."""
        kind, payload = self.due(proposal)
        return self.state_as_clerk(kind, payload | changes)

    def tick(self) -> int:
        """See CommunityDriver."""
        before = self.tree.size
        for one in self.memory.due(self.clock()):
            while 0 < self.state(type(one), one.id).due_at <= self.clock():
                task = self._task(self.state(type(one), one.id))
                if task is None:
                    break
                self.state_as_clerk(*task)
        return self.tree.size - before

    def state(self, fact: type[F], *key: str | int) -> F:
        """See CommunityDriver."""
        found = self.memory.get(fact, *key)
        assert found is not None, f"no {fact.__name__} {key}"
        return found

    def every(self, fact: type[F]) -> list[F]:
        """See CommunityDriver."""
        return list(self.memory.all(fact))

    def ballot(self, poll: str, who: Person) -> facts.Ballot | None:
        """See CommunityDriver."""
        return self.memory.get(facts.Ballot, poll, who.member)

    def mandates(self, proposal: str) -> list[str]:
        """See CommunityDriver."""
        found = [one for one in self.memory.all(facts.Mandate) if one.proposal == proposal]
        return [one.id for one in sorted(found, key=lambda one: one.effect)]

    @property
    def signer(self) -> Signer:
        """The log's key, named by the origin."""
        return Signer(f"example.org/{self.id[:16]}", self.log_seed)

    def checkpoint(self, size: int | None = None) -> bytes:
        """The signed checkpoint, now or at an earlier size."""
        at = self.tree.size if size is None else size
        return checkpoint.sign(Checkpoint(self.signer.name, at, self.tree.root(at)), self.signer)

    def receipt(self, index: int) -> bytes:
        """The receipt of a leaf in the current record."""
        return proof.format(Proof(index, self.tree.inclusion_proof(index), self.checkpoint()))

    def files(self) -> Files:
        """The record's files by path."""
        found = {f"blob/{digest}": data for digest, data in self.blobs.items()}
        for path in tree_paths(self.tree.size):
            if path.startswith("tile/entries/"):
                number, width = tiles.parse_entries_path(path)
                found[path] = tiles.format_entries(self.entries[256 * number : 256 * number + width])
            else:
                level, number, width = tiles.parse_tile_path(path)
                found[path] = self._tiles.read_tile(level, number)[: 32 * width]
        vkey = (note.format_vkey(self.signer.verifier) + "\n").encode()
        return found | {"checkpoint": self.checkpoint(), "vkey": vkey}

    def write(self, path: Path, change: Callable[[Files], None] | None = None) -> Path:
        """Writes the bundle, its files changed at the last moment."""
        files = self.files()
        if change is not None:
            change(files)
        return write_files(path, files)


def write_files(path: Path, files: Files) -> Path:
    """A bundle of some files."""
    with path.open("wb") as file:
        writer = archive.ArchiveWriter(file)
        for name in sorted(files):
            writer.add(name, files[name])
        writer.finish()
    return path


def resigned(entries: list[bytes], forger: Forger) -> Files:
    """The tree's files of a record with other entries, rebuilt and signed by the log's own key."""
    other = Forger.__new__(Forger)
    other.__dict__.update(forger.__dict__)
    other.entries, other._tiles = [], Tiles()
    other.tree = Tree(other._tiles)
    for data in entries:
        other.append_raw(data)
    return other.files()

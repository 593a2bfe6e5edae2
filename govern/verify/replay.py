"""The replay: judges every statement in order by the server's rules, and rebuilds the tree."""

import base64
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Key
from govern.protocol.payload import QUOTING, Payload
from govern.protocol.state import Statement
from govern.protocol.statement_type import StatementType
from govern.record import signing, tiles
from govern.record.tree import Tree
from govern.rules.bounded_texts import TextUse, are_bounded, uses
from govern.rules.proposals.verdicts import ProposalExpired
from govern.rules.statements import KINDS_OF_STATEMENT, judge
from govern.rules.voting.announcements import VotingAnnounced
from govern.rules.voting.closings import VotingClosed
from govern.verify.findings import CHECKS, Finding, found, refused
from govern.verify.leaves import UNCHECKED, Row
from govern.verify.memory import Memory
from govern.verify.omissions import Watch
from govern.verify.reporting.causes import RefusedStatement
from govern.verify.reporting.contents import VoteLine
from govern.verify.reporting.votes import disputed

NAMING_ROLLS: Final = (VotingAnnounced, VotingClosed)
SHORTEST_ID: Final = 20  # of members, accounts and statements
KEPT_ROOTS: Final = 1024
LATEST: Final = 2**63 - 1  # of the times kept


class Tiles:
    """The tiles of the rebuilt tree: a little more than 32 bytes for each leaf."""

    def __init__(self) -> None:
        self.data: dict[tuple[int, int], bytes] = {}

    def read_tile(self, level: int, index: int) -> bytes:
        """The hashes of the tile so far."""
        return self.data[level, index]

    def leaf_hash(self, index: int) -> bytes:
        """The hash of a leaf."""
        number, place = divmod(index, tiles.WIDTH)
        return self.data[0, number][32 * place : 32 * place + 32]


@dataclass(frozen=True, slots=True)
class NamedBlob:
    """The first leaf that named a blob, and the expected kind of blob."""

    leaf: int
    kind: str
    is_roll: bool


class Replay:
    """The replayed part of the record: its facts, its tree and the findings."""

    def __init__(self) -> None:
        self.state = Memory()
        self.watch = Watch(self.state)
        self.tiles = Tiles()
        self.tree = Tree(self.tiles)
        self.findings: list[Finding] = []
        self.named: dict[str, NamedBlob] = {}
        self.uses: dict[TextUse, tuple[int, str]] = {}  # uses of texts with limits, with the first leaf and its type
        self.counts: Counter[str] = Counter()
        self.refusals: dict[int, RefusedStatement] = {}  # by leaf
        self.disputes: list[VoteLine] = []  # closings that the rules refuse
        self.times = array("q")  # of each leaf; the one before it for a leaf that cannot be read
        self._at = 0
        self._ids: set[bytes] = set()
        self._roots: dict[int, str] = {}
        self._kinds = {kind.key: kind for kind in KINDS_OF_STATEMENT.values()}

    def take(self, rows: Sequence[Row]) -> None:
        """Judge the next leaves. A refused statement changes nothing; the replay goes on without it.

        The tree takes all hashes at once; the judge of a leaf still sees only the roots before that leaf.
        """
        start = self.tree.size
        self.tree.extend([row[0] for row in rows])
        for index, row in enumerate(rows, start):
            try:
                self._take(index, *row)
            except Refused as refusal:
                self._note_refusal(refusal, index, row)
        self.tiles.data.update(self.tree.take_changed())

    def _note_refusal(self, refusal: Refused, index: int, row: Row) -> None:
        self.findings.append(refused(refusal, index, self._name_of(row[3])))
        if row[5] is not None:
            self._note_refused(index, row[2], row[5])
            if refusal.code == "clerk_differs" and isinstance(row[5], VotingClosed):
                self._dispute(row[5], index)

    def _note_refused(self, index: int, id_: bytes, payload: Payload) -> None:
        self.watch.refused(payload)
        common = self.state.community()
        names = frozenset(_ids(payload.to_dict())) - {common.id if common else ""}
        self.refusals[index] = RefusedStatement(id_.hex(), names)

    def _dispute(self, stated: VotingClosed, index: int) -> None:
        try:
            dispute = disputed(self.state, stated, index)
        except Refused:
            return  # the rules compute no result as things stand; the finding says why
        if dispute is not None:
            self.disputes.append(dispute)

    def _name_of(self, key: str) -> str:
        """The name of a statement type by its name and version; an unknown type's own text."""
        kind = self._kinds.get(key)
        return kind.name if kind else key

    def _take(
        self,
        index: int,
        _: bytes,
        at: int,
        id_: bytes,
        name: str,
        keyid: str,
        payload: Payload | None,
        wrong: tuple[str, dict[str, Any]] | None,
    ) -> None:
        if 0 <= at < self._at:
            self.findings.append(found(3, "time_decreases", index, name))
        self.watch.advance(at, index)
        self.times.append(min(at, LATEST) if at >= 0 else self.times[-1] if self.times else 0)
        self._at = at
        kind = self._kinds.get(name)
        if kind is not None:
            name = kind.name
            if payload is not None and (kind.has_texts or isinstance(payload, NAMING_ROLLS)):
                self._name(index, kind, payload)
        if wrong is not None and wrong[0] != UNCHECKED:
            self._refuse(index, name, *wrong)
            if payload is not None:
                self._note_refused(index, id_, payload)
            return
        if id_ in self._ids:
            raise Refused("already_recorded")
        self._ids.add(id_)
        if kind is None or payload is None:
            raise Refused("kind_unknown")
        if isinstance(payload, QUOTING) and (
            payload.log_size > index or self._root(payload.log_size) != payload.log_root
        ):
            raise Refused("log_unknown")
        new = judge(self.state, kind, Statement(id_.hex(), name, payload, keyid, at, index))
        if wrong is not None and not self._is_signed(keyid, **wrong[1]):
            raise Refused("signature_invalid")
        if kind.has_texts and are_bounded(self.state, at):
            self._use(index, kind, payload)
        if isinstance(payload, ProposalExpired):
            self.watch.expire(payload, index)
        self.state.put(new)
        self.watch.note(new)
        self.counts[name] += 1

    def _is_signed(self, keyid: str, message: bytes, signature: bytes) -> bool:
        """Whether a signature that no reader could check holds, by a key that the record accepts now."""
        key = self.state.get(Key, keyid)
        return key is not None and signing.verify(base64.b64decode(key.public_key), message, signature)

    def _refuse(self, index: int, name: str, code: str, details: dict[str, Any]) -> None:
        if code in CHECKS:
            self.findings.append(found(3, code, index, name, **details))
        else:
            self.findings.append(refused(Refused(code, **details), index, name))

    def _root(self, size: int) -> str:
        """The record's root (base64) at a size."""
        known = self._roots.get(size)
        if known is None:
            if len(self._roots) == KEPT_ROOTS:
                self._roots.clear()
            known = self._roots[size] = base64.b64encode(self.tree.root(size)).decode()
        return known

    def _use(self, index: int, kind: StatementType, payload: Payload) -> None:
        """Note the texts in fields with limits that an accepted statement names."""
        for use in uses(payload.to_dict(), frozenset(kind.named_texts(payload))):
            self.uses.setdefault(use, (index, kind.name))

    def _name(self, index: int, kind: StatementType, payload: Payload) -> None:
        """Note the blobs that a statement names, accepted or not."""
        if kind.has_texts:
            for digest in kind.named_texts(payload):
                first = self.named.setdefault(digest, NamedBlob(index, kind.name, False))
                if first.is_roll:
                    self.findings.append(found(3, "blob_malformed", index, kind.name, hash=digest))
        elif isinstance(payload, VotingAnnounced):
            for part in (payload.delegations, payload.roll):
                if fields.digest(part.get("blob")):
                    self.named.setdefault(part["blob"], NamedBlob(index, kind.name, True))
        elif isinstance(payload, VotingClosed) and payload.count:
            self.named.setdefault(payload.count, NamedBlob(index, kind.name, True))


def _ids(value: object) -> Iterator[str]:
    """The ids and hashes in a payload: strings of 20 characters or more, at any depth."""
    if isinstance(value, str):
        if len(value) >= SHORTEST_ID:
            yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _ids(part)

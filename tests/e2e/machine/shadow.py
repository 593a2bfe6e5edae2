"""The verifier's replay beside a live database: it takes each new leaf, and both must agree afterwards."""

import base64
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.protocol.ids import hash_of
from govern.record import tiles
from govern.store import raw
from govern.store.projection import TABLES
from govern.store.record import log
from govern.verify.leaves import Reader, keys_introduced
from govern.verify.memory import PER_POLL, Memory
from govern.verify.replay import Replay

F = TypeVar("F", bound=Fact)
Row = tuple[Any, ...]

NAMES: Final = {fact: raw.columns(row) for fact, row in TABLES.items()}
CODECS: Final = {fact: {place: write for place, write, _ in raw.codecs(TABLES[fact], NAMES[fact])} for fact in TABLES}
SELECT: Final = {fact: raw.select_from(TABLES[fact], NAMES[fact]) for fact in TABLES}
KEYS: Final = {fact: tuple(NAMES[fact].index(name) for name in fact.KEY) for fact in TABLES}

LEAVES: Final = 'SELECT data FROM log_leaves WHERE "index" >= ? AND "index" < ? ORDER BY "index"'

# What is said once and never again: a second fact with the same key must say the same.
LASTING: Final = (
    facts.ChamberElector,
    facts.CommentRevision,
    facts.Elector,
    facts.FrozenDelegation,
    facts.Income,
    facts.KeyReset,
    facts.Objection,
    facts.Payment,
    facts.Resolution,
    facts.Result,
    facts.Receipt,
    facts.RollBlob,
    facts.Rulebook,
    facts.Version,
)
MAY_MOVE: Final = {"closed_at", "closes", "extensions", "late_ms"}  # of a vote that was announced


class CompleteMemory(Memory):
    """The verifier's memory, which also keeps what a Memory lets go."""

    def __init__(self) -> None:
        super().__init__()
        self.facts_by_key: dict[type[Fact], dict[Any, Fact]] = defaultdict(dict)
        self.rows: dict[type[Fact], dict[Any, Row]] = defaultdict(dict)

    def put(self, new: Iterable[Fact]) -> None:
        """Takes up facts, once it is clear that none takes back what was said for good."""
        facts_put = tuple(new)
        super().put(facts_put)
        for fact in facts_put:
            kind = type(fact)
            before = self.facts_by_key[kind].get(fact.key)
            if before is not None:
                _check_lasting(before, fact)
            self.facts_by_key[kind][fact.key] = fact
            self.rows[kind][fact.key] = _row(fact)


def _check_lasting(before: Fact, fact: Fact) -> None:
    if isinstance(fact, LASTING):
        assert fact == before, f"{fact} takes back {before}"
    if isinstance(fact, facts.Key):
        assert replace(fact, ended_at=0) == replace(before, ended_at=0), f"more than the end of {before} changed"
    if isinstance(fact, facts.Poll):
        for name in NAMES[facts.Poll]:
            assert name in MAY_MOVE or getattr(fact, name) == getattr(before, name), f"the vote's {name} changed"


def _row(fact: Fact) -> Row:
    kind = type(fact)
    values = [getattr(fact, name) for name in NAMES[kind]]
    for place, write in CODECS[kind].items():
        values[place] = write(values[place])
    return tuple(values)


class Shadow:
    """A verifier that follows a record as it grows."""

    def __init__(self) -> None:
        self.replay = Replay()
        self.state = self.replay.state = CompleteMemory()
        self._keys: dict[str, bytes] = {}
        self._reader = Reader(self._keys)
        self.ids: set[str] = set()

    @property
    def size(self) -> int:
        """The number of leaves it has followed."""
        return self.replay.tree.size

    def root(self) -> str:
        """The record's root (base64) so far."""
        return base64.b64encode(self.replay.tree.root()).decode()

    def all(self, fact: type[F]) -> list[F]:
        """All facts of a type, in the order in which they came about."""
        return list(self.state.facts_by_key[fact].values())  # type: ignore[arg-type]

    def get(self, fact: type[F], *key: Any) -> F | None:
        """The fact of this type with this key."""
        return self.state.facts_by_key[fact].get(key)  # type: ignore[return-value]

    def follow(self, connection: Connection) -> None:
        """Judges the leaves that are new since the last time; the verifier finds nothing wrong."""
        head = log.head(connection)
        assert head is not None
        while self.size < head.size:
            rows = raw.fetch(connection, LEAVES, (self.size, self.size + tiles.WIDTH))
            self._take(tiles.format_entries([bytes(data) for (data,) in rows]))
        assert (head.size, head.root) == (self.size, self.replay.tree.root())

    def _take(self, data: bytes) -> None:
        for key in keys_introduced(data):
            self._keys[hash_of(key)] = key
        rows, whole = self._reader.read(data)
        assert whole
        self.ids |= {row[2].hex() for row in rows}
        self.replay.take(rows)
        assert not self.replay.findings, self.replay.findings

    def compare(self, connection: Connection) -> None:
        """Every table holds what the verifier knows, no row more or less, no value different."""
        for fact in TABLES:
            live = {_key(fact, row): tuple(row) for row in raw.fetch(connection, SELECT[fact])}
            replayed = self.state.rows[fact]
            if fact is facts.RollBlob:  # texts lie in the same table
                live = {key: row for key, row in live.items() if key in replayed}
            if live != replayed:
                self._tell(fact, live, replayed)

    def _tell(self, fact: type[Fact], live: dict[Any, Row], replayed: dict[Any, Row]) -> None:
        wrong = [
            f"{fact.__name__} {key}: live {live.get(key)}, by the record {replayed.get(key)}"
            for key in sorted(live.keys() | replayed.keys())
            if live.get(key) != replayed.get(key)
        ]
        raise AssertionError("\n".join(wrong))

    def recall(self) -> None:
        """The memory looks up what it was told, but for the rolls and ballots of what has come to its end."""
        over = {one.poll for one in self.all(facts.Proposal) if not one.due_at}
        for kind, by_key in self.state.facts_by_key.items():
            for key, fact in by_key.items():
                if (kind in PER_POLL and key[0] in over) or kind is facts.RollBlob:
                    continue
                assert self.state.get(kind, *key) == fact
            for field in kind.FOUND_BY:
                for value in {getattr(fact, field) for fact in by_key.values()}:
                    expected = sorted(key for key, fact in by_key.items() if getattr(fact, field) == value)
                    assert [one.key for one in self.state.where(kind, field, value)] == expected


def _key(fact: type[Fact], row: Row) -> Row:
    return tuple(row[place] for place in KEYS[fact])

"""Looks up the objects that many statements name, with at most one query for each table."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.store.base import Base
from govern.store.facts.books import AccountRow, EntryRow, ProgrammeRow
from govern.store.facts.clubs import ClubRow
from govern.store.facts.draws import DrawRow
from govern.store.facts.grants import ApplicationRow, GrantRoundRow, PoolRow, StreamRow
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.store.facts.tokens import AwardRow
from govern.store.facts.treasury import DisbursementRow, MandateRow, PaymentRow

Row = TypeVar("Row", bound=Base)
# Tables by the field of a statement that names a row; each table refers to later ones only.
TABLES: Final[dict[str, type[Base]]] = {
    "account": AccountRow,
    "application": ApplicationRow,
    "award": AwardRow,
    "club": ClubRow,
    "entry": EntryRow,
    "payment": PaymentRow,
    "programme": ProgrammeRow,
    "disbursement": DisbursementRow,
    "draw": DrawRow,
    "round": GrantRoundRow,
    "stream": StreamRow,
    "pool": PoolRow,
    "mandate": MandateRow,
    "poll": PollRow,
    "proposal": ProposalRow,
}


class Subjects:
    """The rows that statements name, by table and id."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[Base], str], Base | None] = {}

    def learn(self, session: Session, payloads: Iterable[Mapping[str, Any]]) -> None:
        """Look up the rows that these statements name, and the rows that those refer to."""
        wanted: dict[str, set[str]] = {name: set() for name in TABLES}
        for payload in payloads:
            for name in TABLES:
                if isinstance(payload.get(name), str) and payload[name]:
                    wanted[name].add(payload[name])
            if len(payload.get("stream", "")) == 64:
                wanted["pool"].add(payload["stream"])  # otherwise a stream with that id
            for name in ("from_account", "to_account"):
                if payload.get(name):
                    wanted["account"].add(payload[name])
            if payload.get("election"):
                wanted["proposal"].add(payload["election"])
            for place in (payload.get("scope", ""), payload.get("area", "")):
                if place.startswith("c_"):
                    wanted["club"].add(place)
                elif len(place) == 64:
                    wanted["proposal"].add(place)
        for name, table in TABLES.items():
            for row in self._read(session, table, wanted[name]):
                for further in ("round", "pool", "mandate", "proposal"):
                    id_ = getattr(row, further, "")
                    if isinstance(id_, str) and id_:
                        wanted[further].add(id_)

    def _read(self, session: Session, table: type[Base], ids: set[str]) -> list[Base]:
        missing = [id_ for id_ in ids if (table, id_) not in self._known]
        if missing:
            key = table.__table__.primary_key.columns[0]  # type: ignore[attr-defined]
            found = {getattr(row, key.name): row for row in session.scalars(select(table).where(key.in_(missing)))}
            self._known.update({(table, id_): found.get(id_) for id_ in missing})
        return [row for id_ in ids if (row := self._known[table, id_]) is not None]

    def get(self, table: type[Row], id_: str) -> Row | None:
        """A row that was looked up, or None."""
        return self._known.get((table, id_))  # type: ignore[return-value]

    def all(self) -> list[Base]:
        """Every row that was looked up."""
        return [row for row in self._known.values() if row is not None]

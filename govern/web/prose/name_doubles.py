"""Clubs and payees whose names look alike: which they are, looked up once for each state of the record.

Their names are texts of the record and never change, so a count of the rows and the place of the last one say whether
what was found still holds.
"""

import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from flask import g
from sqlalchemy import func, select

from govern.store.facts.clubs import ClubRow
from govern.store.facts.treasury import MandateRow
from govern.store.private.lookalikes import skeleton
from govern.store.record import withheld
from govern.store.record.log import BlobRow
from govern.web.frame.database import db
from govern.web.frame.names_shown import beside
from govern.web.frame.services import services
from govern.web.prose.texts import read_text

KEPT: Final = 16  # communities of one process: one, and in tests several
_found: dict[tuple[str, str, int, int], frozenset[str]] = {}
_lock = threading.Lock()


def club_called(name: str, club: str) -> str:
    """A club's name, with the short id beside it if another club's name looks the same."""
    return beside(name, club) if club in _doubles("clubs", ClubRow.club, ClubRow.name, ClubRow.index) else name


def payee_called(name: str, digest: str) -> str:
    """The name of a payee outside the community, with the short id beside it if another's looks the same."""
    payee = MandateRow.payee_name
    return beside(name, digest) if digest in _doubles("payees", payee, payee, MandateRow.index) else name


def _doubles(what: str, id_: Any, name: Any, index: Any) -> frozenset[str]:
    """The ids of those whose names look like another's; looked up once a request."""
    asked: dict[str, frozenset[str]] = g.setdefault("doubles", {})
    if what not in asked:
        asked[what] = _at_this_state(what, id_, name, index)
    return asked[what]


def _at_this_state(what: str, id_: Any, name: Any, index: Any) -> frozenset[str]:
    community = services().community()
    count, last = db.session.execute(select(func.count(), func.max(index))).one()
    key = (community.id if community else "", what, int(count), int(last or 0))
    with _lock:
        known = _found.get(key)
    if known is not None:
        return known
    found = _alike(db.session.execute(select(id_, name).where(name != "").distinct()).all())
    with _lock:
        while len(_found) >= KEPT:
            del _found[next(iter(_found))]
        _found[key] = found
    return found


def _alike(rows: Iterable[Any]) -> frozenset[str]:
    digests = {row[0]: row[1] for row in rows}
    hidden = withheld.find(db.session(), set(digests.values()))
    wanted = set(digests.values()) - hidden.keys()
    blobs = db.session.execute(select(BlobRow.hash, BlobRow.data).where(BlobRow.hash.in_(wanted)))
    looks = {row.hash: skeleton(read_text(row.data)) for row in blobs}
    often = Counter(looks[digest] for digest in digests.values() if looks.get(digest))
    return frozenset(id_ for id_, digest in digests.items() if often.get(looks.get(digest, ""), 0) > 1)

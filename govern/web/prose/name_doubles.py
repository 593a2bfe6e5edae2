"""Detects clubs and payees whose names look alike, once for each state of the record.

Their names are texts of the record and never change, so the number of rows and the index of the last one identify the
state.
"""

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Final

from govern.store.private.lookalikes import skeleton
from govern.store.views.lookups.by_key import CLUBS, PAYEES, PublicNames
from govern.web.frame.database import db
from govern.web.frame.lookup import lookup
from govern.web.frame.names_shown import beside
from govern.web.frame.services import services
from govern.web.prose.texts import remember_texts, text_of

KEPT: Final = 16  # communities of one process: one, or several in tests
_found: dict[tuple[str, str, int, int], frozenset[str]] = {}
_lock = threading.Lock()


def club_called(name: str, club: str) -> str:
    """A club's name, with its short id if another club's name looks the same."""
    return beside(name, club) if club in _doubled("clubs", CLUBS) else name


def payee_called(name: str, digest: str) -> str:
    """The name of a payee outside the community, with a short id if another's looks the same."""
    return beside(name, digest) if digest in _doubled("payees", PAYEES) else name


def _doubled(what: str, names: PublicNames) -> frozenset[str]:
    """The ids of those whose names look like another's; computed once per request."""
    known = lookup().doubled
    if what not in known:
        known[what] = _at_this_state(what, names)
    return known[what]


def _at_this_state(what: str, names: PublicNames) -> frozenset[str]:
    community = services().community()
    key = (community.id if community else "", what, *names.state(db.session()))
    with _lock:
        known = _found.get(key)
    if known is not None:
        return known
    found = _alike(names.read(db.session()))
    with _lock:
        while len(_found) >= KEPT:
            del _found[next(iter(_found))]
        _found[key] = found
    return found


def _alike(digests: Mapping[str, str]) -> frozenset[str]:
    remember_texts(digests.values())
    looks = {id_: skeleton(text_of(digest)) for id_, digest in digests.items()}
    often = Counter(look for look in looks.values() if look)
    return frozenset(id_ for id_, look in looks.items() if often.get(look, 0) > 1)

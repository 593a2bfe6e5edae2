"""A proposal's page goes down one staircase: it reads the database, makes words, and renders its template."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from govern import paths
from tests.dsl.people import GIL, Person
from tests.web.decided import CommunityWithOneVote
from tests.web.proposals.test_proposal_page import decided
from tests.web.signed_in import sign_in

READ, WORDS, TEMPLATE = range(3)
MOST_CLIMBS: Final = 1  # to look up the proposal itself and what its words will need, and then all the rest
FRAME: Final = "_for_templates"  # what the frame of every page reads is not the page's


class Walk:
    """The floors that a request enters, one after the other."""

    def __init__(self) -> None:
        self.floors: list[tuple[int, str]] = []
        self._in_frame = False

    def profile(self, frame: FrameType, what: str, _argument: Any) -> None:
        """Note the floor of a function that is called (see `sys.setprofile`)."""
        code = frame.f_code
        if code.co_name == FRAME:
            self._in_frame = what == "call"
        if what != "call" or self._in_frame:
            return
        if code.co_filename.startswith(str(paths.PACKAGE / "web" / "words")):
            self._enter(WORDS, code.co_name)
        elif code.co_filename.startswith(str(paths.templates())):
            self._enter(TEMPLATE, code.co_filename)

    def query(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        """Note a query."""
        if not self._in_frame:
            self._enter(READ, statement)

    def _enter(self, floor: int, where: str) -> None:
        if not self.floors or self.floors[-1][0] != floor:
            self.floors.append((floor, where))

    def climbs(self) -> list[tuple[str, str]]:
        """The queries made after words or the template had begun, as pairs of floors: from and to."""
        return [(before, after) for (one, before), (other, after) in pairwise(self.floors) if other == READ < one]


@contextmanager
def walked() -> Iterator[Walk]:
    """The walk of the requests that are answered meanwhile."""
    walk = Walk()
    event.listen(Engine, "before_cursor_execute", walk.query)
    sys.setprofile(walk.profile)
    try:
        yield walk
    finally:
        sys.setprofile(None)
        event.remove(Engine, "before_cursor_execute", walk.query)


@pytest.mark.parametrize("reader", [None, GIL], ids=["visitor", "member"])
@pytest.mark.parametrize(("kind", "method"), [("motion", "yes-no-abstain/1"), ("choice", "approval/1")])
def test_its_page_climbs_back_once_at_most(kind: str, method: str, reader: Person | None, tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, **{kind: {"method": method}})
    proposal, app = decided(made, kind), made.site()
    client = app.test_client()
    if reader is not None:
        sign_in(client, reader.member)
    with walked() as walk:
        answer = client.get(f"/proposals/{proposal}")
    assert answer.status_code == 200
    assert {floor for floor, _where in walk.floors} == {READ, WORDS, TEMPLATE}
    assert len(walk.climbs()) <= MOST_CLIMBS, walk.climbs()

"""A proposal's page reads its view in one place: its template asks the database for nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, before_render_template, template_rendered
from sqlalchemy import event
from sqlalchemy.engine import Engine

from govern.store.views.proposal_rows import BallotListFilter
from govern.web.frame.access.people import Visitor
from govern.web.frame.database import db
from govern.web.pages.proposals.proposal_page import read_proposal
from govern.web.pages.proposals.proposals import find_line
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, GIL
from tests.web.decided import CommunityWithOneVote


@contextmanager
def asked_while_rendering(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that are executed while a template is rendered."""
    found: list[str] = []
    rendering: list[bool] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if rendering:
            found.append(statement)

    def begin(*_sender: Any, **_more: Any) -> None:
        rendering.append(True)

    def end(*_sender: Any, **_more: Any) -> None:
        rendering.clear()

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with before_render_template.connected_to(begin, app), template_rendered.connected_to(end, app):
            yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def decided(made: CommunityWithOneVote, kind: str) -> str:
    """A decided proposal with a reason for a vote and a comment; its id."""
    if kind == "choice":
        proposal, ballots = multi_option.choice(made, GIL, "elms", "oaks"), (["oaks"], ["oaks"], [])
    else:
        proposal, ballots = made.propose(GIL, "A pond"), ("yes", "yes", "no")
    made.say(BO, "comment-made", {"text": "Frogs."}, parent="", proposal=proposal)
    made.decide(proposal, zip((ADA, BO, CHEN), ballots, strict=True))
    return proposal


@pytest.mark.parametrize(("kind", "method"), [("motion", "yes-no-abstain/1"), ("choice", "approval/1")])
def test_its_template_asks_the_database_for_nothing(kind: str, method: str, tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, **{kind: {"method": method}})
    proposal, app = decided(made, kind), made.site()
    with asked_while_rendering(app) as asked:
        answer = app.test_client().get(f"/proposals/{proposal}")
    assert answer.status_code == 200
    assert "Frogs." in answer.get_data(as_text=True)
    assert asked == []


def test_its_view_is_frozen_and_whole(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, motion={})
    proposal, app = decided(made, "motion"), made.site()
    with app.test_request_context(f"/proposals/{proposal}"):
        view = read_proposal(
            db.session(), find_line(db.session(), proposal), Visitor(), made.clock(), BallotListFilter()
        )
        assert view.vote is not None
        assert view.vote.result is not None
        assert [one.comment.author for one in view.comments] == [BO.member]
        assert view.vote.turnout.voters == 3
        with pytest.raises(FrozenInstanceError):
            view.at = 0  # type: ignore[misc]

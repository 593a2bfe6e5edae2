"""Lists of proposals: stages as SQL conditions, pagination, search in titles and texts."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import product
from typing import Any, get_args

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from govern.protocol import facts
from govern.rules.proposals.stages import Stage, stage
from govern.store import projection
from govern.store.base import Base
from govern.store.facts import proposals
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalFilter, ProposalRow
from govern.store.paging import PAGE, Cursor, read_cursor
from govern.store.record.texts import TextRow, fold, save_texts
from govern.store.row_to_fact import fact_of

STAGES = get_args(Stage)


@pytest.fixture
def session() -> Iterator[Session]:
    """An empty database in memory; SQLite does not enforce foreign keys unless told to."""
    assert projection.TABLES
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def proposal(number: int, **values: object) -> ProposalRow:
    blank = {field.name: "" if field.type in (str, "str") else 0 for field in fields(facts.Proposal)}
    texts = {"id": f"{number:064}", "kind": "motion", "author": "m_1", "title": "t", "body": "b"}
    return ProposalRow(**blank | texts | {"effects": [], "index": number, "at": number} | values)


def poll(number: int, **values: object) -> PollRow:
    blank = {field.name: "" if field.type in (str, "str") else 0 for field in fields(facts.Poll)}
    texts = {"id": f"p{number}", "proposal": f"{number:064}", "hard_end": values.get("closes", 0)}
    return PollRow(**blank | texts | {"chambers": [], "options": [], "weight": {}, "index": number} | values)


UNDECIDED = (None, (5, 15, 0), (16, 26, 0))
DECIDED = ((5, 15, 16), (16, 25, 26))
CHALLENGES = (
    {},
    *({"challenged_at": 5, "ruling_ends": ends, "ruling": ruling} for ends in (10, 20) for ruling in ("", "upheld")),
    {"challenged_at": 5, "ruling_ends": 20, "ruling": "void"},
)


def _times(**fields: tuple[object, ...]) -> list[dict[str, Any]]:
    """Each combination of these fields' values."""
    return [dict(zip(fields, values, strict=True)) for values in product(*fields.values())]


def everything_that_can_be(session: Session) -> int:
    """Each combination of what decides a stage, also those that no record brings about; how many there are."""
    stopped = _times(withdrawn_at=(0, 5), cancelled_at=(0, 5))
    begun = _times(admitted_at=(0, 5), sponsoring_ends=(10, 20), outcome=("", "passed", "rejected", "no-quorum"))
    ended = _times(carried_out_at=(0, 5), vetoed_at=(0, 5), expired_at=(0, 5), standstill_ends=(10, 20))
    early = [(a | b, times) for a, b, times in product(stopped, begun, (*UNDECIDED, *DECIDED))]
    late = [
        (a | b | {"outcome": outcome}, times)
        for a, b, times, outcome in product(ended, CHALLENGES, DECIDED, ("", "passed", "rejected"))
    ]
    for number, (values, times) in enumerate([*early, *late]):
        if times is not None:
            opens, closes, closed = times
            session.add(poll(number, opens=opens, closes=closes, closed_at=closed))
        session.add(proposal(number, poll="" if times is None else f"p{number}", **values))
    session.flush()
    return len(early) + len(late)


def test_each_stage_as_a_condition_finds_what_the_rule_says(session: Session) -> None:
    number = everything_that_can_be(session)
    rows = session.execute(proposals.lines()).all()
    assert len(rows) == number > 800
    seen: set[str] = set()
    for at in (4, 5, 9, 10, 15, 16, 20, 24, 25, 26):
        by_rule: dict[str, set[str]] = {name: set() for name in STAGES}
        for row in rows:
            line = proposals.to_line(row)
            by_rule[stage(line.proposal, line.poll, at)].add(line.proposal.id)
        for name in STAGES:
            query = select(ProposalRow.id).outerjoin(PollRow, PollRow.id == ProposalRow.poll)
            found = session.scalars(query.where(proposals.in_stage(name, at))).all()
            assert set(found) == by_rule[name], (name, at)
            assert len(found) == len(set(found))
            seen |= {name} if found else set()
    assert seen == set(STAGES)


def walk(session: Session, wish: ProposalFilter, at: int = 0) -> list[list[int]]:
    place, pages = None, []
    while True:
        page = proposals.page(session, wish, at, place)
        pages.append([line.proposal.at for line in page.items])
        if not page.older:
            return pages
        place = read_cursor(page.older, "", int, str)


def test_pages_lead_to_the_oldest_and_back_without_gaps(session: Session) -> None:
    session.add_all(proposal(number, at=number // 2) for number in range(2 * PAGE + 5))
    session.flush()
    pages = walk(session, ProposalFilter())
    assert [len(page) for page in pages] == [PAGE, PAGE, 5]
    assert [at for page in pages for at in page] == sorted(
        (number // 2 for number in range(2 * PAGE + 5)), reverse=True
    )
    first = proposals.page(session, ProposalFilter(), 0, None)
    second = proposals.page(session, ProposalFilter(), 0, read_cursor(first.older, "", int, str))
    third = proposals.page(session, ProposalFilter(), 0, read_cursor(second.older, "", int, str))
    assert proposals.page(session, ProposalFilter(), 0, read_cursor("", third.newer, int, str)).items == second.items
    back = proposals.page(session, ProposalFilter(), 0, read_cursor("", second.newer, int, str))
    assert back.items == first.items
    assert (first.newer, back.newer, third.older) == ("", "", "")


@pytest.mark.parametrize("address", ["", "x", "1", "1~", "a~b", "-1~b", "²~b", "1" * 20 + "~b", "1~b~c"])
def test_an_address_that_names_no_place_is_the_beginning(address: str) -> None:
    place = read_cursor(address, "", int, str)
    assert place is None or (address == "1~" and place == Cursor((1, "")))


def keep_text(session: Session, digest: str, text: str) -> None:
    session.add(TextRow(hash=digest, folded=fold(text)))


def test_search_ignores_case_and_width_in_titles_and_texts(session: Session) -> None:
    keep_text(session, "t1", "Ｒepair the ÄRMEL-Roof 100%")
    keep_text(session, "b1", "修缮北岸栈桥")
    keep_text(session, "t2", "A bench")
    session.add_all([proposal(1, title="t1", body="b1"), proposal(2, title="t2", body="gone")])
    session.flush()
    for words, found in {
        "repair": [1],
        "ärmel ROOF": [1],
        "栈桥 roof": [1],
        "100%": [1],
        "1%0": [],
        "_": [],
        "bench": [2],
        "bench roof": [],
        "": [2, 1],
    }.items():
        page = proposals.page(session, ProposalFilter(words=words), 0, None)
        assert [line.proposal.index for line in page.items] == found, words


def test_texts_are_taken_up_from_their_blobs(session: Session) -> None:
    save_texts(session.connection(), {"a": b'{"salt":"00","text":"The ROOF"}'})
    assert session.scalar(select(TextRow.folded).where(TextRow.hash == "a")) == "the roof"


def test_a_row_is_read_back_as_its_fact(session: Session) -> None:
    row = proposal(7, sponsors=2)
    assert fact_of(facts.Proposal, row).sponsors == 2

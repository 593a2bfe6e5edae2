"""The writer: batches in order, failures isolated, valid receipts, nothing half done."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from govern.actions.writing.submissions import Submission, receive
from govern.actions.writing.work import AcceptedStatement
from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.record import leaf, proof
from govern.store.record import log
from govern.store.record.log import LeafRow
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, RealCommunity


def leaves(community: RealCommunity) -> int:
    with community.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(LeafRow)) or 0


def vote(community: RealCommunity) -> str:
    proposal = community.propose(GIL, "A bench by the pond")
    return community.open_vote(proposal, EVA)


def ballot(community: RealCommunity, who: object, poll: str, seq: int = 1, prev: str = "") -> Submission:
    body = community.compose(who, "ballot-cast", choice="yes", poll=poll, prev=prev, seq=seq)  # type: ignore[arg-type]
    return receive(body)


def test_a_batch_is_decided_in_order_and_a_refusal_affects_no_other_statement(community: RealCommunity) -> None:
    poll = vote(community)
    first = ballot(community, ADA, poll)
    second = ballot(community, ADA, poll, 2, first.envelope.id)
    batch = [ballot(community, DI, poll), first, ballot(community, BO, poll), second, ballot(community, ADA, poll)]
    answers = community.recorder.record(batch)
    codes = [answer.code if isinstance(answer, Refused) else "accepted" for answer in answers]
    assert codes == ["accepted", "accepted", "not_elector", "accepted", "ballot_sequence"]
    places = [answer.index for answer in answers if isinstance(answer, AcceptedStatement)]
    assert places == [places[0], places[0] + 1, places[0] + 2]
    assert community.state(facts.Ballot, poll, ADA.member).seq == 2
    assert community.differences() == []


def test_the_same_statement_twice_in_a_batch_is_recorded_once(community: RealCommunity) -> None:
    one = receive(community.compose(BO, "award-made", {"reason": "for the garden"}, amount=5, to=GIL.member))
    before = leaves(community)
    answers = community.recorder.record([one, one])
    assert isinstance(answers[0], AcceptedStatement)
    assert isinstance(answers[1], Refused)
    assert answers[1].code == "already_recorded"
    assert answers[1].details["index"] == answers[0].index
    assert leaves(community) == before + 1


def test_every_receipt_of_a_batch_proves_its_own_leaf(community: RealCommunity) -> None:
    batch = [
        receive(community.compose(BO, "award-made", {"reason": f"no. {n}"}, amount=n, to=GIL.member))
        for n in range(1, 301)  # more than a tile holds
    ]
    verifier = community.recorder.signer(community.id).verifier
    with community.engine.connect() as connection:
        for answer in community.recorder.record(batch):
            assert isinstance(answer, AcceptedStatement)
            data = log.leaf(connection, answer.index)
            assert data is not None
            assert leaf.parse(data).envelope.id == answer.id
            proof.verify(proof.parse(answer.receipt), data, [verifier])


def test_a_batch_that_cannot_be_written_changes_nothing_and_the_next_one_works(community: RealCommunity) -> None:
    before, head = leaves(community), community.quote()
    one = receive(community.compose(BO, "award-made", {"reason": "for the garden"}, amount=5, to=GIL.member))
    with community.engine.begin() as connection:
        connection.execute(text("ALTER TABLE awards RENAME TO awards_away"))
    with pytest.raises((SQLAlchemyError, Exception), match="awards"):
        community.recorder.record([one])
    with community.engine.begin() as connection:
        connection.execute(text("ALTER TABLE awards_away RENAME TO awards"))
    assert (leaves(community), community.quote()) == (before, head)
    assert isinstance(community.recorder.record([one])[0], AcceptedStatement)
    assert community.differences() == []


def test_times_never_decrease_in_the_record(community: RealCommunity) -> None:
    first = community.say(BO, "award-made", {"reason": "now"}, amount=1, to=GIL.member)
    community.clock.set(community.clock() - 3_600_000)
    second = community.say(BO, "award-made", {"reason": "an hour ago"}, amount=1, to=GIL.member)
    assert second.at == first.at


def test_a_statement_must_quote_a_published_state_of_the_record(community: RealCommunity) -> None:
    quote = community.quote()
    for size, root in ((quote.size, b"\1" * 32), (quote.size + 1, quote.root)):
        signed = CHEN.sign(
            "award-made",
            community.id,
            type(quote)(size, root),
            community.number(),
            amount=1,
            reason=community.text("x")[0],
            to=GIL.member,
        )
        from govern.record import envelope

        (answer,) = community.recorder.record([receive(envelope.format(signed))])
        assert isinstance(answer, Refused)
        assert answer.code == "log_unknown"


def test_a_named_text_must_be_sent_along_or_stored_already(community: RealCommunity) -> None:
    digest, blob = community.text("for the garden")
    from tests.dsl.people import refusal

    with refusal("text_missing"):
        community.say(BO, "award-made", reason=digest, amount=1, to=GIL.member)
    community.say(BO, "award-made", blobs=[blob], reason=digest, amount=1, to=GIL.member)
    community.say(BO, "award-made", reason=digest, amount=2, to=GIL.member)


def test_an_act_reads_no_more_as_the_record_grows(community: RealCommunity) -> None:
    """Counts the rows and tiles that one award reads, in a short record and after a thousand more statements."""
    short = _rows_read_by_an_award(community)
    for start in range(0, 1000, 250):
        texts = [community.text(f"{start + n}") for n in range(250)]
        batch = [
            receive(community.compose(BO, "award-made", blobs=[blob], reason=digest, amount=1, to=GIL.member))
            for digest, blob in texts
        ]
        community.recorder.record(batch)
    assert _rows_read_by_an_award(community) == short + 1  # the tile of the level above


def _rows_read_by_an_award(community: RealCommunity) -> int:
    from govern.store import raw

    community.recorder._tree.reset(0)
    rows = 0
    fetch = raw.fetch

    def counting(*arguments: object, **named: object) -> list[object]:
        nonlocal rows
        found = fetch(*arguments, **named)  # type: ignore[arg-type]
        rows += len(found)
        return found

    raw.fetch = counting  # type: ignore[assignment]
    try:
        community.say(BO, "award-made", {"reason": "counted"}, amount=1, to=GIL.member)
    finally:
        raw.fetch = fetch
    return rows

"""The demonstration: every stage occurs, and every signature is valid."""

import base64
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from govern.actions.money import payment_audit
from govern.actions.people import demo_keys
from govern.actions.record import bundle
from govern.actions.writing import rebuild
from govern.config import Instance
from govern.protocol import facts
from govern.record import signing
from govern.rules.proposals.stages import Stage, stage
from govern.store import database
from govern.store.facts.ballots import BallotRow
from govern.store.facts.members import MemberRow
from govern.store.facts.proposals import ProposalRow
from govern.store.facts.treasury import DisbursementRow, MandateRow, PaymentRow
from govern.store.private.accounts import ClaimRow, UserRow
from govern.store.projection import Projection
from govern.store.record.log import LeafRow
from govern.verify import verify
from tests.tools.demonstration import NOW, demonstration_in


@dataclass(frozen=True)
class SeededDemonstration:
    """A demonstration as left by `seed`."""

    instance: Instance
    engine: Engine


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeededDemonstration]:
    """One demonstration for all these tests; none changes it."""
    instance = demonstration_in(tmp_path_factory.mktemp("demo") / "instance")
    engine = database.open_engine(instance.database)
    yield SeededDemonstration(instance, engine)
    engine.dispose()


def proposals_by_stage(engine: Engine) -> dict[str, int]:
    """The number of proposals at each stage."""
    found: dict[str, int] = {}
    with engine.connect() as connection:
        state = Projection(connection)
        for id_ in connection.scalars(select(ProposalRow.id)).all():
            proposal = state.get(facts.Proposal, id_)
            assert proposal is not None
            poll = state.get(facts.Poll, proposal.poll)
            reached = stage(proposal, poll, NOW)
            found[reached] = found.get(reached, 0) + 1
    return found


def test_there_is_a_proposal_at_every_stage(seeded: SeededDemonstration) -> None:
    found = proposals_by_stage(seeded.engine)
    passing = {"closing", "passed"}  # stages that last only until the clerk's next round
    assert found.keys() == set(Stage.__args__) - passing
    assert found["open"] >= 3
    assert found["carried-out"] >= 5


def test_open_votes_end_days_ahead_and_mei_has_one_to_vote_on(seeded: SeededDemonstration) -> None:
    mei = next(person for person in demo_keys.read(seeded.instance.folder) if person.key == "mei")
    unvoted = 0
    with seeded.engine.connect() as connection:
        state = Projection(connection)
        for id_ in connection.scalars(select(ProposalRow.poll).where(ProposalRow.poll != "")).all():
            poll = state.get(facts.Poll, id_)
            assert poll is not None
            if poll.opens <= NOW < poll.closes:
                assert poll.closes > NOW + 24 * 3600 * 1000
                assert state.get(facts.Elector, id_, mei.member) is not None
                unvoted += state.get(facts.Ballot, id_, mei.member) is None
    assert unvoted >= 1


def test_money_waits_for_approval_and_for_payment(seeded: SeededDemonstration) -> None:
    with seeded.engine.connect() as connection:
        counted = connection.execute(select(DisbursementRow.state, func.count()).group_by(DisbursementRow.state))
        found = dict(map(tuple, counted))
    assert found["requested"] >= 1
    assert found["approved"] >= 1
    assert found["paid"] >= 5
    assert found["cancelled"] >= 1


def test_everybody_has_an_account_and_a_key_and_one_waits_for_a_registrar(seeded: SeededDemonstration) -> None:
    people = demo_keys.read(seeded.instance.folder)
    with seeded.engine.connect() as connection:
        accounts = set(connection.scalars(select(UserRow.member)))
        members = set(connection.scalars(select(MemberRow.member)))
        waiting = set(connection.scalars(select(ClaimRow.member)))
    assert {person.member for person in people} == accounts
    assert {person.member for person in people if person.enrolled} == members
    assert {person.member for person in people if not person.enrolled} == waiting - members
    assert len(waiting - members) == 1
    assert len(waiting & members) == 1  # one who lost their key and made another
    assert len(members) >= 39
    assert len({person.club for person in people}) == 8


def test_the_keys_lie_in_a_file_for_its_owner_alone(seeded: SeededDemonstration) -> None:
    file = seeded.instance.folder / demo_keys.NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        demo_keys.write(seeded.instance.folder, [])
    with pytest.raises(FileNotFoundError):
        demo_keys.read(seeded.instance.folder.parent)


def test_some_ballots_were_replaced_and_some_withdrawn(seeded: SeededDemonstration) -> None:
    with seeded.engine.connect() as connection:
        cast = connection.scalar(select(func.count()).where(LeafRow.kind == "ballot-cast")) or 0
        standing = connection.execute(select(BallotRow.seq, BallotRow.choice)).all()
    assert cast > len(standing) > 300
    assert any(seq > 1 and choice != "" for seq, choice in standing)
    assert any(choice == "" for _, choice in standing)


def test_the_verifier_finds_no_fault(seeded: SeededDemonstration, tmp_path: Path) -> None:
    out = tmp_path / "bundle.zip"
    size = bundle.write_bundle(seeded.engine, seeded.instance, out)
    report = verify(str(out), jobs=1)
    assert report.findings == (), report.text()
    assert report.exit_status == 0
    assert size > 700


def test_the_servers_audit_approves_every_payment_of_every_origin(seeded: SeededDemonstration) -> None:
    with Session(seeded.engine) as session:
        payments = session.scalars(select(PaymentRow.id)).all()
        origins = {one.origin != "" for one in session.scalars(select(MandateRow)) if one.paid}
        wrong = [one for one in payment_audit.check(session, payments) if not one.holds]
    assert origins == {False, True}  # granted by a spending proposal, and by a grant round or a pool
    assert wrong == []


def test_its_tables_are_what_the_record_says(seeded: SeededDemonstration) -> None:
    assert rebuild.check(seeded.engine, seeded.instance) == []


def test_its_keys_belong_to_its_members(seeded: SeededDemonstration) -> None:
    for person in demo_keys.read(seeded.instance.folder):
        keyid = signing.key_id(signing.public_key(base64.b64decode(person.seed)))
        with seeded.engine.connect() as connection:
            key = Projection(connection).get(facts.Key, keyid)
        assert (key is not None) == person.enrolled
        assert key is None or key.member == person.member

"""A clerk that stays silent is found: what it left undone, since when, and for whom."""

from pathlib import Path

import pytest

from govern.protocol import facts
from govern.verify import VerificationReport, verify
from tests.dsl.lifecycle import amendment, ratified, rulebook
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL
from tests.tools.clock import START
from tests.verify.forging.forger import Forger

DAY = 86_400_000


@pytest.fixture
def forger() -> Forger:
    """A community with two motions and one spending proposal, all three open to votes."""
    made = Forger()
    made.settle()
    return made


def _report(forger: Forger, folder: Path, now: int | None = None) -> VerificationReport:
    return verify(forger.write(folder / "record.zip"), jobs=1, now=now)


def _silences(report: VerificationReport) -> list[tuple[int | None, str, str]]:
    assert {(one.step, one.rule) for one in report.findings} <= {("6", "8.11")}, report.text()
    return [(one.leaf, one.kind, one.code) for one in report.findings]


def _voted(forger: Forger, *titles: str) -> tuple[list[str], list[str]]:
    """Motions on which people voted yes, and their polls; none is closed yet."""
    proposals = [forger.propose(GIL, title) for title in titles]
    return proposals, _vote_on(forger, proposals)


def _vote_on(forger: Forger, proposals: list[str]) -> list[str]:
    for proposal in proposals:
        forger.sponsor(proposal, BO)
    forger.pass_until(forger.state(facts.Proposal, proposals[-1]).due_at)
    polls = [forger.state(facts.Proposal, one).poll for one in proposals]
    forger.pass_until(forger.state(facts.Poll, polls[-1]).opens)
    for poll in polls:
        for who in (ADA, DI, EVA, GIL):
            forger.vote(who, poll)
    return polls


def test_an_honest_record_has_no_omission(forger: Forger, tmp_path: Path) -> None:
    _, polls = _voted(forger, "Benches", "Flags")
    for poll in polls:
        forger.close_vote(poll)
    assert _silences(_report(forger, tmp_path)) == []


def test_sixty_days_of_silence_are_found_at_the_next_leaf(forger: Forger, tmp_path: Path) -> None:
    proposals, _ = _voted(forger, "Benches", "Flags")
    forger.clock.advance(days=60)
    said = forger.say(GIL, "comment-made", {"text": "Is anybody there?"}, proposal=proposals[0], parent="")
    report = _report(forger, tmp_path)
    assert _silences(report) == [(None, "voting-closed", "clerk_silent_for")] * 2
    assert said.index == forger.tree.size - 1


def test_one_vote_never_closed_is_named_with_title_author_and_time(forger: Forger, tmp_path: Path) -> None:
    proposals, polls = _voted(forger, "Benches", "Flags")
    closes = forger.state(facts.Poll, polls[1]).closes
    forger.clock.set(closes)
    forger.state_as_clerk(*forger.due(proposals[0]))
    forger.clock.advance(minutes=1)
    said = forger.award(GIL, 5)
    report = _report(forger, tmp_path)
    leaf = forger.state(facts.Award, said).index
    assert _silences(report) == [(leaf, "voting-closed", "clerk_silent_for")]
    sentence = report.findings[0].sentence
    assert "“Flags”" in sentence
    assert GIL.member in sentence
    assert "2026-" in sentence


def test_an_announcement_delayed_to_choose_the_roll(forger: Forger, tmp_path: Path) -> None:
    proposal = forger.propose(GIL, "Benches")
    forger.sponsor(proposal, BO)
    forger.clock.set(forger.state(facts.Proposal, proposal).due_at)
    forger.award(DI, 1)  # the clerk should have announced the vote at the end of this moment
    forger.clock.advance(ms=1)
    later = forger.award(EVA, 500)
    forger.tick()
    report = _report(forger, tmp_path)
    leaf = forger.state(facts.Award, later).index
    assert _silences(report) == [(leaf, "voting-announced", "clerk_silent_for")]


@pytest.fixture
def passed(forger: Forger) -> str:
    """A spending proposal that passed; its standstill runs."""
    proposal = forger.propose_spending(GIL, "A new roof", forger.spending(50_000, "The Roofers"))
    poll = forger.open_vote(proposal, BO, CHEN)
    for who in (ADA, DI, EVA, GIL):
        forger.vote(who, poll)
    assert forger.close_vote(poll) == "passed"
    return proposal


def test_a_mandate_killed_by_silence_while_others_write(forger: Forger, passed: str, tmp_path: Path) -> None:
    found = forger.state(facts.Proposal, passed)
    forger.clock.set(found.due_at)
    forger.award(DI, 1)
    forger.clock.set(found.grace_ends)
    forger.tick()
    assert forger.state(facts.Proposal, passed).expired_at
    report = _report(forger, tmp_path)
    expiry = forger.tree.size - 1
    assert _silences(report) == [(expiry, "mandate-granted", "clerk_silent_for")]


def test_a_decision_that_lapsed_while_nothing_was_recorded_is_a_note(
    forger: Forger, passed: str, tmp_path: Path
) -> None:
    forger.pass_until(forger.state(facts.Proposal, passed).grace_ends)
    assert forger.state(facts.Proposal, passed).expired_at
    report = _report(forger, tmp_path)
    assert _silences(report) == []
    assert any("“A new roof”" in note and "off or silent" in note for note in report.notes), report.notes


def test_a_decision_that_was_never_possible_expires_without_a_finding(forger: Forger, tmp_path: Path) -> None:
    ratified(forger)
    first, second = amendment(forger, rulebook(2)), amendment(forger, rulebook(2, live_per_author=6), EVA)
    forger.close_vote(_vote_on(forger, [first, second])[-1])
    forger.carry_out(second)
    assert [forger.state(facts.Proposal, one).carried_out_at > 0 for one in (first, second)].count(False) == 1
    forger.award(DI, 1)
    forger.pass_until(forger.state(facts.Proposal, second).grace_ends)
    assert [forger.state(facts.Proposal, one).expired_at > 0 for one in (first, second)].count(True) == 1
    assert _silences(_report(forger, tmp_path)) == []


def test_a_mandate_that_is_not_ended(forger: Forger, passed: str, tmp_path: Path) -> None:
    forger.carry_out(passed)
    mandate = forger.mandates(passed)[0]
    forger.clock.set(forger.state(facts.Mandate, mandate).expires)
    forger.award(DI, 1)
    report = _report(forger, tmp_path)
    assert _silences(report) == [(None, "mandate-lapsed", "clerk_silent")]
    assert mandate[:8] in report.findings[0].sentence


def test_an_old_copy_says_how_many_tasks_have_come_due(forger: Forger, tmp_path: Path) -> None:
    _voted(forger, "Benches", "Flags")
    now = forger.clock() + 60 * DAY
    report = _report(forger, tmp_path, now)
    assert report.exit_status == 0, report.text()
    assert any("2 tasks of the clerk" in note for note in report.notes), report.notes
    assert now > START

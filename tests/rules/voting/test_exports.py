"""Ballots of votes by each method, exported as files, read again and counted to the same winners."""

import argparse
import json
import random
from pathlib import Path
from typing import Any

import pytest

from govern.commands import tally
from govern.protocol import facts
from govern.record import envelope
from govern.rules.proposals import questions
from govern.rules.proposals.verdicts import rules_of_vote
from govern.rules.rulebook.presets import preset
from govern.rules.voting import exports
from govern.rules.voting.exports import Export
from govern.rules.voting.methods import SEVERAL, fitting
from tests.dsl import multi_option
from tests.dsl.people import ADA, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity

VOTERS = (ADA, DI, EVA, FAY, GIL)  # who weigh 100, 200, 150, 50 and 100: ties are frequent
OFFICES = "abcdefgh"
PLAIN = {
    "delegation": True,
    "head_count": 0,
    "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
    "sponsors": 0,
    "weight": {"source": "tokens/1"},
}


def hall_with(kind: str, method: str) -> InMemoryCommunity:
    """The usual seven with their tokens, of whom Fay lets Di vote for her where she casts no ballot."""
    changed = {kind: PLAIN | {"method": method, "points": 12 if SEVERAL[method].form == "points" else 0}}
    community = InMemoryCommunity(
        multi_option.rulebook_with(preset("simple", SEVERAL[method].since), **changed) | {"live_per_author": 0}
    )
    community.settle()
    community.delegate(FAY, DI, days=1400)
    return community


def ballot(form: str, chance: random.Random, options: tuple[str, ...], *, level: bool) -> Any:
    """A choice of this form, blank now and then."""
    named = sorted(chance.sample(options, chance.randrange(len(options) + 1)))
    if form == "names":
        return named
    if form == "points":
        return [{"option": one, "points": chance.randrange(1, 3)} for one in named[:3]]
    if level and len(named) > 2:
        return [named[:2], *([one] for one in named[2:])]
    chance.shuffle(named)
    return [[one] for one in named]


def export_of(community: InMemoryCommunity, poll_id: str) -> Export:
    """The export of a vote."""
    poll = community.state(facts.Poll, poll_id)
    proposal = community.state(facts.Proposal, poll.proposal)
    asked = questions.question(poll, proposal, rules_of_vote(community.memory, poll, proposal))
    assert asked is not None
    return Export(poll, asked, exports.cast_of(community.memory, poll), "A “vote”")


def recounted(command: list[str], text: str, folder: Path) -> list[str]:
    """The winners that the command finds in the file."""
    path = folder / command[1]
    path.write_text(text, encoding="utf-8")
    parser = argparse.ArgumentParser()
    tally.add_arguments(parser)
    arguments = parser.parse_args([str(path), *command[2:], "--json"])
    return list(json.loads(tally.counted(arguments))["winners"])


def closing(community: InMemoryCommunity) -> dict[str, Any]:
    """The clerk's last statement."""
    value: dict[str, Any] = json.loads(envelope.from_value(json.loads(community.entries[-1])["envelope"]).payload)
    return value


def check(community: InMemoryCommunity, poll: str, folder: Path) -> list[str]:
    """Closes a vote; every file on offer comes to the winners that are stated. How its ties were settled."""
    export = export_of(community, poll)  # once a vote came to its end, the memory lets its ballots go
    community.close_vote(poll)
    result = community.state(facts.Result, poll)
    if not any(choice for choice, _ in export.cast):
        assert result.winners == []
        return []
    assert exports.formats(export.poll)
    for ending in exports.formats(export.poll):
        command = exports.command(export, result, closing(community)["log_root"], ending)
        assert sorted(recounted(command, exports.write(export, ending), folder)) == sorted(result.winners), command
    return [tie["by"] for tie in result.ties]


def vote_at_random(community: InMemoryCommunity, poll: str, chance: random.Random) -> None:
    """Most people vote, by the vote's method."""
    found = community.state(facts.Poll, poll)
    way = SEVERAL[found.method]
    for one in VOTERS:
        if chance.randrange(5):
            choice = ballot(way.form, chance, tuple(found.options), level=way.level)
            if way.form == "names" and found.most:
                choice = sorted(chance.sample(choice, min(found.most, len(choice))))
            community.vote(one, poll, choice)
    if not community.ballot(poll, ADA):
        community.vote(ADA, poll, ballot(way.form, chance, tuple(found.options), level=way.level)[:1])


@pytest.mark.parametrize("method", fitting("options"))
def test_a_choice_counts_the_same_from_its_files(method: str, tmp_path: Path) -> None:
    chance, ties = random.Random(method), set()
    community = hall_with("choice", method)
    for _ in range(12):
        poll = community.open_vote(multi_option.choice(community, GIL, "elms", "limes", "oaks"))
        vote_at_random(community, poll, chance)
        ties |= set(check(community, poll, tmp_path))
    assert ties, "no tie was tried"


@pytest.mark.parametrize("method", fitting("candidates"))
def test_an_election_counts_the_same_from_its_files(method: str, tmp_path: Path) -> None:
    chance, ties = random.Random(method), set()
    community = hall_with("election", method)
    for number in range(8):
        seats = 1 if SEVERAL[method].one_winner else 2
        proposal = multi_option.election(community, GIL, office=f"office-{OFFICES[number]}", seats=seats)
        multi_option.stand(community, proposal, ADA, DI, EVA, FAY)
        poll = community.open_vote(proposal)
        vote_at_random(community, poll, chance)
        ties |= set(check(community, poll, tmp_path))
    assert ties, "no tie was tried"


@pytest.mark.parametrize("method", fitting("projects"))
def test_a_budget_counts_the_same_from_its_file(method: str, tmp_path: Path) -> None:
    chance, winners = random.Random(method), 0
    community = hall_with("budget", method)
    for _ in range(8):
        poll = community.open_vote(
            multi_option.budget(community, GIL, 100_000, pond=60_000, bench=30_000, swing=30_000, tower=90_000)
        )
        vote_at_random(community, poll, chance)
        check(community, poll, tmp_path)
        winners += len(community.state(facts.Result, poll).winners)
    assert winners > 4


def test_a_delegated_weight_stands_in_the_file() -> None:
    community = hall_with("choice", "approval/1")
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    community.vote(DI, poll, ["oaks"])
    assert exports.write(export_of(community, poll), "csv") == "weight,limes,oaks,status-quo\n250,,1,\n"


def test_an_option_called_like_a_column_keeps_the_table_from_being_offered() -> None:
    community = hall_with("choice", "approval/1")
    poll = community.open_vote(multi_option.choice(community, GIL, "ranking", "limes"))
    assert exports.formats(community.state(facts.Poll, poll)) == ()


def test_a_budget_of_too_many_unlike_weights_is_not_written() -> None:
    community = hall_with("budget", "budget-greedy/1")
    community.award(GIL, 300_001)
    poll = community.open_vote(multi_option.budget(community, GIL, 100_000, pond=60_000, bench=30_000))
    for one in VOTERS:
        community.vote(one, poll, ["bench"])
    with pytest.raises(OverflowError):
        exports.write(export_of(community, poll), "pb")

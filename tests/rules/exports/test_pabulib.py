"""Budget votes in Pabulib's format: how often a ballot occurs, and a vote without any ballot."""

import pytest

from govern.rules.voting.ballot_files import write_pabulib

COSTS = {"bench": 3_000, "pond": 6_000}


def votes(*cast: tuple[list[str], int]) -> list[str]:
    """The lines of the ballots."""
    text = write_pabulib.write(("bench", "pond"), COSTS, 8_000, cast, "A vote")
    assert f"num_votes;{len(text.partition('voter_id;vote')[2].split())}" in text
    return text.partition("VOTES\nvoter_id;vote\n")[2].splitlines()


def test_weights_are_divided_by_what_divides_all_of_them() -> None:
    assert votes((["pond"], 150), (["bench", "pond"], 100)) == [
        *("1;pond", "2;pond", "3;pond"),
        *("4;bench,pond", "5;bench,pond"),
    ]


def test_weights_that_nothing_divides_stand_in_full() -> None:
    assert votes((["pond"], 3), ([], 2)) == ["1;pond", "2;pond", "3;pond", "4;", "5;"]


def test_a_vote_without_ballots_is_written() -> None:
    assert votes() == []


def test_only_what_is_left_after_dividing_is_too_much() -> None:
    most = write_pabulib.MOST_LINES
    assert len(votes((["pond"], most * 1_000))) == 1
    assert len(votes((["pond"], most - 1), (["bench"], 1))) == most
    with pytest.raises(OverflowError):
        votes((["pond"], most), (["bench"], 1))

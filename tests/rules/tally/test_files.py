"""Ballot files: read, refused with a line number, written and read again."""

import subprocess
import sys
from pathlib import Path

import pytest

from govern.rules.voting.ballot_files import BadBallotFile, blt, pabulib, preflib, read, weighted_csv
from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.profile import Profile

BLT = """4 2  # four candidates, two seats
-2
3 1 3=4 0
4 1 3 2 0
1 2 0
2 0
0
"Adam"
"Basil"
"Charlotte"
"Donald"
"A small club"
"""
TOC = """# FILE NAME: 00001-00000001.toc
# DATA TYPE: toc
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: Pears
# ALTERNATIVE NAME 2: 苹果
# ALTERNATIVE NAME 3: Plums
7: 1,{2,3}
5: 2,3,1
2: {1,2},3
"""
PB = """META
key;value
budget;1000
vote_type;approval
PROJECTS
project_id;cost;name
a;600;A bench
b;500;A tree
c;400;Paint
VOTES
voter_id;age;vote
1;20;a,c
2;30;b
3;40;a
"""


def test_blt_is_read_without_those_who_withdrew():
    profile = read("club.BLT", BLT)
    assert profile.options == ("Adam", "Charlotte", "Donald")
    assert profile.seats == 2
    assert profile.rankings == {
        (frozenset({"Adam"}), frozenset({"Charlotte", "Donald"})): 3,
        (frozenset({"Adam"}), frozenset({"Charlotte"})): 4,
    }
    assert profile.blank == 3


def test_preflib_is_read_with_levels_and_its_first_rank_is_what_is_approved():
    profile = read("fruit.toc", TOC)
    assert profile.options == ("Pears", "苹果", "Plums")
    assert profile.rankings[frozenset({"Pears", "苹果"}), frozenset({"Plums"})] == 2
    assert count("approval", profile, Settings()).shown["rounds"][0]["totals"]["Pears"] == 7 + 5 + 2
    assert profile.approved[frozenset({"Pears"})] == 7


def test_preflib_from_before_2022_is_read():
    old = "3\n1,Pears\n2,Apples\n3,Plums\n14,14,2\n7,1,2,3\n7,2,{1,3}\n"
    profile = read("old.toc", old)
    assert profile.rankings == {
        (frozenset({"Pears"}), frozenset({"Apples"}), frozenset({"Plums"})): 7,
        (frozenset({"Apples"}), frozenset({"Pears", "Plums"})): 7,
    }


def test_pabulib_is_read_with_its_costs():
    profile = read("town.pb", PB)
    assert (profile.costs, profile.budget) == ({"a": 600, "b": 500, "c": 400}, 1000)
    assert count("budget-greedy", profile, Settings()).winners == ("a", "c")


def test_pabulib_counts_decimals_exactly_and_points():
    text = PB.replace("1000", "10.5").replace("a;600", "a;6,25").replace("vote_type;approval", "vote_type;cumulative")
    text = text.replace("voter_id;age;vote\n1;20;a,c\n2;30;b\n3;40;a\n", "voter_id;points;vote\n1;3,2;a,c\n2;9;b\n")
    profile = read("town.pb", text)
    assert profile.budget == 1050
    assert profile.costs == {"a": 625, "b": 50_000, "c": 40_000}
    assert profile.points == {(("a", 3), ("c", 2)): 1, (("b", 9),): 1}


@pytest.mark.parametrize(
    ("text", "method", "winner"),
    [
        ("weight,ranking\n3,A>B=C\n2,B>C>A\n", "irv", "A"),
        ("ranking\nA>B\nB>A\nB\n", "irv", "B"),
        ("weight,approvals\n3,A|B\n4,C\n2,B\n", "approval", "B"),
        ("choice\nA\nB\nB\n", "plurality", "B"),
        ("weight,A,B\n2,5,1\n3,0,4\n", "score", "B"),
        ("weight,first,second\n3,A,B\n3,B,\n2,C,B\n", "irv", "B"),
        ("3,A,B\n3,B\n2,C,B\n", "irv", "B"),
    ],
)
def test_csv_of_weighted_ballots_in_its_forms(text, method, winner):
    assert count(method, read("x.csv", text), Settings()).winners == (winner,)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("x.blt", "", 0),
        ("x.blt", "4\n", 1),
        ("x.blt", BLT.replace("4 1 3 2 0", "4 1 9 0"), 4),
        ("x.blt", BLT.replace("4 1 3 2 0", "4 1 3 2"), 4),
        ("x.blt", BLT.replace("4 1 3 2 0", "4.5 1 0"), 4),
        ("x.blt", BLT.replace('"Donald"\n"A small club"\n', ""), 10),
        ("x.toc", TOC.replace("5: 2,3,1", "5; 2,3,1"), 8),
        ("x.toc", TOC.replace("5: 2,3,1", "-5: 2,3,1"), 8),
        ("x.toc", TOC.replace("5: 2,3,1", "5: 2,{3,1"), 8),
        ("x.toc", TOC.replace("5: 2,3,1", "5: 2,7"), 8),
        ("x.toc", TOC.replace("ALTERNATIVES: 3", "ALTERNATIVES: 4"), 3),
        ("x.pb", PB.replace("2;30;b", "2;30;z"), 13),
        ("x.pb", PB.replace("b;500", "b;-500"), 8),
        ("x.pb", PB.replace("budget;1000\n", ""), 1),
        ("x.pb", PB.replace("VOTES", "BALLOTS"), 0),
        ("x.csv", "weight,ranking\n3,A>B\nx,A\n", 3),
        ("x.csv", "weight,ranking\n3,A>>B\n", 2),
        ("x.pb", PB.replace("approval", "beauty"), 4),
        ("x.csv", "weight,A\n1,2,3\n", 2),
        ("x.txt", "A", 0),
    ],
)
def test_a_broken_file_is_refused_with_its_line(name, text, line):
    with pytest.raises(BadBallotFile) as refused:
        read(name, text)
    assert refused.value.line == line
    assert str(refused.value).startswith(f"line {line}: " if line else "")


@pytest.mark.parametrize("profile", [read("a.blt", BLT), read("a.toc", TOC)])
def test_a_written_file_is_read_back_unchanged(profile: Profile):
    for again in (blt.read(blt.write(profile, "t")), preflib.read(preflib.write(profile, "t"))):
        assert again.rankings == profile.rankings
        assert again.options == profile.options
    assert weighted_csv.read(weighted_csv.write(profile)).rankings == profile.rankings


def test_a_budget_that_is_written_is_read_as_the_same():
    profile = read("a.pb", PB)
    again = pabulib.read(pabulib.write(profile, "t"))
    assert (again.approved, again.costs, again.budget) == (profile.approved, profile.costs, profile.budget)


def tally(*options: str) -> subprocess.CompletedProcess[str]:
    """The command, as a person runs it."""
    return subprocess.run(
        [sys.executable, "-m", "govern.cli", "tally", *options], capture_output=True, text=True, check=False
    )


def test_the_command_counts_a_file_in_words_and_as_json(tmp_path: Path):
    file = tmp_path / "fruit.toc"
    file.write_text(TOC, encoding="utf-8")
    result = tally(
        str(file), "--method", "schulze", "--status-quo", "Plums", "--quorum", "1.5", "--majority", "Pears=3/1"
    )
    assert result.returncode == 0, result.stderr
    first, ballots, dropped, *_ = result.stdout.splitlines()
    assert first == "schulze: 苹果"
    assert ballots == "ballots: valid 14, blank 0, invalid 0"
    assert dropped == "dropped: Pears (majority: 9 is not more than 3 x 5)"
    result = tally(str(file), "--method", "irv", "--json")
    assert result.returncode == 0
    assert '"method": "irv"' in result.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--method", "irv"], "line 8: there is no alternative “9” (alternative_unknown)"),
        (["--method", "dice"], "invalid choice"),
        (["--method", "schulze", "--majority", "x"], "OPTION=3/1"),
    ],
)
def test_the_command_refuses_without_a_traceback(tmp_path: Path, options: list[str], words: str):
    file = tmp_path / "fruit.toc"
    file.write_text(TOC.replace("5: 2,3,1", "5: 2,3,9"), encoding="utf-8")
    result = tally(str(file), *options)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr

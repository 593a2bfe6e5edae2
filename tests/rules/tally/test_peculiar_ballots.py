"""Ballots of files that name an option twice or several in one place: counted by a rule that is chosen, and listed."""

import json
from pathlib import Path
from typing import Any

import pytest

from govern import cli
from govern.rules.voting.ballot_files import Reading, read
from govern.rules.voting.tally.profile import Profile, Ranking

CSV = "weight,first,second,third\n5,Ana,Ana,Bo\n4,Bo,Cy,\n3,Cy,Bo,Ana\n"
BLT = '3 1\n5 1 1 2 0\n4 2 3 0\n3 3 2 1 0\n0\n"Ana"\n"Bo"\n"Cy"\n"t"\n'
TOI = "# ALTERNATIVE NAME 1: Ana\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cy\n5: 1,1,2\n4: 2,3\n3: 3,2,1\n"
RANKING = "weight,ranking\n5,Ana>Ana>Bo\n4,Bo>Cy\n3,Cy>Bo>Ana\n"
FILES = {"a.csv": CSV, "a.blt": BLT, "a.toi": TOI, "b.csv": RANKING}


def ranks(*names: str) -> Ranking:
    return tuple(frozenset(name.split("=")) for name in names)


def remarks(profile: Profile) -> dict[tuple[str, str], int]:
    return {(one.ballot, one.kind): weight for one, weight in profile.remarks.items()}


@pytest.fixture
def counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Counts a text by the command, for programs."""

    def count(name: str, text: str, *options: str) -> Any:
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert cli.main(["tally", str(tmp_path / name), "--json", *options]) == 0
        return json.loads(capsys.readouterr().out)

    return count


@pytest.mark.parametrize("name", FILES)
def test_a_repetition_is_passed_over_unless_another_rule_is_chosen(name: str, counted: Any) -> None:
    """Minneapolis 2013 counts 1,742 such ballots of 80,101 this way; BrightSpots/rcv has the same three rules."""
    told = counted(name, FILES[name], "--method", "irv")
    assert told["rounds"][0]["totals"] == {"Ana": 5, "Bo": 4, "Cy": 3}
    assert told["rounds"][1]["totals"] == {"Ana": 5, "Bo": 7}
    assert (told["winners"], told["ballots"]["valid"], told["ballots"]["in_part"]) == (["Bo"], 12, 5)
    (reason,) = told["ballots"]["reasons"]
    assert (reason["ballot"], reason["weight"], reason["kind"]) == ("Ana>Ana>Bo", 5, "partly")


@pytest.mark.parametrize("name", FILES)
def test_such_ballots_are_invalid_by_another_rule(name: str, counted: Any) -> None:
    told = counted(name, FILES[name], "--method", "irv", "--repeated", "invalid")
    assert told["rounds"][0]["totals"] == {"Ana": 0, "Bo": 4, "Cy": 3}
    assert (told["ballots"]["valid"], told["ballots"]["invalid"]) == (7, 5)


@pytest.mark.parametrize(("name", "text"), FILES.items())
def test_or_they_count_down_to_the_repetition(name: str, text: str) -> None:
    profile = read(name, text, Reading(repeated="exhaust"))
    assert profile.rankings[ranks("Ana")] == 5
    assert remarks(profile) == {("Ana>Ana>Bo", "partly"): 5}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("A>B>A>C", ("A", "B", "C")),
        ("A=B>A>C", ("A=B", "C")),
        ("A>A=B>C", ("A", "B", "C")),
        ("A=A>B", ("A", "B")),
        ("A>B=B=C", ("A", "B=C")),
    ],
)
def test_only_the_repetition_itself_is_passed_over(text: str, kept: tuple[str, ...]) -> None:
    assert list(read("a.csv", f"ranking\n{text}\n").rankings) == [ranks(*kept)]
    blt = text.translate(str.maketrans("ABC>", "123 "))
    names = '"A"\n"B"\n"C"\n"t"\n'
    assert list(read("a.blt", f"3 1\n1 {blt} 0\n0\n{names}").rankings) == [ranks(*kept)]


def test_pabulib_and_approvals_name_somebody_twice_as_well() -> None:
    town = (
        "META\nkey;value\nbudget;9\nvote_type;{}\nPROJECTS\nproject_id;cost\na;1\nb;2\nVOTES\nvoter_id;vote\n1;a,a,b\n"
    )
    for kind in ("approval", "ordinal"):
        profile = read("a.pb", town.format(kind))
        assert dict(profile.approved) == {frozenset("ab"): 1}
        assert remarks(profile) == {("a>a>b", "partly"): 1}
    profile = read("a.csv", "weight,approvals\n3,A|B|A\n2,B\n", Reading(repeated="invalid"))
    assert dict(profile.approved) == {frozenset("B"): 2}
    assert profile.options == ("A", "B")
    assert remarks(profile) == {("A>B>A", "invalid"): 3}


def test_overvotes_are_counted_by_the_method_and_reported(counted: Any) -> None:
    """Maine: an overvote at the highest continuing rank exhausts the ballot."""
    told = counted("a.csv", "weight,ranking\n3,Ana=Bo>Cy\n4,Bo\n5,Cy>Ana\n", "--method", "irv")
    assert (told["winners"], told["ballots"]["invalid"]) == (["Cy"], 3)
    (reason,) = told["ballots"]["reasons"]
    assert (reason["ballot"], reason["weight"]) == ("Ana=Bo>Cy", 3)


@pytest.mark.parametrize(
    ("rule", "kept", "valid"), [("level", ("A", "B=C", "D"), 2), ("skip", ("A", "D"), 2), ("exhaust", ("A",), 2)]
)
def test_or_an_overvote_is_passed_over_or_ends_the_ballot(rule: Any, kept: tuple[str, ...], valid: int) -> None:
    for name, text in {
        "a.csv": "weight,ranking\n2,A>B=C>D\n",
        "a.blt": '4 1\n2 1 2=3 4 0\n0\n"A" "B" "C" "D" "t"\n',
        "a.toi": "".join(f"# ALTERNATIVE NAME {n}: {x}\n" for n, x in enumerate("ABCD", 1)) + "2: 1,{2,3},4\n",
    }.items():
        profile = read(name, text, Reading(overvotes=rule))
        assert dict(profile.rankings) == {ranks(*kept): valid}
        assert remarks(profile) == ({} if rule == "level" else {("A>B=C>D", "partly"): 2})


def test_words_of_counting_machines_are_no_candidates(counted: Any) -> None:
    """Minneapolis writes `undervote` and `overvote` into the columns of its cast vote records."""
    text = "Precinct,1ST CHOICE MAYOR,2ND CHOICE MAYOR,Count\nP1,Ann,Bo,3\nP1,overvote,Bo,2\nP2,undervote,Bo,2\n"
    told = counted("a.csv", text, "--method", "irv")
    assert told["rounds"][0]["totals"] == {"Ann": 3, "Bo": 2}
    assert [(one["ballot"], one["kind"], one["weight"]) for one in told["ballots"]["reasons"]] == [
        ("", "blank", 2),
        ("?>Bo", "partly", 2),
    ]
    assert told["notes"] == ["columns that are not counted: Precinct"]
    assert counted("a.csv", text, "--method", "irv", "--overvotes", "skip")["rounds"][0]["totals"] == {
        "Ann": 3,
        "Bo": 4,
    }

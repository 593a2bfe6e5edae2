"""The same ballots in the dialects of several programs, and the options of `govern tally`."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from govern import cli
from govern.rules.voting.ballot_files import read
from govern.rules.voting.tally.methods import NotCountable, Settings, count, count_what_stands
from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile

LINES = '4 2\n-2\n3 1 3=4 0\n4 1 3 2 0\n1 0\n0\n"Ada"\n"Bo"\n"Chen"\n"Di"\n"A club"\n'
COMMENTED = """# a club's ballots
   4 2          # four for two seats
   -2           # Bo went
   (1) 3 1 3=4 0   # one line may hold many
   4 1 3 2 0

   1 0          # blank
   0            # the end
   "Ada"        # the first
   "Bo"
   "Chen"
   "Di"
   "A club"     # title
"""
PARTIES = LINES.replace('"Ada"', '"Ada" "Greens"').replace('"Bo"', '"Bo" "Reds"')
PARTIES = PARTIES.replace('"Chen"', '"Chen" "Blues"').replace('"Di"', '"Di" ""')
IN_A_ROW = '4 2\n-2\n3 1 3=4 0\n4 1 3 2 0\n1 0\n0\n"Ada" "Bo" "Chen" "Di" "A club"'
BARE = LINES.replace('"', "")


def counted(capsys: pytest.CaptureFixture[str], file: Path, *options: str) -> dict[str, Any]:
    """The command's result in JSON."""
    assert cli.main(["tally", str(file), "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], file: Path, *options: str) -> str:
    """Why the command refuses."""
    assert cli.main(["tally", str(file), *options]) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("text", [COMMENTED, PARTIES, IN_A_ROW, BARE, LINES.replace("\n", "\r\n"), LINES.rstrip()])
def test_blt_is_the_same_however_it_is_laid_out(text: str):
    assert read("a.blt", text) == read("a.blt", LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_from_any_system_is_read(encoding: str, end: str, tmp_path: Path, capsys):
    file = tmp_path / "club.blt"
    file.write_bytes(LINES.replace("Ada", "Åda 苹果").replace("\n", end).encode(encoding))
    tally_result = counted(capsys, file, "--method", "stv")
    assert tally_result["winners"] == ["Åda 苹果", "Chen"]
    assert tally_result["quota"] == 3


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path, capsys):
    file = tmp_path / "club.blt"
    file.write_bytes(LINES.replace("Chen", "Jürgen").encode("latin-1"))
    assert "line 9: this is not UTF-8 text" in refused(capsys, file, "--method", "irv")
    assert "there is no such file" in refused(capsys, tmp_path / "none.blt", "--method", "irv")


@pytest.mark.parametrize(
    "text",
    [
        "weight,ranking\n3,A>B=C\n2,C\n",
        "weight;ranking\n3;A > B = C\n2;C\n",
        "ranking\tweight\nA>B=C\t3\nC\t2\n",
        "ballot,count\nA>B=C,3\nC,2\n",
        "order,votes\nA>B=C,3\nC,2\n",
        "id,votes,ranking\n1,3,A>B=C\n2,2,C\n",
        "Weight,Ranking\n1,A>B=C\n2,A>B=C\n2,C\n",
        "weight,first,second\n3,A,B=C\n2,C,\n",
        '"weight","ranking"\r\n"3","A>B=C"\r\n"2","C"\r\n',
        "3,A,B=C\n2,C\n",
    ],
)
def test_csv_of_rankings_is_the_same_however_it_is_laid_out(text: str):
    assert read("a.csv", text) == read("a.csv", "weight,ranking\n3,A>B=C\n2,C\n")


def test_columns_that_may_be_options_stay_options():
    profile = read("a.csv", "weight,order,chaos\n2,5,1\n1,0,3\n")
    assert profile.options == ("order", "chaos")
    assert count("score", profile, Settings()).winners == ("order",)


PB = "META\nkey;value\nbudget;{budget}\nvote_type;{kind}\n{more}PROJECTS\nproject_id;cost\na;{a}\nb;5\nc;4\nVOTES\n"


def town(kind: str, votes: str, budget: str = "10", a: str = "6", more: str = "") -> str:
    """A .pb file."""
    return PB.format(budget=budget, kind=kind, a=a, more=more) + votes


@pytest.mark.parametrize(
    ("text", "support"),
    [
        (town("choose-1", "voter_id;vote\n1;a\n2;b\n3;a\n"), {"a": 2, "b": 1, "c": 0}),
        (town("Approval", 'voter_id;vote\n1;"a,b"\n2;b\n3;\n'), {"a": 1, "b": 2, "c": 0}),
        (town("ordinal", "voter_id;vote\n1;a,b\n2;b\n"), {"a": 2, "b": 3, "c": 0}),
        (town("ordinal", "voter_id;vote\n1;a,b\n2;b\n", more="max_length;3\n"), {"a": 3, "b": 5, "c": 0}),
        (town("cumulative", "voter_id;vote;points\n1;a,b;4,1\n2;c;5\n"), {"a": 4, "b": 1, "c": 5}),
        (town("cumulative", "voter_id;vote;points\n1;a,a,b;1,2,1\n2;c;5\n"), {"a": 3, "b": 1, "c": 5}),
        (town("scoring", "voter_id;vote;points\n1;a,b;4,0\n", more="default_score;2\n"), {"a": 4, "b": 0, "c": 2}),
    ],
)
def test_pabulibs_kinds_of_votes(text: str, support: dict[str, int]):
    assert count("budget-greedy", read("a.pb", text), Settings()).shown["support"] == support


def test_amounts_have_the_decimals_of_the_file(tmp_path: Path, capsys):
    file = tmp_path / "town.pb"
    file.write_text(town("approval", "voter_id;vote\n1;a,b\n2;a\n", budget="11.50", a="6.25"), encoding="utf-8")
    tally_result = counted(capsys, file, "--method", "budget-greedy")
    assert (tally_result["winners"], tally_result["budget"], tally_result["spent"], tally_result["left"]) == (
        ["a", "b"],
        11.5,
        11.25,
        0.25,
    )


def test_figures_of_a_transfer_are_numbers_and_exact(tmp_path: Path, capsys):
    file = tmp_path / "club.blt"
    file.write_text('3 2\n12 1 2 0\n3 1 0\n3 2 0\n5 3 0\n0\n"A"\n"B"\n"C"\n', encoding="utf-8")
    first, second, *_ = counted(capsys, file, "--method", "stv")["rounds"]
    assert first["totals"] == {"A": 15, "B": 3, "C": 5}
    assert second["totals"] == {"A": 8, "B": 8.59992, "C": 5}
    assert (second["non_transferable"], second["rounding"]) == (1.40008, 0.0001)
    file.write_text(file.read_text(encoding="utf-8").replace("12 1 2", "900000000000001 1 2"), encoding="utf-8")
    second = counted(capsys, file, "--method", "stv")["rounds"][1]
    assert second["totals"]["B"] == "599994000000003.66666"  # more digits than programs read


def club(**orders: int) -> Profile:
    """Rankings of letters, with their weights."""
    text = "weight,ranking\n" + "".join(f"{weight},{'>'.join(order)}\n" for order, weight in orders.items())
    return read("x.csv", text)


@pytest.mark.parametrize("method", ["plurality", "approval", "irv", "stv"])
def test_an_option_below_the_status_quo_never_wins_by_any_method(method: str):
    profile = club(AQ=5, BAQ=1, QA=3)  # 6 prefer A to Q, 3 Q to A; 1 prefers B to Q, 8 Q to B
    assert count(method, profile, Settings()).winners == ("A",)
    assert count_what_stands(method, profile, Settings(required=Requirement("Q"))).winners == ("A",)
    outcome = count_what_stands(method, profile, Settings(required=Requirement("Q", majority={"A": Fraction(2)})))
    assert outcome.winners == ("Q",)
    assert [one["option"] for one in outcome.shown["dropped"]] == ["A", "B"]


@pytest.mark.parametrize("method", ["plurality", "irv", "stv", "score"])
def test_once_an_option_is_dropped_its_ballots_count_for_the_next(method: str):
    profile = read("a.csv", "weight,C,A,Q\n5,9,1,0\n3,0,5,4\n") if method == "score" else club(CAQ=5, AQC=3)
    assert count(method, profile, Settings()).winners == ("C",)
    required = Requirement("Q", majority={"C": Fraction(3)})  # 5 prefer C to Q, 3 do not
    outcome = count_what_stands(method, profile, Settings(required=required))
    assert outcome.winners == ("A",)
    assert "C" not in outcome.shown["rounds"][0]["totals"]


@pytest.mark.parametrize(("quorum", "winner"), [("5", "A"), ("5.0", "A"), ("5.000001", "Q"), ("47.434", "Q")])
def test_just_as_many_as_the_quorum_are_enough(quorum: str, winner: str):
    required = Requirement("Q", Fraction(quorum))
    for method in ("schulze", "ranked-pairs", "irv"):
        assert count_what_stands(method, club(AQ=5, QA=3), Settings(required=required)).winners == (winner,)


def test_just_the_ratio_is_not_enough():
    for ratio, winner in ((Fraction(2), "Q"), (Fraction(199, 100), "A")):
        required = Requirement("Q", majority={"A": ratio})
        assert count("schulze", club(AQ=6, QA=3), Settings(required=required)).winners == (winner,)


def test_a_ballot_that_puts_several_first_counts_for_none_by_plurality():
    profile = read("a.csv", "weight,ranking\n3,A>B\n5,B=A>C\n2,C\n4,\n")
    outcome = count("plurality", profile, Settings())
    assert outcome.shown["rounds"] == [{"blank": 4, "invalid": 5, "totals": {"A": 3, "B": 0, "C": 2}}]
    assert outcome.winners == ("A",)


def test_a_quorum_without_a_status_quo_and_a_status_quo_of_a_budget_are_refused(tmp_path: Path, capsys):
    file = tmp_path / "club.blt"
    file.write_text(LINES, encoding="utf-8")
    assert "name it" in refused(capsys, file, "--method", "schulze", "--quorum", "3")
    assert "name it" in refused(capsys, file, "--method", "schulze", "--majority", "Ada=3/1")
    assert "no option “Eva”" in refused(capsys, file, "--method", "schulze", "--status-quo", "Eva")
    budget = read("a.pb", town("approval", "voter_id;vote\n1;a\n"))
    with pytest.raises(NotCountable, match="no status quo"):
        count_what_stands("budget-greedy", budget, Settings(required=Requirement("a")))


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs"])
def test_several_seats_go_to_the_first_of_the_order(method: str):
    profile = club(ABCDQ=5, BACDQ=4, QABCD=2)
    assert count(method, profile, Settings(seats=3)).winners == ("A", "B", "C")
    assert count(method, profile, Settings(seats=9)).winners == ("A", "B", "C", "D", "Q")


def test_nobody_below_the_status_quo_takes_a_seat():
    profile = club(AQBC=5, BAQC=4, QCAB=2)
    outcome = count("schulze", profile, Settings(seats=3, required=Requirement("Q")))
    assert outcome.winners == ("A",)
    assert [one["option"] for one in outcome.shown["dropped"]] == ["B", "C"]


def test_options_level_at_the_last_seat_all_stand_as_a_tie():
    profile = club(ABC=2, ACB=2)
    outcome = count("schulze", profile, Settings(seats=2))
    assert outcome.winners == ("A", "B", "C")
    assert [(tie.tied, tie.by) for tie in outcome.ties] == [(("B", "C"), "kept")]


def test_ties_for_the_last_seat_are_settled_as_in_votes(tmp_path: Path, capsys):
    file = tmp_path / "club.csv"
    file.write_text("weight,ranking\n2,A>B>C>D\n2,A>D>C>B\n", encoding="utf-8")
    tally_result = counted(capsys, file, "--method", "schulze", "--seats", "3", "--as-voted", "--people", "C=3", "D=2")
    assert tally_result["winners"] == ["A", "C", "D"]
    assert [tie["by"] for tie in tally_result["ties"]] == ["kept", "voters"]


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs"])
def test_the_status_quo_wins_its_ties(method: str):
    required = Requirement("Q", majority={"A": Fraction(1, 2)})  # so that level votes do not drop A
    outcome = count(method, club(AQ=2, QA=2), Settings(required=required))
    assert outcome.winners == ("Q",)
    assert [(tie.tied, tie.taken, tie.by) for tie in outcome.ties] == [(("A", "Q"), ("Q",), "status-quo")]


def test_majorities_may_be_given_together_or_one_by_one(tmp_path: Path, capsys):
    file = tmp_path / "club.toc"
    file.write_text("# NUMBER ALTERNATIVES: 3\n5: 1,2,3\n2: 3,2,1\n", encoding="utf-8")
    together = ["--majority", "1=3/1", "2=5/2"]
    single = ["--majority", "1=3", "--majority", "2=2.5"]
    first = counted(capsys, file, "--method", "schulze", "--status-quo", "3", *together)
    assert first == counted(capsys, file, "--method", "schulze", "--status-quo", "3", *single)
    assert [one["option"] for one in first["dropped"]] == ["1", "2"]
    assert first["winners"] == ["3"]

"""Published elections by the methods that format 3 of the rulebook introduced."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Final

from tests.rules.tally.files import blt, weighted
from tests.rules.tally.oracles.elections import PublishedElection

TENNESSEE: Final = {"M>N>C>K": 42, "N>C>K>M": 26, "C>K>N>M": 15, "K>C>N>M": 17}
BURLINGTON: Final = {"M>K>W": 1332, "M>W>K": 767, "M": 455, "K>M>W": 2043, "K>W>M": 371, "K": 568}
BURLINGTON |= {"W>M>K": 1513, "W>K>M": 495, "W": 1289}
EQUAL_VOTE: Final = """Allison,Bill,Carmen,Doug
5,2,1,4
5,2,1,0
5,2,1,0
5,2,1,0
5,3,4,0
5,1,4,0
5,1,4,0
4,0,5,1
3,4,5,0
3,5,5,5
"""
EQUAL_VOTE_TIE: Final = """Allison,Bill,Carmen,Doug
5,4,3,3
4,5,1,1
4,5,1,2
3,5,1,0
5,4,3,0
5,0,4,1
5,0,4,0
4,0,5,1
3,4,5,0
3,5,5,4
"""
POLL_2011: Final = {
    "Aubry": (184, 114, 196, 126, 170, 129, 82),
    "Borloo": (185, 159, 196, 223, 153, 62, 22),
    "Villepin": (219, 174, 207, 204, 119, 58, 20),
    "Bayrou": (193, 166, 261, 192, 128, 47, 12),
    "Joly": (309, 190, 203, 145, 74, 47, 32),
    "Sarkozy": (413, 118, 135, 95, 111, 87, 41),
    "Chevènement": (322, 247, 228, 129, 58, 11, 5),
    "Mélenchon": (418, 214, 165, 112, 50, 27, 13),
    "Besancenot": (442, 204, 161, 99, 69, 17, 8),
    "Dupont-Aignan": (467, 277, 139, 70, 27, 14, 5),
    "Arthaud": (480, 261, 137, 77, 34, 9, 1),
    "Le Pen": (556, 93, 78, 72, 70, 65, 68),
}
"""Per mille of the grades, "to reject" first. Rounding leaves 999 to 1,002; the lowest grade is made to fit 1,000."""

POLL_2021: Final = {
    "Pécresse": (24, 13, 17, 17, 15, 10, 4),
    "Macron": (32, 11, 14, 10, 14, 12, 7),
    "Montebourg": (33, 26, 20, 11, 7, 2, 1),
    "Jadot": (36, 24, 17, 11, 7, 4, 1),
    "Hidalgo": (43, 20, 17, 9, 7, 3, 1),
    "Roussel": (43, 28, 16, 7, 3, 2, 1),
    "Dupont-Aignan": (45, 20, 15, 9, 6, 3, 2),
    "Le Pen": (47, 9, 10, 8, 9, 9, 8),
    "Taubira": (48, 17, 12, 10, 7, 3, 3),
    "Arthaud": (49, 24, 16, 7, 3, 1, 0),
    "Poutou": (52, 23, 12, 6, 4, 2, 1),
    "Mélenchon": (53, 14, 12, 7, 7, 3, 4),
    "Zemmour": (61, 7, 7, 6, 6, 7, 6),
}
"""Per cent. Both polls are in the French Wikipedia's article, by way of the tests of a program that counts them."""


def graded(grades: Mapping[str, Sequence[int]], whole: int) -> str:
    """A CSV of so many ballots with these grades: which ballot gives which is not published, and decides nothing."""
    columns = [_column((own[0] + whole - sum(own), *own[1:])) for own in grades.values()]
    rows = zip(*columns, strict=True)
    return "\n".join([",".join(grades), *map(",".join, rows), ""])


def _column(grades: Sequence[int]) -> list[str]:
    return [str(grade) for grade, number in enumerate(grades) for _ in repeat(None, number)]


GPUS: Final = """\
7 8 9 11 12; 7 8 9 11 12; 13 7 5 4 2 1; 5 13 2 7 4 1; 13 4 1 2; 4 2 13 1 3; 4 13 2 7; 7 8 12 1 13 9 2 4 11 5
1 13 3 4 7 5 2; 4 1 13 7 3 5 2; 4 1 13 7 3 5 2; 1 4 13 2 7 5 3 9 8 12 11; 7 1 8 9 13 3 2 4 12 5 11; 7 8 9 11 12
7 1 8 9 13 3 2 4 12 5 11; 7 8 9 11 12; 7 8 9 11 12; 7 8 9 11 12; 5 1 13 3 2 4 7; 7 8 9 3 12 2 13 5 1 4; 3 13 1 2
3 13 1 2; 4 7 13 5; 4 5 13 3 2 1; 7 8 9 11 12; 7 9 8 12 11 2 13; 7 8 9 11 12; 7 8 9 11 12; 4 3 13 1; 4 3 13 1
13 3 4 1 7 2 5; 3 13 4 1 7 2 5; 13 3 4 1 2 5 7; 13 1 4 2 5 3 7; 13 4 3 1 2 5; 3 13 1 4 2 7 5; 4 3 13 8; 4 3 13 1
1 4 13 7; 1 4 13 7; 7 3 4 13 1 5; 9 11 8 7; 7 8 9 11 12; 13 3 5 2; 4 5 2 3 13; 13 5 2 4 1 3 7; 13 5 2 1 7 3 8
7 8 9 12 11; 7 8 4 9 12; 13 4 7 2 8; 4 13 2 7 1 8; 7 8 11 9 12; 8 4 7 11 13 9; 7 4 2 13; 13 1 7 4; 4 1 2 13 9 5
1 4 13 5 3 2; 7 5 4 8 11 2 13 1 3 9 12; 4 8 7 5 13 2 1 3 9; 3 4 7 2 12 13 8 1 5; 7 8 9 11 12; 7 8 11 9; 7 8 11 9
7 8 9 11 12; 7 8 9 11 12; 7 8 9 11 12; 13 2 4 7 5 1; 7 8 9 11 12; 7 8 9 11; 7 8 9 11 12; 2 7 8 12 13 11 1 5 9
4 7 8 2; 4 13 5 2 1 3; 13 4 7 3 1 5 8 2 9; 4 3 13 1 7; 13 4 1 3; 4 1 13 3 2 7 8; 2 4 13 5; 2 3 4 1 13 7; 3 1 4 13
4 3 1 2 11; 3 1 4 13 2 7; 4 1 2 8 3; 4 1 5 13 2 3; 4 1 5 13 2 3; 7 8 9 11 12; 7 8 9 11 12; 13 7 3 2 5 4 1
13 5 7 2 4 1; 7 8 9 11 12; 1 13 3 7 2 4 5; 13 1 2 7 4 5 3; 13 1 2 7 4 5 3; 3 1 4 2 13 7 9 5 8
"""
"""One ballot each, in the order of the file."""
GPUS_NAMES: Final = ("Dickinson", "Mookerjee", "Sevigny", "LaMarche", "Piacsek", "Write-In 2", "Rotzler", "Olsen")
GPUS_NAMES += ("Jones", "Write-In 1", "Greenfield", "Leas", "Kramer")


def steering_committee() -> str:
    """The ballots as BLT."""
    orders = [order.strip() for line in GPUS.splitlines() for order in line.split(";")]
    lines = [f"{len(GPUS_NAMES)} 4", *(f"1 {order} 0" for order in orders), "0", *(f'"{name}"' for name in GPUS_NAMES)]
    return "\n".join([*lines, '"GPUS Steering Committee 2005-07-24"', ""])


FURTHER: Final = (
    PublishedElection(
        "the capital of Tennessee, the standard example of Borda's count",
        "csv",
        weighted("ranking", TENNESSEE),
        "borda",
        ["N"],
        shown={"rounds": [{"blank": 0, "invalid": 0, "totals": {"C": 173, "K": 107, "M": 126, "N": 194}}]},
    ),
    PublishedElection(
        "the mayor of Burlington, 2009, ballots reduced to three; the comparisons are published, Kiss won the run-off",
        "csv",
        weighted("ranking", BURLINGTON),
        "benham",
        ["M"],
        shown={"pairwise": {"K>M": 3477, "K>W": 4314, "M>K": 4067, "M>W": 4597, "W>K": 4064, "W>M": 3668}},
    ),
    PublishedElection(
        "Equal Vote's example of a winner who beats all (bettervoting, Star.test.ts)",
        "csv",
        EQUAL_VOTE,
        "star",
        ["Allison"],
        shown={
            "rounds": [
                {
                    "act": "scores",
                    "excluded": ["Bill", "Doug"],
                    "exhausted": 0,
                    "totals": {"Allison": 45, "Bill": 22, "Carmen": 31, "Doug": 10},
                },
                {"act": "run-off", "excluded": [], "exhausted": 0, "totals": {"Allison": 7, "Carmen": 3}},
            ]
        },
    ),
    PublishedElection(
        "Equal Vote's example of level runners-up, of whom Bill is preferred (Star.test.ts)",
        "csv",
        EQUAL_VOTE_TIE,
        "star",
        ["Allison"],
        ties=["run-off", "earlier-rounds"],
    ),
    PublishedElection(
        "Equal Vote's example in which the points settle a level run-off (Star.test.ts)",
        "csv",
        "Allison,Bill\n0,5\n3,2\n",
        "star",
        ["Bill"],
        ties=["earlier-rounds"],
    ),
    PublishedElection(
        "French Wikipedia on majority judgment, the example of three",
        "csv",
        graded(
            {
                "A": (1484, 1763, 912, 1971, 2128, 1742),
                "B": (2427, 1158, 1342, 1295, 2073, 1705),
                "C": (2500, 2500, 1500, 1500, 1000, 1000),
            },
            10_000,
        ),
        "majority-judgment",
        ["A"],
        shown={
            "rounds": [
                {
                    "blank": 0,
                    "invalid": 0,
                    "totals": {"A": 3, "B": 3, "C": 1},
                    "above": {"A": 3870, "B": 3778, "C": 5000},
                    "below": {"A": 4159, "B": 4927, "C": 2500},
                }
            ]
        },
    ),
    PublishedElection(
        "French Wikipedia on majority judgment, a poll of 2011 on candidates for president of France, all twelve",
        "csv",
        graded(POLL_2011, 1000),
        "majority-judgment",
        list(POLL_2011),
        ["--seats", "12"],
    ),
    PublishedElection(
        "French Wikipedia on majority judgment, a poll of 2021 on candidates for president of France, all thirteen",
        "csv",
        graded(POLL_2021, 100),
        "majority-judgment",
        list(POLL_2021),
        ["--seats", "13"],
    ),
    PublishedElection(
        "Droop's 513 by the reference rule of Meek's method",
        "blt",
        blt(["Castor", "Pollux", "Helen"], {("Castor", "Pollux"): 5, ("Pollux",): 1, ("Helen",): 3}, 2),
        "meek",
        ["Castor", "Helen"],
        shown={"quota": "3.000000001"},
    ),
    PublishedElection(
        "Green Party of the United States, steering committee 2005, by the reference rule of Meek's method",
        "blt",
        steering_committee(),
        "meek",
        ["Rotzler", "LaMarche", "Kramer", "Olsen"],
        ["--unsupported", "filled", "--lot", "c"],
        ties=["lot", "lot", "lot"],
    ),
)

"""Published elections, typed from their sources: the ballots as a file, and the published result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.rules.tally.files import blt, by_ranks, numbered, old_preflib, pabulib, preflib, weighted


@dataclass(frozen=True)
class PublishedElection:
    """The input of `govern tally` and the expected winners; `shown` is a part of the expected document."""

    source: str
    ending: str
    text: str
    method: str
    winners: Sequence[str]
    options: Sequence[str] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)
    ties: Sequence[str] = ()  # by what ties were settled


DEBIAN_2006: Final = {"213": 91, "123": 84, "132": 74, "231": 20, "122": 13, "312": 10, "112": 9, "221": 8}
DEBIAN_2006 |= {"121": 5, "212": 5, "321": 4}
DEBIAN_2014: Final = {"123": 105, "213": 74, "312": 32, "321": 26, "132": 13, "212": 9, "221": 9, "112": 8, "122": 5}
DEBIAN_2014 |= {"231": 5, "111": 2}
SCHULZE_45: Final = {"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8}
BANFF: Final = {"1": 183, "12": 28, "123": 107, "13": 51, "132": 157, "2": 485, "21": 69, "213": 300, "23": 4}
BANFF |= {"231": 104, "3": 563, "31": 192, "312": 334, "32": 9, "321": 72}
SNAPSHOT: Final = {"1": 133, "1234": 47, "2": 43, "12": 27, "4": 21, "": 19, "3": 19, "13": 15, "23": 13, "234": 13}
SNAPSHOT |= {"123": 12, "34": 12, "24": 9, "134": 8, "14": 8, "124": 7}
SADUL: Final = {"1547,1549": 63, "1549": 28, "1549,2290": 9, "2290": 9, "1547,2290": 8, "1547": 3}
SADUL_COSTS: Final = {"1549": 55_100, "1547": 55_000, "2290": 12_800}

FIRST: Final = (
    PublishedElection(
        "Debian general resolution 2006/007, tally sheet",
        "toc",
        preflib("123", by_ranks(DEBIAN_2006), "toc"),
        "schulze",
        ["1"],
        ["--status-quo", "3", "--quorum", "47.434", "--majority", "2=3/1"],
        {"pairwise": {"1>2": 196, "1>3": 271, "2>1": 110, "2>3": 199, "3>1": 42, "3>2": 111}},
    ),
    PublishedElection(
        "Debian general resolution 2014/002, tally sheet",
        "toc",
        old_preflib("123", by_ranks(DEBIAN_2014)),
        "schulze",
        ["2"],
        ["--status-quo", "3", "--quorum", "47.4816"],
        {"pairwise": {"1>2": 128, "2>1": 141, "1>3": 205, "3>1": 72, "2>3": 228, "3>2": 53}, "dropped": []},
    ),
    PublishedElection(
        "the standard 45-voter example of the Schulze method",
        "soc",
        preflib("ABCDE", numbered("ABCDE", SCHULZE_45), "soc"),
        "schulze",
        ["E"],
        shown={"order": [["E"], ["A"], ["C"], ["B"], ["D"]]},
    ),
    PublishedElection("the same, by ranked pairs", "blt", blt("ABCDE", SCHULZE_45), "ranked-pairs", ["A"]),
    PublishedElection(
        "the same, by instant run-off", "blt", blt("ABCDE", SCHULZE_45), "irv", ["A"], ties=["excluded-together"]
    ),
    PublishedElection(
        "Aberdeenshire by-election of 2016, Banff and District, Scottish STV",
        "soi",
        preflib(["Mason", "Reynolds", "Taylor"], {",".join(order): weight for order, weight in BANFF.items()}),
        "stv",
        ["Taylor"],
        shown={"quota": 1330},
    ),
    PublishedElection(
        "example data of a token-weighted off-chain voting system",
        "csv",
        weighted("approvals", {"|".join(names): weight for names, weight in SNAPSHOT.items()}),
        "approval",
        ["1"],
        shown={"rounds": [{"blank": 19, "invalid": 0, "totals": {"1": 257, "2": 171, "3": 139, "4": 125}}]},
    ),
    PublishedElection(
        "Pabulib, Warsaw 2017, Sadul, greedily",
        "pb",
        pabulib(SADUL_COSTS, SADUL, 110_180),
        "budget-greedy",
        ["1549", "1547"],
        shown={"left": 80, "spent": 110_100},
    ),
    PublishedElection(
        "Pabulib, Warsaw 2017, Sadul, equal shares",
        "pb",
        pabulib(SADUL_COSTS, SADUL, 110_180),
        "budget-equal-shares",
        ["1549", "2290"],
        shown={"spent": 67_900},
    ),
)
"""The acceptance cases."""

# https://www2.gov.scot/Resource/0038/00389095.pdf, a worked example for returning officers: three seats, quota 600.
SCOTTISH: Final = {
    ("Adams", "Baker"): 35,
    ("Adams", "Gray", "Baker"): 84,
    ("Adams", "Gray", "Miller"): 267,
    ("Adams", "Gray"): 49,
    ("Adams", "Miller"): 78,
    ("Adams",): 37,
    ("Baker",): 377,
    ("Campbell", "Adams", "Baker"): 7,
    ("Campbell", "Adams", "Gray", "Baker"): 7,
    ("Campbell", "Adams", "Gray", "Miller"): 19,
    ("Campbell", "Adams", "Gray"): 23,
    ("Campbell", "Adams", "Miller"): 263,
    ("Campbell", "Adams"): 38,
    ("Campbell", "Baker"): 223,
    ("Campbell", "Gray", "Baker"): 15,
    ("Campbell", "Gray", "Miller"): 58,
    ("Campbell", "Gray"): 10,
    ("Campbell", "Miller"): 252,
    ("Campbell",): 57,
    ("Gray", "Baker"): 54,
    ("Gray", "Miller"): 96,
    ("Gray",): 17,
    ("Miller",): 331,
}
FOOD: Final = {
    ("Orange",): 4,
    ("Pear", "Orange"): 2,
    ("Chocolate", "Strawberry"): 8,
    ("Chocolate", "Burger"): 4,
    ("Strawberry",): 1,
    ("Burger",): 1,
}
# https://rangevoting.org/Burlington.html: the three candidates who were left for the last two rounds.
BURLINGTON: Final = {
    ("Montroll", "Kiss", "Wright"): 1332,
    ("Montroll", "Wright", "Kiss"): 767,
    ("Montroll",): 455,
    ("Kiss", "Montroll", "Wright"): 2043,
    ("Kiss", "Wright", "Montroll"): 371,
    ("Kiss",): 568,
    ("Wright", "Montroll", "Kiss"): 1513,
    ("Wright", "Kiss", "Montroll"): 495,
    ("Wright",): 1289,
}
# Alaska Division of Elections and cast vote record, as in Wikipedia's article: special election of August 2022.
ALASKA: Final = {
    ("Begich", "Palin"): 27_053,
    ("Begich", "Peltola"): 15_467,
    ("Begich",): 11_290,
    ("Palin", "Begich"): 34_049,
    ("Palin", "Peltola"): 3_652,
    ("Palin",): 21_272,
    ("Peltola", "Begich"): 47_407,
    ("Peltola", "Palin"): 4_645,
    ("Peltola",): 23_747,
}
IRELAND: Final = {
    ("Robinson",): 612_265,
    ("Lenihan",): 694_484,
    ("Currie", "Lenihan"): 36_789,
    ("Currie", "Robinson"): 205_565,
    ("Currie",): 25_548,
}
TENNESSEE: Final = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
SQUEEZE: Final = {"ABC": 35, "CBA": 34, "BCA": 31}
SCHULZE_30: Final = {"ACBD": 5, "ACDB": 2, "ADCB": 3, "BACD": 4, "CBDA": 3, "CDBA": 3, "DACB": 1, "DBAC": 5, "DCBA": 4}
SCHULZE_30_OF_5: Final = {"ABDEC": 3, "ADEBC": 5, "ADECB": 1, "BADEC": 2, "BDECA": 2, "CABDE": 4, "CBADE": 6}
SCHULZE_30_OF_5 |= {"DBECA": 2, "DECAB": 5}
SCHULZE_9: Final = {"ABCD": 3, "DABC": 2, "DBCA": 2, "CBDA": 2}
NIGHTMARE: Final = {"ABCDE": 50, "BACDE": 51, "CDBEA": 100, "DECBA": 53, "EDCBA": 49}
ST_LOUIS: Final = {"Tishaura Jones": 25_374, "Cara Spencer": 20_649, "Lewis Reed": 17_162, "Andrew Jones": 6_422}
ZABRZE: Final = {"P0018": 603, "P0038": 1664, "P0048": 968, "P0065": 3240, "P0066": 1309}
ZABRZE_COSTS: Final = {"P0018": 500_000, "P0038": 500_000, "P0048": 500_000, "P0053": 479_500, "P0065": 500_000}
ZABRZE_COSTS |= {"P0066": 499_748, "P0071": 250_000}
BOOK: Final = {"a,b": 3, "a,c": 3, "a,d": 2, "b,c,f": 1, "e": 1, "f": 1, "g": 1}

MORE: Final = (
    PublishedElection(
        "Scottish Government, worked example of a council election",
        "blt",
        blt(["Adams", "Baker", "Campbell", "Gray", "Miller"], SCOTTISH, 3),
        "stv",
        ["Campbell", "Adams", "Miller"],
        shown={"quota": 600},
    ),
    PublishedElection(
        "Wikipedia, Single transferable vote: food for a party (as in votelib's tests)",
        "blt",
        blt(["Orange", "Pear", "Chocolate", "Strawberry", "Burger"], FOOD, 3),
        "stv",
        ["Chocolate", "Orange", "Strawberry"],
        shown={"quota": 6},
    ),
    PublishedElection(
        "Wikipedia, Counting single transferable votes: Andrea, Brad, Carter, Delilah",
        "blt",
        blt("ABCD", {"ABCD": 16, "ACBD": 24, "DABC": 17}),
        "stv",
        ["A", "C"],
        ["--seats", "2"],
        {"quota": 20},
    ),
    PublishedElection("Burlington 2009", "blt", blt(["Kiss", "Montroll", "Wright"], BURLINGTON), "irv", ["Kiss"]),
    PublishedElection(
        "Burlington 2009", "blt", blt(["Kiss", "Montroll", "Wright"], BURLINGTON), "plurality", ["Wright"]
    ),
    PublishedElection(
        "Burlington 2009",
        "blt",
        blt(["Kiss", "Montroll", "Wright"], BURLINGTON),
        "schulze",
        ["Montroll"],
        shown={"order": [["Montroll"], ["Kiss"], ["Wright"]]},
    ),
    PublishedElection(
        "Alaska 2022",
        "blt",
        blt(["Begich", "Palin", "Peltola"], ALASKA),
        "irv",
        ["Peltola"],
        shown={
            "rounds": [
                {
                    "excluded": ["Begich"],
                    "exhausted": 0,
                    "totals": {"Begich": 53_810, "Palin": 58_973, "Peltola": 75_799},
                },
                {"excluded": [], "exhausted": 11_290, "totals": {"Palin": 86_026, "Peltola": 91_266}},
            ]
        },
    ),
    PublishedElection("Alaska 2022", "blt", blt(["Begich", "Palin", "Peltola"], ALASKA), "ranked-pairs", ["Begich"]),
    PublishedElection(
        "Irish presidential election of 1990",
        "blt",
        blt(["Robinson", "Lenihan", "Currie"], IRELAND),
        "irv",
        ["Robinson"],
    ),
    PublishedElection(
        "Wikipedia, Condorcet criterion: the centre is squeezed",
        "soc",
        preflib("ABC", numbered("ABC", SQUEEZE), "soc"),
        "irv",
        ["C"],
    ),
    PublishedElection("the same", "soc", preflib("ABC", numbered("ABC", SQUEEZE), "soc"), "schulze", ["B"]),
    PublishedElection("the same", "soc", preflib("ABC", numbered("ABC", SQUEEZE), "soc"), "plurality", ["A"]),
    PublishedElection(
        "M. Schulze, A New Monotonic ... Election Method, example 2 (30 voters, 4 candidates)",
        "soc",
        preflib("ABCD", numbered("ABCD", SCHULZE_30), "soc"),
        "schulze",
        ["D"],
        shown={"order": [["D"], ["A"], ["C"], ["B"]]},
    ),
    PublishedElection(
        "M. Schulze, example 3 (30 voters, 5 candidates)",
        "soc",
        preflib("ABCDE", numbered("ABCDE", SCHULZE_30_OF_5), "soc"),
        "schulze",
        ["B"],
        shown={"order": [["B"], ["A"], ["D"], ["E"], ["C"]]},
    ),
    PublishedElection(
        "M. Schulze, example 4 (9 voters): two stay level",
        "soc",
        preflib("ABCD", numbered("ABCD", SCHULZE_9), "soc"),
        "schulze",
        ["B", "D"],
        ties=["kept"],
    ),
    PublishedElection(
        "Debian general resolution 2006/005, recall of the project leader: quorum reached, majority not",
        "toc",
        preflib("12", by_ranks({"12": 48, "21": 277}), "toc"),
        "schulze",
        ["2"],
        ["--status-quo", "2", "--quorum", "47.4341649025257"],
        {"dropped": [{"option": "1", "why": "majority: 48 is not more than 1 x 277"}]},
    ),
    PublishedElection(
        "Debian project leader election 2023: one candidate against none of the above",
        "toc",
        preflib(["Jonathan Carter", "None of the above"], by_ranks({"12": 259, "21": 15}), "toc"),
        "schulze",
        ["Jonathan Carter"],
        ["--status-quo", "None of the above", "--quorum", "47.3392015141785"],
        {"pairwise": {"Jonathan Carter>None of the above": 259, "None of the above>Jonathan Carter": 15}},
    ),
    PublishedElection("the capital of Tennessee", "blt", blt("MNCK", TENNESSEE), "ranked-pairs", ["N"]),
    PublishedElection(
        "Wikipedia, Score voting: the capital of Tennessee",
        "csv",
        "weight,M,N,C,K\n42,10,4,2,0\n26,0,10,4,2\n15,0,6,10,6\n17,0,5,7,10\n",
        "score",
        ["N", "C", "M", "K"],
        ["--seats", "4"],
        {"rounds": [{"blank": 0, "invalid": 0, "totals": {"M": 420, "N": 603, "C": 457, "K": 312}}]},
    ),
    PublishedElection(
        "https://rangevoting.org/MedianVrange.html: a pizza for three",
        "csv",
        "weight,Pepperoni,Mushroom\n2,9,8\n1,0,9\n",
        "score",
        ["Mushroom"],
    ),
    PublishedElection("https://rangevoting.org/rangeVirv.html", "blt", blt("ABCDE", NIGHTMARE), "irv", ["D"]),
    PublishedElection(
        "St. Louis, primary of March 2021 (St. Louis American): two advance; who approved several is not published",
        "csv",
        weighted("approvals", ST_LOUIS),
        "approval",
        ["Tishaura Jones", "Cara Spencer"],
        ["--seats", "2"],
    ),
    PublishedElection(
        "Pabulib, Zabrze 2021, whole city: each voter chose one",
        "pb",
        pabulib(ZABRZE_COSTS, ZABRZE, 500_000),
        "budget-greedy",
        ["P0065"],
        shown={"left": 0},
    ),
    PublishedElection(
        "Lackner and Skowron, Multi-Winner Voting with Approval Preferences, example 11: four seats cost one each",
        "pb",
        pabulib(dict.fromkeys("abcdefg", 1), BOOK, 4),
        "budget-equal-shares",
        ["a"],
        shown={"rounds": [{"price": "1/8", "project": "a"}], "left": 3},
    ),
)
"""Found elsewhere, beyond the acceptance cases."""

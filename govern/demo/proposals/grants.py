"""Proposals of the demonstration that open grant rounds and a pool for streams, with their applications."""

from dataclasses import dataclass
from typing import Final

from govern.demo.plans import ProposalPlan

DAY: Final = 24

GRANTS: Final = (
    ProposalPlan(
        key="neighbours",
        author="grace",
        hours=102 * DAY,
        title="Small grants for neighbours’ ideas 邻里小额资助",
        body="""Good ideas of a few hundred euros should not each need a vote of forty people. \
We set aside **€3,000**. Anybody applies; the council gives points in the open; \
the best scored are paid until the sum is used up.

一个人能办成的小事，不必每次都请四十个人投票。大家申请，理事会公开打分，从高到低资助，直到用完为止。\
收到钱的人事后要说说做了什么。
""",
        sponsors=("yichen",),
        yes=50,
        no=8,
        abstain=5,
        opens={
            "apply_days": 12,
            "committee": "councillor",
            "currency": "EUR",
            "effect": "open-round",
            "expires_days": 180,
            "least": 50,
            "programme": "",
            "score_days": 9,
            "sum": 300_000,
        },
    ),
    ProposalPlan(
        key="winter",
        author="mei",
        hours=46 * DAY,
        title="冬天也有事做：冬季小额资助 Small grants for the winter",
        body="""上一轮资助办得很好，冬天更需要大家聚在一起。这一轮拿出 **2,400 欧元**，给十二月到二月里在室内办的活动。

Anything that brings people together indoors from December to February. The council scores, as before.
""",
        sponsors=("lucy",),
        yes=47,
        no=9,
        abstain=6,
        opens={
            "apply_days": 21,
            "committee": "councillor",
            "currency": "EUR",
            "effect": "open-round",
            "expires_days": 120,
            "least": 60,
            "programme": "",
            "score_days": 24,
            "sum": 240_000,
        },
    ),
    ProposalPlan(
        key="upkeep",
        author="ines",
        hours=72 * DAY,
        title="Those who look after the place 照看这里的人",
        body="""Some work is never finished: the paths, the reeds, the website. A yearly vote on each is too coarse, \
so we put **80 cents an hour** into a pool for ninety days. Whoever does such work asks for a part of it, and is paid \
for as long as enough of us support it.

有些活永远干不完：步道、芦苇、网站。谁在做，谁就来申请；大家随时可以支持，也可以收回支持。
""",
        sponsors=("siqi",),
        yes=46,
        no=11,
        abstain=6,
        opens={"currency": "EUR", "days": 90, "effect": "open-pool", "hourly": 80, "programme": ""},
    ),
    ProposalPlan(
        key="youngest",
        author="zihan",
        hours=29,
        title="给十八岁以下的人一轮资助 A grant round for those under eighteen",
        body="""年轻人也有主意，只是没有钱。拿出 **900 欧元**，由理事会打分，一份申请最多写一页纸。

Nine hundred euros, and nobody over eighteen may apply.
""",
        opens={
            "apply_days": 30,
            "committee": "councillor",
            "currency": "EUR",
            "effect": "open-round",
            "expires_days": 180,
            "least": 50,
            "programme": "",
            "score_days": 14,
            "sum": 90_000,
        },
    ),
)


@dataclass(frozen=True)
class PlannedApplication:
    """An application to the round of a proposal, `days` before the end.

    `points` are the councillors' scores, one after another, the first `scored` days before the end. `payee` is the
    public name of an outsider, empty for the applicant. `paid` and `withdrawn` are days before the end as well (0:
    never), `report` its report.
    """

    proposal: str
    days: int
    who: str
    amount: int
    purpose: str
    plan: str
    points: tuple[int, ...]
    scored: int
    payee: str = ""
    paid: int = 0
    report: str = ""
    withdrawn: int = 0


APPLICATIONS: Final = (
    PlannedApplication(
        "neighbours",
        88,
        "elena",
        78_000,
        "Soup for the first frost 初霜之夜的热汤",
        "Three evenings, four pots each, at the bridge. We buy lentils, onions and bread; the pots are ours.",
        (92, 85, 88),
        75,
        paid=62,
        report="三个晚上一共端出四百一十碗汤，剩下的面包给了鸭子以外的所有人。Receipts are with the treasurers.",
    ),
    PlannedApplication(
        "neighbours",
        86,
        "haoran",
        112_000,
        "工具图书馆：十二件人人可借的工具",
        "冲击钻、砂光机、梯子……修理咖啡馆保管，凭名字借，用完擦干净还回来。\n\n第一年的维护由我们承担。",
        (81, 90, 77),
        74,
        payee="湖滨五金行",
        paid=53,
        report="十二件工具都到了，九件正在外面。The ladder is the most wanted, and has a waiting list.",
    ),
    PlannedApplication(
        "neighbours",
        84,
        "ben",
        96_000,
        "Songbooks for the care home",
        "Forty large-print songbooks, and six visits of the choir. Songs are chosen by those who will sing them.",
        (84, 72, 80),
        75,
    ),
    PlannedApplication(
        "neighbours",
        82,
        "jack",
        60_000,
        "A drone to film the regatta",
        "One drone, one spare battery, and a course for one person.",
        (35, 20, 44),
        73,
    ),
    PlannedApplication(
        "neighbours",
        81,
        "samira",
        230_000,
        "A glasshouse for seedlings 育苗温室",
        "A glasshouse of eighteen square metres behind the compost, with rain barrels. It would need the whole sum.",
        (70, 66, 74),
        73,
    ),
    PlannedApplication(
        "winter",
        31,
        "yueying",
        64_000,
        "Dumplings on the shortest day 冬至包饺子",
        "冬至那天下午在议事厅一起包饺子，一百人份，素馅荤馅各一半。\n\nFlour, cabbage, and somebody to watch the pots.",
        (90, 86),
        9,
    ),
    PlannedApplication(
        "winter",
        27,
        "pavel",
        72_000,
        "Singing by candlelight, four Sundays",
        "Four Sundays in Advent, one hour each. We rent candle holders that do not set fire to the choir.",
        (78,),
        7,
    ),
    PlannedApplication(
        "winter",
        24,
        "aisha",
        88_000,
        "Swing dancing to keep warm 跳舞取暖",
        "A teacher for eight evenings. No partner needed, and no shoes that scratch the floor.",
        (),
        0,
        payee="Saltire Swing, dance teachers",
    ),
    PlannedApplication(
        "winter",
        20,
        "haoran",
        35_000,
        "修灯夜：带一盏坏灯来",
        "一月的四个周五晚上，零件由我们备好。",
        (71,),
        5,
    ),
    PlannedApplication(
        "winter",
        19,
        "kate",
        50_000,
        "Head torches for the night run",
        "Twenty head torches that the club lends out.",
        (),
        0,
        withdrawn=16,
    ),
)


@dataclass(frozen=True)
class DemoStream:
    """A request for money by the hour from the pool: minor units an hour, purpose, and supporters.

    `paid` are sums, each with the number of days before the end when it is paid.
    """

    key: str
    who: str
    hourly: int
    purpose: str
    supporters: tuple[str, ...]
    payee: str = ""
    paid: tuple[tuple[int, int], ...] = ()


STREAMS: Final = (
    DemoStream(
        "reeds",
        "siqi",
        35,
        "Keeping the reeds and the nesting boxes 照看芦苇和鸟巢箱",
        ("ines", "ruolan", "harriet", "guohua", "samira", "mei", "fergus"),
        paid=((12_600, 30), (9_240, 9)),
    ),
    DemoStream(
        "website",
        "liwei",
        30,
        "网站、邮件和这份记录的维护",
        ("tom", "haoran", "peter", "grace", "anqi"),
        paid=((8_400, 22),),
    ),
    DemoStream(
        "paths",
        "zihan",
        40,
        "Sweeping the lakeside path, every morning",
        ("aisha", "kate"),
        payee="Lakeside Grounds Cooperative",
    ),
    DemoStream("swans", "jack", 25, "A census of swans, hourly", ()),
)
RETURNED_BY: Final = ("oliver", "minghao")  # who support the return of the money

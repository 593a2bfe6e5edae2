"""Votes over several options in the demonstration: a festival, seats, projects, and an admission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class DemoOption:
    """An option, or a project with its cost in minor units and its payee."""

    id: str
    name: str
    cost: int = 0
    payee: str = ""


@dataclass(frozen=True)
class OptionProposal:
    """A proposal `hours` before the end of the story.

    `silent` people do not vote; without `voted` nobody does.
    """

    key: str
    author: str
    hours: int
    title: str
    body: str
    sponsor: str = ""
    topic: str = ""
    options: tuple[DemoOption, ...] = ()
    sum: int = 0
    voted: bool = True
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoElection:
    """An election: candidates with their texts, nominations, withdrawals, and resignations with their times."""

    asked: OptionProposal
    office: str
    seats: int
    standing: Mapping[str, str]
    nominated: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    resigned: Mapping[str, int] = field(default_factory=dict)


CHOICES: Final = (
    OptionProposal(
        key="festival",
        author="fergus",
        hours=70 * 24,
        title="Where the midsummer fair should be 仲夏夜集市设在哪里",
        body="The green is being reseeded this year. **One place for all**: the fair is small enough for each.",
        sponsor="kate",
        topic="culture",
        options=(
            DemoOption("north-shore", "The north shore 北岸"),
            DemoOption("market-square", "Market Square 市集广场"),
            DemoOption("school-yard", "The school yard 学校操场"),
        ),
    ),
    OptionProposal(
        key="boat-name",
        author="oliver",
        hours=6 * 24,
        title="给社里的新船起个名字 A name for the new boat",
        body="船下水前要把名字漆好。\n\nFour names came out of last year’s box.",
        sponsor="clara",
        topic="culture",
        options=(
            DemoOption("linden", "椴树号 Linden"),
            DemoOption("heron", "苍鹭号 Heron"),
            DemoOption("patience", "Patience 耐心号"),
            DemoOption("second-wind", "Second Wind"),
        ),
        silent=("mei",),
    ),
)
BUDGETS: Final = (
    OptionProposal(
        key="small-things",
        author="ben",
        hours=95 * 24,
        title="Three thousand euros for small things 三千欧元办小事",
        body="Each club could put forward one thing. **What is wanted most, within the sum, is done.**",
        sponsor="siqi",
        topic="money",
        sum=300_000,
        options=(
            DemoOption("bird-hide", "A bird hide at the reeds 芦苇边的观鸟棚", 120_000, "Reed & Plank"),
            DemoOption("tool-wall", "A wall of tools to borrow 借用工具墙", 90_000, "Ironmonger Vale"),
            DemoOption("piano", "Tune the hall’s piano 给礼堂的钢琴调音", 24_000, "Müller pianos"),
            DemoOption("mud-kitchen", "A mud kitchen for children 孩子们的泥巴厨房", 110_000, "绿水木作"),
        ),
    ),
    OptionProposal(
        key="autumn-things",
        author="aisha",
        hours=5 * 24,
        title="秋天的小额预算 The small budget for autumn",
        body="五个项目，两千五百欧元。写上您想要的；同一群人不会拿走全部。",
        sponsor="junjie",
        topic="money",
        sum=250_000,
        options=(
            DemoOption("lights", "步道的太阳能灯 Solar lights along the path", 140_000, "Lumen Co-op"),
            DemoOption("compost", "堆肥箱 Three compost bins", 45_000, "Earthworks"),
            DemoOption("soup-pots", "两口大汤锅 Two large soup pots", 38_000, "Kettle & Daughters"),
            DemoOption("scores", "合唱团的乐谱 Scores for the choir", 27_000, "Notenhaus"),
            DemoOption("oars", "四把旧桨翻新 Four oars made new", 64_000, "Oar & Blade"),
        ),
        silent=("mei",),
    ),
)
ELECTIONS: Final = (
    DemoElection(
        asked=OptionProposal(
            key="council",
            author="hannah",
            hours=125 * 24,
            title="Three seats on the council 理事会三席",
            body="The council prepares what members decide, and answers letters. It decides nothing by itself.",
            sponsor="pavel",
        ),
        office="councillor",
        seats=3,
        standing={
            "grace": "I run on Sundays and read minutes on Mondays. **I would publish them within two days.**",
            "zihan": "我在这里住了十一年，做过会计。愿意每月开放一个晚上，大家随时来问。",
            "clara": "Teacher, patient, often early. I would like the young ones to be heard.",
            "jack": "I mend things, and would mend our forms.",
            "ruolan": "我只想做一件事：让每封来信一周内有回音。",
        },
        nominated={"ruolan": "siqi", "meiling": "anqi"},
        withdrawn=("jack",),
        resigned={"clara": 20 * 24},
    ),
    DemoElection(
        asked=OptionProposal(
            key="auditors",
            author="zhiyuan",
            hours=3 * 24,
            title="选两位审计员 Two auditors for the coming year",
            body="审计员每季度核对一次社区的账目，写一页纸的报告。\n\nTwo people who compare the books with the bank.",
            sponsor="yichen",
            topic="money",
            voted=False,
        ),
        office="auditor",
        seats=2,
        standing={"dongmei": "我退休前是出纳。**看账不看人。**"},
        nominated={"mei": "oliver", "peter": "samira"},
    ),
)
MEMBERSHIP: Final = OptionProposal(
    key="welcome",
    author="guohua",
    hours=2 * 24,
    title="欢迎曹薇薇加入 Welcome Cao Weiwei",
    body="她在园艺社帮了一年忙，登记员最近不在。\n\nShe has helped on the plots for a year, and our registrar is away.",
    voted=False,
)

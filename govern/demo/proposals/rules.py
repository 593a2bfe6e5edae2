"""Proposals of the demonstration about rules: the ratification, amendments, and proposals stopped by rules."""

from typing import Any, Final

from govern.demo.plans import Grant, PlannedAct, ProposalPlan

DAY = 24


def _four_at_a_time(rulebook: dict[str, Any]) -> dict[str, Any]:
    return rulebook | {"live_per_author": 4, "topics": ["culture", "money", "places", "rules", "youth"]}


def _two_at_a_time(rulebook: dict[str, Any]) -> dict[str, Any]:
    return rulebook | {"live_per_author": 2}


RULES: Final = (
    ProposalPlan(
        key="ratify",
        author="ada",
        hours=176 * DAY,
        title="From today, the rules belong to all of us",
        body="""I wrote our first rulebook alone, because somebody had to. It has carried us through the first weeks, \
and you have read it.

If this passes, **nobody can change a rule alone any more**, I least of all: every change will need \
a vote like this one.
""",
        sponsors=("mei",),
        yes=84,
        no=2,
        abstain=5,
        topic="rules",
        ratifies=1,
    ),
    ProposalPlan(
        key="four",
        author="ruoxi",
        hours=131 * DAY,
        title="每人可以同时有四份提案，并增加“青少年”议题",
        body="""三份的上限在社团多的人那里不够用。改成四份，同时增加一个议题“青少年”，让关心的人可以单独委托。
""",
        sponsors=("grace",),
        yes=66,
        no=9,
        abstain=4,
        topic="rules",
        change=_four_at_a_time,
    ),
    ProposalPlan(
        key="two",
        author="peter",
        hours=131 * DAY - 12,
        title="Two proposals at a time are enough",
        body="""We read slowly and we should propose slowly. Two at a time leave room to listen.
""",
        sponsors=("clara",),
        yes=58,
        no=14,
        abstain=6,
        topic="rules",
        change=_two_at_a_time,
    ),
    ProposalPlan(
        key="fireworks",
        author="minghao",
        hours=96 * DAY,
        title="Fireworks over the lake for the regatta",
        body="""Eight minutes at the end of the regatta. The rockets are the quiet kind.
""",
        sponsors=("george", "zhiyuan"),
        grants=(Grant(180_000, "EUR", "Harbour Lights Ltd", "eight minutes of fireworks", 120),),
        yes=47,
        no=19,
        abstain=8,
        topic="culture",
        turns=(
            PlannedAct(
                86 * DAY - 12,
                "harriet",
                "proposal-vetoed",
                "reason",
                "The grebes are on their nests until July, thirty metres from the pontoon. The nature covenant binds "
                "us; I would be glad to see this again for September.",
            ),
        ),
    ),
    ProposalPlan(
        key="gate",
        author="jack",
        hours=84 * DAY,
        title="Close the north path at night",
        body="""Somebody drives a moped along it after midnight. A gate from eleven to five would end that.
""",
        sponsors=("pavel",),
        yes=39,
        no=28,
        abstain=6,
        topic="places",
        turns=(
            PlannedAct(
                74 * DAY,
                "aisha",
                "outcome-challenged",
                "grounds",
                "The path is a public right of way. The council's letter of the 3rd says that we may not close it, and "
                "the proposal did not mention the letter.",
            ),
            PlannedAct(
                73 * DAY,
                "peter",
                "challenge-ruled",
                "explanation",
                "I have read the letter and called the council. We cannot decide what is not ours to decide. The vote "
                "was held properly; its outcome is void.",
                {"ruling": "void"},
            ),
        ),
    ),
    ProposalPlan(
        key="twice",
        author="kate",
        hours=58 * DAY,
        title="修缮小码头（重复提交）",
        body="""小码头的木板需要更换，费用另行提出。
""",
        sponsors=("junjie",),
        turns=(
            PlannedAct(
                57 * DAY + 12,
                "grace",
                "proposal-cancelled",
                "reason",
                "与正在评议的“小码头”动议内容相同，作者请求合并为一份。",
            ),
        ),
    ),
    ProposalPlan(
        key="bells",
        author="ben",
        hours=10 * DAY + 15,
        title="Ring the chapel bell at noon on Sundays",
        body="""One minute, once a week. The choir will take turns at the rope.
""",
        sponsors=("anqi",),
        yes=48,
        no=17,
        abstain=7,
        topic="culture",
        turns=(
            PlannedAct(
                14,
                "siqi",
                "outcome-challenged",
                "grounds",
                "投票公告说钟声“每周一分钟”，但同一天的讨论里作者改口说“直到唱诗结束”。大家同意的到底是哪一个？",
            ),
        ),
    ),
)

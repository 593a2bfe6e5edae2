"""Decided proposals of the demonstration about budgets and programmes."""

from typing import Final

from govern.demo.plans import Grant, ProposalPlan, Share

DAY: Final = 24

MONEY: Final = (
    ProposalPlan(
        key="year",
        author="george",
        hours=112 * DAY,
        title="The budget of the year, by programme 年度预算",
        body="""Last year nobody could say in spring what was left in autumn. So we propose to give each programme a \
sum, and to spend **within these sums only**. What is left at the end lapses; nobody has to hurry to use it up.

| 项目 | 金额 |
|---|---|
| 学习 Learning | €14,000 |
| 老房子 Old houses | €7,000 |
| 赛艇社的船 Boats of the Rowing Club | €2,500 |
| 集市 Fairs, until autumn | €1,800 |
| 友城 Twin towns | CN¥50,000 |

Each single payment still needs a vote, a request and somebody else’s approval.
""",
        sponsors=("shuyi",),
        shares=(
            Share("learning", 1_400_000, "EUR", 150),
            Share("houses", 700_000, "EUR", 150),
            Share("boats", 250_000, "EUR", 150),
            Share("fairs", 180_000, "EUR", -25),
            Share("friendship", 5_000_000, "CNY", 12),
        ),
        yes=48,
        no=8,
        abstain=6,
    ),
    ProposalPlan(
        key="stalls",
        author="lucy",
        hours=90 * DAY,
        title="Ten folding stalls for the fairs",
        body="""We borrow trestles from three places before each fair and carry them back afterwards. Ten folding \
stalls would fit into the boat house, and anybody may borrow them.
""",
        sponsors=("xiaoyu", "nadia"),
        grants=(Grant(120_000, "EUR", "Market & Son, joiners", "ten folding stalls", 30, "fairs"),),
        yes=46,
        no=9,
        abstain=4,
    ),
    ProposalPlan(
        key="library",
        author="yichen",
        hours=84 * DAY,
        title="议事厅里的一面书墙",
        body="""二楼走廊一直空着。我们想做一面**从地到顶的书墙**，书由大家捐，谁都可以借。

先付材料和第一期工钱；书架立起来、拍了照片，再付余下的部分。
""",
        sponsors=("clara", "siqi"),
        grants=(
            Grant(
                180_000,
                "EUR",
                "柳木工坊",
                "议事厅二楼的书墙",
                250,
                "learning",
                (
                    (100_000, ""),
                    (80_000, "书架立好，照片贴在议事厅门口 The shelves stand, with photographs at the door"),
                ),
            ),
        ),
        yes=47,
        no=8,
        abstain=5,
    ),
    ProposalPlan(
        key="rice",
        author="dongmei",
        hours=66 * DAY,
        title="Rice seed from our twin town 来自友城的稻种",
        body="""麓湖的邻居送来三种旱稻。我们想再要四十包，春天在园艺社的三块地里试种。

The seed is sold in yuan only, and the bank takes its fee.
""",
        sponsors=("guohua", "samira"),
        grants=(Grant(390_000, "CNY", "麓湖种子库", "forty packets of upland rice 四十包旱稻种", 200, "friendship"),),
        yes=45,
        no=7,
        abstain=8,
    ),
    ProposalPlan(
        key="oars",
        author="zhiyuan",
        hours=54 * DAY,
        title="A beginners’ course on the water 赛艇入门课",
        body="""Mei has rowed since she was nine and taught at two schools. She would teach **twelve beginners on \
eight Saturdays**, in the old double sculls.

Half is paid at once. The other half is released when eight of the twelve have stayed.
""",
        sponsors=("oliver", "minghao"),
        grants=(
            Grant(
                72_000,
                "EUR",
                "@mei",
                "eight Saturdays of rowing for beginners",
                58,
                "learning",
                ((36_000, ""), (36_000, "Eight of the twelve beginners are still there after four Saturdays")),
            ),
        ),
        yes=49,
        no=6,
        abstain=5,
    ),
)

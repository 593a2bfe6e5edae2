"""Finished proposals of the demonstration: carried out, rejected, not admitted, withdrawn."""

from typing import Final

from govern.demo.plans import Grant, ProposalPlan

DAY: Final = 24

DECIDED: Final = (
    ProposalPlan(
        key="lanterns",
        author="xiaoyu",
        hours=158 * DAY,
        title="为仲夏夜集市添置六十盏纸灯笼",
        body="""仲夏夜集市是一年里最多邻居同时走出家门的晚上。去年临时借来的彩灯在九点半就没电了，后半场大家是摸黑收摊的。

我们想这样做：

1. 请**青竹灯坊**做六十盏可以反复使用的纸灯笼；
2. 由修理咖啡馆配上充电灯芯，材料费已含在内；
3. 用完收在船屋阁楼，任何社团都可以借。

> 灯亮着，人就愿意多坐一会儿。
""",
        sponsors=("elena", "ben"),
        grants=(Grant(96_000, "EUR", "青竹灯坊", "六十盏纸灯笼与充电灯芯", 120),),
        yes=52,
        no=9,
        abstain=6,
    ),
    ProposalPlan(
        key="compact",
        author="ruoxi",
        hours=149 * DAY,
        title="椴湖公约：公共场地怎么用，大家说了算",
        body="""去年一年，议事厅的使用起了四次争执，四次都不是因为有人不讲理，而是因为**从来没有写下来过**。

## 公约的三条

1. 公共场地先到先得，但每个社团每月最多预订两个周末；
2. 使用者在离开前把场地恢复原状，并在登记簿上留下姓名；
3. 有争执时，由当月轮值的三个社团一起听双方说完，再给出建议。建议不是命令，但会公开。

公约试行一年。到期前，任何成员都可以提案修改。
""",
        sponsors=("grace",),
        yes=58,
        no=6,
        abstain=9,
    ),
    ProposalPlan(
        key="hedges",
        author="hannah",
        hours=143 * DAY,
        title="Lay the old hedge along Mill Lane",
        body="""The hawthorn along Mill Lane has not been laid since anybody can remember. It is gappy at the bottom, \
where the hedgehogs used to cross, and top-heavy above the pavement.

We ask for a **day rate for one hedge-layer**, three days, and for gloves and billhooks that stay with the \
Allotment Society. Everything else is volunteers and soup.
""",
        sponsors=("harriet", "guohua"),
        grants=(Grant(84_000, "EUR", "Bramble & Stake, hedge-layers", "three days of hedge laying, and tools", 45),),
        yes=47,
        no=12,
        abstain=5,
    ),
    ProposalPlan(
        key="roof",
        author="oliver",
        hours=121 * DAY,
        title="Mend the roof of the boat house before winter",
        body="""The boat house was built in 1931. Two storms have lifted the slates on the north side, and there are \
buckets in the workshop. The frames of the two oldest boats have begun to swell.

Three roofers have looked at it:

| Firm | Price | Old slates reused | Days |
|---|---|---|---|
| Thatcher & Daughters | €18,400 | yes | 9 |
| Northline Roofing | €16,900 | no | 6 |
| Dome & Ridge | €24,200 | yes | 12 |

We propose **Thatcher & Daughters**: a little dearer than the cheapest, but the old slates go back on, and a roof \
from 1931 is half of why people love the place. The building fund can bear it.
""",
        sponsors=("george", "zhiyuan"),
        grants=(
            Grant(
                1_840_000,
                "EUR",
                "Thatcher & Daughters, roofers",
                "slating the north side of the boat house",
                programme="houses",
            ),
        ),
        yes=56,
        no=12,
        abstain=4,
        votes={"mei": "yes"},
    ),
    ProposalPlan(
        key="courses",
        author="yichen",
        hours=112 * DAY,
        title="支持学习社下一季的一百零八门课",
        body="""学习社的课一直是邻居教邻居：会修自行车的教修自行车，会读财报的教读财报。上一季开了九十二门课，\
共有一千四百多人次来听，平均每门课花费不到八十欧元。

下一季计划开一百零八门。经费只用于三件事：

- **教材与耗材**，按课程实报实销；
- **场地取暖**，只在十一月到三月；
- **手语与口译**，让更多人听得懂。

讲师仍然不领报酬。每门课结束后，花了多少、花在哪里，都会在记录里看得到。
""",
        sponsors=("clara", "peter"),
        grants=(Grant(860_000, "EUR", "学习社课程结算户", "一百零八门课的教材、取暖与口译", programme="learning"),),
        yes=54,
        no=14,
        abstain=6,
        votes={"mei": "yes"},
    ),
    ProposalPlan(
        key="quiet",
        author="ines",
        hours=104 * DAY,
        title="Quiet hours on the lake before eight",
        body="""From May to July the great crested grebes nest in the reeds of the west bay. Engines and loudspeakers \
before eight in the morning drive them off the eggs.

We ask all clubs, **our own first**, to keep the west bay free of motors and megaphones before eight o’clock from \
the first of April to the end of July. The rowing club has read this text and agrees with it.
""",
        sponsors=("siqi",),
        yes=49,
        no=16,
        abstain=8,
        votes={"mei": "yes"},
    ),
    ProposalPlan(
        key="kitchen",
        author="nadia",
        hours=87 * DAY,
        title="A second stove for the Long Table, and someone to teach its use",
        body="""The Long Table now feeds between sixty and ninety people every Wednesday from a single domestic stove. \
Two of us come at noon so that the potatoes are done by six.

We ask for two things, voted together and paid apart:

1. a **used six-ring catering stove**, delivered, connected and certified;
2. a fee for **Lucy Tang**, who has run canteen kitchens for twenty years, for four evenings of safety training, \
so that fifteen people can hold the certificate and not two.
""",
        sponsors=("xiaoyu", "elena"),
        grants=(
            Grant(310_000, "EUR", "Harbour Catering Supplies", "a six-ring stove, delivered and connected"),
            Grant(48_000, "EUR", "@lucy", "four evenings of kitchen safety training"),
        ),
        yes=50,
        no=13,
        abstain=7,
        votes={"mei": "no"},
    ),
    ProposalPlan(
        key="exchange",
        author="dongmei",
        hours=74 * DAY,
        title="与麓湖的社团互访：六位邻居，五天",
        body="""去年秋天，麓湖的三个社团来椴湖住了四天，睡在我们家的客房里，和我们一起跑步、唱歌、清理湖岸。\
他们走的时候说：“下次你们来。”

这次我们想回访。**六个人，五天**，由各社团抽签产生，跑团、合唱团和学习社至少各一人。经费来自专门的友城基金，\
不动用公共账户一分钱：

- 往返车票与保险；
- 在麓湖的三场共学工作坊；
- 回来以后的一次公开分享，人人可来。
""",
        sponsors=("meiling", "zihan"),
        grants=(
            Grant(
                3_600_000, "CNY", "麓湖社区发展基金会", "六人五天的互访与三场共学工作坊", 300, programme="friendship"
            ),
        ),
        yes=45,
        no=17,
        abstain=9,
        votes={"mei": "yes"},
    ),
    ProposalPlan(
        key="cars",
        author="jack",
        hours=66 * DAY,
        title="Open the lakeside path to cars on market days",
        body="""On market days the stallholders carry everything three hundred metres from Station Road. Some are not \
young any more.

I propose to open the lakeside path to cars on the first Saturday of each month, from six to eight in the morning and \
from four to six in the afternoon, at walking pace.
""",
        sponsors=("kate",),
        yes=19,
        no=46,
        abstain=6,
        votes={"mei": "no"},
    ),
    ProposalPlan(
        key="weddings",
        author="anqi",
        hours=51 * DAY,
        title="周末把议事厅租给婚庆公司，以补贴取暖费",
        body="""议事厅一个冬天的取暖费接近四千欧元。有婚庆公司愿意包下十月到三月的全部周六，一次付清。

这笔钱足够付清取暖费还有余。代价是：这六个月的周六，社团需要改到周日或者平日使用议事厅。

我自己也拿不准，所以想听听大家的意见。
""",
        sponsors=("pavel",),
        yes=21,
        no=39,
        abstain=11,
    ),
    ProposalPlan(
        key="heron",
        author="ruolan",
        hours=43 * DAY,
        title="把苍鹭定为椴湖的吉祥物",
        body="""它每天清晨站在北岸的同一根木桩上，比我们所有人都守时。

没有预算，没有效力，只是想让大家认真想一想：什么能代表这里？
""",
        sponsors=("siqi",),
        votes={"ruolan": "yes", "siqi": "yes"},
    ),
    ProposalPlan(
        key="tuesday",
        author="fergus",
        hours=35 * DAY,
        title="Move the Tuesday market to Thursday",
        body="""Tuesday clashes with the market in the next town. On Thursday we would be alone, and the fishmonger \
could come to both.
""",
    ),
    ProposalPlan(
        key="parking",
        author="haoran",
        hours=29 * DAY,
        title="在议事厅南侧的草坪上划十二个停车位",
        body="""来议事厅的人越来越多，停车越来越难。南侧草坪的一半可以划出十二个车位。

*补充：讨论之后我被说服了。那片草坪是孩子们放学后踢球的地方。我撤回这份提案，改为请大家骑车来。*
""",
        sponsors=("junjie",),
        withdrawn=28 * DAY + 9,
    ),
)

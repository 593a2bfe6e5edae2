"""Running proposals of the demonstration, one or more at each stage."""

from typing import Final

from govern.demo.plans import Grant, ProposalPlan

RUNNING: Final = (
    ProposalPlan(
        key="benches",
        author="guohua",
        hours=12 * 24 + 20,
        title="在北岸步道添三张带扶手的长椅",
        body="""北岸步道从桥头到水闸有八百米，中间没有一处可以坐下。对腿脚不便的人来说，这段路等于不存在。

我们量过了：**每隔两百米一张**，一共三张，带靠背和扶手，扶手是为了站起来的时候有地方使劲。木料用去年倒下的那棵椴树，\
由修理咖啡馆加工，所以这份提案不花公共的钱，只请大家同意把长椅放在那里，并由园艺社负责养护十年。
""",
        sponsors=("haoran",),
        yes=61,
        no=4,
        abstain=5,
        votes={"mei": "yes"},
    ),
    ProposalPlan(
        key="bike",
        author="elena",
        hours=10 * 24 + 8,
        title="A second-hand cargo bike for the food round",
        body="""Every Wednesday we bring thirty-one meals to people who cannot come to the Long Table. We carry them \
in rucksacks, and the soup knows it.

A cargo bike with a box and a lid would take all thirty-one in one round. **Wheelwright’s Yard** have a used one, \
checked over, with a year’s guarantee. The Repair Café will look after it; any club may borrow it on the other six days.
""",
        sponsors=("lucy", "aisha"),
        grants=(Grant(235_000, "EUR", "Wheelwright’s Yard", "a used cargo bike with a year’s guarantee", 180),),
        yes=53,
        no=11,
        abstain=6,
        votes={"mei": "yes"},
    ),
    ProposalPlan(
        key="pier",
        author="zhiyuan",
        hours=7 * 24 + 2,
        title="修缮北岸栈桥，让轮椅也能到水边",
        body="""北岸栈桥有四十七块木板，其中十九块已经松动，三块是去年冬天用绳子绑住的。更要紧的是：栈桥入口有一级十八厘米高的\
台阶，坐轮椅的人从来没有到过水边。

## 要做的事

1. 更换十九块木板和六根横梁；
2. 把台阶改成**1∶14 的缓坡**，加一段矮扶手；
3. 在尽头留一处能转身的平台。

## 花费

| 项目 | 金额 |
|---|---:|
| 木料与五金 | 5,900 € |
| 水上施工（两人八天） | 4,800 € |
| 缓坡与扶手 | 1,650 € |
| 预备费 | 450 € |

**合计不超过 12,800 欧元**，从修缮基金支付。没有用完的部分留在基金里。
""",
        sponsors=("minghao", "samira"),
        grants=(Grant(1_280_000, "EUR", "绿水木作", "北岸栈桥的木板、缓坡与平台"),),
        yes=41,
        no=13,
        abstain=7,
        votes={"mei": "-", "shuyi": "-"},
    ),
    ProposalPlan(
        key="limes",
        author="harriet",
        hours=5 * 24 + 6,
        title="Plant forty lime trees along the new road, and give each one to a street",
        body="""The town is named after its lime trees, and the new road has none.

The county gives us the saplings. We ask the community to agree on **where they go and who waters them**:

- forty small-leaved limes, every twelve metres, on the south side;
- each tree is given to the nearest houses, which water it through its first three summers;
- a tree that dies is replaced, once, and its street is asked, kindly, why.

*This motion spends nothing. It binds the Allotment Society to dig forty holes.*
""",
        sponsors=("hannah",),
        yes=37,
        no=9,
        abstain=8,
        votes={"mei": "-", "ada": "-"},
    ),
    ProposalPlan(
        key="youth",
        author="grace",
        hours=3 * 24 + 11,
        title="每月最后一个周六，议事厅整天交给年轻人",
        body="""十四到二十岁的人，既不属于儿童活动，也不属于任何社团。他们需要的不是又一个课程，而是一个**没有大人安排的地方**。

提议每月最后一个周六，从上午十点到晚上十点，议事厅由他们自己安排、自己打扫、自己负责。两名成年人在楼下值班，不上楼。

试行六个月，之后由他们来向大家报告。
""",
        sponsors=("yichen",),
        yes=22,
        no=6,
        abstain=3,
        votes={"mei": "yes"},
    ),
    ProposalPlan(
        key="solar",
        author="tom",
        hours=44,
        title="Solar panels on the workshop roof",
        body="""The Repair Café uses most of its electricity on sunny afternoons, which is a happy accident.

Twenty-two panels on the south roof of the workshop would cover four fifths of it, and the rest of the time feed the \
street lamps of the lakeside path. The firm has measured the roof; the county does not mind.

At today’s price they have paid for themselves after **seven years and four months**, and are guaranteed for twenty.
""",
        sponsors=("liwei", "fergus"),
        grants=(Grant(940_000, "EUR", "Noonlight Energy Cooperative", "twenty-two panels, mounted and connected"),),
    ),
    ProposalPlan(
        key="minutes",
        author="peter",
        hours=15,
        title="公开每一次会议的文字记录，并且在七天之内",
        body="""现在的会议纪要平均要等二十三天才发布，有两次根本没有发布。没有记录的会议，对没能到场的人来说就像没有开过。

提议：

- 会议结束后**七天之内**公布文字记录；
- 任何发言者都可以在公布之前更正自己的话，但不能更正别人的；
- 涉及个人隐私的部分可以隐去，并注明隐去了什么、为什么。
""",
        sponsors=("clara",),
    ),
    ProposalPlan(
        key="gutter",
        author="mei",
        hours=64,
        title="A gutter for the boat house, so that the new roof stays dry below",
        body="""The new roof sheds its water against the north wall. A gutter of zinc, twenty-two metres, would \
lead it into the lake.

Carver & Sons have offered to fit it in one day.
""",
        sponsors=("george",),
        grants=(Grant(48_000, "EUR", "Carver & Sons", "a zinc gutter for the boat house", 120),),
        topic="places",
        revised=(
            21,
            """The new roof sheds its water against the north wall. A gutter of zinc, twenty-two metres, would \
lead it into **three rain barrels**, and only what is left into the lake.

Carver & Sons have offered to fit it in one day. The Allotment Society asked for the barrels, and brings them.
""",
        ),
    ),
    ProposalPlan(
        key="piano",
        author="ben",
        hours=70,
        title="A piano for the hall that is in tune with itself",
        body="""The hall’s piano was given to us in 1974 and has been getting its own ideas since. The tuner says, \
gently, that he would rather not come again.

A reconditioned upright with a five-year guarantee costs what we ask for. The choir will play it open every Friday for \
whoever comes.
""",
        sponsors=("meiling",),
        grants=(Grant(390_000, "EUR", "Fell & Hammer Pianos", "a reconditioned upright, delivered and tuned"),),
    ),
    ProposalPlan(
        key="rain",
        author="samira",
        hours=26,
        title="每个社团的屋檐下放一只雨水桶",
        body="""今年夏天，东园的自来水断了两次，而就在三十米外，合唱团的屋顶把几吨雨水送进了下水道。

提议每个社团的屋檐下放一只有盖的雨水桶，由园艺社统一安装，旁边的菜地谁先来谁先用。桶由旧酒桶改制，不需要花钱，\
只需要大家同意，并且不要往里面扔东西。
""",
    ),
)

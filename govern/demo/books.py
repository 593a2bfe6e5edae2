"""Income and spending of the demonstration's treasury, and who signs for it."""

from dataclasses import dataclass
from typing import Final

COMMON, BUILDING, TOWNS = "common", "building", "towns"
ACCOUNTS: Final = (
    (COMMON, "公共账户 Common account", "EUR", 200_000),
    (BUILDING, "修缮基金 Building fund", "EUR", 0),
    (TOWNS, "友城基金 Twin town fund", "CNY", 0),
)
DUES, RENT = "社团会费 Club dues", "议事厅场租 Rent of the hall"
GIFT, FUND = "Collection after the winter concert 冬至音乐会募捐", "麓湖友城合作款"
INCOMES: Final = (
    (184, BUILDING, 1_500_000, "Grant of the county for old buildings", "houses"),
    (181, COMMON, 412_000, DUES),
    (178, TOWNS, 6_000_000, FUND, "friendship"),
    (166, COMMON, 88_000, RENT),
    (151, COMMON, 398_500, DUES),
    (139, BUILDING, 263_600, "A bequest of Margaret Lowe, who rowed here in 1952"),
    (128, COMMON, 104_500, RENT),
    (120, COMMON, 421_000, DUES),
    (111, BUILDING, 229_000, GIFT),
    (97, COMMON, 187_250, "仲夏夜集市的摊位费"),
    (90, COMMON, 405_500, DUES),
    (72, COMMON, 96_000, RENT),
    (60, COMMON, 433_000, DUES),
    (47, BUILDING, 145_000, "Repair Café 修理咖啡馆的捐款箱"),
    (33, COMMON, 112_000, RENT),
    (30, COMMON, 428_500, DUES),
    (12, TOWNS, 850_000, "旧书义卖所得"),
    (4, COMMON, 74_800, RENT),
)


@dataclass(frozen=True)
class Spend:
    """A request under a mandate, with its approvers and its payer; times are days before the end.

    `effect` is the mandate's index in its proposal; without `payer` it stays unpaid. `parts` are its items if there are
    several, `paid` is the paid part of it (0: all), `charged` and `fee` are the amounts for an account in another
    currency. Others refer to it by its `key`.
    """

    proposal: str
    amount: int
    days: int
    requested_by: str
    items: str
    approvers: tuple[str, ...] = ()
    payer: str = ""
    account: str = COMMON
    reference: str = ""
    effect: int = 0
    cancelled: bool = False
    key: str = ""
    parts: tuple[tuple[int, str], ...] = ()
    paid: int = 0
    charged: int = 0
    fee: int = 0


SPENDS: Final = (
    Spend("lanterns", 60_000, 140, "xiaoyu", "首批四十盏灯笼，附收据", ("shuyi",), "george", reference="转账 2231"),
    Spend("lanterns", 36_000, 133, "xiaoyu", "其余二十盏与充电灯芯", ("nadia",), "shuyi", reference="转账 2240"),
    Spend(
        "hedges",
        62_500,
        120,
        "hannah",
        "Three days’ work as agreed; tools were lent",
        ("george",),
        "nadia",
        reference="SEPA 20417",
    ),
    Spend(
        "roof",
        600_000,
        98,
        "oliver",
        "First instalment on delivery of the slates",
        ("george", "shuyi"),
        "nadia",
        BUILDING,
        "Invoice 1931-1",
    ),
    Spend(
        "roof",
        820_000,
        63,
        "oliver",
        "Second instalment: north side slated, photographs in the boat house",
        ("nadia", "shuyi"),
        "george",
        BUILDING,
        "Invoice 1931-2",
    ),
    Spend("roof", 420_000, 2, "oliver", "Final instalment after inspection, ridge tiles included"),
    Spend(
        "courses", 214_000, 92, "yichen", "九月的三十一门课：教材与口译", ("nadia",), "george", reference="课程结算 9"
    ),
    Spend(
        "courses",
        187_500,
        61,
        "yichen",
        "十月的二十七门课：教材与口译",
        ("george",),
        "nadia",
        reference="课程结算 10",
        key="october",
    ),
    Spend("courses", 43_000, 55, "yichen", "投影仪租金（重复提交，已撤回）", cancelled=True),
    Spend(
        "courses",
        196_400,
        27,
        "yichen",
        "十一月的二十九门课：教材、取暖与口译",
        ("nadia",),
        "george",
        reference="课程结算 11",
    ),
    Spend("courses", 92_300, 1, "yichen", "临时加开的十二堂手语课"),
    Spend(
        "kitchen",
        298_000,
        68,
        "nadia",
        "The stove, delivered and connected; certificate attached",
        ("shuyi",),
        "george",
        reference="Harbour 5582",
        key="stove",
    ),
    Spend(
        "kitchen", 24_000, 31, "lucy", "Two of four evenings", ("george",), "shuyi", reference="SEPA 20466", effect=1
    ),
    Spend("exchange", 1_420_000, 49, "dongmei", "六人往返车票与保险", ("shuyi", "george"), "nadia", TOWNS, "友城 01"),
    Spend("exchange", 960_000, 3, "dongmei", "三场共学工作坊的场地与材料", ("nadia", "shuyi"), account=TOWNS),
    Spend(
        "stalls",
        75_000,
        70,
        "lucy",
        "Six folding stalls of ten, with canvas",
        ("george",),
        "nadia",
        reference="Stalls 118",
    ),
    Spend(
        "library",
        100_000,
        58,
        "yichen",
        "",
        ("nadia",),
        "george",
        reference="柳木工坊 01",
        parts=((64_000, "橡木板与五金"), (36_000, "两位木工三天的工钱")),
        paid=60_000,
    ),
    Spend(
        "rice",
        390_000,
        44,
        "dongmei",
        "四十包稻种与运费",
        ("shuyi",),
        "george",
        reference="SWIFT 77120",
        charged=49_900,
        fee=1_200,
    ),
    Spend(
        "oars",
        36_000,
        36,
        "mei",
        "Four Saturdays on the water 四个周六的下水课",
        ("shuyi",),
        "george",
        reference="SEPA 20471",
    ),
    Spend("oars", 36_000, 6, "mei", "Four more Saturdays 另外四个周六", ("shuyi",), key="second"),
)

"""Reasons for awards in the demonstration, by club, with the numbers of tokens."""

from typing import Final

from govern.demo import people

REASONS: Final[dict[str, tuple[tuple[int, str], ...]]] = {
    people.ALLOTMENTS: (
        (120, "Kept the seed library open every Saturday from April to June"),
        (80, "带领新邻居整理了三块荒废的菜地"),
        (60, "Turned the compost all winter, in the dark, without being asked"),
        (150, "修好了东园的灌溉水管，并教会另外五个人怎么修"),
    ),
    people.BIRDS: (
        (90, "完成春季鸟类普查：四十一种，四个清晨，两双湿透的鞋"),
        (110, "Wrote and drew the pond guide that hangs in the school"),
        (70, "每周检查北岸水质，数据从未缺过一次"),
    ),
    people.CHOIR: (
        (100, "组织冬至音乐会，收入全部交给修缮基金"),
        (60, "Sang at eleven bedsides in the care home"),
        (75, "把合唱团的旧谱子一页页扫描整理成册"),
    ),
    people.KITCHEN: (
        (140, "Cooked the Wednesday long table for sixty, twelve weeks running"),
        (85, "为独居老人送餐，风雨无阻"),
        (95, "Found a use for every one of four hundred surplus cabbages"),
    ),
    people.LEARNING: (
        (160, "开设二十四讲《读懂一份预算》，每讲都有人听到最后"),
        (90, "Taught evening English and Mandarin side by side, one table, two languages"),
        (110, "整理并公开了全部课程的讲义"),
    ),
    people.REPAIR: (
        (130, "Mended two hundred and six toasters, lamps and radios with their owners watching"),
        (90, "为议事厅修好了一九三一年的老钟"),
        (70, "Built the tool wall so that everything has a place and a shadow"),
    ),
    people.ROWING: (
        (120, "Varnished the two old eights by hand"),
        (100, "带孩子们学划船，三十六名学员全部学会落水自救"),
        (80, "Pulled eleven shopping trolleys out of the south bay"),
    ),
    people.RUNNERS: (
        (60, "每个周日清早清扫湖滨步道"),
        (90, "Marshalled the midsummer relay and stayed to put the barriers away"),
        (75, "为夜跑的人标出了所有坏掉的路灯，并一直跟进到修好"),
    ),
}
PENDING: Final = (
    ("tom", "mei", 90, "Rowed the safety boat on all six regatta days"),
    ("jianing", "liwei", 120, "带着两名学徒修好了议事厅的扩音设备"),
    ("tom", "elena", 70, "Baked for the newcomers’ evening and washed up after it"),
)

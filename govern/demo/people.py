"""The invented people of the demonstration, with their clubs and offices."""

from dataclasses import dataclass
from typing import Final

ALLOTMENTS = "Allotment Society 园艺社"
BIRDS = "Bird and Pond Watch 观鸟社"
CHOIR = "Lakeside Choir 湖畔合唱团"
KITCHEN = "Long Table 长桌食社"
LEARNING = "学习社 Learning Society"
REPAIR = "Repair Café 修理咖啡馆"
ROWING = "Rowing Club 赛艇社"
RUNNERS = "周日跑团 Sunday Runners"


@dataclass(frozen=True)
class Character:
    """An invented person; `enrolled` is false if the key still waits for a registrar."""

    key: str
    name: str
    club: str
    roles: tuple[str, ...] = ()
    enrolled: bool = True


FOUNDER: Final = "ada"
LOST_THEIR_KEY: Final = "pavel"
CHARACTERS: Final = (
    Character("ada", "Ada Howard", ALLOTMENTS),
    Character("mei", "Mei Lin 林美", ROWING),
    Character("ruoxi", "沈若溪", LEARNING, ("administrator", "registrar")),
    Character("tom", "Tom Okafor", REPAIR, ("issuer",)),
    Character("jianing", "赵嘉宁", CHOIR, ("issuer",)),
    Character("yutong", "何雨桐", BIRDS, ("issuer",)),
    Character("shuyi", "温书怡", LEARNING, ("treasurer",)),
    Character("george", "George Pell", ROWING, ("treasurer",)),
    Character("nadia", "Nadia Rahman", KITCHEN, ("treasurer",)),
    Character("liwei", "李维", REPAIR),
    Character("harriet", "Harriet Unwin", ALLOTMENTS, ("guardian",)),
    Character("zihan", "陈子涵", RUNNERS),
    Character("pavel", "Pavel Novák", CHOIR),
    Character("xiaoyu", "周晓雨", KITCHEN),
    Character("grace", "Grace Adeyemi", LEARNING, ("moderator",)),
    Character("guohua", "吴国华", ALLOTMENTS),
    Character("ines", "Inês Duarte", BIRDS, ("expert",)),
    Character("minghao", "孙明昊", ROWING),
    Character("fergus", "Fergus Reid", REPAIR),
    Character("anqi", "黄安琪", CHOIR),
    Character("lucy", "Lucy Tang 唐璐", KITCHEN),
    Character("dongmei", "郑冬梅", RUNNERS),
    Character("oliver", "Oliver Brandt", ROWING),
    Character("yichen", "徐一辰", LEARNING),
    Character("samira", "Samira Haddad", ALLOTMENTS),
    Character("haoran", "马浩然", REPAIR),
    Character("kate", "Kate Moss-Wright", RUNNERS),
    Character("siqi", "罗思琪", BIRDS),
    Character("ben", "Ben Carver", CHOIR),
    Character("yueying", "梁月影", KITCHEN),
    Character("peter", "Peter Zhang 张培德", LEARNING, ("arbiter",)),
    Character("hannah", "Hannah Weiss", ALLOTMENTS),
    Character("zhiyuan", "高志远", ROWING),
    Character("aisha", "Aisha Bello", RUNNERS),
    Character("meiling", "宋美玲", CHOIR),
    Character("jack", "Jack Penrose", REPAIR),
    Character("ruolan", "谢若兰", BIRDS),
    Character("elena", "Elena Petrova", KITCHEN),
    Character("junjie", "邓俊杰", RUNNERS),
    Character("clara", "Clara Jensen", LEARNING),
    Character("weiwei", "曹薇薇", ALLOTMENTS, enrolled=False),
)

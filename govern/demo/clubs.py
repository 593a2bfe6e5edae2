"""The clubs of the demonstration: opened, joined, each with a delegate."""

import secrets
from typing import Final

from govern.demo.people import CHARACTERS, FOUNDER
from govern.demo.scenario import Scenario

OPENED: Final = 186 * 24  # hours before the end
PURPOSES: Final = {
    "Allotment Society 园艺社": "Sixty plots, one compost heap, and seeds for whoever asks. 六十块地，一个堆肥角。",
    "Bird and Pond Watch 观鸟社": "每周日早晨数鸟，数了二十年。We count birds on Sunday mornings.",
    "Lakeside Choir 湖畔合唱团": "Four voices, no auditions. 四个声部，不用考试。",
    "Long Table 长桌食社": "We cook together, and carry meals to those who cannot come. 一起做饭，也送饭上门。",
    "学习社 Learning Society": "三百二十三门课，从木工到古文。Courses by members for members.",
    "Repair Café 修理咖啡馆": "Bring it broken, mend it together. 带来坏的，一起修好。",
    "Rowing Club 赛艇社": "Two eights, one old boat house. 两条八人艇，一座老船屋。",
    "周日跑团 Sunday Runners": "Five kilometres round the lake, at the pace of the slowest. 绕湖五公里，等最慢的人。",
}


class Clubs:
    """Plans the clubs; `ids` has their ids by name."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.ids = {name: "c_" + secrets.token_hex(12) for name in PURPOSES}
        self.conveners: dict[str, str] = {}
        for character in CHARACTERS:
            if character.key != FOUNDER and character.enrolled:
                self.conveners.setdefault(character.club, character.key)

    def schedule(self) -> None:
        """Opened by the founder, joined a little later, each with its convener as delegate."""
        for place, name in enumerate(PURPOSES):
            self.scenario.schedule(OPENED - place, lambda name=name: self._open(name))  # type: ignore[misc]
        self.scenario.schedule(OPENED - 24, self._ask)
        self.scenario.schedule(OPENED - 48, self._admit)
        self.scenario.schedule(
            30 * 24, lambda: self._call("Who opens the lake hall in spring 春季湖畔厅由谁开门", 2, 24)
        )
        self.scenario.schedule(
            2, lambda: self._call("Who keeps the minutes of the assembly 大会由谁做记录", 1, 30 * 24)
        )

    def _open(self, name: str) -> None:
        title, purpose = self.scenario.text(name), self.scenario.text(PURPOSES[name])
        convener = self.scenario.people[self.conveners[name]].member
        fields = {"club": self.ids[name], "convener": convener, "name": title, "purpose": purpose}
        self.scenario.say(FOUNDER, "club-opened", **fields)
        self.scenario.say(self.conveners[name], "role-granted", holder=convener, role="delegate", scope=self.ids[name])

    def _call(self, purpose: str, count: int, hours: int) -> None:
        """The founder calls a draw of people among all members, `hours` ahead."""
        at = self.scenario.clock() + hours * 3_600_000
        fields = {"count": count, "draws_at": at, "role": "", "rotation": "helpers", "scope": "community"}
        self.scenario.say(FOUNDER, "draw-called", purpose=self.scenario.text(purpose), **fields)

    def _joining(self) -> list[tuple[str, str]]:
        return [(one.key, one.club) for one in CHARACTERS if one.enrolled and self.conveners[one.club] != one.key]

    def _ask(self) -> None:
        for key, club in self._joining():
            self.scenario.say(key, "club-asked", club=self.ids[club])

    def _admit(self) -> None:
        for key, club in self._joining():
            admitted = self.scenario.people[key].member
            self.scenario.say(self.conveners[club], "club-admitted", admitted=admitted, club=self.ids[club])

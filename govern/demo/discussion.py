"""Delegations and comments in the demonstration."""

from typing import Final

from govern.demo.scenario import Scenario
from govern.protocol.units import DAY

DELEGATED: Final = 110 * 24
FOUR_YEARS: Final = 4 * 365 * DAY
DELEGATIONS: Final = (  # member, delegate ("" for none), area
    ("xiaoyu", "nadia", "community"),
    ("elena", "nadia", "community"),
    ("yueying", "xiaoyu", "community"),
    ("guohua", "harriet", "topic:places"),
    ("samira", "harriet", "topic:places"),
    ("hannah", "samira", "topic:places"),
    ("zihan", "dongmei", "community"),
    ("dongmei", "zihan", "community"),
    ("yichen", "grace", "topic:culture"),
    ("clara", "", "topic:money"),
    ("mei", "george", "topic:money"),
    ("mei", "", "topic:rules"),
    ("oliver", "mei", "community"),
)
COMMENTS: Final = (  # hours, who, the proposal, the text, the place of the comment it answers (-1: none)
    (60, "lucy", "piano", "Is there room beside the stove? The kitchen is warm, and pianos like neither.", -1),
    (55, "ben", "piano", "We measured: it stands at the inner wall, **two metres** from the stove.", 0),
    (50, "meiling", "piano", "合唱团愿意每年出一次调音的钱。", -1),
    (40, "oliver", "solar", "Who cleans the panels? Last time everybody meant somebody else.", -1),
    (38, "tom", "solar", "The Repair Café, in April and October. I have put it into the text.", 3),
    (130, "samira", "pier", "缓坡 1∶14 是够的，我母亲的轮椅试过。", -1),
    (128, "zhiyuan", "pier", "谢谢！我们把尺寸写进了合同草案。", 5),
    (36, "lucy", "solar", "Ring old Mr Marten on 0555 0142, he sells panels and is home after six.", 3),
    (34, "oliver", "solar", "@tom, then I am for it. 那我赞成。", 4),
)
REWORDED: Final = (54, 1, "We measured again: it stands at the inner wall, **three metres** from the stove.")
WITHHELD: Final = (35, 7, "It gives a private person's telephone number. 其中有私人电话号码。")


class Discussion:
    """Plans delegations and comments; `proposals` are the ids of those submitted so far."""

    def __init__(self, scenario: Scenario, proposals: dict[str, str]) -> None:
        self.scenario = scenario
        self.proposals = proposals
        self._comments: dict[int, str] = {}
        self._texts: dict[int, str] = {}

    def schedule(self) -> None:
        """Plan all delegations and comments."""
        self.scenario.schedule(DELEGATED, self._delegate)
        for place, (hours, who, proposal, text, parent) in enumerate(COMMENTS):
            self.scenario.schedule(
                hours,
                lambda who=who, proposal=proposal, text=text, parent=parent, place=place: self._comment(  # type: ignore[misc]
                    place, who, proposal, text, parent
                ),
            )

        self.scenario.schedule(REWORDED[0], self._reword)
        self.scenario.schedule(WITHHELD[0], self._withhold)

    def _delegate(self) -> None:
        for who, whom, area in DELEGATIONS:
            delegate = self.scenario.people[whom].member if whom else ""
            ends = self.scenario.clock() + FOUR_YEARS
            self.scenario.say(who, "delegation-made", area=area, delegate=delegate, ends=ends, prev="", seq=1)

    def _comment(self, place: int, who: str, proposal: str, text: str, parent: int) -> None:
        for name, person in self.scenario.people.items():
            text = text.replace(f"@{name},", f"@{person.member},")
        hash_, above = self.scenario.text(text), self._comments.get(parent, "")
        self._texts[place] = hash_
        said = self.scenario.say(who, "comment-made", parent=above, proposal=self.proposals[proposal], text=hash_)
        self._comments[place] = said

    def _reword(self) -> None:
        _, place, text = REWORDED
        fields = {"comment": self._comments[place], "revision": 2, "text": self.scenario.text(text)}
        self.scenario.say(COMMENTS[place][1], "comment-revised", **fields)

    def _withhold(self) -> None:
        _, place, reason = WITHHELD
        self.scenario.say("grace", "text-hidden", reason=self.scenario.text(reason), text=self._texts[place])

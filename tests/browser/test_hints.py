"""The hints of the demonstration lead to their targets: each is followed by its person, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import demonstration_app
from tests.tools.server import serve


@dataclass(frozen=True)
class HintStep:
    """A hint's link, in English and Chinese, who follows it, and the button, link or heading that waits where it leads.

    `heading` is that page's; `through` are links to follow on the way there.
    """

    who: str
    link: tuple[str, str]
    heading: tuple[str, str]
    control: tuple[str, str]
    through: tuple[str, ...] = ()


PIER = "修缮北岸栈桥，让轮椅也能到水边"
BARRELS = "每个社团的屋檐下放一只雨水桶"
PIANO = "A piano for the hall that is in tune with itself"
BELL = "Ring the chapel bell at noon on Sundays"
WINTER = "冬天也有事做：冬季小额资助 Small grants for the winter"
BEFORE = "Small grants for neighbours’ ideas 邻里小额资助"
SINGING = "Singing by candlelight, four Sundays"
POOL = "Those who look after the place 照看这里的人"
GRANTS = ("Grants", "资助")
RECEIPTS = ("My receipts", "我的回执")
DELEGATIONS = ("My delegations", "我的委托")
CHECK = ("How do I check this?", "我该如何核验？")
ROOFERS = "Thatcher & Daughters, roofers"
STEPS = (
    HintStep("mei", ("The north shore pier", "北岸栈桥"), (PIER, PIER), ("Vote", "投票")),
    HintStep("mei", RECEIPTS, RECEIPTS, CHECK),
    HintStep("mei", ("The piano", "钢琴"), (PIANO, PIANO), ("Sponsor this proposal", "附议此提案")),
    HintStep("mei", ("The rain barrels", "雨水桶"), (BARRELS, BARRELS), ("Sponsor this proposal", "附议此提案")),
    HintStep("shuyi", ("The last instalment", "最后一期款项"), (ROOFERS, ROOFERS), ("Approve", "批准")),
    HintStep("peter", ("The noon bell", "正午钟声"), (BELL, BELL), ("Sign the ruling", "签署裁定")),
    HintStep("grace", GRANTS, (SINGING, SINGING), ("Read and sign", "查看并签署"), (WINTER, SINGING)),
    HintStep("grace", GRANTS, (BEFORE, BEFORE), ("Why these", "为何是这些申请"), (BEFORE,)),
    HintStep("mei", ("Streams", "持续资助"), (POOL, POOL), ("Support", "支持"), (POOL,)),
    HintStep("mei", DELEGATIONS, DELEGATIONS, ("Let somebody vote for me", "让别人代我投票")),
    HintStep("mei", ("The rules", "规则"), ("Rulebook no. 2", "第 2 号章程"), ("Draft a change", "起草修订")),
    HintStep("mei", CHECK, CHECK, ("Download the bundle", "下载审计包")),
)
LANGUAGES = ("en", "zh-CN")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One demonstration for all hints; no test changes it."""
    with demonstration_app(tmp_path_factory.mktemp("hints") / "instance") as app, serve(app) as server:
        yield server.url


def hints_of(page: Page, url: str, who: str) -> None:
    """The demonstration's page, after a person was chosen on it."""
    page.goto(f"{url}/demo")
    page.locator(f'button[name="person"][value="{who}"]').click()
    expect(page.locator("[data-demo-key-status]")).not_to_contain_text("…")
    page.goto(f"{url}/demo")


@pytest.mark.parametrize("language", range(len(LANGUAGES)), ids=LANGUAGES)
@pytest.mark.parametrize("who", sorted({step.who for step in STEPS}))
def test_each_hint_links_to_what_it_names(new_profile: Profiles, url: str, language: int, who: str) -> None:
    page = new_profile(locale=LANGUAGES[language], width=390).new_page()
    for step in (one for one in STEPS if one.who == who):
        hints_of(page, url, who)
        hints = page.locator('section[aria-labelledby="try"]')
        hints.get_by_role("link", name=step.link[language], exact=True).click()
        for name in step.through:
            page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(step.heading[language])
        control = page.get_by_role("main").locator("a, button, h2").filter(has_text=step.control[language])
        expect(control.first).to_be_visible()


@pytest.mark.parametrize("language", range(len(LANGUAGES)), ids=LANGUAGES)
def test_no_hint_is_left_out(new_profile: Profiles, url: str, language: int) -> None:
    page = new_profile(locale=LANGUAGES[language], width=390).new_page()
    page.goto(f"{url}/demo")
    links = page.locator('section[aria-labelledby="try"] a').all_inner_texts()
    assert sorted(links) == sorted({step.link[language] for step in STEPS})

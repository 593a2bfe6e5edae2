"""Every voting method in real browsers: ballots by touch and keyboard, results, and the count by `govern tally`."""

import json
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.dsl.people import ADA, BO, EVA
from tests.e2e.people import casting
from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.checking import LATER, without_the_servers_parts
from tests.e2e.people.keys import press, sign_by_keyboard, tab_to
from tests.e2e.people.polling import Polls, put_to_the_vote
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import run_govern, serve
from tests.web.decided import CommunityWithOneVote

TOTAL = 100_000
PROJECTS = {"pond": 60_000, "bench": 30_000, "tower": 90_000}
ADA_ID, BO_ID, EVA_ID = (one.member for one in (ADA, BO, EVA))


def points(**given: int) -> list[dict[str, Any]]:
    return [{"option": option, "points": number} for option, number in sorted(given.items())]


def ranked(*options: str) -> list[list[str]]:
    return [[one] for one in options]


# What others sign elsewhere; the ballots cast in the browsers then decide.
ELSEWHERE: dict[str, Mapping[str, Any]] = {
    "plurality": {"Ada": ["oaks"], "Bo": ["limes"], "Chen": ["elms"]},
    "approval": {"Ada": ["oaks"], "Bo": ["limes", "oaks"], "Chen": ["limes"], "Di": []},
    "score": {"Ada": points(oaks=5), "Bo": points(limes=4), "Chen": points(limes=2, oaks=1)},
    "dot": {"Ada": points(oaks=9), "Bo": points(elms=4, limes=5)},
    "quadratic": {"Ada": points(oaks=3), "Bo": points(elms=2, limes=2)},
    "irv": {"Ada": ranked("oaks"), "Bo": ranked("oaks"), "Chen": ranked("limes"), "Di": ranked("limes")},
    "schulze": dict.fromkeys(("Ada", "Bo", "Chen"), ranked("oaks", "limes", "elms"))
    | dict.fromkeys(("Di", "Gil"), ranked("limes", "elms", "oaks"))
    | {"Eva": ranked("elms", "oaks", "limes")},
    "ranked-pairs": dict.fromkeys(("Ada", "Bo", "Chen"), ranked("oaks", "limes", "elms"))
    | dict.fromkeys(("Di", "Gil"), ranked("limes", "elms", "oaks"))
    | {"Fay": ranked("elms", "oaks", "limes")},
    "budget-greedy": {"Ada": ["bench", "pond"], "Bo": ["tower"], "Chen": ["pond"]},
    "budget-equal-shares": {"Ada": ["bench"], "Bo": ["tower"], "Chen": ["bench"]},
    "stv": dict.fromkeys(("Ada", "Chen", "Di", "Gil"), ranked(ADA_ID, EVA_ID)) | {"Bo": ranked(BO_ID), "Eva": []},
    "consent": {"Ada": "consent", "Bo": "consent", "Chen": "aside"},
    "admit": {"Ada": "yes", "Bo": "yes", "Chen": "no"},
    "exclude": {"Ada": "yes", "Bo": "yes", "Chen": "no"},
}
WINNERS = {
    "plurality": ["limes"],
    "approval": ["limes"],
    "score": ["limes"],
    "dot": ["limes"],
    "quadratic": ["limes"],
    "irv": ["limes"],
    "schulze": ["oaks"],
    "ranked-pairs": ["oaks"],
    "budget-greedy": ["pond", "bench"],
    "budget-equal-shares": ["bench"],
    "stv": [ADA_ID, EVA_ID],
}
# What each result page says, besides who won.
SHOWN = {
    "plurality": "Limes ✓ won 2 50.0%",
    "approval": "blank: weight 1",
    "score": "Limes ✓ won 9",
    "dot": "Limes ✓ won 11",
    "quadratic": "Limes ✓ won 4",
    "irv": "Elms was excluded",
    "schulze": "the strongest paths both have 4, but fewer against: 2 on its own, 3 on the one back.",
    "ranked-pairs": "Not fixed, since it would have closed a circle: Elms before Oaks, 4 to 3.",
    "budget-greedy": "Tower costs €900.00; only €100.00 were left when its turn came.",
    "budget-equal-shares": "Pond costs €600.00; its supporters, of weight 1, had less than that left together.",
    "stv": "Ada has more than the quota; what is over goes on to the next preferences.",
    "consent": "It was rejected: there is an objection.",
    "admit": "It passed",
    "exclude": "It passed",
}


@pytest.fixture
def polls(tmp_path: Path) -> Iterator[Polls]:
    """All the votes are proposed, and all but those of the last hour announced; an election seeks candidates."""
    made = CommunityWithOneVote(tmp_path)
    proposals = put_to_the_vote(made, PROJECTS, TOTAL)
    app = made.site()
    services = app.extensions["govern"]
    made.recorder, made.group_commit = services.recorder, services.group_commit  # one writer, whoever signs where
    with serve(app) as server:
        yield Polls(made, app, server.url, tmp_path, proposals)
    services.engine.dispose()
    made.close()


def test_every_way_of_voting_from_a_ballot_by_hand_to_a_recount_elsewhere(
    polls: Polls, new_profile: Profiles, tmp_path: Path
) -> None:
    eva = polls.seat(new_profile(locale="zh-CN", width=390, height=844, touch=True), "Eva")
    fay = polls.seat(new_profile(), "Fay")
    fay_nominates_eva_who_stands(polls, fay, eva)
    polls.pass_time(hours=1)
    polls.pass_time(days=1)
    for way, choices in ELSEWHERE.items():
        polls.cast(way, choices)
    eva_votes_with_a_finger(polls, eva)
    fay_votes_with_the_keyboard(polls, fay)
    polls.pass_time(days=8)
    polls.pass_time(days=2)
    for way in polls.proposals:
        the_result_is_shown(polls, fay, way)
    what_was_decided_has_come_about(polls, fay)
    for way in WINNERS:
        the_ballots_count_the_same_elsewhere(polls, fay, way, tmp_path)
    everything_verifies_offline(polls, fay, tmp_path)


def fay_nominates_eva_who_stands(polls: Polls, fay: BrowserUser, eva: BrowserUser) -> None:
    for one in (ADA, BO):
        polls.made.say(one, "candidacy-accepted", {"statement": "As before."}, proposal=polls.proposals["stv"])
    fay.go(polls.page("stv")).get_by_role("link", name="Nominate somebody").click()
    form = fay.form("candidate-nominated")
    form.locator("select").select_option(EVA_ID)
    fay.sign(form, "You nominate Eva in the election “A election”.")
    expect(fay.page.locator("main")).to_contain_text("Nominated, and asked to accept")
    task = eva.go("/").locator(f"a[href^='{polls.page('stv')}']").first
    with eva.opens_a_page():
        task.tap()
    eva.go(f"{polls.page('stv')}/candidates")
    form = eva.form("candidacy-accepted")
    form.locator("[name=statement]").fill("I would **listen**.")
    eva.sign(form, "您在选举“A election”中【参选】。")
    expect(eva.page.locator("#candidates ~ ul strong", has_text="listen")).to_be_visible()


def eva_votes_with_a_finger(polls: Polls, eva: BrowserUser) -> None:
    form = casting.paper(eva, polls.page("plurality"))
    casting.tap_names(form, "limes")
    _sign(polls, eva, "plurality", "您在“A choice”中投票给：“Limes”。", ["limes"])

    form = casting.paper(eva, polls.page("score"))
    casting.tap_points(form, {"limes": 3, "elms": 5})
    expect(form.locator('[data-option="elms"]')).to_have_value("5")
    _sign(polls, eva, "score", "“Elms” 5 分、“Limes” 3 分", points(elms=5, limes=3))

    form = casting.paper(eva, polls.page("quadratic"))
    casting.tap_points(form, {"limes": 2, "elms": 1})
    expect(form.locator("[data-ballot-store]")).to_contain_text("5")  # credits: 4 and 1
    _sign(polls, eva, "quadratic", "“Elms” 1 分、“Limes” 2 分", points(elms=1, limes=2))

    form = casting.paper(eva, polls.page("irv"))
    casting.drag_ranks(eva, form, "elms", "limes")
    _sign(polls, eva, "irv", "您在“A choice”中排序：1. “Elms”、2. “Limes”。", ranked("elms", "limes"))

    form = casting.paper(eva, polls.page("ranked-pairs"))
    casting.tap_ranks(form, "elms", "oaks", "limes")
    words = "1. “Elms”、2. “Oaks”、3. “Limes”"
    _sign(polls, eva, "ranked-pairs", words, ranked("elms", "oaks", "limes"))

    form = casting.paper(eva, polls.page("budget-greedy"))
    casting.tap_names(form, "bench", "pond")
    expect(form.locator("[data-ballot-store]")).to_contain_text("900.00")
    _sign(polls, eva, "budget-greedy", "投票给：“Bench”、“Pond”。", ["bench", "pond"])

    form = casting.paper(eva, polls.page("admit"))
    form.locator("label", has=eva.page.locator("[value=yes]")).tap()
    _sign(polls, eva, "admit", "您投【赞成】票", "yes")


def fay_votes_with_the_keyboard(polls: Polls, fay: BrowserUser) -> None:
    form = casting.paper(fay, polls.page("approval"))
    casting.type_names(fay, form, "elms", "limes")
    _press_sign(polls, fay, "approval", "You vote on “A choice” for: “Elms”, “Limes”.", ["elms", "limes"])

    form = casting.paper(fay, polls.page("dot"))
    casting.type_points(fay, form, {"limes": 6, "elms": 3})
    expect(form.locator("[data-ballot-store]")).to_contain_text("9 of 9 points given, 0 left")
    _press_sign(polls, fay, "dot", "“Elms” 3 points, “Limes” 6 points", points(elms=3, limes=6))

    form = casting.paper(fay, polls.page("stv"))
    casting.press_ranks(fay, form, EVA_ID, BO_ID)
    _press_sign(polls, fay, "stv", "Your ranking in “A election”: 1. “Eva”, 2. “Bo”.", ranked(EVA_ID, BO_ID))

    form = casting.paper(fay, polls.page("schulze"))
    casting.type_ranks(fay, form, (("elms",), ("limes", "oaks")))
    words = "1. “Elms”, 2. “Limes” = “Oaks”"
    _press_sign(polls, fay, "schulze", words, [["elms"], ["limes", "oaks"]])

    form = casting.paper(fay, polls.page("budget-equal-shares"))
    casting.type_names(fay, form, "bench", "pond")
    _press_sign(polls, fay, "budget-equal-shares", "for: “Bench”, “Pond”.", ["bench", "pond"])

    fay_objects_with_a_reason(polls, fay)
    form = casting.paper(fay, polls.page("exclude"))
    casting.pick(fay, form, "yes")
    _press_sign(polls, fay, "exclude", "You vote YES", "yes")


def fay_objects_with_a_reason(polls: Polls, fay: BrowserUser) -> None:
    form = casting.paper(fay, polls.page("consent"))
    expect(form.locator("[value=object]")).to_be_disabled()
    tab_to(fay, fay.page.locator("section[aria-labelledby=objecting] summary"))
    press(fay, "Enter")
    reason = fay.form("reason-given")
    tab_to(fay, reason.locator("textarea"))
    fay.page.keyboard.type("Too deep for ducks.")
    tab_to(fay, reason.get_by_role("button"))
    press(fay, "Enter")
    expect(fay.page.locator("dialog .act-words")).to_contain_text("You say why you vote as you do")
    sign_by_keyboard(fay)
    casting.pick(fay, fay.form("ballot-cast"), "object")
    _press_sign(polls, fay, "consent", "You OBJECT to “A pond”.", "object")


def _sign(polls: Polls, someone: BrowserUser, way: str, words: str, choice: Any) -> None:
    """The act in words, signed and receipted by finger; the record has the ballot, and the page shows it."""
    someone.fits()
    someone.sign(someone.form("ballot-cast"), words)
    assert polls.standing(way, someone.name) == choice


def _press_sign(polls: Polls, someone: BrowserUser, way: str, words: str, choice: Any) -> None:
    """The same by keyboard."""
    button = someone.form("ballot-cast").locator("button.primary")
    tab_to(someone, button)
    press(someone, "Enter")
    expect(someone.page.locator("dialog .act-words")).to_contain_text(words)
    sign_by_keyboard(someone)
    assert polls.standing(way, someone.name) == choice


def the_result_is_shown(polls: Polls, reader: BrowserUser, way: str) -> None:
    """The page shows the winner, pictures with a table each, and the course of the count."""
    page = reader.go(polls.page(way))
    result = page.locator("section", has=page.locator("#result-heading")).first
    expect(result).to_contain_text(SHOWN[way], use_inner_text=True)
    assert result.locator('svg[role="img"]').count() > 0
    assert result.locator("table").count() > 0
    assert_accessible(page)
    if way in WINNERS:
        assert polls.result(way).winners == WINNERS[way]


def what_was_decided_has_come_about(polls: Polls, reader: BrowserUser) -> None:
    page = reader.go("/offices")
    for name in ("Ada", "Eva"):
        expect(page.locator("main")).to_contain_text(name)
    page = reader.go(polls.page("budget-greedy"))
    mandates = page.locator("section[aria-labelledby=consequences] a[href^='/treasury/mandates/']")
    expect(mandates).to_have_count(2)
    assert polls.result("admit").outcome == polls.result("exclude").outcome == "passed"


def the_ballots_count_the_same_elsewhere(polls: Polls, reader: BrowserUser, way: str, folder: Path) -> None:
    """The command beside each offered file counts it."""
    page = reader.go(polls.page(way))
    files = page.locator("details", has=page.locator("a[href*='/ballots.']"))
    files.locator("summary").click()
    commands = files.locator("code.long").all_inner_texts()
    assert commands
    for link, command in zip(files.locator("a[download]").all(), commands, strict=True):
        program, *arguments = shlex.split(command)
        assert program == "govern"
        file = reader.save(link, folder / way / arguments[1])
        result = run_govern("tally", str(file), *arguments[2:], "--json")
        assert result.returncode == 0, result.stderr
        assert json.loads(result.stdout)["winners"] == WINNERS[way]


def everything_verifies_offline(polls: Polls, reader: BrowserUser, folder: Path) -> None:
    reader.go("/check")
    bundle = reader.save('a[href="/check/bundle.zip"]', folder / "record.zip")
    vkey = reader.save('a[href="/log/vkey"]', folder / "vkey.txt")
    reader.go("/receipts")
    receipt = reader.save(reader.page.locator("li.receipt a[download]").first, folder / "receipt.txt")
    result = run_govern(
        "verify",
        str(bundle),
        "--vkey",
        str(vkey),
        "--receipt",
        str(receipt),
        *LATER,
        env=without_the_servers_parts(folder),
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Everything holds." in result.stdout
    assert f"{len(polls.proposals)} votes recomputed" in result.stdout

"""The result of a multi-option vote: winners, why others lost, ties, and files to recount."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from govern.protocol import facts
from govern.rules.voting.methods import SEVERAL, fitting
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.web.decided import CommunityWithOneVote


def ranked(*options: str) -> list[list[str]]:
    return [[one] for one in options]


def page(decided: CommunityWithOneVote, path: str, language: str = "en") -> str:
    answer = decided.site().test_client().get(f"{path}?lang={language}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def said(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", text)))


def shown(decided: CommunityWithOneVote, poll: str) -> str:
    """The words of a vote's page."""
    return said(page(decided, f"/proposals/{decided.state(facts.Poll, poll).proposal}"))


def choice_of(folder: Path, method: str, *ballots: Any, points: int = 0) -> tuple[CommunityWithOneVote, str]:
    """A decided choice among elms, limes and oaks."""
    made = CommunityWithOneVote(folder, choice={"method": method, "points": points})
    people = (ADA, BO, CHEN, DI, EVA, FAY, GIL)
    proposal = multi_option.choice(made, GIL, "elms", "limes", "oaks")
    return made, made.decide(proposal, zip(people, ballots, strict=False))


def test_bars_and_the_loser_s_figures(tmp_path: Path) -> None:
    made, poll = choice_of(tmp_path, "approval/1", ["oaks"], ["limes", "oaks"], ["oaks"], ["limes"], [])
    words = shown(made, poll)
    assert "Oaks is chosen: it won, enough prefer it to no change, and every minimum is met." in words
    assert "Limes has 2, and Oaks has 3." in words
    assert "Oaks ✓ won 3 60.0%" in words
    assert "blank: weight 1" in words


def test_a_round_tells_who_fell_out_and_to_whom_the_ballots_went(tmp_path: Path) -> None:
    oaks, limes, elms = ranked("oaks"), ranked("limes"), ranked("elms", "limes")
    made, poll = choice_of(tmp_path, "irv/1", oaks, oaks, oaks, limes, limes, elms, elms[:1] + ranked("limes"))
    words = shown(made, poll)
    assert made.state(facts.Result, poll).winners == ["oaks"]
    assert "excluded in round" in words
    assert "Limes and Elms" in words or "Elms and Limes" in words  # they were last together
    assert "more than half: over 3.5" in words


def test_a_seat_s_quota_surplus_and_exclusion(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, election={"method": "stv/1"})
    proposal = multi_option.election(made, GIL, seats=2)
    multi_option.stand(made, proposal, ADA, BO, CHEN, DI)
    ada, bo, chen, di = (one.member for one in (ADA, BO, CHEN, DI))
    cast = (ranked(ada, bo), ranked(ada, chen), ranked(ada, bo), ranked(ada, bo), ranked(bo), ranked(chen), ranked(di))
    poll = made.decide(proposal, zip((ADA, BO, CHEN, DI, EVA, FAY, GIL), cast, strict=True))
    words = shown(made, poll)
    assert "Elected: Ada and Bo. Every minimum is met." in words
    assert "Ada has more than the quota; what is over goes on to the next preferences." in words
    assert "Bo · 1.75 (+0.75)" in words
    assert re.search(r"Di was excluded in round \d with 1, when Chen had 1\.25\.", words)


@pytest.mark.parametrize("method", ["schulze/1", "ranked-pairs/1"])
def test_a_pairwise_loser_has_its_margin_and_a_dropped_option_its_reason(method: str, tmp_path: Path) -> None:
    oaks = ranked("oaks", "limes", "status-quo")
    made, poll = choice_of(tmp_path, method, oaks, oaks, oaks, ranked("limes", "oaks", "status-quo"), ranked("oaks"))
    words = shown(made, poll)
    assert "Oaks is preferred to Limes by 4 to 1." in words
    assert "0 prefer Elms to no change, and 1 are needed." in words
    assert "Out of the running, since too few prefer them to no change: Elms." in words
    assert ("The strongest paths" in words, "The majorities that were fixed" in words) == (
        method == "schulze/1",
        method == "ranked-pairs/1",
    )


def test_paths_with_as_many_for_them_differ_by_how_many_are_against(tmp_path: Path) -> None:
    oaks, limes, elms = (
        ranked("oaks", "limes", "elms"),
        ranked("limes", "elms", "oaks"),
        ranked("elms", "oaks", "limes"),
    )
    level = [["elms"], ["limes", "oaks"]]
    made, poll = choice_of(tmp_path, "schulze/1", oaks, oaks, oaks, limes, limes, elms, level)
    words = shown(made, poll)
    assert made.state(facts.Result, poll).winners == ["oaks"]
    assert made.state(facts.Result, poll).ties == []
    assert (
        "4 prefer Elms to Oaks and 3 the other way round, but by way of others Oaks is ahead: the strongest paths both "
        "have 4, but fewer against: 2 on its own, 3 on the one back."
    ) in words
    assert "Oaks – 4:2 ✓ (more) 4:2 ✓ (more)" in words
    assert "Elms 4:3 4:3 –" in words


def test_a_project_that_did_not_fit_is_shown_with_the_remaining_sum(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, budget={"method": "budget-greedy/1"})
    proposal = multi_option.budget(made, GIL, 100_000, pond=60_000, bench=30_000, tower=90_000, swing=5_000)
    cast = (["bench", "pond"], ["bench", "pond"], ["bench"], ["tower"])
    poll = made.decide(proposal, zip((ADA, BO, CHEN, DI), cast, strict=True))
    words = shown(made, poll)
    assert "Funded: Bench and Pond." in words
    assert "Tower costs €900.00; only €100.00 were left when its turn came." in words
    assert "Nobody supports Swing." in words


def test_equal_shares_shows_what_each_supporter_paid(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, budget={"method": "budget-equal-shares/1"})
    proposal = multi_option.budget(made, GIL, 100_000, bench=30_000, tower=90_000)
    poll = made.decide(proposal, zip((ADA, BO, CHEN, DI), (["bench"], ["bench"], ["bench"], ["tower"]), strict=True))
    words = shown(made, poll)
    assert "Bench ✓ funded €300.00 3 €100.00" in words
    assert "Tower costs €900.00; its supporters, of weight 1, had less than that left together." in words


def test_a_lot_can_be_drawn_again(tmp_path: Path) -> None:
    made, poll = choice_of(tmp_path, "plurality/1", ["oaks"], ["limes"])
    words = shown(made, poll)
    winner = made.state(facts.Result, poll).winners[0]
    assert f"Limes and Oaks were level. The lot fell on {winner.title()}." in words
    assert "It was drawn among these, in the order of their ids: limes (Limes), oaks (Oaks)" in words
    assert "--lot-hex" in words


def test_the_status_quo_that_won_is_named(tmp_path: Path) -> None:
    made, poll = choice_of(tmp_path, "approval/1", ["oaks"], ["status-quo"])
    words = shown(made, poll)
    assert "Nothing changes: no other option won against that." in words
    assert "In such a tie nothing changes." in words


def test_a_vote_in_which_all_ballots_are_blank_shows_its_page(tmp_path: Path) -> None:
    made, poll = choice_of(tmp_path, "schulze/1", [], [])
    assert "No ballot names any option, so nobody has won." in shown(made, poll)


def test_an_objection_is_shown_with_its_reason(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, motion={"method": "consent/1"})
    proposal = made.propose(GIL, "A pond")
    poll = made.open_vote(proposal)
    made.vote(ADA, poll, "consent")
    made.say(DI, "reason-given", {"text": "Too deep for ducks."}, poll=poll, seq=1)
    made.vote(DI, poll, "object")
    made.close_vote(poll)
    words = shown(made, poll)
    assert "It was rejected: there is an objection." in words
    result = words[words.index("The result") : words.index("Every test it had to meet")]
    assert "Too deep for ducks." in result
    assert "Di" in result


@pytest.mark.parametrize("method", fitting("options"))
def test_every_method_has_a_picture_with_words_and_files_that_download(method: str, tmp_path: Path) -> None:
    form = SEVERAL[method].form
    oaks, limes = {
        "names": (["oaks"], ["limes"]),
        "points": (multi_option.points(oaks=2), multi_option.points(limes=1)),
        "ranking": (ranked("oaks", "limes"), ranked("limes")),
    }[form]
    made, poll = choice_of(tmp_path, method, oaks, oaks, limes, points=9 if form == "points" else 0)
    text = page(made, f"/proposals/{made.state(facts.Poll, poll).proposal}")
    result = text[text.index('id="result-heading"') : text.index('id="effects"')]
    pictures = re.findall(r'<svg role="img" aria-labelledby="(\S+) ', result)
    assert pictures
    assert all(f'<title id="{title}">' in result for title in pictures)
    assert "style=" not in result
    assert "<table" in result
    files = re.findall(r'href="(/votes/[0-9a-f]+/ballots\.\w+)"', result)
    assert files
    client = made.site().test_client()
    assert all(client.get(path).status_code == 200 for path in files)
    assert client.get(files[0].rpartition(".")[0] + ".xls").status_code == 404


def test_ballots_cannot_be_downloaded_before_the_close(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, choice={"method": "approval/1"})
    poll = made.open_vote(multi_option.choice(made, GIL, "elms", "oaks"))
    made.vote(ADA, poll, ["oaks"])
    client = made.site().test_client()
    assert client.get(f"/votes/{poll}/ballots.csv").status_code == 404
    made.close_vote(poll)
    assert client.get(f"/votes/{poll}/ballots.csv").get_data(as_text=True) == "weight,elms,oaks,status-quo\n1,,1,\n"


def test_lists_and_feeds_and_the_record_name_the_winner(tmp_path: Path) -> None:
    made, poll = choice_of(tmp_path, "approval/1", ["oaks"], ["oaks"])
    assert "chosen: Oaks" in said(page(made, "/proposals"))
    assert "Passed: chosen: Oaks" in page(made, "/feed.atom")
    assert "was decided, with 2 ballots: Oaks." in said(page(made, f"/record/{made.state(facts.Result, poll).index}"))

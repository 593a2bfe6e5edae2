"""The pages of votes by the methods of format 3: the ballot's instruction, the figures, and why others did not win."""

import html
import re
from pathlib import Path
from typing import Any

from govern.protocol import facts
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.web.decided import CommunityWithOneVote
from tests.web.signed_in import sign_in

POINTS = multi_option.points


def said(text: str) -> str:
    """The words of markup."""
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", text)))


def result(folder: Path, method: str, *ballots: Any, points: int = 0, language: str = "en") -> str:
    """The words of the result of a choice."""
    made = CommunityWithOneVote(folder, choice={"method": method, "points": points})
    poll = made.decide(
        multi_option.choice(made, GIL, "elms", "limes", "oaks"), zip((ADA, BO, CHEN, DI, EVA), ballots, strict=True)
    )
    path = f"/proposals/{made.state(facts.Poll, poll).proposal}?lang={language}"
    return said(made.site().test_client().get(path).get_data(as_text=True))


def ranked(*names: str) -> list[list[str]]:
    return [[name] for name in names]


def test_a_ballot_of_grades_asks_for_grades(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, choice={"method": "majority-judgment/1", "points": 5})
    proposal = multi_option.choice(made, GIL, "elms", "oaks")
    made.open_vote(proposal)
    client = made.site().test_client()
    sign_in(client, BO.member)
    page = client.get(f"/proposals/{proposal}/ballot").get_data(as_text=True)
    assert "Grade each from 0, the lowest, to 5, the best." in said(page)


def test_majority_judgment_shows_middle_grades(tmp_path: Path) -> None:
    ballots = (
        POINTS(limes=3, oaks=5),
        POINTS(limes=4, oaks=2),
        POINTS(elms=1, limes=5),
        POINTS(oaks=5),
        POINTS(limes=4),
    )
    words = result(tmp_path, "majority-judgment/1", *ballots, points=5)
    assert "Limes ✓ won 4" in words
    assert "Oaks has the middle grade 2; a weight of 2 is above it, and 2 is below it." in words
    assert "Limes has the middle grade 4; a weight of 1 is above it, and 2 is below it." in words
    assert "Of all points" not in words


def test_star_shows_points_and_then_the_run_off(tmp_path: Path) -> None:
    ballots = (
        POINTS(limes=3, oaks=5),
        POINTS(limes=4, oaks=2),
        POINTS(elms=1, limes=5),
        POINTS(oaks=5),
        POINTS(limes=4),
    )
    words = result(tmp_path, "star/1", *ballots, points=5)
    assert "The points of all ballots; the two with the most go on to the run-off." in words
    assert "Oaks stood until the end with 2, when Limes had 3." in words
    assert "Elms was excluded in round 1 with 1, when Oaks had 12." in words


def test_benham_s_method_says_who_beats_whom(tmp_path: Path) -> None:
    ballots = (
        ranked("oaks", "limes"),
        ranked("oaks", "limes"),
        ranked("elms", "limes"),
        ranked("elms", "limes"),
        ranked("limes", "oaks"),
    )
    words = result(tmp_path, "benham/1", *ballots)
    assert "Limes is preferred to Oaks by 3 to 2." in words
    assert "more than half" not in words


def test_borda_s_count_shows_points(tmp_path: Path) -> None:
    ballots = (ranked("oaks"), ranked("limes", "oaks"), ranked("limes"), ranked("oaks", "limes"), ranked("oaks"))
    words = result(tmp_path, "borda/1", *ballots)
    assert "Of all points" in words
    assert "Limes has 10, and Oaks has 12." in words


def test_meek_s_method_names_who_passes_votes_on(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, election={"method": "meek/1"})
    proposal = multi_option.election(made, GIL, seats=2)
    multi_option.stand(made, proposal, ADA, BO, CHEN)
    ada, bo, chen = ADA.member, BO.member, CHEN.member
    ballots = [ranked(ada, bo), ranked(ada, bo), ranked(ada, chen), ranked(chen), ranked(ada)]
    made.decide(proposal, zip((DI, EVA, FAY, GIL, BO), ballots, strict=True))
    words = said(made.site().test_client().get(f"/proposals/{proposal}").get_data(as_text=True))
    assert "Ada has more than the quota; what is over goes on to the next preferences." in words
    assert "Elected: Ada" in words

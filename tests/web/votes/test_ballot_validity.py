"""Blank and invalid ballots beside the result, by kind and reason, as `govern tally` reports them."""

import html
import json
import re
import shlex
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from govern import cli
from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.voting.methods import SEVERAL, fitting
from govern.rules.voting.tally import ballot_validity as uncounted
from govern.store.facts import ballots
from govern.web.words.results import ballot_validity
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.web.decided import CommunityWithOneVote

VALID_BLANK = (
    "Valid: 3 ballots · weight 3 They choose among the options. Blank: 2 ballots · weight 2 No (option is named|points "
    "are given): that counts as taking part"
)


def page(decided: CommunityWithOneVote, poll: str, only: str = "") -> str:
    """The page of a vote as markup, its ballots narrowed."""
    answer = decided.site().test_client().get(f"/proposals/{decided.state(facts.Poll, poll).proposal}?only={only}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def said(text: str) -> str:
    """The words of markup."""
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", text)))


def shown(decided: CommunityWithOneVote, poll: str) -> str:
    """The words of a vote's page."""
    return said(page(decided, poll))


def ballots_of(decided: CommunityWithOneVote, poll: str, only: str) -> str:
    """The words of the list of ballots, narrowed."""
    text = page(decided, poll, only)
    start = text.index('id="ballots"')
    return said(text[start : text.index("</section>", start)])


def with_empty_ballots(folder: Path, method: str) -> tuple[CommunityWithOneVote, str]:
    """Three people choose, Di and Eva cast blank ballots, Fay takes hers back."""
    kind = {"stv/1": "election"}.get(method, "budget" if SEVERAL[method].shares_budget else "choice")
    form = SEVERAL[method].form
    made = CommunityWithOneVote(folder, **{kind: {"method": method, "points": 9 if form == "points" else 0}})
    if kind == "election":
        proposal = multi_option.election(made, GIL)
        multi_option.stand(made, proposal, ADA, BO)
    else:
        proposal = (
            multi_option.budget(made, GIL, 100, oaks=60)
            if kind == "budget"
            else multi_option.choice(made, GIL, "oaks", "elms")
        )
    one = ADA.member if kind == "election" else "oaks"
    choice = {"names": [one], "points": multi_option.points(oaks=2), "ranking": [[one]]}[form]
    poll = made.open_vote(proposal)
    for person, ballot in zip((ADA, BO, CHEN, DI, EVA, FAY), (choice, choice, choice, [], [], choice), strict=True):
        made.vote(person, poll, ballot)
    made.vote(FAY, poll, "")
    made.close_vote(poll)
    return made, poll


@pytest.mark.parametrize("method", [*fitting("options"), "stv/1", "budget-greedy/1", "budget-equal-shares/1"])
def test_the_ballots_that_count_are_those_of_govern_tally(method: str, tmp_path: Path, capsys: Any) -> None:
    made, poll = with_empty_ballots(tmp_path, method)
    files = re.findall(r'href="(/votes/\w+/ballots\.\w+)".*?<code class="long">(.*?)</code>', page(made, poll), re.S)
    path, command = files[-1]  # the first may be a format in which a blank ballot puts all options level
    (tmp_path / path.rpartition("/")[2]).write_bytes(made.site().test_client().get(path).data)
    arguments = shlex.split(html.unescape(command))[1:]
    assert cli.main(["tally", str(tmp_path / arguments[1]), *arguments[2:], "--json"]) == 0
    counted_ballots = json.loads(capsys.readouterr().out)["ballots"]
    assert (counted_ballots["valid"], counted_ballots["blank"], counted_ballots["invalid"]) == (3, 2, 0)
    assert [(one["kind"], one["weight"]) for one in counted_ballots["reasons"]] == [("blank", 2)]
    assert re.search(VALID_BLANK, shown(made, poll))


def test_ballots_that_choose_nothing_are_listed_by_their_sort_with_the_reason(tmp_path: Path) -> None:
    made, poll = with_empty_ballots(tmp_path, "score/1")
    words = shown(made, poll)
    assert "Invalid: 0 ballots · weight 0 There cannot be any" in words
    assert "Withdrawn: 1 ballot Taken back by whoever cast it: it is not counted at all. See which" in words
    blank, withdrawn, every = (ballots_of(made, poll, only) for only in ("blank", "withdrawn", ""))
    why = "No points are given: that counts as taking part, but for none of the options."
    assert ("Di" in blank, "Eva" in blank, blank.count(why)) == (True, True, 2)
    assert not re.search("Ada|Bo |Fay|Taken back", blank)
    assert "Fay" in withdrawn
    assert "Taken back by whoever cast it" in withdrawn
    assert "Di " not in withdrawn
    assert all(name in every for name in ("Ada", "Di", "Fay"))
    assert "Blank 2 Withdrawn 1" in every


def test_a_sort_that_there_is_not_shows_all_ballots(tmp_path: Path) -> None:
    made, poll = with_empty_ballots(tmp_path, "approval/1")
    assert "Ada" in ballots_of(made, poll, "invalid")
    assert "Ada" in ballots_of(made, poll, "%27")


def test_blank_ballots_that_carry_others_tell_their_whole_weight(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, choice={"method": "approval/1"})
    whom = {"area": "community", "delegate": ADA.member, "ends": made.clock() + 90 * DAY}
    made.say(BO, "delegation-made", prev="", seq=1, **whom)
    poll = made.decide(multi_option.choice(made, GIL, "elms", "oaks"), [(ADA, []), (CHEN, ["oaks"])])
    assert (
        "Valid: 1 ballot · weight 1 They choose among the options. Blank: 1 ballot · weight 2 No option is named"
        in shown(made, poll)
    )


def test_the_pages_of_blank_ballots_stay_among_them(tmp_path: Path) -> None:
    made, poll = with_empty_ballots(tmp_path, "approval/1")
    path, place = f"/proposals/{made.state(facts.Poll, poll).proposal}?only=blank", made.ballot(poll, EVA).index
    text = made.site().test_client().get(f"{path}&older={place}").get_data(as_text=True)
    assert re.findall(r'<th scope="row"><a href="/members/(\w+)"', text[text.index('id="ballots"') :]) == [DI.member]
    back = html.unescape(re.findall(r'rel="prev" href="([^"]*)"', text)[0])
    assert "only=blank" in back
    text = made.site().test_client().get(back).get_data(as_text=True)
    assert re.findall(r'<th scope="row"><a href="/members/(\w+)"', text[text.index('id="ballots"') :]) == [EVA.member]


def test_every_reason_of_the_count_has_words_of_its_own(tmp_path: Path) -> None:
    reasons = {value for name, value in vars(uncounted).items() if name.isupper() and isinstance(value, str)}
    with CommunityWithOneVote(tmp_path).site().test_request_context():
        assert len({ballot_validity.reason(one) for one in reasons}) == len(reasons) == 5


def test_a_single_questions_result_counts_withdrawn_ballots(tmp_path: Path) -> None:
    made = CommunityWithOneVote(tmp_path, motion={})
    poll = made.open_vote(made.propose(GIL, "A pond"))
    for who, choice in ((ADA, "yes"), (DI, "no"), (DI, "")):
        made.vote(who, poll, choice)
    made.close_vote(poll)
    assert "1 ballot was withdrawn: it is not counted at all. See which" in shown(made, poll)
    narrowed = ballots_of(made, poll, "withdrawn")
    assert "Di Withdrawn Taken back by whoever cast it" in narrowed
    assert "Ada" not in narrowed
    assert "Blank" not in narrowed


def test_only_the_empty_ballots_are_read_to_count_and_list_them(tmp_path: Path) -> None:
    made, poll = with_empty_ballots(tmp_path, "approval/1")
    plans: list[str] = []
    with Session(made.engine) as session:
        event.listen(made.engine, "before_cursor_execute", explained := partial(explain, plans))
        ballots.empty_ones(session, poll)
        ballots.page(session, poll, None, "blank")
        event.remove(made.engine, "before_cursor_execute", explained)
    made.close()
    assert len(plans) == 2
    assert all(plan.startswith("SEARCH") and "ix_ballots_empty" in plan for plan in plans), plans


def explain(plans: list[str], connection: Connection, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
    """Notes how the database will go about a query."""
    del cursor
    if not statement.startswith("EXPLAIN"):
        plans.extend(row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))

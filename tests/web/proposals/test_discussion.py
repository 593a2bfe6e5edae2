"""The discussion of a proposal: threads, replies, revisions, mentions, and reasons for votes."""

import copy
import json
import re

from sqlalchemy import event

from govern.protocol.facts import Ballot, Poll
from govern.rules.rulebook.presets import PRESETS
from govern.store.projection import Projection
from tests.web.conftest import Site, text
from tests.web.votes.voting import give_tokens, move, open_vote, proposal_of, vote


def comment(site: Site, who: str, proposal: str, words: str, parent: str = "") -> str:
    """Somebody says something; the comment's id."""
    return site.say(who, "comment-made", {"text": words}, parent=parent, proposal=proposal).id


def discussion(site: Site, proposal: str, who: str = "mei", query: str = "") -> str:
    return text(site.client(who).get(f"/proposals/{proposal}/discussion{query}"))


def test_an_empty_discussion_invites_members_to_speak_and_visitors_to_sign_in(site: Site) -> None:
    proposal = move(site)
    assert "Nothing was said yet" in discussion(site, proposal)
    assert "Sign and post" in discussion(site, proposal)
    visitor = discussion(site, proposal, "")
    assert "Sign in to write" in visitor
    assert "Sign and post" not in visitor


def test_comments_show_newest_first_with_their_answers_below(site: Site) -> None:
    proposal = move(site)
    first = comment(site, "mei", proposal, "How *wide*?")
    comment(site, "tao", proposal, "In which wood?")
    answer = comment(site, "max", proposal, "Two metres.", first)
    comment(site, "mei", proposal, "Fine.", answer)
    page = discussion(site, proposal)
    assert [page.index(words) for words in ("In which wood?", "Two metres.", "Fine.")] == sorted(
        page.index(words) for words in ("In which wood?", "Two metres.", "Fine.")
    )
    assert "<em>wide</em>" in site.client("mei").get(f"/proposals/{proposal}/discussion").get_data(as_text=True)


def test_the_proposal_s_page_shows_the_latest_comments_and_the_way_to_all(site: Site) -> None:
    proposal = move(site)
    for words in ("one", "two", "three", "four"):
        comment(site, "mei", proposal, f"Number {words}.")
    page = text(site.client().get(f"/proposals/{proposal}"))
    assert "Number four." in page
    assert "Number one." not in page
    assert "The whole discussion" in page


def test_a_long_discussion_has_pages_and_costs_the_same(site: Site) -> None:
    proposal = move(site)
    for number in range(23):
        root = comment(site, "mei", proposal, f"Thread {number:02}.")
        for other in range(4):
            comment(site, "tao", proposal, f"Answer {number:02}/{other}.", root)
    page = site.client("mei").get(f"/proposals/{proposal}/discussion")
    shown = re.findall(r"Thread \d\d", text(page))
    assert shown == [f"Thread {number:02}" for number in range(22, 12, -1)]
    assert "Answer 22/2." in text(page)
    assert "Answer 22/3." not in text(page)
    assert "More answers to Mei" in text(page)
    older = re.search(r'href="([^"]*older=[^"]+)"', page.get_data(as_text=True))
    assert older is not None
    assert "Thread 12." in text(site.client("mei").get(older[1].replace("&amp;", "&")))


def test_many_answers_to_one_comment_are_paged_oldest_first(site: Site) -> None:
    proposal = move(site)
    root = comment(site, "mei", proposal, "Well?")
    for number in range(23):
        comment(site, "tao", proposal, f"Answer {number:02}.", root)
    page = site.client().get(f"/proposals/{proposal}/discussion/{root}")
    assert re.findall(r"Answer \d\d", text(page)) == [f"Answer {number:02}" for number in range(20)]
    following = re.search(r'rel="next" href="([^"]+)"', page.get_data(as_text=True))
    assert following is not None
    rest = text(site.client().get(following[1].replace("&amp;", "&")))
    assert re.findall(r"Answer \d\d", rest) == ["Answer 20", "Answer 21", "Answer 22"]


def test_a_comment_has_a_lasting_address_that_shows_what_it_answers(site: Site) -> None:
    proposal = move(site)
    first = comment(site, "mei", proposal, "How wide?")
    answer = comment(site, "max", proposal, "Two metres.", first)
    led = site.client().get(f"/comments/{answer}")
    assert led.headers["Location"] == f"/proposals/{proposal}/discussion/{answer}"
    page = text(site.client().get(led.headers["Location"]))
    assert page.index("How wide?") < page.index("Two metres.")
    other = move(site, "A lamp", by="max")
    assert site.client().get(f"/proposals/{other}/discussion/{answer}").status_code == 404


def test_every_wording_can_be_read_with_what_it_changed(site: Site) -> None:
    proposal = move(site)
    said = comment(site, "mei", proposal, "How wide is it?")
    site.say("mei", "comment-revised", {"text": "How deep is it?"}, comment=said, revision=2)
    page = text(site.client().get(f"/proposals/{proposal}/discussion/{said}"))
    assert "How deep is it?" in page
    assert "reworded" in page
    history = site.client().get(f"/proposals/{proposal}/discussion/{said}/history").get_data(as_text=True)
    assert "How <del>wide</del><ins>deep</ins> is it?" in history
    assert history.index("Wording 2") < history.index("Wording 1")


def test_only_the_author_is_offered_to_revise_a_comment(site: Site) -> None:
    proposal = move(site)
    said = comment(site, "mei", proposal, "How wide?")
    assert "Word it anew" in text(site.client("mei").get(f"/proposals/{proposal}/discussion/{said}"))
    assert "Word it anew" not in text(site.client("max").get(f"/proposals/{proposal}/discussion/{said}"))


def test_a_mention_shows_the_present_name_to_members_and_a_number_to_visitors(site: Site) -> None:
    proposal, tao = move(site), site.people["tao"].member
    comment(site, "mei", proposal, f"Ask @{tao}, or `@{tao}`, or [me](https://example.org/@{tao}).")
    member = site.client("mei").get(f"/proposals/{proposal}/discussion").get_data(as_text=True)
    assert re.search(rf'<a href="/members/{tao}"[^>]*>@Tao</a>', member)
    assert f"<code>@{tao}</code>" in member
    assert f'href="https://example.org/@{tao}"' in member
    visitor = site.client().get(f"/proposals/{proposal}/discussion").get_data(as_text=True)
    assert f">@{tao[:8]}…</a>" in visitor
    assert "Tao" not in visitor


def test_members_are_found_by_the_beginning_of_their_name_with_and_without_a_script(site: Site) -> None:
    proposal, tao = move(site), site.people["tao"].member
    found = json.loads(site.client("mei").get("/comments/mentions?q=ta").get_data())
    assert found == {"members": [{"id": tao, "name": "Tao"}]}
    assert f"@{tao}" in discussion(site, proposal, query="?q=ta")
    assert site.client("nell").get("/comments/mentions?q=ta").status_code == 403
    assert tao not in discussion(site, proposal, "", "?q=ta")


def test_a_comment_is_markdown_made_safe(site: Site) -> None:
    proposal = move(site)
    comment(site, "mei", proposal, "<script>alert(1)</script> [x](javascript:alert(1)) ![i](https://e.org/i.png)")
    page = site.client().get(f"/proposals/{proposal}/discussion").get_data(as_text=True)
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page


def open_vote_with_reasons(site: Site, rule: str) -> str:
    """A vote on a motion under rules about reasons; the proposal's id."""
    rulebook = copy.deepcopy(PRESETS["tokens"]())
    rulebook["kinds"]["motion"]["reasons"] = rule
    rulebook["number"] = 2
    site.say("ada", "rulebook-adopted", rulebook=rulebook, scope="community")
    give_tokens(site)
    proposal = move(site)
    open_vote(site, proposal)
    return proposal


def reason(site: Site, who: str, proposal: str, words: str, seq: int = 1) -> None:
    site.say(who, "reason-given", {"text": words}, poll=proposal_of(site, proposal).poll, seq=seq)


def ballot_page(site: Site, proposal: str, who: str = "tao") -> str:
    return text(site.client(who).get(f"/proposals/{proposal}/ballot"))


def test_where_reasons_are_off_nobody_is_asked_for_one(site: Site) -> None:
    proposal = open_vote_with_reasons(site, "off")
    vote(site, "tao", proposal, "yes")
    assert "reason" not in ballot_page(site, proposal).lower()


def test_where_reasons_are_allowed_one_can_be_given_with_the_ballot_that_stands(site: Site) -> None:
    proposal = open_vote_with_reasons(site, "allowed")
    assert "Give a reason" not in ballot_page(site, proposal)
    vote(site, "tao", proposal, "yes")
    assert "Give a reason" in ballot_page(site, proposal)
    reason(site, "tao", proposal, "We *need* it.")
    assert "We need it." in ballot_page(site, proposal)
    shown = text(site.client().get(f"/proposals/{proposal}"))
    assert "Why they voted so" in shown
    assert "We need it." in shown


def test_where_reasons_are_required_the_reason_comes_before_the_choice(site: Site) -> None:
    proposal = open_vote_with_reasons(site, "required")
    assert "First, the reason for your vote" in ballot_page(site, proposal)
    assert "Sign my ballot" not in ballot_page(site, proposal)
    reason(site, "tao", proposal, "We need it.")
    assert "Sign my ballot" in ballot_page(site, proposal)
    first = vote(site, "tao", proposal, "yes")
    assert "To vote anew, first give the reason" in ballot_page(site, proposal)
    assert "We need it." in text(site.client().get(f"/proposals/{proposal}"))
    reason(site, "tao", proposal, "We do not.", seq=2)
    vote(site, "tao", proposal, "no", first, 2)
    shown = text(site.client().get(f"/proposals/{proposal}"))
    assert "We do not." in shown
    assert "We need it." not in shown


def test_a_reason_whose_ballot_was_never_cast_is_shown_to_nobody_else(site: Site) -> None:
    proposal = open_vote_with_reasons(site, "required")
    reason(site, "tao", proposal, "We need it.")
    assert "We need it." not in text(site.client("mei").get(f"/proposals/{proposal}"))
    with site.services.engine.connect() as connection:
        state = Projection(connection)
        poll = proposal_of(site, proposal).poll
        assert state.get(Poll, poll) is not None
        assert state.get(Ballot, poll, site.people["tao"].member) is None


def queries(site: Site, path: str) -> int:
    """The number of queries of a page."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(site.services.engine, "before_cursor_execute", note)
    assert site.client("mei").get(path).status_code == 200
    event.remove(site.services.engine, "before_cursor_execute", note)
    return len(seen)


def test_a_discussion_costs_as_many_queries_however_long_it_is(site: Site) -> None:
    proposal = move(site)
    path = f"/proposals/{proposal}/discussion"
    root = comment(site, "mei", proposal, "Well?")
    comment(site, "max", proposal, "Well.", comment(site, "tao", proposal, "Well!", root))
    few = queries(site, path)
    for number in range(12):
        above = comment(site, "mei", proposal, f"Thread {number}.")
        comment(site, "max", proposal, "Well.", comment(site, "tao", proposal, "Well!", above))
    assert 0 < queries(site, path) <= few

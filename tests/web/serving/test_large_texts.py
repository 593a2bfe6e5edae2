"""Large and hostile texts: pages stay small and fast, and tables stay within bounds."""

import re
import time

import pytest

from govern.web.prose.cache import ENTRY, RenderedTexts
from govern.web.prose.render import LARGEST_HTML, render
from tests.web.conftest import Site
from tests.web.proposals.test_discussion import comment
from tests.web.votes.voting import move

LARGEST = 57_000
LONG = "plain words " * 4_000
WIDE_TABLE = "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|\n" * 17_000
LARGEST_PAGE = 1_000_000
SLOWEST = 10  # seconds of the processor; before the repair it was minutes


def filled(piece: str) -> str:
    return (piece * (LARGEST // len(piece) + 1))[:LARGEST]


def rendered(site: Site, text: str) -> str:
    with site.app.test_request_context("/"):
        return str(render(text))


@pytest.mark.parametrize(
    "text",
    [
        WIDE_TABLE,
        filled("|" + "a|" * 30 + "\n|" + "-|" * 30 + "\n" + "|\n" * 98 + "\n"),
        filled(">" * 20 + "a\n\n"),
        filled("- a\n"),
        filled("a\n\n"),
        filled("[a](/a) "),
        filled("[a]("),
        filled("*a **a "),
        filled("&"),
    ],
    ids=["wide table", "many tables", "quotes", "items", "paragraphs", "links", "brackets", "stress", "ampersands"],
)
def test_no_text_of_the_largest_size_becomes_a_large_page_or_takes_long(site: Site, text: str) -> None:
    started = time.process_time()
    html = rendered(site, text)
    assert time.process_time() - started < SLOWEST
    assert len(html) < max(LARGEST_HTML, 5 * len(text)) + 1000


def test_forty_comments_of_the_largest_size_leave_every_page_small_and_are_all_reached(site: Site) -> None:
    proposal = move(site)
    said = [comment(site, "mei", proposal, f"{number:02} first\n\n{LONG}") for number in range(40)]
    seen, address = [], f"/proposals/{proposal}/discussion"
    while address:
        page = site.client().get(address).get_data(as_text=True)
        assert len(page) < LARGEST_PAGE
        seen += re.findall(r"<p>(\d\d) first", page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert seen == [f"{number:02}" for number in range(39, -1, -1)]
    assert len(site.client().get(f"/proposals/{proposal}").get_data(as_text=True)) < LARGEST_PAGE
    assert "00 first" in site.client().get(f"/comments/{said[0]}", follow_redirects=True).get_data(as_text=True)


def test_going_back_to_newer_comments_shows_each_once(site: Site) -> None:
    proposal = move(site)
    for number in range(12):
        comment(site, "mei", proposal, f"{number:02} first\n\n{LONG}")
    forward, address = [], f"/proposals/{proposal}/discussion"
    while address:
        last, page = address, site.client().get(address).get_data(as_text=True)
        forward += re.findall(r"<p>(\d\d) first", page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    back, address = list[str](), last
    while address:
        page = site.client().get(address).get_data(as_text=True)
        back = re.findall(r"<p>(\d\d) first", page) + back
        found = re.search(r'rel="prev" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert back == forward == [f"{number:02}" for number in range(11, -1, -1)]


def test_answers_that_do_not_fit_are_on_the_comment_s_own_page(site: Site) -> None:
    proposal = move(site)
    root = comment(site, "mei", proposal, "Root")
    for number in range(8):
        comment(site, "tao", proposal, f"{number:02} first\n\n{LONG}", root)
    assert "More answers to" in site.client("mei").get(f"/proposals/{proposal}/discussion").get_data(as_text=True)
    seen, address = [], f"/proposals/{proposal}/discussion/{root}"
    while address:
        page = site.client().get(address).get_data(as_text=True)
        assert len(page) < LARGEST_PAGE
        seen += re.findall(r"<p>(\d\d) first", page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert seen == [f"{number:02}" for number in range(8)]


def test_wordings_are_divided_by_size(site: Site) -> None:
    proposal = move(site)
    said = comment(site, "mei", proposal, "first")
    for revision in range(2, 12):
        words = f"{revision:02} first\n\n{LONG} {revision}"
        site.say("mei", "comment-revised", {"text": words}, comment=said, revision=revision)
    seen, address = [], f"/proposals/{proposal}/discussion/{said}/history"
    while address:
        page = site.client().get(address).get_data(as_text=True)
        assert len(page) < LARGEST_PAGE
        seen += re.findall(r'id="wording-(\d+)"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert seen == [str(number) for number in range(11, 0, -1)]


def test_a_table_of_ordinary_size_is_drawn_in_a_box_that_scrolls(site: Site) -> None:
    html = rendered(site, "| a | b |\n|--|--|\n| 1 | 2 |\n")
    assert '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>' in html
    assert html.count("<td>") == 2
    assert "</table></div>" in html.replace("\n", "")


def test_a_table_that_is_too_wide_is_shown_as_typed_with_a_note_and_what_follows_is_set_as_ever(site: Site) -> None:
    table = "|" + "a|" * 31 + "\n|" + "-|" * 31 + "\n|x|\n"
    html = rendered(site, f"{table}\nand **then**")
    assert "<table" not in html
    assert "|x|" in html
    assert "<strong>then</strong>" in html
    assert "too large to be drawn" in html
    assert "<table>" in rendered(site, table.replace("a|", "", 1).replace("-|", "", 1))


def test_no_text_can_write_the_box_or_a_class_by_itself(site: Site) -> None:
    html = rendered(site, '<div class="alarm">x</div>\n\n`<table>` <table> <p class="small">')
    assert "<div" not in html
    assert "<table" not in html
    assert not re.search(r"<[^>]*class=", html)


def test_a_text_is_rendered_once_and_what_was_not_used_for_longest_goes_first() -> None:
    cache, made = RenderedTexts(largest=3 * (ENTRY + 1)), list[str]()

    def render_as(key: str) -> str:
        return cache.get((key,), lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    for key in ("a", "b", "c", "a", "d", "a", "b"):
        assert render_as(key) == key
    assert made == ["a", "b", "c", "d", "b"]
    assert cache.held == 3 * (ENTRY + 1)


def test_a_cached_text_names_members_only_to_those_who_may_know_them(site: Site) -> None:
    proposal, tao = move(site), site.people["tao"].member
    comment(site, "mei", proposal, f"Ask @{tao}")
    address = f"/proposals/{proposal}/discussion"
    assert "@Tao</a>" in site.client("mei").get(address).get_data(as_text=True)
    assert "@Tao</a>" not in site.client().get(address).get_data(as_text=True)
    assert "@Tao</a>" in site.client("mei").get(address).get_data(as_text=True)

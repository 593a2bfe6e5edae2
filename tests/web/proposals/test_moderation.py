"""Moderation: what is withheld, by whom and why; who may withhold, and what remains visible."""

import pytest

from govern.protocol.errors import Refused
from govern.protocol.facts import Comment
from govern.store.projection import Projection
from tests.web.admin.test_admin import fixed
from tests.web.conftest import Site, text
from tests.web.proposals.test_discussion import comment
from tests.web.votes.voting import move, proposal_of


@pytest.fixture
def moderated(site: Site) -> Site:
    """A community in which Max is the moderator."""
    site.say("ada", "role-granted", holder=site.people["max"].member, role="moderator", scope="community")
    return site


def text_of_comment(site: Site, id_: str) -> str:
    """The hash of a comment's text."""
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Comment, id_)
    assert found is not None
    return found.text


def hide(site: Site, digest: str, why: str = "It names a private address.") -> None:
    site.say("max", "text-hidden", {"reason": why}, text=digest)


def test_the_page_says_who_moderates_and_that_nothing_is_withheld(moderated: Site) -> None:
    page = text(moderated.client("mei").get("/moderation"))
    assert "Nothing is withheld" in page
    assert "Max" in page


def test_without_a_moderator_the_page_says_so(site: Site) -> None:
    assert "Nobody holds this role" in text(site.client().get("/moderation"))


def test_a_withheld_comment_shows_by_whom_and_why_and_its_words_to_nobody(moderated: Site) -> None:
    proposal = move(moderated)
    said = comment(moderated, "mei", proposal, "She lives at 3 Lime Street.")
    hide(moderated, text_of_comment(moderated, said))
    for who in ("", "mei", "max", "ada"):
        for path in (
            f"/proposals/{proposal}",
            f"/proposals/{proposal}/discussion",
            f"/proposals/{proposal}/discussion/{said}",
            f"/proposals/{proposal}/discussion/{said}/history",
            f"/moderation/texts/{text_of_comment(moderated, said)}",
            "/moderation",
        ):
            page = text(moderated.client(who).get(path))
            assert "Lime Street" not in page, path
            assert "It names a private address." in page, path
    assert "Max" in text(moderated.client("mei").get("/moderation"))


def test_a_text_that_is_shown_again_leaves_the_list_and_both_acts_stay_in_the_record(moderated: Site) -> None:
    proposal = move(moderated)
    said = comment(moderated, "mei", proposal, "The bench is ugly.")
    digest = text_of_comment(moderated, said)
    hide(moderated, digest)
    moderated.say("max", "text-shown", {"reason": "It was harmless."}, text=digest)
    assert "Nothing is withheld" in text(moderated.client().get("/moderation"))
    assert "The bench is ugly." in text(moderated.client().get(f"/proposals/{proposal}/discussion"))
    assert "withheld a text, because" in text(moderated.client().get("/record?kind=text-hidden"))
    assert "showed a withheld text again" in text(moderated.client().get("/record?kind=text-shown"))


def test_the_buttons_are_for_moderators_only(moderated: Site) -> None:
    proposal = move(moderated)
    said = comment(moderated, "mei", proposal, "The bench is ugly.")
    digest = text_of_comment(moderated, said)
    title = proposal_of(moderated, proposal).title
    for path in (f"/proposals/{proposal}/discussion", f"/proposals/{proposal}", "/record/1"):
        assert ("/moderation/texts/" in moderated.client("mei").get(path).get_data(as_text=True)) is False
    assert f"/moderation/texts/{digest}" in moderated.client("max").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert f"/moderation/texts/{title}" in moderated.client("max").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert "Sign and withhold" in text(moderated.client("max").get(f"/moderation/texts/{digest}"))
    assert "Sign and withhold" not in text(moderated.client("mei").get(f"/moderation/texts/{digest}"))
    hide(moderated, digest)
    assert "Sign and show again" in text(moderated.client("max").get(f"/moderation/texts/{digest}"))


def test_a_withheld_comment_can_neither_be_answered_nor_reworded(moderated: Site) -> None:
    proposal = move(moderated)
    said = comment(moderated, "mei", proposal, "The bench is ugly.")
    hide(moderated, text_of_comment(moderated, said))
    page = text(moderated.client("mei").get(f"/proposals/{proposal}/discussion/{said}"))
    assert "Sign and post" not in page
    assert "Sign the new wording" not in page
    with pytest.raises(Refused):
        comment(moderated, "mei", proposal, "Still.", said)


def test_a_text_that_nothing_names_has_no_page(moderated: Site) -> None:
    assert moderated.client("max").get("/moderation/texts/" + "0" * 64).status_code == 404


def test_the_list_has_pages(moderated: Site) -> None:
    proposal = move(moderated)
    for number in range(21):
        hide(moderated, text_of_comment(moderated, comment(moderated, "mei", proposal, f"No {number}.")), f"R{number}.")
    page = text(moderated.client().get("/moderation"))
    assert "R20." in page
    assert "R0." not in page
    assert "Older" in page


def test_a_reworded_comment_is_withheld_as_a_whole_and_shown_again(moderated: Site) -> None:
    proposal = move(moderated)
    said = comment(moderated, "mei", proposal, "She lives at 3 Lime Street.")
    moderated.say("mei", "comment-revised", {"text": "She lives at 5 Lime Street."}, comment=said, revision=2)
    page = f"/moderation/comments/{said}"
    for path in (f"/proposals/{proposal}/discussion", f"/proposals/{proposal}/discussion/{said}/history"):
        assert f'href="{page}"' in moderated.client("max").get(path).get_data(as_text=True)
        assert page not in moderated.client("mei").get(path).get_data(as_text=True)
    assert "data-statement" not in moderated.client("mei").get(page).get_data(as_text=True)
    offered = moderated.client("max").get(page)
    assert "2 wordings, 0 withheld" in text(offered)
    assert fixed(offered.get_data(as_text=True), "comment-hidden") == [{"comment": said}]
    moderated.say("max", "comment-hidden", {"reason": "It names a private address."}, comment=said)
    for who in ("", "mei", "max"):
        for path in (page, f"/proposals/{proposal}/discussion/{said}/history", f"/comments/{said}", "/moderation"):
            answer = text(moderated.client(who).get(path, follow_redirects=True))
            assert "Lime Street" not in answer, path
            assert "It names a private address." in answer, path
    after = moderated.client("max").get(page)
    assert fixed(after.get_data(as_text=True), "comment-shown") == [{"comment": said}]
    moderated.say("max", "comment-shown", {"reason": "She agreed."}, comment=said)
    assert "3 Lime Street" in text(moderated.client("mei").get(page))


def test_a_wording_can_be_withheld_alone_and_the_rest_then(moderated: Site) -> None:
    said = comment(moderated, "mei", move(moderated), "3 Lime Street.")
    hide(moderated, text_of_comment(moderated, said))
    moderated.say("max", "text-shown", {"reason": "?"}, text=text_of_comment(moderated, said))
    moderated.say("mei", "comment-revised", {"text": "5 Lime Street."}, comment=said, revision=2)
    hide(moderated, text_of_comment(moderated, said))
    page = moderated.client("max").get(f"/moderation/comments/{said}")
    assert "2 wordings, 1 withheld" in text(page)
    assert "3 Lime Street" in text(page)
    moderated.say("max", "comment-hidden", {"reason": "Both."}, comment=said)
    assert "2 wordings, 2 withheld" in text(moderated.client("max").get(f"/moderation/comments/{said}"))
    assert moderated.client().get("/moderation/comments/" + "0" * 64).status_code == 404

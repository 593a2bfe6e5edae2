"""Drafts: scope, topic, several mandates, and the rules that will apply."""

import re
from html import unescape

import pytest

from govern.actions.drafts import draft_fields
from govern.protocol.facts import Proposal
from govern.rules.rulebook.presets import PRESETS
from govern.store.projection import Projection
from tests.web.conftest import Site, text
from tests.web.proposals.test_proposals import COMPLETE, send, sign_as_the_browser_does
from tests.web.reading import page
from tests.web.rules.rulebooks import form_of, review, signed

SECOND = {
    "mandates.1.payee_type": "member",
    "mandates.1.payee_member": "Max",
    "mandates.1.cap": "80",
    "mandates.1.currency": "EUR",
    "mandates.1.purpose": "fetching it",
    "mandates.1.expires_days": "30",
}


@pytest.fixture
def rowers(site: Site) -> str:
    """A club that Mei and Tao belong to; its id."""
    club = "c_" + "0" * 24
    mei, tao = (site.people[name].member for name in ("mei", "tao"))
    site.say("ada", "club-opened", {"name": "Rowing Club", "purpose": "To row."}, club=club, convener=mei)
    site.say("tao", "club-asked", club=club)
    site.say("mei", "club-admitted", club=club, admitted=tao)
    return club


def values(html: str, name: str) -> list[str]:
    """The values of the text fields with this name."""
    return re.findall(rf'<input [^>]*value="([^"]*)" id="[^"]*" name="{re.escape(name)}"', html)


def test_a_mandate_is_added_and_removed_without_losing_what_was_typed(site: Site) -> None:
    mei = site.client("mei")
    added = send(mei, "/proposals/drafts", step="add.mandates", **COMPLETE | {"mandates.0.cap": "about 12"}).location
    assert added.endswith("#mandates-1")
    html = mei.get(added.split("#")[0]).get_data(as_text=True)
    assert values(html, "mandates.0.cap") == ["about 12"]
    assert values(html, "mandates.1.cap") == [""]
    assert "eleven" in html
    assert 'value="remove.mandates.1"' in html
    removed = send(mei, added.split("#")[0], step="remove.mandates.0", **COMPLETE | SECOND).location
    html = mei.get(removed.split("#")[0]).get_data(as_text=True)
    assert values(html, "mandates.0.purpose") == ["fetching it"]
    assert "mandates.1." not in html
    assert 'value="remove.mandates.0"' not in html


def test_no_more_mandates_are_taken_than_a_proposal_may_have(site: Site) -> None:
    row = {f"mandates.{number}.purpose": f"no. {number}" for number in range(99)}
    assert len(draft_fields.typed(row)["mandates"]) == 20
    mei = site.client("mei")
    full = {f"mandates.{number}.purpose": f"no. {number}" for number in range(20)}
    address = send(mei, "/proposals/drafts", step="add.mandates", kind="spending", **full).location.split("#")[0]
    html = mei.get(address).get_data(as_text=True)
    assert values(html, "mandates.19.purpose") == ["no. 19"]
    assert 'value="add.mandates"' not in html


@pytest.mark.parametrize(
    "step",
    [
        "remove.mandates.7",
        "remove.mandates.x",
        "remove.mandates.",
        "remove.mandates.²",
        "remove.x.0",
        "add.",
        "nonsense",
        "",
    ],
)
def test_a_step_that_is_none_only_keeps_the_draft(site: Site, step: str) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step=step, **COMPLETE)
    assert answer.status_code == 302
    assert values(mei.get(answer.location).get_data(as_text=True), "mandates.0.cap") == ["1,200.50"]


def test_each_error_stands_beside_the_field_of_its_own_mandate(site: Site) -> None:
    form = COMPLETE | SECOND | {"mandates.1.cap": "x", "mandates.1.payee_member": "Nell"}
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **form)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(r'id="f-mandates-1-cap"[^>]*aria-invalid="true"', html)
    assert re.search(r'id="f-mandates-1-payee_member"[^>]*aria-invalid="true"', html)
    assert not re.search(r'id="f-mandates-0-[a-z_]+"[^>]*aria-invalid', html)


def test_several_mandates_are_signed_and_granted_as_one_proposal(site: Site) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE | SECOND)
    said = unescape(text(mei.get(answer.location)))
    assert "up to €1,200.50 may be paid to Kettle & Daughters for “one kettle”" in said
    assert "up to €80.00 may be paid to Max for “fetching it”" in said
    proposal = sign_as_the_browser_does(site, "mei", mei.get(answer.location).get_data(as_text=True))
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Proposal, proposal)
    assert found is not None
    assert [one["cap"] for one in found.effects] == [120_050, 8_000]
    assert found.effects[1]["payee"] == {"member": site.people["max"].member, "type": "member"}


def test_the_review_says_when_stricter_rules_apply_and_counts_all_mandates_together(site: Site) -> None:
    mei = site.client("mei")
    written = send(mei, "/proposals/drafts", step="review", **COMPLETE).location
    assert "stricter rules apply" not in unescape(text(mei.get(written)))
    large = COMPLETE | SECOND | {"mandates.0.cap": "4,000", "mandates.1.cap": "1,000.01"}
    said = unescape(text(mei.get(send(mei, "/proposals/drafts", step="review", **large).location)))
    assert "stricter rules apply" in said
    assert "Yes is more than 60% of yes and no together" in said


def test_the_form_tells_the_stricter_rules_before_anything_is_typed(site: Site) -> None:
    said = page(site, "/proposals/new?kind=spending", "mei")
    assert "5,000" in said
    assert "Yes is more than 60% of yes and no together" in said


def test_a_topic_goes_into_what_is_signed_and_narrows_the_list(site: Site) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE | {"topic": "places"})
    html = mei.get(answer.location).get_data(as_text=True)
    assert "Places" in html
    sign_as_the_browser_does(site, "mei", html)
    assert "A kettle" in page(site, "/proposals?topic=places")
    assert "A kettle" not in page(site, "/proposals?topic=culture")


def test_a_topic_that_the_rulebook_does_not_know_is_refused_beside_its_field(site: Site) -> None:
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **COMPLETE | {"topic": "fishing"})
    assert answer.status_code == 422
    assert re.search(r'id="f-topic"[^>]*aria-invalid="true"', answer.get_data(as_text=True))


def test_a_club_is_offered_to_its_members_only(site: Site, rowers: str) -> None:
    assert "Rowing Club" in page(site, "/proposals/new", "mei")
    assert "Who decides?" not in page(site, "/proposals/new", "max")
    answer = send(site.client("max"), "/proposals/drafts", step="review", **COMPLETE | {"scope": rowers})
    assert answer.status_code == 422
    assert re.search(r'id="f-scope"[^>]*aria-invalid="true"', answer.get_data(as_text=True))


def test_a_club_s_proposal_is_signed_for_the_club_and_found_under_it(site: Site, rowers: str) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE | {"scope": rowers, "kind": "motion"})
    html = mei.get(answer.location).get_data(as_text=True)
    assert "Rowing Club" in html
    proposal = sign_as_the_browser_does(site, "mei", html)
    assert "Rowing Club" in page(site, f"/proposals/{proposal}")
    assert "A kettle" in page(site, f"/proposals?scope={rowers}")
    assert "A kettle" not in page(site, "/proposals?scope=community")
    outsider = site.client("max").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert 'data-statement="proposal-sponsored"' not in outsider
    assert "Only members of the club may do this." in unescape(outsider)
    assert 'data-statement="proposal-sponsored"' in site.client("tao").get(f"/proposals/{proposal}").get_data(True)


def test_a_club_with_a_rulebook_of_its_own_shows_its_own_rules_and_topics(site: Site, rowers: str) -> None:
    book = PRESETS["simple"]() | {"topics": ["boats"]}
    book["kinds"]["motion"] = book["kinds"]["motion"] | {"sponsors": 0, "voting_ms": 3 * 86_400_000}
    site.say("mei", "rulebook-adopted", rulebook=book, scope=rowers)
    mei = site.client("mei")
    draft = send(mei, "/proposals/drafts", step="scope", **COMPLETE | {"scope": rowers}).location
    assert draft.endswith("#scope")
    said = unescape(text(mei.get(draft.split("#")[0])))
    assert "boats" in said
    assert "It needs no sponsors." in said
    assert "Voting lasts 3 days." in said
    assert "It needs no sponsors." not in page(site, "/proposals/new", "mei")


def test_refusals_by_the_rules_are_shown_before_signing(site: Site) -> None:
    for number in range(3):
        texts = {"title": f"Motion {number}", "body": "Again."}
        effects = [{"effect": "record-resolution"}]
        site.say("mei", "proposal-submitted", texts, kind="motion", scope="community", topic="", effects=effects)
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE)
    said = unescape(text(mei.get(answer.location)))
    assert "You have as many proposals under way as the rules allow (3)." in said
    assert "data-statement" not in mei.get(answer.location).get_data(as_text=True)


def test_a_draft_of_an_amendment_is_shown_and_sent_to_the_rulebook(site: Site) -> None:
    mei = site.client("mei")
    draft = send(
        mei, "/proposals/drafts", step="save", kind="amendment", title="Shorter votes", body="So be it."
    ).location
    assert "Shorter votes" in mei.get(draft).get_data(as_text=True)
    answer = mei.get(f"{draft}/review")
    assert answer.location == f"{draft}?check=1"
    assert "Rules are changed from the rulebook's own page" in page(site, answer.location, "mei")


def test_an_amendment_is_shown_and_revised_in_the_form_of_rules(site: Site) -> None:
    rulebook = PRESETS["tokens"]() | {"number": 2, "delay_ms": 8 * 86_400_000}
    effects = [{"effect": "adopt-rulebook", "rulebook": rulebook}]
    texts = {"title": "More time", "body": "A day more."}
    fields = {"kind": "amendment", "scope": "community", "topic": "", "effects": effects}
    proposal = site.say("mei", "proposal-submitted", texts, **fields).id
    assert "Rulebook no. 2 is adopted" in page(site, f"/proposals/{proposal}")
    mei = site.client("mei")
    answer = mei.get(f"/proposals/{proposal}/revision")
    assert answer.status_code == 302
    written = unescape(text(mei.get(answer.location)))
    assert "Write a new version" in written
    form = form_of(rulebook) | {"proposal": proposal, "title": "More time", "body": "At last.", "delay_ms": "9"}
    status, reviewed = review(site, form, "mei")
    assert status == 200
    changed = signed(reviewed, "proposal-revised")["effects"][0]["rulebook"]
    assert changed == rulebook | {"delay_ms": 9 * 86_400_000}


def test_a_text_beyond_the_limit_is_kept_whole_and_refused_before_signing(site: Site) -> None:
    body = "长" * 15_000  # 45,000 bytes
    mei = site.client("mei")
    kept = send(mei, "/proposals/drafts", step="save", **COMPLETE | {"body": body, "title": "t" * 300})
    assert kept.status_code == 302
    answer = send(mei, kept.location, step="review", **COMPLETE | {"body": body, "title": "t" * 300})
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert body in html
    assert values(html, "title") == ["t" * 300] or f'value="{"t" * 300}"' in html
    assert "1,667 characters too many" in html
    assert "100 characters too many" in html


def test_a_form_too_large_to_be_kept_comes_back_whole(site: Site) -> None:
    body = "长" * 25_000  # 75,000 bytes
    answer = send(site.client("mei"), "/proposals/drafts", step="save", **COMPLETE | {"body": body})
    assert answer.status_code == 422
    assert body in answer.get_data(as_text=True)
    assert "Shorten this part" in answer.get_data(as_text=True)


@pytest.mark.parametrize("field", ["mandates.0.cap", "mandates.0.expires_days"])
def test_an_endless_number_is_a_wrong_number(site: Site, field: str) -> None:
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **COMPLETE | {field: "9" * 4_000})
    assert answer.status_code == 422
    assert "9" * 4_000 in answer.get_data(as_text=True)

"""The pages on proposals: one proposal at each stage, and writing one."""

import json
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from govern.actions.drafts import draft_fields, drafts
from govern.actions.people.accounts import FormError
from govern.protocol.ids import hash_of
from govern.rules.proposals.kinds.spending import GrantMandate
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.presets import PRESETS
from govern.store.private.accounts import DraftRow
from tests.web.conftest import Site
from tests.web.reading import page
from tests.web.votes.voting import (
    announce,
    ask_for_money,
    blob,
    days_pass,
    give_tokens,
    move,
    open_vote,
    proposal_of,
    sponsor,
    submit,
    vote,
)

RULES = read_rulebook(PRESETS["tokens"]())
COMPLETE = {
    "kind": "spending",
    "title": "A kettle",
    "body": "The old one takes **eleven** minutes.\r\n\r\nReally.",
    "mandates.0.payee_type": "outside",
    "mandates.0.payee_name": "Kettle & Daughters",
    "mandates.0.cap": "1,200.50",
    "mandates.0.currency": "EUR",
    "mandates.0.purpose": "one kettle",
    "mandates.0.expires_days": "90",
}


def send(client: FlaskClient, path: str, **form: str) -> Any:
    """Sends a form with the CSRF token that this browser's pages carry."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/proposals").get_data(as_text=True))
    assert found is not None
    return client.post(path, data={"csrf_token": found[1], **form})


def test_names_are_for_those_who_have_signed_in(site: Site) -> None:
    proposal = move(site, by="max")
    assert "Max" in page(site, f"/proposals/{proposal}", "mei")
    assert "Max" not in page(site, f"/proposals/{proposal}")


def test_a_proposal_that_is_not_there_is_not_found(site: Site) -> None:
    assert site.client().get(f"/proposals/{'0' * 64}").status_code == 404
    assert site.client().get("/proposals/nothing").status_code == 404


def test_other_members_can_sponsor_and_the_author_can_withdraw(site: Site) -> None:
    proposal = move(site)
    fixed = f'data-fixed=\'{{"proposal": "{proposal}", "version": 1}}\''
    other = site.client("max").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert 'data-statement="proposal-sponsored"' in other
    assert 'data-statement="proposal-withdrawn"' not in other
    assert fixed in other
    author = site.client("mei").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert 'data-statement="proposal-withdrawn"' in author
    assert 'data-statement="proposal-sponsored"' not in author
    assert "Sign in to sponsor it" in page(site, f"/proposals/{proposal}")
    site.say("mei", "proposal-withdrawn", proposal=proposal)
    assert "Its author withdrew it" in page(site, f"/proposals/{proposal}", "mei")


def test_a_sponsor_reads_that_they_are_one(site: Site) -> None:
    proposal = ask_for_money(site)
    sponsor(site, proposal, "max")
    said = page(site, f"/proposals/{proposal}", "max")
    assert "You sponsor this proposal." in said
    assert "It has 1 of the 2 sponsors it needs" in said


def test_too_few_sponsors_end_it(site: Site) -> None:
    proposal = move(site)
    days_pass(site, 14)
    assert "Too few members sponsored it in time" in page(site, f"/proposals/{proposal}")


def test_an_announced_vote_tells_the_roll_and_how_ones_weight_came_about(site: Site) -> None:
    give_tokens(site)
    money, motion = ask_for_money(site), move(site)
    announce(site, money)
    announce(site, motion)
    said = page(site, f"/proposals/{money}", "mei")
    assert "5 members" in said
    assert "1,216 tokens" in said
    assert "you held 410 tokens from 1 confirmed award" in said
    said = page(site, f"/proposals/{motion}", "mei")
    assert "The square root of that, rounded down, is 20." in said
    assert "You held no confirmed tokens" in page(site, f"/proposals/{motion}", "ivo")
    roll = proposal_of(site, money)
    html = site.client().get(f"/proposals/{money}").get_data(as_text=True)
    link = re.search(r'href="(/log/blob/[0-9a-f]{64})"', html)
    assert link is not None
    assert site.client().get(link[1]).get_data().count(b"\n") == 5
    assert roll.poll in html


def test_a_passed_proposal_shows_every_condition_and_its_consequences(site: Site) -> None:
    give_tokens(site)
    proposal = ask_for_money(site)
    open_vote(site, proposal)
    for name, choice in (("ada", "yes"), ("tao", "yes"), ("tess", "no"), ("max", "abstain")):
        vote(site, name, proposal, choice)
    assert "4 of 5 members on the roll have voted" in page(site, f"/proposals/{proposal}")
    days_pass(site, 7)
    said = page(site, f"/proposals/{proposal}", "mei")
    assert "It passed: yes has the support it needs" in said
    assert "500 × 2 > 725" in said
    assert "500 ≥ 122" in said
    assert "806 ≥ 244" in said
    assert "it is carried out after the standstill" in said
    days_pass(site, 2)
    said = page(site, f"/proposals/{proposal}", "mei")
    assert "Mandate to pay up to €1,200.00" in said
    assert "up to €1,200.00 may be paid to Roof & Sons for “new slates”, within 90 days" in said


def test_a_motion_that_passed_is_in_the_register(site: Site) -> None:
    give_tokens(site)
    motion = move(site)
    open_vote(site, motion)
    for name in ("ada", "tao", "tess"):
        vote(site, name, motion, "yes")
    days_pass(site, 7)
    days_pass(site, 1)
    assert "Entered in the register of resolutions" in page(site, f"/proposals/{motion}")


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"ada": "yes", "tao": "no", "max": "no"}, "It was rejected: yes was not more than no."),
        ({"ada": "yes", "tao": "yes"}, "No quorum: 2 people voted, and 3 are needed."),
        ({"ada": "yes", "max": "no", "tao": ""}, "No quorum: ballots of weight 181 were cast, and 244 is needed."),
        ({"ada": "abstain", "max": "abstain", "tess": "abstain"}, "No quorum: yes has a weight of 0"),
    ],
)
def test_a_failed_vote_says_why_in_one_sentence(site: Site, choices: dict[str, str], sentence: str) -> None:
    give_tokens(site)
    proposal = ask_for_money(site)
    open_vote(site, proposal)
    for name, choice in choices.items():
        vote(site, name, proposal, choice)
    days_pass(site, 7)
    assert sentence in page(site, f"/proposals/{proposal}")


def test_ballots_are_listed_newest_first_a_page_at_a_time(site: Site) -> None:
    names = [f"voter{number}" for number in range(23)]
    for name in names:
        site.person(name)
        site.enrol(name)
        site.award(name, 100)
    proposal = move(site)
    open_vote(site, proposal)
    for name in names:
        vote(site, name, proposal, "yes")
    vote(site, "voter0", proposal, "no", *previous(site, proposal, "voter0"))
    html = site.client("mei").get(f"/proposals/{proposal}").get_data(as_text=True)
    rows = re.findall(r'<th scope="row"><a [^>]*>(Voter\d+)</a></th><td>(\w+)', html)
    assert rows[:2] == [("Voter0", "No"), ("Voter22", "Yes")]
    assert len(rows) == 20
    older = re.search(r'rel="next" href="([^"]+)"', html)
    assert older is not None
    rest = site.client("mei").get(unescape(older[1])).get_data(as_text=True)
    assert len(re.findall(r'<th scope="row"><a [^>]*>Voter', rest)) == 3


def previous(site: Site, proposal: str, name: str) -> tuple[str, int]:
    html = site.client(name).get(f"/proposals/{proposal}/ballot").get_data(as_text=True)
    found = re.search(r"data-statement=\"ballot-cast\" data-fixed='([^']*)'", html)
    assert found is not None
    fixed = json.loads(unescape(found[1]))
    return fixed["prev"], fixed["seq"]


def test_a_body_is_shown_as_safe_markdown(site: Site) -> None:
    body = "## One\n\n<script>alert(1)</script> **bold** [x](javascript:alert(1))\n\n#### Two"
    html = site.client().get(f"/proposals/{move(site, body=body)}").get_data(as_text=True)
    assert "<strong>bold</strong>" in html
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert "<h3>One</h3>" in html
    assert "<h4>Two</h4>" in html


# Drafts


def test_a_draft_is_kept_as_typed_and_only_its_author_sees_it(site: Site) -> None:
    mei = site.client("mei")
    answer = send(
        mei, "/proposals/drafts", step="save", kind="spending", title="A kettle", **{"mandates.0.cap": "about 12"}
    )
    assert answer.status_code == 302
    edit = mei.get(answer.location).get_data(as_text=True)
    assert 'value="A kettle"' in edit
    assert 'value="about 12"' in edit
    assert "A kettle" in page(site, "/proposals", "mei")
    assert "A kettle" not in page(site, "/proposals", "max")
    for path in (answer.location, f"{answer.location}/review"):
        assert site.client("max").get(path).status_code == 404


def test_a_missing_value_has_an_error_beside_its_field(site: Site) -> None:
    mei = site.client("mei")
    answer = send(
        mei,
        "/proposals/drafts",
        step="review",
        **COMPLETE | {"mandates.0.cap": "12oo", "mandates.0.purpose": " ", "mandates.0.expires_days": "0"},
    )
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "3 things need to be put right" in html
    for name in ("cap", "purpose", "expires_days"):
        assert re.search(rf'id="f-mandates-0-{name}"[^>]*aria-invalid="true"', html), name
    assert 'value="12oo"' in html
    assert "eleven" in html


def read_amount(site: Site, typed: str) -> int:
    """The minor units that a draft with this amount asks for; raises FormError."""
    with site.app.app_context(), site.session() as session:
        ready = drafts.read(session, draft_fields.typed(COMPLETE | {"mandates.0.cap": typed}), RULES)
    (effect,) = ready.effects
    assert isinstance(effect, GrantMandate)
    return effect.cap


def test_amounts_are_read_exactly_or_not_at_all(site: Site) -> None:
    for typed, minor in {"1,200.50": 120050, "1200.5": 120050, "１２００。５": 120050, "7": 700, "0.01": 1}.items():
        assert read_amount(site, typed) == minor
    for typed in ("0", "1.005", "1,20", "-1", "", "1e3", "99,999,999,999,999,999"):
        with pytest.raises(FormError) as raised:
            read_amount(site, typed)
        assert raised.value.errors.keys() == {"mandates.0.cap"}, typed


def to_member(typed: str) -> dict[str, str]:
    """The fields of the form if a member is to be paid."""
    return {"mandates.0.payee_type": "member", "mandates.0.payee_member": typed}


def test_a_member_is_found_by_name_or_number(site: Site) -> None:
    site.person("meinrad")
    site.enrol("meinrad")
    member = site.people["mei"].member
    with site.app.app_context(), site.session() as session:
        for typed, found in {"Mei": member, member: member, "max": site.people["max"].member}.items():
            ready = drafts.read(session, draft_fields.typed(COMPLETE | to_member(typed)), RULES)
            assert ready.effects[0].to_dict()["payee"]["member"] == found
        for typed, code in {"mei": "ambiguous", "Nell": "nobody", "": "empty"}.items():
            with pytest.raises(FormError) as raised:
                drafts.read(session, draft_fields.typed(COMPLETE | to_member(typed)), RULES)
            assert raised.value.errors == {"mandates.0.payee_member": code}


def sign_as_the_browser_does(site: Site, name: str, html: str) -> str:
    """Reads the signing form of the review page as its script does; the statement's id."""
    form = re.search(r'<form[^>]*data-statement="proposal-submitted".*?</form>', html, re.DOTALL)
    assert form is not None
    found = re.search(r"data-fixed='([^']*)'", form[0])
    assert found is not None
    fields, blobs = json.loads(unescape(found[1])), []
    for path, typed in re.findall(
        r'<textarea name="([^"]+)" data-type="text"[^>]*>\n(.*?)</textarea>', form[0], re.DOTALL
    ):
        blobs.append(blob(unescape(typed).strip()))
        here: Any = fields
        *way, last = path.split(".")
        for step in way:
            here = here[int(step)] if step.isdigit() else here[step]
        here[last] = hash_of(blobs[-1])
    return submit(site, name, blobs, "proposal-submitted", **fields)


@pytest.mark.parametrize("change", [{}, to_member("Max"), {"kind": "motion"}])
def test_the_review_shows_what_is_signed_and_signing_deletes_the_draft(site: Site, change: dict[str, str]) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE | change)
    html = mei.get(answer.location).get_data(as_text=True)
    other = send(mei, "/proposals/drafts", step="save", kind="motion", title="Another").location
    proposal = sign_as_the_browser_does(site, "mei", html)
    number = answer.location.split("/")[3]
    assert site.client("max").get(f"/proposals/{proposal}?draft={number}").status_code == 302
    with site.app.app_context(), site.session() as session:
        assert session.get(DraftRow, int(number)) is not None
    assert mei.get(f"/proposals/{proposal}?draft={number}").location == f"/proposals/{proposal}"
    assert mei.get(f"/proposals/drafts/{number}").status_code == 404
    mei.get(f"/proposals/{proposal}?draft={other.split('/')[3]}")
    assert mei.get(other).status_code == 200
    said = page(site, f"/proposals/{proposal}", "mei")
    assert "The old one takes eleven minutes" in said
    assert ("€1,200.50" in said) == (change.get("kind") != "motion")


@pytest.mark.parametrize("left", ["list", "edit", "review"])
def test_a_signed_draft_is_gone_however_the_page_was_left(site: Site, left: str) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE)
    number = answer.location.split("/")[3]
    other = send(mei, "/proposals/drafts", step="save", **COMPLETE | {"title": "Another"}).location
    site.clock.advance(minutes=1)
    proposal = sign_as_the_browser_does(site, "mei", mei.get(answer.location).get_data(as_text=True))
    if left == "list":
        listed = mei.get("/proposals").get_data(as_text=True)
        assert f"/proposals/drafts/{number}" not in listed
        assert other in listed
    else:
        path = f"/proposals/drafts/{number}" + ("/review" if left == "review" else "")
        assert mei.get(path).location == f"/proposals/{proposal}"
    assert mei.get(f"/proposals/drafts/{number}").status_code == 404
    assert mei.get(other).status_code == 200


def test_a_draft_that_was_changed_after_signing_stays(site: Site) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE)
    number = answer.location.split("/")[3]
    site.clock.advance(minutes=1)
    sign_as_the_browser_does(site, "mei", mei.get(answer.location).get_data(as_text=True))
    site.clock.advance(minutes=1)
    with site.app.app_context(), site.session() as session:
        session.get(DraftRow, int(number)).updated_at = site.clock()
    assert mei.get(f"/proposals/drafts/{number}").status_code == 200


def test_an_incomplete_draft_has_no_review(site: Site) -> None:
    mei = site.client("mei")
    draft = send(mei, "/proposals/drafts", step="save", kind="motion", title="").location
    answer = mei.get(f"{draft}/review")
    assert answer.location == f"{draft}?check=1"
    assert "2 things need to be put right" in page(site, answer.location, "mei")


def test_an_account_without_enrolment_can_write_but_not_submit(site: Site) -> None:
    nell = site.client("nell")
    answer = send(nell, "/proposals/drafts", step="review", **COMPLETE)
    html = nell.get(answer.location).get_data(as_text=True)
    assert "data-statement" not in html
    assert "as soon as your key is enrolled" in html


def test_a_draft_can_be_deleted_by_its_author_alone(site: Site) -> None:
    mei = site.client("mei")
    draft = send(mei, "/proposals/drafts", step="save", title="Gone soon").location
    send(site.client("max"), f"{draft}/deletion")
    assert mei.get(draft).status_code == 200
    send(mei, f"{draft}/deletion")
    assert mei.get(draft).status_code == 404


def test_saving_again_changes_the_same_draft_and_anothers_number_changes_nothing(site: Site) -> None:
    mei = site.client("mei")
    draft = send(mei, "/proposals/drafts", step="save", title="One").location
    assert send(mei, draft, step="save", title="Two").location == draft
    assert send(site.client("max"), draft, step="save", title="Three").location != draft
    assert 'value="Two"' in mei.get(draft).get_data(as_text=True)
    with site.app.app_context(), site.session() as session:
        assert len(session.scalars(select(DraftRow)).all()) == 2


def test_the_preview_is_safe_and_refuses_what_is_no_text(site: Site) -> None:
    mei = site.client("mei")
    found = re.search(r'name="csrf-token" content="([^"]+)"', mei.get("/proposals").get_data(as_text=True))
    assert found is not None
    headers = {"X-CSRFToken": found[1], "Content-Type": "application/json"}
    answer = mei.post("/proposals/preview", data=b'{"text":"*a* <img src=x>"}', headers=headers)
    assert answer.get_data(as_text=True) == "<p><em>a</em> &lt;img src=x&gt;</p>\n"
    for body in (b'{"text":1}', b"[]", b"text", b'{"text": "a"}'):
        assert mei.post("/proposals/preview", data=body, headers=headers).status_code == 400
    assert site.client().post("/proposals/preview", data=b'{"text":""}').status_code in (400, 403)


def test_writing_needs_an_account(site: Site) -> None:
    assert site.client().get("/proposals/new").status_code == 302

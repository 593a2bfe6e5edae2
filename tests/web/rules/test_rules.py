"""The pages of rules: in force, past and future ones, who may change them, and the founding wizard."""

import html
import re
from typing import Any

from govern.protocol.ids import hash_of
from govern.rules.rulebook.presets import PRESETS
from govern.web.words.rules.rulebook_words import paying
from tests.dsl.people import refusal
from tests.web.conftest import Site, post, text
from tests.web.rules.rulebooks import form_of, review, said, signed
from tests.web.votes.voting import blob, days_pass, open_vote, proposal_of, submit, vote

CLUB = "c_" + "1" * 24
VOTERS = ("ada", "tao", "tess", "mei", "max")


def adopt(site: Site, number: int, who: str = "ada", scope: str = "community", **changes: Any) -> None:
    """Somebody adopts the preset `simple` with changes of the rules for motions."""
    rules = PRESETS["simple"]() | {"number": number}
    rules["kinds"]["motion"] |= changes
    site.say(who, "rulebook-adopted", scope=scope, rulebook=rules)


def amend(site: Site, effect: dict[str, Any], scope: str = "community") -> str:
    """Mei puts an amendment to the vote; its id."""
    title, body = blob("Anew"), blob("Because.")
    fields = {"title": hash_of(title), "body": hash_of(body), "kind": "amendment", "scope": scope, "topic": ""}
    return submit(site, "mei", [title, body], "proposal-submitted", effects=[effect], **fields)


def carry(site: Site, proposal: str) -> None:
    """Everybody votes yes, and it is carried out."""
    open_vote(site, proposal)
    for name in VOTERS:
        vote(site, name, proposal, "yes")
    days_pass(site, 8)
    days_pass(site, 8)
    assert proposal_of(site, proposal).carried_out_at


def ratified(site: Site) -> None:
    """Rulebook no. 2, one member one vote, is adopted and ratified."""
    adopt(site, 2)
    carry(site, amend(site, {"effect": "ratify-rulebook", "number": 2}))


def open_club(site: Site) -> None:
    """Mei convenes the rowing club."""
    texts = {"name": "Rowing Club", "purpose": "To row."}
    site.say("ada", "club-opened", texts, club=CLUB, convener=site.people["mei"].member)


def test_each_kind_of_proposal_is_folded_up_with_how_it_is_voted_on_and_when_it_passes(site: Site) -> None:
    page = site.client().get("/rules").get_data(as_text=True)
    folds = re.findall(r'<details class="fold[^"]*">(.*?)</details>', page, re.DOTALL)
    words = [re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", fold)).strip() for fold in folds]
    text_by_heading = {re.findall("<h2>(.*?)</h2>", fold)[0]: one for fold, one in zip(folds, words, strict=True)}
    assert text_by_heading["Motions"].startswith("Motions A ballot says yes, no or abstain. ")
    gist, _heading, whole = text_by_heading["Spending proposals"].partition(" Every member may propose.")
    assert "Voting lasts" not in gist
    assert "Voting lasts" in whole
    assert "Large spending proposals" in whole, "what is stricter for some stands with its kind"


def test_everyone_may_read_the_rules(site: Site) -> None:
    page = text(site.client().get("/rules"))
    assert "Rulebook no. 1" in page
    assert "14 days" in page
    assert "EUR: above" in page
    assert "can still change these rules alone" in page
    assert "Draft a change" not in page
    assert "Write the next one" not in page


def test_each_rulebook_says_when_it_counts(site: Site) -> None:
    adopt(site, 2)
    ratify = amend(site, {"effect": "ratify-rulebook", "number": 2})
    carry(site, ratify)
    rules = PRESETS["simple"]() | {"number": 3, "live_per_author": 9}
    carry(site, amend(site, {"effect": "adopt-rulebook", "rulebook": rules}))
    client = site.client()
    now = text(client.get("/rules"))
    assert "Rulebook no. 2" in now
    assert "Rulebook no. 3 follows this one" in now
    coming = text(client.get("/rules/community/3"))
    assert "This rulebook does not count yet." in coming
    assert "9 proposals under way" in coming
    assert "3 proposals under way" in coming  # what it changes
    assert "This rulebook counts no longer." in text(client.get("/rules/community/1"))
    days_pass(site, 8)
    assert "Rulebook no. 3" in text(client.get("/rules"))
    assert client.get("/rules/community/4").status_code == 404


def test_after_ratification_nobody_signs_rules_alone_but_members_may_propose_them(site: Site) -> None:
    ratified(site)
    page = text(site.client("ada").get("/rules"))
    assert "only a vote changes these rules" in page
    assert "Write the next one" not in page
    form = form_of(PRESETS["simple"]()) | {"motion.sponsors": "3"}
    form |= {"title": "Three sponsors", "body": "Two are too few."}
    status, reviewed = review(site, form, "ada")
    assert status == 200
    assert "rulebook-adopted" not in reviewed
    fixed = signed(reviewed, "proposal-submitted")
    assert fixed["kind"] == "amendment"
    assert fixed["effects"][0]["rulebook"]["number"] == 3
    title, body = blob("Three sponsors"), blob("Two are too few.")
    proposal = submit(
        site, "mei", [title, body], "proposal-submitted", title=hash_of(title), body=hash_of(body), **fixed
    )
    shown = text(site.client().get(f"/rules/proposed/{proposal}"))
    assert "3 other members have to sponsor it within 14 days." in shown
    assert f"/rules/proposed/{proposal}" in site.client().get(f"/proposals/{proposal}").get_data(as_text=True)
    with refusal("rulebook_ratified"):
        adopt(site, 3)


def test_the_page_offers_to_ratify_as_long_as_nothing_is_ratified(site: Site) -> None:
    page = site.client("mei").get("/rules").get_data(as_text=True)
    fixed = signed(page, "proposal-submitted")
    assert fixed["effects"] == [{"effect": "ratify-rulebook", "number": 1}]
    title, body = blob("Ratify it"), blob("It is ours.")
    submit(site, "mei", [title, body], "proposal-submitted", title=hash_of(title), body=hash_of(body), **fixed)
    assert "ratify-rulebook" not in site.client().get("/rules").get_data(as_text=True)
    ratified_page = text(site.client("nell").get("/rules"))
    assert "Propose the ratification" not in ratified_page


def test_only_members_draft_rules(site: Site) -> None:
    assert site.client("nell").get("/rules/community/draft").status_code == 403
    assert site.client("max").get("/rules/community/draft").status_code == 200


def test_a_club_goes_by_the_communitys_rules_until_its_convener_gives_it_its_own(site: Site) -> None:
    open_club(site)
    assert "goes by the community’s" in text(site.client().get(f"/rules/{CLUB}"))
    form = form_of(PRESETS["simple"]()) | {"motion.sponsors": "4"}
    for kind in paying():
        del form[f"{kind}.on"]
    _status, refused = review(site, form, "ada", CLUB)
    assert "rulebook-adopted" not in refused  # an administrator is no convener
    status, page = review(site, form, "mei", CLUB)
    assert status == 200
    fixed = signed(page)
    assert fixed["scope"] == CLUB
    assert fixed["rulebook"]["number"] == 1
    site.say("mei", "rulebook-adopted", **fixed)
    own = text(site.client().get(f"/rules/{CLUB}"))
    assert "Rulebook no. 1 of Rowing Club" in own
    assert "4 other members have to sponsor it" in own
    assert "treasurer" not in own
    assert "1 other member has to sponsor it" in text(site.client().get("/rules"))


def test_the_club_of_nobody_has_no_rules(site: Site) -> None:
    for path in (f"/rules/{CLUB}", "/rules/garden", f"/rules/{CLUB}/1", "/rules/proposed/" + "0" * 64):
        assert site.client().get(path).status_code == 404, path


def test_the_wizard_shows_every_preset_in_sentences_and_signs_the_chosen_one(founded: Site) -> None:
    client = founded.client("ada")
    page = client.get("/admin/rulebook/wizard").get_data(as_text=True)
    for name in PRESETS:
        assert f'value="{name}"' in page
    assert "data-statement" not in page
    chosen = client.get("/admin/rulebook/wizard?preset=cooperative").get_data(as_text=True)
    assert "All ballots together have at least 10% of that weight." in said(chosen)
    fixed = signed(chosen)
    assert fixed["rulebook"] == PRESETS["cooperative"]() | {"number": 2}
    founded.say("ada", "rulebook-adopted", **fixed)
    again = text(client.get("/admin/rulebook/wizard?preset=cooperative"))
    assert "the rulebook that you have already" in again
    assert client.get("/admin/rulebook/wizard?preset=kingdom").status_code == 404


def test_a_preset_can_be_adjusted_before_it_is_signed(founded: Site) -> None:
    page = founded.client("ada").get("/rules/community/draft?preset=foundation").get_data(as_text=True)
    assert 'value="residents"' in page
    base = re.search(r'name="base" value="([^"]*)"', page)
    assert base is not None
    form = form_of(PRESETS["foundation"]()) | {"base": html.unescape(base[1]), "delay_ms": "30"}
    _status, answer = review(founded, form)
    assert signed(answer)["rulebook"]["delay_ms"] == 30 * 86_400_000


def test_a_signed_draft_of_rules_is_gone_however_the_page_was_left(founded: Site) -> None:
    status, answer = review(founded, form_of(PRESETS["tokens"]()) | {"motion.head_count": "7"})
    assert status == 200
    founded.clock.advance(minutes=1)
    founded.say("ada", "rulebook-adopted", **signed(answer))
    ada = founded.client("ada")
    assert "/rules/drafts/1" not in ada.get("/rules/community").get_data(as_text=True)
    assert ada.get("/rules/drafts/1").status_code == 404


def test_a_draft_can_be_reloaded_at_each_step_and_is_its_authors_alone(site: Site) -> None:
    form = form_of(PRESETS["tokens"]()) | {"motion.head_count": "77", "step": "enter"}
    draft = post(site.client("ada"), "/rules/community/draft", **form).location
    for page in ("", "/review", "/replay"):
        for _ in range(2):
            assert site.client("ada").get(f"{draft}{page}").status_code == 200
        assert site.client("max").get(f"{draft}{page}").status_code == 404
    assert post(site.client("max"), f"{draft}/deletion").status_code == 404
    assert post(site.client("ada"), f"{draft}/deletion").status_code == 302
    assert site.client("ada").get(draft).status_code == 404


def test_a_draft_of_rules_that_is_too_large_comes_back_whole(site: Site) -> None:
    form, ada = form_of(PRESETS["tokens"]()), site.client("ada")
    large = form | {"body": "b" * 210_000, "motion.head_count": "77"}
    draft = post(ada, "/rules/community/draft", step="save", **form).location
    for address in ("/rules/community/draft", draft):
        answer = post(ada, address, step="save", **large)
        assert answer.status_code == 422
        html = answer.get_data(as_text=True)
        assert "too long to be kept" in html
        assert 'value="77"' in html
    assert 'value="77"' not in ada.get(draft).get_data(as_text=True)


def test_all_input_of_a_rule_form_is_kept(site: Site) -> None:
    ada = site.client("ada")
    form = form_of(PRESETS["tokens"]()) | {"motion.head_count": "7" * 4_000}
    draft = post(ada, "/rules/community/draft", step="save", **form).location
    assert f'value="{"7" * 4_000}"' in ada.get(draft).get_data(as_text=True)
    assert post(ada, draft, step="review", **form).status_code == 422

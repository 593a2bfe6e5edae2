"""Versions of a proposal: a form filled with the last one, a comparison word by word, new sponsoring."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from govern.protocol.ids import hash_of
from govern.web.prose.differences import changed_words
from tests.web.conftest import Site, text
from tests.web.proposals.test_proposals import send
from tests.web.reading import page
from tests.web.votes.voting import announce, ask_for_money, blob, give_tokens, move, proposal_of, sponsor, submit


class SentForm(HTMLParser):
    """Reads what a browser would send of the form with this address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.values, self._within, self._field = action, dict[str, str](), False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, value = found.get("name") or "", found.get("value") or ""
        self._within |= tag == "form" and found.get("action") == self.action
        if not self._within:
            return
        if tag == "input" and (found.get("type") not in ("radio", "checkbox") or "checked" in found):
            self.values[name] = value
        elif tag in ("select", "textarea"):
            self._field = name
            self.values[name] = ""
        elif tag == "option" and "selected" in found:
            self.values[self._field] = value

    def handle_data(self, data: str) -> None:
        if self._within and self.get_starttag_text() and str(self.get_starttag_text()).startswith("<textarea"):
            self.values[self._field] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self._within &= tag != "form"


def revision_form(site: Site, proposal: str, name: str = "mei") -> dict[str, str]:
    """The fields of the form for a new version."""
    form = SentForm("/proposals/drafts")
    form.feed(site.client(name).get(f"/proposals/{proposal}/revision").get_data(as_text=True))
    return {field: value.strip() for field, value in form.values.items() if field not in ("", "csrf_token")}


def signed(site: Site, path: str, name: str = "mei") -> tuple[dict[str, Any], list[bytes]]:
    """The statement of the review page: its fields, and the new texts."""
    html = site.client(name).get(path).get_data(as_text=True)
    form = re.search(r'<form[^>]*data-statement="proposal-revised".*?</form>', html, re.DOTALL)
    assert form is not None, unescape(text(site.client(name).get(path)))
    found = re.search(r"data-fixed='([^']*)'", form[0])
    assert found is not None
    fields, blobs = json.loads(unescape(found[1])), []
    pattern = r'<textarea name="([^"]+)" data-type="text"[^>]*>\n(.*?)</textarea>'
    for place, typed in re.findall(pattern, form[0], re.DOTALL):
        blobs.append(blob(unescape(typed).strip()))
        here: Any = fields
        *way, last = place.split(".")
        for step in way:
            here = here[int(step)] if step.isdigit() else here[step]
        here[last] = hash_of(blobs[-1])
    return fields, blobs


def revise(site: Site, proposal: str, **changes: str) -> None:
    """Mei changes something in the form, reviews it and signs."""
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **revision_form(site, proposal) | changes)
    assert answer.status_code == 302, unescape(text(answer))
    fields, blobs = signed(site, answer.location)
    submit(site, "mei", blobs, "proposal-revised", **fields)


def test_the_author_alone_revises_and_the_form_stands_filled(site: Site) -> None:
    proposal = ask_for_money(site, cap=120_050)
    form = revision_form(site, proposal)
    assert form["title"] == "The roof"
    assert form["body"] == "It leaks."
    assert form["mandates.0.cap"] == "1,200.50"
    assert form["mandates.0.currency"] == "EUR"
    assert form["mandates.0.purpose"] == "new slates"
    assert form["mandates.0.payee_name"] == "Roof & Sons"
    assert form["mandates.0.payee_type"] == "outside"
    assert site.client("max").get(f"/proposals/{proposal}/revision").status_code == 404
    assert "Write a new version" in page(site, f"/proposals/{proposal}", "mei")
    assert "Write a new version" not in page(site, f"/proposals/{proposal}", "max")
    stolen = send(site.client("max"), "/proposals/drafts", step="save", **form)
    assert stolen.status_code == 404


def test_a_new_version_keeps_what_did_not_change_by_its_hash(site: Site) -> None:
    proposal = ask_for_money(site)
    before = proposal_of(site, proposal)
    revise(site, proposal, body="It leaks badly.")
    after = proposal_of(site, proposal)
    assert (after.version, after.title, after.effects) == (2, before.title, before.effects)
    assert after.body != before.body
    said = page(site, f"/proposals/{proposal}", "max")
    assert "This is version 2." in said
    assert "It leaks badly." in said


def test_the_same_again_is_no_new_version(site: Site) -> None:
    proposal = ask_for_money(site)
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **revision_form(site, proposal))
    assert answer.status_code == 422
    assert "This is the same as the last version." in unescape(text(answer))


def test_versions_are_listed_and_their_differences_shown_word_by_word(site: Site) -> None:
    proposal = ask_for_money(site)
    revise(site, proposal, title="The tall roof", body="It leaks <b>badly</b>.", **{"mandates.0.cap": "900"})
    said = page(site, f"/proposals/{proposal}/versions")
    assert "Version 2 · The tall roof" in said
    assert "Version 1 · The roof" in said
    html = site.client().get(f"/proposals/{proposal}/versions/2").get_data(as_text=True)
    assert "The <ins>tall </ins>roof" in html
    assert "It leaks<ins> &lt;b&gt;badly&lt;/b&gt;</ins>." in html
    assert "<del>1,200</del><ins>900</ins>" in html or "<del>1,2</del>" in html
    first = page(site, f"/proposals/{proposal}/versions/1")
    assert "This is how the proposal was first submitted." in first
    for path in ("versions/3", "versions/0"):
        assert site.client().get(f"/proposals/{proposal}/{path}").status_code == 404


def test_supporters_of_an_older_version_are_marked_and_can_sponsor_again(site: Site) -> None:
    proposal = ask_for_money(site)
    sponsor(site, proposal, "max")
    revise(site, proposal, body="It leaks badly.")
    said = page(site, f"/proposals/{proposal}", "max")
    assert "has not seen the latest version" in said
    assert "You sponsor version 1, and your support still counts." in said
    assert "It has 1 of the 2 sponsors it needs" in said
    html = site.client("max").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert f'"proposal": "{proposal}", "version": 2' in unescape(html)
    site.say("max", "proposal-sponsored", proposal=proposal, version=2)
    said = page(site, f"/proposals/{proposal}", "max")
    assert "has not seen the latest version" not in said
    assert "You sponsor this proposal." in said


def test_once_the_vote_is_announced_the_review_page_says_that_it_is_too_late(site: Site) -> None:
    give_tokens(site)
    proposal = move(site)
    form = revision_form(site, proposal) | {"body": "Elsewhere."}
    announce(site, proposal)
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **form)
    said = unescape(text(site.client("mei").get(answer.location)))
    assert "A proposal can be revised until its announcement, and no longer." in said
    assert "data-statement" not in site.client("mei").get(answer.location).get_data(as_text=True)
    assert "Write a new version" not in page(site, f"/proposals/{proposal}", "mei")


def test_words_are_compared_not_letters_and_everything_is_escaped() -> None:
    assert changed_words("a cat sat", "a dog sat") == "a <del>cat</del><ins>dog</ins> sat"
    assert changed_words("<i>", "<b>") == "&lt;<del>i</del><ins>b</ins>&gt;"
    assert changed_words("修缮北岸栈桥", "修缮南岸栈桥") == "修缮<del>北</del><ins>南</ins>岸栈桥"
    assert changed_words("", "new") == "<ins>new</ins>"
    assert changed_words("old\nsame\n", "same\n") == "<del>old\n</del>same\n"
    assert changed_words("same", "same") == "same"


def test_very_long_texts_are_compared_in_bounded_time() -> None:
    old, new = "a b " * 10_000, "b c " * 10_000
    assert changed_words(old, new).startswith("<del>a b ")

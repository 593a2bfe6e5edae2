"""Names on forms: every script is accepted, invisible characters are removed and reported."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import PASSWORD, Site, post, text
from tests.web.proposals.test_proposals import COMPLETE, send
from tests.web.reading import page
from tests.web.signing_in.test_accounts import invitation, user

EXAMPLES: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "names.json").read_text())
REMOVED = "Invisible characters that came along"
SENTENCES = {
    "missing": "Write the name by which members know this person.",
    "blank": "Nothing of this name can be seen.",
    "signs": "control characters, which belong to no name",
    "long": "A name has at most 200 characters.",
}


def test_a_new_account_shows_the_characters_removed_from_its_name(site: Site) -> None:
    for number, example in enumerate(one for one in EXAMPLES if not one["error"]):
        email, client = f"joiner{number}@example.org", site.client()
        form = {"name": example["typed"], "email": email, "password": PASSWORD, "again": PASSWORD}
        answer = post(client, f"/join/{invitation(site)}", **form)
        assert answer.status_code == 302, example
        found = user(site, email)
        assert found is not None
        assert found.name == example["text"]
        assert (REMOVED in text(client.get("/device"))) == example["removed"]


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one["error"] and "\0" not in one["typed"]], ids=ascii)
def test_an_invalid_name_is_refused_with_a_reason(site: Site, example: dict[str, Any]) -> None:
    form = {"name": example["typed"], "email": "joiner@example.org", "password": PASSWORD, "again": PASSWORD}
    answer = post(site.client(), f"/join/{invitation(site)}", **form)
    assert answer.status_code == 422
    assert SENTENCES[example["error"]] in text(answer)
    for code, sentence in SENTENCES.items():
        assert code == example["error"] or sentence not in text(answer)


def test_a_profile_takes_names_that_need_joiners(site: Site) -> None:
    client = site.client("mei")
    for name in ("علی\u200cرضا", "മാര്\u200dട്ടിന്\u200d", "ශ්\u200dරී", "👨\u200d👩\u200d👧"):
        assert post(client, "/account/profile", name=name, email="mei@example.org").status_code == 302
        assert f'value="{name}"' in client.get("/account").get_data(as_text=True)


def test_a_list_of_invitations_takes_names_that_need_joiners(site: Site) -> None:
    data = "name,club\nعلی\u200cرضا,می\u200cخواهم\nAda\u00ad,Chess\n\u3164,Chess\n".encode()
    client = site.client("ada")
    answer = post(client, "/admin/invitations/list", list=(io.BytesIO(data), "guests.csv"))
    assert "علی\u200cرضا" in text(answer)
    assert SENTENCES["blank"] in text(answer)
    assert REMOVED in text(answer)


def test_the_title_of_a_draft_is_kept_without_what_cannot_be_seen(site: Site) -> None:
    mei = site.client("mei")
    answer = send(mei, "/proposals/drafts", step="review", **COMPLETE | {"title": "\u202eA me\u00addlar علی\u200cرضا"})
    shown = mei.get(answer.location).get_data(as_text=True)
    assert "A medlar علی\u200cرضا" in shown
    assert "\u202e" not in shown
    assert REMOVED in shown


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("", "Please fill this in"),
        ("\u3164", "Nothing of this can be seen"),
        ("a\x1bb", "control characters"),
        ("x" * 201, "This is too long"),
    ],
)
def test_an_invalid_title_is_refused_with_a_reason(site: Site, title: str, message: str) -> None:
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **COMPLETE | {"title": title})
    assert answer.status_code == 422
    assert message in text(answer)


@pytest.mark.parametrize("name", ["title", "mandates.0.purpose", "mandates.0.payee_name"])
def test_names_of_two_hundred_characters_are_taken(site: Site, name: str) -> None:
    answer = send(site.client("mei"), "/proposals/drafts", step="review", **COMPLETE | {name: "x" * 200})
    assert answer.status_code == 302
    assert "x" * 200 in page(site, answer.location, "mei")

"""Lists and parameters of the API: wrong ones are refused with a reason; pages make up the whole list."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from govern.record import strict_json
from govern.web.pages.api import api_money, lists
from tests.web.conftest import Site
from tests.web.spending import open_account, open_programme, receive

LARGEST = 60_000


@pytest.mark.parametrize(
    ("address", "name", "code"),
    [
        ("entries?since=abc", "since", "parameter_invalid"),
        ("entries?since=2026-13-01", "since", "parameter_invalid"),
        ("entries?since=", "since", "parameter_invalid"),
        ("entries?until=2026-02-30", "until", "parameter_invalid"),
        ("entries?since=2026-02-02&until=2026-02-01", "since", "parameter_invalid"),
        ("entries?older=zzz", "older", "parameter_invalid"),
        ("entries?newer=2026-01-01~x~1", "newer", "parameter_invalid"),
        ("entries?older=2026-01-01~1~a&newer=2026-01-01~1~a", "newer", "parameter_invalid"),
        ("entries?kind=nonsense", "kind", "parameter_invalid"),
        ("entries?programme=No!", "programme", "parameter_invalid"),
        ("entries?limit=5", "limit", "parameter_unknown"),
        ("entries?kind=income&kind=payment", "kind", "parameter_invalid"),
        ("mandates?state=maybe", "state", "parameter_invalid"),
        ("mandates?line=1", "line", "parameter_invalid"),
        ("mandates?older=zzz", "older", "parameter_invalid"),
        ("accounts?older=zzz", "older", "parameter_invalid"),
        ("programmes?page=2", "page", "parameter_unknown"),
        ("budget-lines?older=zzz", "older", "parameter_invalid"),
        ("community?x=1", "x", "parameter_unknown"),
        ("books?since=2026-01-01", "since", "parameter_unknown"),
        ("rulebook?number=1", "number", "parameter_unknown"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_a_parameter_that_cannot_be_taken_is_named_with_the_reason(
    site: Site, address: str, name: str, code: str, lang: str
) -> None:
    response = site.client().get(f"/api/{address}&lang={lang}")
    assert (response.status_code, response.content_type) == (400, "application/problem+json")
    problem = strict_json.decode(response.data)
    assert isinstance(problem, dict)
    assert (problem["parameter"], problem["code"], problem["status"]) == (name, code, 400)
    assert name in str(problem["detail"])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["community", "entries", "proposals/x", "statements/x/receipt"])
def test_other_methods_are_not_allowed_and_the_answer_says_which_are(site: Site, method: str, path: str) -> None:
    response = site.client().open(f"/api/{path}", method=method)
    assert (response.status_code, response.content_type) == (405, "application/problem+json")
    assert "GET" in response.headers["Allow"].split(", ")
    assert method not in response.headers["Allow"].split(", ")


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_statements_are_posted_and_nothing_else(site: Site, method: str) -> None:
    response = site.client().open("/api/statements", method=method)
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert response.content_type == "application/problem+json"


def walk(client: FlaskClient, address: str, name: str) -> list[Any]:
    """All items of a list, page by page; every page is a strict-JSON document of the usual size."""
    found = []
    while address:
        response = client.get(address)
        assert response.status_code == 200, address
        assert len(response.data) <= LARGEST
        page = strict_json.decode(response.data)
        assert isinstance(page, dict)
        found += page[name]
        address = page["next"]
    return found


def back(client: FlaskClient, address: str, name: str) -> list[Any]:
    """All items, gone through from the last page to the first."""
    while True:
        page = strict_json.decode(client.get(address).data)
        if not page["next"]:
            break
        address = page["next"]
    found = list(page[name])
    path = address.partition("?")[0]
    newer = page["newer"]
    while newer:
        page = strict_json.decode(client.get(f"{path}?newer={newer}").data)
        found, newer = page[name] + found, page["newer"]
    return found


@pytest.fixture
def ledger(site: Site) -> Site:
    """A site with many entries, accounts and programmes."""
    for number in range(12):
        account = open_account(site, name=f"Account {number}")
        open_programme(site, f"programme-{number}")
        for amount in range(1, 11):
            receive(site, account, amount)
    return site


@pytest.mark.parametrize("largest", [1, 700, 3_000, 20_000, lists.LARGEST_PAGE])
@pytest.mark.parametrize("number", [1, 7, 100])
def test_pages_make_up_the_whole_list_in_both_directions(
    ledger: Site, monkeypatch: pytest.MonkeyPatch, largest: int, number: int
) -> None:
    client = ledger.client()
    monkeypatch.setattr(api_money, "ENTRIES", 10_000)
    monkeypatch.setattr(lists, "LARGEST_PAGE", 10_000_000)
    wholes = {}
    for name in ("entries", "accounts", "programmes"):
        page = strict_json.decode(client.get(f"/api/{name}").data) if name != "entries" else None
        wholes[name] = page[name] if page else json_of(client, f"/api/{name}")[name]
    monkeypatch.setattr(api_money, "ENTRIES", number)
    monkeypatch.setattr(lists, "LARGEST_PAGE", largest)
    for name, whole in wholes.items():
        assert walk(client, f"/api/{name}", name) == whole
        assert back(client, f"/api/{name}", name) == whole
    assert len(wholes["entries"]) == 120


def json_of(client: FlaskClient, address: str) -> Any:
    """An answer that may be larger than a page."""
    return client.get(address).get_json()


def test_a_hundred_large_entries_are_divided_among_several_pages(ledger: Site) -> None:
    client = ledger.client()
    first = strict_json.decode(client.get("/api/entries").data)
    assert 0 < len(first["entries"]) <= 100
    assert len(walk(client, "/api/entries", "entries")) == 120


def test_the_filters_stay_on_the_following_pages(ledger: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_money, "ENTRIES", 50)
    assert len(walk(ledger.client(), "/api/entries?kind=income&since=2000-01-01", "entries")) == 120
    assert walk(ledger.client(), "/api/entries?kind=payment", "entries") == []

"""Pages on other sites may read what an auditor needs, and nothing else."""

import pytest

from tests.web.conftest import Site

OPEN = (
    "/log/checkpoint",
    "/log/vkey",
    "/log/tile/entries/000.p/999",
    "/log/blob/" + "0" * 64,
    "/api/community",
    "/api/consistency?from=1&to=2",
    "/api/payloads.schema.json",
    "/api/nothing",
    "/check/bundle.zip",
    "/record/0/receipt",
    "/record/0/leaf",
)
OWN = ("/", "/record", "/check", "/receipts", "/sign-in", "/feed.atom")


@pytest.mark.parametrize("path", OPEN)
def test_an_auditors_page_on_another_site_reads_it(site: Site, path: str) -> None:
    for client in (site.client(), site.client("mei")):
        answer = client.get(path, headers={"Origin": "https://auditor.example"})
        answer.close()
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", OWN)
def test_no_other_site_reads_a_page(site: Site, path: str) -> None:
    answer = site.client("mei").get(path, headers={"Origin": "https://auditor.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_other_site_reads_the_answer_to_a_statement(site: Site) -> None:
    answer = site.client().post("/api/statements", data=b"{}", headers={"Origin": "https://auditor.example"})
    assert answer.status_code == 422
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_preflight_allows_nothing_more(site: Site) -> None:
    asked = {"Origin": "https://auditor.example", "Access-Control-Request-Method": "POST"}
    answer = site.client().options("/api/statements", headers=asked)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Access-Control-Allow-Methods" not in answer.headers

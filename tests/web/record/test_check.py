"""The page for auditors: every rule by its number, and a bundle that the verifier accepts."""

from html import unescape
from pathlib import Path

import govern
from govern.protocol.errors import RULES
from govern.verify import verify
from govern.web.pages.record.security_guarantees import promises
from tests.web.conftest import Site, text
from tests.web.spending import approve, ask, granted, open_account, pay, receive


def test_every_rule_has_an_anchor(site: Site) -> None:
    html = site.client().get("/check").get_data(as_text=True)
    for rule in RULES.values():
        assert html.count(f'id="rule-{rule.number}"') == 1


def test_it_says_where_each_rule_is_specified(site: Site) -> None:
    assert 'href="/check/rules"' in site.client().get("/check").get_data(as_text=True)
    assert (Path(govern.__file__).parent / "rules" / "README.md").is_file()


def test_it_names_the_key_and_says_what_is_not_promised(site: Site) -> None:
    words = unescape(text(site.client().get("/check")))
    assert site.client().get("/log/vkey").get_data(as_text=True).strip() in words
    assert "Ballots are public, with who cast them, for ever." in words
    with site.app.test_request_context():
        assert all(one.cheat and one.answer and one.remains for one in promises())


def test_the_bundle_verifies_with_the_key_noted_down(site: Site, tmp_path: Path) -> None:
    account = open_account(site)
    receive(site, account, 60_000)
    request = ask(site, granted(site))
    approve(site, request)
    pay(site, request, account)
    with site.client().get("/check/bundle.zip") as response:
        assert response.mimetype == "application/zip"
        (tmp_path / "bundle.zip").write_bytes(response.data)
    (tmp_path / "vkey.txt").write_bytes(site.client().get("/log/vkey").data)
    report = verify(str(tmp_path / "bundle.zip"), vkey=tmp_path / "vkey.txt", jobs=1)
    assert report.exit_status == 0, report.text()


def made(site: Site) -> list[str]:
    """The names of the kept bundles."""
    return sorted(file.name for file in (site.instance.folder / "bundles").glob("*.zip"))


def test_downloads_cost_nothing_while_nothing_changes_and_little_when_much_does(site: Site) -> None:
    def download() -> None:
        site.client().get("/check/bundle.zip").close()

    download()
    first = made(site)
    site.clock.advance(hours=1)
    download()
    assert made(site) == first  # nothing new was recorded
    site.award("mei", 5)
    download()
    second = made(site)
    assert second != first
    site.award("mei", 5)
    download()
    assert made(site) == second  # not again within the same minute
    site.clock.advance(minutes=1)
    download()
    assert len(made(site)) == 1
    assert made(site) != second


def test_the_list_for_programs_names_only_what_is_there(site: Site) -> None:
    words = unescape(text(site.client().get("/api")))
    for rule in site.app.url_map.iter_rules():
        path = rule.rule.split("?")[0]
        if path.startswith("/api/"):
            assert path.split("<")[0] in words

"""Scripts and styles: cached for good under the digest of all files, revalidated without it."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from govern.web.serving.static_files import digest_of
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import serve
from tests.web.conftest import Site

FOR_GOOD = "max-age=31536000, public, immutable"
STYLES = "css/govern.css"


def address_of(site: Site, file: str) -> str:
    """The address of a static file on a page."""
    found = re.search(rf'"(/static/[0-9a-f]{{16}}/{re.escape(file)})"', site.client().get("/").get_data(as_text=True))
    assert found is not None
    return found[1]


def fetch(site: Site, address: str, **headers: str) -> TestResponse:
    """The response to a browser, with its file closed."""
    return site.client().get(address, headers=headers, buffered=True)


def test_a_page_names_files_that_browsers_keep_for_good(founded: Site) -> None:
    answer = fetch(founded, address_of(founded, STYLES))
    cached = set(answer.headers["Cache-Control"].split(", "))
    assert (answer.status_code, cached) == (200, set(FOR_GOOD.split(", ")))
    assert answer.mimetype == "text/css"
    assert answer.data.startswith(b"/* The order in which the layers")
    assert b"@media print" in answer.data


def test_a_file_is_the_same_for_every_reader_and_renews_no_session(founded: Site) -> None:
    client = founded.client("ada")
    with client.session_transaction() as session:
        session.permanent = True
    assert "Set-Cookie" in client.get("/").headers
    answer = client.get(address_of(founded, STYLES), buffered=True)
    assert not {"Set-Cookie", "Vary"} & set(answer.headers.keys())


@pytest.mark.parametrize("address", [f"/static/{STYLES}", f"/static/{'0' * 16}/{STYLES}"])
def test_without_the_digest_or_under_another_a_file_is_checked_on_each_use(founded: Site, address: str) -> None:
    answer = fetch(founded, address)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.data == fetch(founded, address_of(founded, STYLES)).data
    again = fetch(founded, address, **{"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_missing_file_is_not_cached(founded: Site) -> None:
    answer = fetch(founded, address_of(founded, STYLES).replace("govern.css", "nothing.css"))
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_the_digest_follows_names_and_contents(tmp_path: Path) -> None:
    def digest(**files: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        (folder / "js").mkdir(parents=True)
        for name, content in files.items():
            (folder / "js" / name).write_text(content)
        return digest_of(folder)

    assert digest(a="1", b="2") == digest(b="2", a="1")
    assert len({digest(a="1", b="2"), digest(a="1", b="3"), digest(a="1", c="2"), digest(a="1b2"), digest()}) == 5


def test_a_browser_fetches_no_file_twice(founded: Site, new_profile: Profiles) -> None:
    """Not on the next page, and not while the page's scripts import one another."""
    page = new_profile().new_page()
    asked: list[str] = []
    inner = founded.app.wsgi_app

    def noting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        return inner(environ, start_response)

    founded.app.wsgi_app = noting  # type: ignore[method-assign]
    with serve(founded.app) as server:
        for path in ("/", "/members", "/"):
            page.goto(server.url + path)
            page.wait_for_load_state("networkidle")
    files = [one for one in asked if one.startswith("/static/")]
    assert len(files) > 20
    assert len(files) == len(set(files))
    prefix = address_of(founded, STYLES).removesuffix(STYLES)
    assert [one for one in files if not one.startswith(prefix)] == []

"""Reads pages in tests: their visible text, and their markup."""

from html import unescape

from tests.web.conftest import Site, text


def page(site: Site, path: str, who: str = "") -> str:
    """The text of a page for a person."""
    response = site.client(who).get(path)
    assert response.status_code == 200, path
    return unescape(text(response))


def html(site: Site, path: str, who: str = "") -> str:
    """A page as it is sent."""
    response = site.client(who).get(path)
    assert response.status_code == 200, path
    return unescape(response.get_data(as_text=True))

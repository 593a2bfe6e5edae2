"""Fixtures: a site with signing forms, served for one test, and a browser in which refusals are expected."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.js_site import ScriptSite
from tests.browser.signing.signing_tab import signing_site
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import serve


@pytest.fixture
def site() -> ScriptSite:
    return signing_site()


@pytest.fixture
def url(site: ScriptSite) -> Iterator[str]:
    with serve(site) as served:
        yield served.url


@pytest.fixture
def profile(new_profile: Profiles) -> BrowserContext:
    # Refusals, ids that the server does not show, and broken answers of proxies are repeated by the console.
    statuses = [f"{status} (" for status in (404, 409, 422, 429, 500, 502, 503, 504)]
    return new_profile(allow=[*statuses, "ERR_FAILED", "ERR_INTERNET_DISCONNECTED"])

"""A site whose forms sign, served for one test, and a browser that may hear its refusals."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.js_site import Site
from tests.browser.signing_tab import signing_site
from tests.tools.profiles import Profiles
from tests.tools.server import serve


@pytest.fixture
def site() -> Site:
    return signing_site()


@pytest.fixture
def url(site: Site) -> Iterator[str]:
    with serve(site) as served:
        yield served.url


@pytest.fixture
def profile(new_profile: Profiles) -> BrowserContext:
    # A refused statement and an id that the server does not show are 4xx answers, which the console repeats.
    return new_profile(allow=["404 (", "409 (", "429 (", "ERR_FAILED"])

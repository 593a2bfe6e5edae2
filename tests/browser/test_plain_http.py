"""A browser that visits a community with its own host name over plain HTTP."""

from dataclasses import replace
from typing import Any

from playwright.sync_api import Playwright, expect

from govern.web import create_app
from tests.tools.server import serve
from tests.web.conftest import Site, founded

__all__ = ["founded"]


def test_a_page_over_http_asks_for_https_and_links_there(
    founded: Site, playwright: Playwright, browser_type_launch_args: dict[str, Any]
) -> None:
    app = create_app(replace(founded.instance, origin_name="garden.example"), founded.clock)
    args = [*browser_type_launch_args.get("args", []), "--host-resolver-rules=MAP garden.example 127.0.0.1"]
    with serve(app) as server:
        browser = playwright.chromium.launch(**{**browser_type_launch_args, "args": args})
        page = browser.new_page(locale="en")
        page.goto(f"http://garden.example:{server.port}/sign-in")
        expect(page.get_by_role("heading", name="This page needs HTTPS")).to_be_visible()
        link = page.get_by_role("link", name="Open this page over HTTPS")
        assert link.get_attribute("href") == "https://garden.example/sign-in"
        page.goto(f"http://garden.example:{server.port}/members")
        expect(page.get_by_role("heading", name="Members")).to_be_visible()
        browser.close()
    app.extensions["govern"].engine.dispose()

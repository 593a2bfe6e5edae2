"""Browser profiles, one for each person in a test; a profile fails the test if its pages report errors."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Playwright, WebError, expect

from tests.tools import waiting
from tests.tools.browsers.chromium import launch_options

PATIENCE = waiting.PATIENCE * 1000  # milliseconds until an expectation or a click gives up

expect.set_options(timeout=PATIENCE)


class Profiles:
    """Makes profiles and remembers every page error, console error and breach of the content security policy."""

    def __init__(self, playwright: Playwright, browser: Browser) -> None:
        self._playwright = playwright
        self._browser = browser
        self._open = ExitStack()
        self.complaints: list[str] = []

    def __call__(
        self,
        locale: str = "en",
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        touch: bool = False,
        folder: Path | None = None,
        allow: Sequence[str] = (),
        now: int = 0,
        scripts: bool = True,
    ) -> BrowserContext:
        """A new profile with its own cookies, storage and keys.

        With `folder` it is kept there and can be opened again after `close()`. `allow` lists parts of complaints
        that this test expects, such as "404 (" or "403 (". With `now` (milliseconds since 1970, UTC) the browser's
        clock stands still at that moment, as the server's does. Without `scripts` no page runs any.
        """
        settings: dict[str, Any] = {
            "locale": locale,
            "viewport": {"width": width, "height": height},
            "color_scheme": "dark" if dark else "light",
            "timezone_id": "UTC",
            "reduced_motion": "reduce",
            "has_touch": touch,
            "java_script_enabled": scripts,
        }
        context = self._kept(folder, settings) if folder else self._browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        if now:
            context.clock.set_fixed_time(now / 1000)  # Playwright counts in seconds
        self._listen(context, allow)
        self._open.callback(context.close)
        return context

    def close(self) -> None:
        """Closes every profile; what its pages still had to say arrives in `complaints`."""
        self._open.close()

    def _kept(self, folder: Path, settings: dict[str, Any]) -> BrowserContext:
        return self._playwright.chromium.launch_persistent_context(str(folder), **launch_options(), **settings)

    def _listen(self, context: BrowserContext, allow: Sequence[str]) -> None:
        def complain(text: str) -> None:
            if not any(part in text for part in allow):
                self.complaints.append(text)

        def on_console(message: ConsoleMessage) -> None:
            url = message.location.get("url", "")
            # Whether a browser asks for this file of its own accord differs; no page of ours names it.
            if message.type == "error" and not url.endswith("/favicon.ico"):
                complain(f"console: {message.text} ({url})")

        def on_error(error: WebError) -> None:
            complain(f"page error: {error.error}")

        context.on("console", on_console)
        context.on("weberror", on_error)

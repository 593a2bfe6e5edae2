"""The browsers of a served community: one profile for each person."""

from dataclasses import dataclass
from pathlib import Path

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.served_community import ServedCommunity
from tests.tools.browsers.profiles import Profiles


@dataclass(frozen=True)
class Browsers:
    """A served community, the browser profiles of its people, and the folder for their downloads."""

    community: ServedCommunity
    profiles: Profiles
    folder: Path

    def at_browser(self, name: str, locale: str = "en", width: int = 1280, height: int = 800) -> BrowserUser:
        """Someone sits down at a browser that has never been here."""
        context = self.profiles(locale=locale, width=width, height=height, allow=("422 (",))
        return BrowserUser(name, self.community.url, context.new_page())

"""The street of a town: each of its people sits at a browser profile of their own."""

from dataclasses import dataclass
from pathlib import Path

from tests.stories.people.neighbours import BrowserUser
from tests.stories.people.town import ServedCommunity
from tests.tools.browsers.profiles import Profiles


@dataclass(frozen=True)
class Browsers:
    """A town, its people's browsers, and the folder in which they save what they download."""

    town: ServedCommunity
    profiles: Profiles
    folder: Path

    def at_browser(self, name: str, locale: str = "en", width: int = 1280, height: int = 800) -> BrowserUser:
        """Someone sits down at a browser that has never been here."""
        context = self.profiles(locale=locale, width=width, height=height, allow=("422 (",))
        return BrowserUser(name, self.town.url, context.new_page())

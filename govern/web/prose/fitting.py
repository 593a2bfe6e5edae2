"""Page breaks by size: decides how many texts of a list fit on a page."""

from typing import Final

from govern.web.prose.render import render
from govern.web.prose.texts import text_of, withheld_of

LARGEST_PAGE: Final = 400_000  # characters of HTML in the texts of one page
LEAST: Final = 400  # markup around each text


class PageSpace:
    """The remaining space of a page. The first text always fits; after one that does not, the page is full."""

    def __init__(self, largest: int = LARGEST_PAGE) -> None:
        self._left = largest
        self._empty = True

    def takes(self, digest: str) -> bool:
        """Whether a rendered text fits; if so, its space is used."""
        if self._left <= 0 and not self._empty:
            return False
        return self.takes_size(0 if withheld_of(digest) else len(render(text_of(digest))))

    def takes_size(self, size: int) -> bool:
        """Whether HTML of a size fits; if so, its space is used."""
        if size + LEAST > self._left and not self._empty:
            self._left = 0
            return False
        self._left -= size + LEAST
        self._empty = False
        return True

"""Pages divided by size as well as by number: what of a list of texts fits on one page."""

from typing import Final

from govern.web.prose.render import render
from govern.web.prose.texts import text_of, withheld_of

LARGEST_PAGE: Final = 400_000  # characters of HTML in the texts of one page
LEAST: Final = 400  # what stands around each text


class Room:
    """What is left of a page for texts. The first always fits; once one did not, the page is full."""

    def __init__(self, largest: int = LARGEST_PAGE) -> None:
        self._left = largest
        self._empty = True

    def takes(self, digest: str) -> bool:
        """Whether a text fits, rendered; if it does, its place is taken."""
        if self._left <= 0 and not self._empty:
            return False
        return self.takes_size(0 if withheld_of(digest) else len(render(text_of(digest))))

    def takes_size(self, size: int) -> bool:
        """Whether HTML of a size fits; if it does, its place is taken."""
        if size + LEAST > self._left and not self._empty:
            self._left = 0
            return False
        self._left -= size + LEAST
        self._empty = False
        return True

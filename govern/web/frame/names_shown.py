"""People's texts on pages: direction controls are removed, and long titles shortened.

Old records and other programs may contain texts that forms refuse. The record keeps such a text; only the shown form
has no controls, and titles are shortened except on their own page.
"""

import re
from typing import Final

LONGEST: Final = 200  # characters of a title in a list, a feed or a subject
# Controls, and the embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9, section 2).
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def without_controls(text: str) -> str:
    """A text without controls and characters that change the text direction."""
    return _CONTROLS.sub("", text)


def line(text: str, most: int = LONGEST) -> str:
    """A text on one line, shortened if it is absurdly long."""
    words = " ".join(text[: 10 * most].split())
    return words if len(words) <= most and len(text) <= 10 * most else f"{words[: most - 1].rstrip()}…"


def short_id(id_: str) -> str:
    """The beginning of an id, for people to compare."""
    return f"{id_[:8]}…"


def beside(name: str, id_: str) -> str:
    """An ambiguous name with the short id."""
    return f"{name} ({short_id(id_)})"

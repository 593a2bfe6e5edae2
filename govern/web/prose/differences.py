"""The word-by-word difference of two texts, as safe HTML with insertions and deletions."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Final

from markupsafe import Markup

# A word, one character of a script that is written without spaces, a run of spaces, or a single sign.
_WORD: Final = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+|\s+|."
)
MOST_PAIRS: Final = 1_000_000  # of words to compare; longer texts are shown as replaced

Pieces = Sequence[str]


def changed_words(old: str, new: str) -> Markup:
    """The new text with insertions in <ins> and deletions in <del>; line ends are kept."""
    lines = _compare(old.splitlines(keepends=True), new.splitlines(keepends=True), _words_of_lines)
    return Markup().join(lines)


def _compare(old: Pieces, new: Pieces, replaced: Callable[[Pieces, Pieces], Markup]) -> list[Markup]:
    compared = []
    for sort, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if sort == "equal":
            compared.append(Markup.escape("".join(new[c:d])))
        else:
            compared.append(replaced(old[a:b], new[c:d]))
    return compared


def _words_of_lines(old: Pieces, new: Pieces) -> Markup:
    before, after = (list(chain.from_iterable(map(_WORD.findall, lines))) for lines in (old, new))
    if not before or not after or len(before) * len(after) > MOST_PAIRS:
        return _marked(before, after)
    return Markup().join(_compare(before, after, _marked))


def _marked(old: Pieces, new: Pieces) -> Markup:
    gone, come = "".join(old), "".join(new)
    marked = Markup("<del>{}</del>").format(gone) if gone else Markup()
    return marked + (Markup("<ins>{}</ins>").format(come) if come else Markup())

"""Ready-made first rulebooks, listed here by hand."""

from collections.abc import Callable
from typing import Any, Final

from govern.rules.rulebook.presets.cooperative import cooperative
from govern.rules.rulebook.presets.foundation import foundation
from govern.rules.rulebook.presets.simple import simple
from govern.rules.rulebook.presets.tokens import tokens

PRESETS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "simple": simple,
    "tokens": tokens,
    "cooperative": cooperative,
    "foundation": foundation,
}

"""Ready-made first rulebooks, listed here by hand."""

from collections.abc import Callable
from typing import Any, Final

from govern.domain.presets.cooperative import cooperative
from govern.domain.presets.foundation import foundation
from govern.domain.presets.simple import simple
from govern.domain.presets.tokens import tokens

PRESETS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "simple": simple,
    "tokens": tokens,
    "cooperative": cooperative,
    "foundation": foundation,
}

"""Ready-made first rulebooks, listed here by hand."""

from collections.abc import Callable
from typing import Any, Final

from govern.domain.presets.tokens import tokens

PRESETS: Final[dict[str, Callable[[], dict[str, Any]]]] = {"tokens": tokens}

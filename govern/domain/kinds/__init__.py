"""The menu of proposal kinds: each a small stateless class, listed here by hand."""

from collections.abc import Iterable
from typing import Any, Final, Protocol

from govern.domain.kinds.amendment import Amendment
from govern.domain.kinds.motion import Motion
from govern.domain.kinds.spending import Spending
from govern.domain.rules import Rules
from govern.domain.state import State


class Kind(Protocol):
    """What proposals of a kind bring about."""

    id: str
    consequence: str  # the clerk's statement that carries an effect out

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, ...) unless these are effects of the kind."""

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """The hashes of the text blobs that the effects name."""


KINDS: Final[dict[str, Kind]] = {kind.id: kind for kind in (Amendment(), Motion(), Spending())}

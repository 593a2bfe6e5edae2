"""The menu of proposal kinds: each a small stateless class, listed here by hand."""

from collections.abc import Iterable
from typing import Any, Final, Protocol

from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.proposals.kinds.amendment import Amendment
from govern.rules.proposals.kinds.appropriation import Appropriation
from govern.rules.proposals.kinds.budget import Budget
from govern.rules.proposals.kinds.choice import Choice
from govern.rules.proposals.kinds.election import Election
from govern.rules.proposals.kinds.grants import Grants
from govern.rules.proposals.kinds.membership import Membership
from govern.rules.proposals.kinds.motion import Motion
from govern.rules.proposals.kinds.spending import Spending
from govern.rules.proposals.kinds.stream import StreamPool
from govern.rules.rulebook.rules import Rules


class Kind(Protocol):
    """What proposals of a kind bring about."""

    id: str
    consequence: str  # the clerk's statement that carries an effect out

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, ...) unless these are effects of the kind."""

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """The hashes of the text blobs that the effects name."""


class WithOptions(Protocol):
    """A kind whose votes are over several options."""

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """What a ballot can name, as of now."""


OPTIONS: Final[dict[str, WithOptions]] = {"budget": Budget(), "choice": Choice(), "election": Election()}
KINDS: Final[dict[str, Kind]] = {
    kind.id: kind
    for kind in (
        Amendment(),
        Appropriation(),
        Budget(),
        Choice(),
        Election(),
        Grants(),
        Membership(),
        Motion(),
        Spending(),
        StreamPool(),
    )
}
WITH_TEXTS: Final = {"choose-option": "choice", "fund-project": "budget", "grant-mandate": "spending"}
"""The effects that name text blobs, and the kind that reads them."""

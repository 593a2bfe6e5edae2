"""The field that a refusal names if a statement has several faults: the same as in the release of format 1."""

from typing import Final

import pytest

from govern.protocol.errors import Refused
from govern.rules.statements import VERSIONS

# Types whose fields are not checked in the order in which their payload class takes them.
ORDERS: Final = {
    "draw-made": "community draw drawn log_root log_size round",
    "pool-opened": "community currency effect ends hourly line poll programme proposal",
    "round-decided": "community awards log_root log_size round",
    "round-opened": (
        "community apply_until committee currency effect expires_days least line poll programme proposal "
        "score_until sum"
    ),
    "seats-filled": "community effect ends office poll proposal seated",
    "voting-closed": (
        "community ballots chambers count delegated log_root log_size outcome poll tally tests ties winners"
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_first_missing_field_is_named(name: str) -> None:
    payload, given, named = VERSIONS[name][1].payload, dict[str, object](), list[str]()
    for _ in ORDERS[name].split():
        with pytest.raises(Refused) as caught:
            payload.checked(given)
        named.append(caught.value.details["field"])
        given[named[-1]] = None
    assert " ".join(named) == ORDERS[name]

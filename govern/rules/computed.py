"""Comparison of a clerk's statement with the one that the rules compute."""

from govern.protocol.errors import Refused
from govern.protocol.payload import Payload
from govern.record import strict_json


def compare(stated: Payload, expected: Payload) -> None:
    """Raise Refused(clerk_differs) with the first field in which a clerk's statement differs from the expected one.

    The refusal's details hold both values, as `stated` and `computed`.
    """
    wanted = expected.to_dict()
    for name, value in stated.to_dict().items():
        if strict_json.encode(value) != strict_json.encode(wanted[name]):
            raise Refused("clerk_differs", field=name, stated=value, computed=wanted[name])

"""Payees: a member by id, or an outsider by the hash of a public name."""

from typing import Any

from govern.protocol import fields
from govern.protocol.state import State
from govern.rules.people.clubs import present

TO_MEMBER: fields.Fields = {"member": fields.member, "type": lambda value: value == "member"}
TO_OUTSIDER: fields.Fields = {"name": fields.digest, "type": lambda value: value == "outside"}


def check_payee(payee: Any) -> None:
    """Raise Refused(field_*) unless this names a member, or an outsider by the hash of their name."""
    fields.check(payee, TO_OUTSIDER if payee.get("type") == "outside" else TO_MEMBER)


def names_of(payee: Any) -> tuple[str, ...]:
    """The text named by a payee: an outsider's public name; raises Refused(field_*)."""
    check_payee(payee)
    return (payee["name"],) if "name" in payee else ()


def check_present(state: State, payee: Any) -> None:
    """Raise Refused(member_unknown, member_left) if this names a person who is not a member."""
    if "member" in payee:
        present(state, payee["member"])

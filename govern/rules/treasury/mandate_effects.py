"""Effects that grant a mandate to pay: their fields and checks, and the clerk's statement that grants it."""

from collections.abc import Collection, Iterable
from typing import Annotated

from govern.protocol import fields
from govern.protocol.effect import Effect
from govern.protocol.payload import ConsequencePayload, typed_payload
from govern.protocol.state import State
from govern.protocol.units import DAY
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury.budget import check_programme, line_for
from govern.rules.treasury.mandates import TranchePart, check_tranches
from govern.rules.treasury.payees import check_payee, check_present, names_of


@typed_payload
class MandateEffect(Effect):
    """Payee, purpose, currency, cap in minor units, and the days until the mandate expires."""

    cap: fields.Positive
    currency: fields.Currency
    expires_days: Annotated[int, fields.between(1, 3660)]
    payee: fields.Object
    programme: fields.SlugOrEmpty
    purpose: fields.Text
    tranches: fields.Array

    @property
    def parts(self) -> list[TranchePart]:
        """The tranches, which were checked before."""
        return [TranchePart.of(one) for one in self.tranches]

    def wins(self, winners: Collection[str]) -> bool:
        """Whether a passed vote with these winning options grants the mandate."""
        del winners
        return True


@typed_payload
class MandateGranted(ConsequencePayload):
    """The clerk grants a mandate to pay."""

    cap: fields.Positive
    currency: fields.Currency
    expires: fields.Positive
    line: fields.DigestOrEmpty
    payee: fields.Object
    programme: fields.SlugOrEmpty
    purpose: fields.Digest
    tranches: fields.Array


def check_inside(effect: MandateEffect) -> None:
    """Raise Refused(field_*, tranches_differ) unless payee and tranches of a mandate are well formed."""
    check_payee(effect.payee)
    check_tranches(effect.tranches, effect.cap)


def check_grant(effect: MandateEffect, state: State, rules: Rules, scope: str) -> None:
    """Check a well-formed mandate against the community; raises Refused(currency_unknown, member_unknown, ...)."""
    check_present(state, effect.payee)
    rules.approvals_needed(effect.currency, effect.cap)
    check_programme(state, effect.programme, scope)


def texts_of(effect: MandateEffect) -> Iterable[str]:
    """The texts that a mandate names."""
    yield effect.purpose
    yield from names_of(effect.payee)
    yield from dict.fromkeys(one.condition for one in effect.parts if one.condition)


def granting(state: State, effect: MandateEffect, at: int) -> dict[str, object]:
    """The fields of a mandate in the clerk's statement; raises Refused(budget_exceeded) if no line has room."""
    line = line_for(state, effect.programme, effect.currency, effect.cap, at)
    return {
        "cap": effect.cap,
        "currency": effect.currency,
        "expires": at + effect.expires_days * DAY,
        "line": line.id if line else "",
        "payee": effect.payee,
        "programme": effect.programme,
        "purpose": effect.purpose,
        "tranches": effect.tranches,
    }

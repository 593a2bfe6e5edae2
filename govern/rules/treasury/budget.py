"""Budget lines: sums appropriated to a programme by vote, their encumbrances by mandates, and spending."""

from dataclasses import replace

from govern.protocol import fields
from govern.protocol.effect import Effect
from govern.protocol.errors import Refused
from govern.protocol.facts import BudgetLine, Fact, Mandate, Programme
from govern.protocol.payload import ConsequencePayload, typed_payload
from govern.protocol.state import State, Statement, find


@typed_payload
class AppropriationEffect(Effect):
    """A sum for a programme from one moment to another (milliseconds since 1970; 0: once it is carried out)."""

    amount: fields.Positive
    currency: fields.Currency
    ends: fields.Positive
    programme: fields.Slug
    starts: fields.Natural


@typed_payload
class AppropriationMade(ConsequencePayload):
    """The clerk opens a budget line."""

    amount: fields.Positive
    currency: fields.Currency
    ends: fields.Positive
    programme: fields.Slug
    starts: fields.Natural
    scope: fields.Scope


def appropriated(statement: Statement[AppropriationMade]) -> BudgetLine:
    """The budget line of a passed appropriation."""
    payload = statement.payload
    return BudgetLine(
        id=statement.id,
        proposal=payload.proposal,
        poll=payload.poll,
        effect=payload.effect,
        programme=payload.programme,
        scope=payload.scope,
        currency=payload.currency,
        amount=payload.amount,
        encumbered=0,
        spent=0,
        starts=payload.starts,
        ends=payload.ends,
        at=statement.at,
        index=statement.index,
    )


def check_programme(state: State, programme: str, scope: str) -> None:
    """Check the programme of a scope: a club needs its own, the community its own or none.

    Raises Refused(programme_unknown, programme_of_scope).
    """
    if not programme and scope == "community":
        return
    if not programme:
        raise Refused("programme_of_scope", field="programme")
    if find(state, Programme, "programme_unknown", programme).scope != scope:
        raise Refused("programme_of_scope", field="programme")


def line_for(state: State, programme: str, currency: str, amount: int, at: int) -> BudgetLine | None:
    """The budget line for a mandate granted now; None if the programme has no budget in the currency.

    Raises Refused(budget_exceeded) if it has one, but too little is left or its period is not running. A club's
    programme always needs a budget.
    """
    if not programme:
        return None
    lines = [one for one in state.where(BudgetLine, "programme", programme) if one.currency == currency]
    if not lines and find(state, Programme, "programme_unknown", programme).scope == "community":
        return None
    left = [one for one in lines if one.starts <= at < one.ends and left_of(one) >= amount]
    if not left:
        raise Refused("budget_exceeded", field="cap")
    return min(left, key=lambda one: (one.ends, one.id))


def left_of(line: BudgetLine) -> int:
    """The amount that may still be granted on a line."""
    return line.amount - line.encumbered - line.spent


def encumber(state: State, line: str, amount: int) -> tuple[Fact, ...]:
    """A budget line, if any, with `amount` more (or less, if negative) encumbered."""
    if not line:
        return ()
    found = find(state, BudgetLine, "mandate_unknown", line)
    return (replace(found, encumbered=found.encumbered + amount),)


def spent(state: State, mandate: Mandate, amount: int) -> tuple[Fact, ...]:
    """The budget line of a mandate after a payment or a refund; a refund to a lapsed mandate is not encumbered."""
    if not mandate.line:
        return ()
    line = find(state, BudgetLine, "mandate_unknown", mandate.line)
    change = 0 if mandate.lapsed_at else amount
    return (replace(line, spent=line.spent + amount, encumbered=line.encumbered - change),)

"""Epochs of contribution tokens: the clerk closes each at its end, and every balance decays."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from govern.protocol import fields
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Epoch, EpochClock, Fact, Member
from govern.protocol.payload import ClerkPayload, typed_payload
from govern.protocol.state import State, Statement, founded
from govern.protocol.statement_type import StatementType
from govern.rules.people.decay import CLOCK, decayed
from govern.rules.people.epoch_clock import turned
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed

BALANCES: Final = ("after", "before", "changed")


@typed_payload
class EpochClosed(ClerkPayload):
    """The clerk closes an epoch: every balance decays."""

    after: fields.Natural
    before: fields.Natural
    changed: fields.Natural
    ended_at: fields.Natural
    keep: fields.Positive
    mature_until: fields.Natural
    number: fields.Positive


@dataclass(frozen=True)
class EpochClosing:
    """The content of the clerk's closing of an epoch, and every member whose balance changes."""

    payload: EpochClosed
    members: tuple[Member, ...]


def closing(state: State, clock: EpochClock) -> EpochClosing:
    """The closing of the running epoch by the rulebook in force at its end; costs depend on the members only.

    Tokens too young at that time, by the maturity of that rulebook, do not decay; tokens that decayed once stay mature,
    even if maturity becomes longer later.
    """
    community, rules = founded(state), typed(in_force(state, COMMUNITY, clock.due_at))
    mature_until = max(clock.mature_until, clock.due_at - rules.maturity_ms)
    young: Counter[str] = Counter()
    for award in state.awards_since(mature_until):
        young[award.to] += award.amount
    changed, gone = [], 0
    for member in state.members():  # former members hold no tokens
        mature = member.tokens - young[member.member] if member.tokens else 0
        loss = mature - decayed(mature, rules.decay.keep)
        if loss:
            changed.append(replace(member, tokens=member.tokens - loss))
            gone += loss
    payload = EpochClosed(
        after=community.supply - gone,
        before=community.supply,
        changed=len(changed),
        community=community.id,
        ended_at=clock.due_at,
        keep=rules.decay.keep,
        mature_until=mature_until,
        number=clock.number,
    )
    return EpochClosing(payload, tuple(changed))


def close(state: State, statement: Statement[EpochClosed]) -> tuple[Fact, ...]:
    """The clerk closes an ended epoch: each mature balance b becomes floor(b * keep / 10^6).

    Raises Refused(epoch_number, epoch_early, epoch_keep, epoch_balances, clerk_differs).
    """
    payload, at, index = statement.payload, statement.at, statement.index
    clock = state.get(EpochClock, CLOCK)
    if clock is None or not clock.due_at or payload.number != clock.number:
        raise Refused("epoch_number")
    if at < clock.due_at:
        raise Refused("epoch_early")
    expected = closing(state, clock)
    for name in ("keep", *BALANCES, *sorted(EpochClosed.READERS)):
        if getattr(payload, name) != getattr(expected.payload, name):
            raise Refused(_CODES.get(name, "clerk_differs"), field=name)
    epoch = Epoch(
        number=payload.number,
        began_at=clock.began_at,
        ended_at=payload.ended_at,
        keep=payload.keep,
        mature_until=payload.mature_until,
        before=payload.before,
        after=payload.after,
        changed=payload.changed,
        at=at,
        index=index,
    )
    community = replace(founded(state), supply=payload.after)
    return *expected.members, community, epoch, turned(state, clock, epoch.mature_until, at, index)


_CODES: Final = {"keep": "epoch_keep", **dict.fromkeys(BALANCES, "epoch_balances")}


def need_closed(state: State, at: int) -> None:
    """Raise Refused(epoch_open) while an ended epoch is not closed, because weights would be wrong."""
    clock = state.get(EpochClock, CLOCK)
    if clock is not None and 0 < clock.due_at <= at:
        raise Refused("epoch_open", number=clock.number)


STATEMENTS: Final = (
    StatementType.of("epoch-closed", EpochClosed, close, undone=N_("the epoch of contribution tokens was not closed")),
)

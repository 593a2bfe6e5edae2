"""Streams: money paid by the hour from a pool, in the order of current support, until the hourly sum is used up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from govern.protocol import fields
from govern.protocol.effect import Effect
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Fact, Mandate, Pool, Proposal, Stream, Support
from govern.protocol.payload import ClerkPayload, ConsequencePayload, Payload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded
from govern.protocol.statement_type import StatementType
from govern.protocol.units import DAY, HOUR
from govern.rules.proposals.kinds import carried_out_by
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.treasury.budget import encumber, line_for
from govern.rules.treasury.mandates import MandateTerms, granted, settled
from govern.rules.treasury.payees import check_present, names_of
from govern.rules.voting.electorate import compute_roll

HOURS: Final = 24  # between two distributions
EXPIRES_DAYS: Final = 90  # after a pool's end, during which awards may still be paid
MOST_STREAMS: Final = 200


@typed_payload
class PoolEffect(Effect):
    """The hourly sum of a pool, its currency and programme, and the number of days."""

    currency: fields.Currency
    days: fields.Days
    hourly: fields.Positive
    programme: fields.SlugOrEmpty


@typed_payload
class PoolOpened(ConsequencePayload):
    """The clerk opens a pool of streams."""

    ALPHABETICAL: ClassVar = True

    currency: fields.Currency
    ends: fields.Positive
    hourly: fields.Positive
    line: fields.DigestOrEmpty
    programme: fields.SlugOrEmpty


@typed_payload
class StreamAsked(PersonPayload):
    """A member asks for a stream of payments."""

    ends: fields.Positive
    hourly: fields.Positive
    payee: fields.Object
    pool: fields.Digest
    purpose: fields.Text
    starts: fields.Natural

    def nested_texts(self) -> Iterable[str]:
        """The public name of an outside payee, if there is one; raises Refused(field_*)."""
        return names_of(self.payee)


@typed_payload
class StreamSupported(PersonPayload):
    """A member supports a stream, or no longer does."""

    stands: fields.Boolean
    stream: fields.Digest


@typed_payload
class StreamEnded(PersonPayload):
    """The member who asked for a stream ends it."""

    stream: fields.Digest


@typed_payload
class PoolShared(ClerkPayload):
    """The clerk shares out the money of a pool."""

    hours: fields.Positive
    paid: fields.Array
    pool: fields.Digest
    returned: fields.Natural
    until: fields.Positive


def share(hourly: int, asks: Sequence[int]) -> list[int]:
    """The payment to each request from an hourly sum: in full from the best supported on, then the rest, then nothing.

    As in Hive's proposal fund: with 1000 an hour, requests for 20, 300, 1,000,000 and 10,000 get 20, 300, 680 and 0.
    """
    given, left = [], hourly
    for ask in asks:
        given.append(min(ask, left))
        left -= given[-1]
    return given


def whole_of(effect: PoolEffect) -> int:
    """The total that a pool may pay."""
    return effect.hourly * HOURS * effect.days


def opening(state: State, effect: PoolEffect, at: int) -> dict[str, object]:
    """The fields of a pool in the clerk's statement; raises Refused(budget_exceeded)."""
    line = line_for(state, effect.programme, effect.currency, whole_of(effect), at)
    return {
        "currency": effect.currency,
        "ends": at + effect.days * DAY,
        "hourly": effect.hourly,
        "line": line.id if line else "",
        "programme": effect.programme,
    }


def opened(state: State, statement: Statement[PoolOpened]) -> tuple[Fact, ...]:
    """The pool of a passed proposal; its whole sum is encumbered on its budget line."""
    payload, at = statement.payload, statement.at
    pool = Pool(
        id=statement.id,
        proposal=payload.proposal,
        poll=payload.poll,
        effect=payload.effect,
        currency=payload.currency,
        hourly=payload.hourly,
        programme=payload.programme,
        line=payload.line,
        ends=payload.ends,
        starts=at,
        paid_until=at,
        left=payload.hourly * ((payload.ends - at) // HOUR),
        due_at=at + HOURS * HOUR,
        at=at,
        index=statement.index,
    )
    return pool, *encumber(state, pool.line, pool.left)


def ask(state: State, statement: Statement[StreamAsked]) -> tuple[Fact, ...]:
    """A member requests money by the hour, for themselves or another payee.

    Raises Refused(pool_unknown, pool_over, stream_time, pool_full, member_unknown, ...).
    """
    payload = statement.payload
    pool = find(state, Pool, "pool_unknown", payload.pool)
    if statement.at >= pool.ends:
        raise Refused("pool_over")
    if not payload.starts < payload.ends <= pool.ends:
        raise Refused("stream_time", field="ends")
    if sum(not one.ended_at for one in state.where(Stream, "pool", pool.id)) >= MOST_STREAMS:
        raise Refused("pool_full")
    check_present(state, payload.payee)
    stream = Stream(
        id=statement.id,
        pool=pool.id,
        asked_by=payload.member,
        hourly=payload.hourly,
        payee_member=payload.payee.get("member", ""),
        payee_name=payload.payee.get("name", ""),
        purpose=payload.purpose,
        starts=payload.starts,
        ends=payload.ends,
        awarded=0,
        ended_at=0,
        at=statement.at,
        index=statement.index,
    )
    return (stream,)


def end(state: State, statement: Statement[StreamEnded]) -> tuple[Fact, ...]:
    """The requester ends a stream; raises Refused(stream_unknown, stream_other, pool_over)."""
    stream = find(state, Stream, "stream_unknown", statement.payload.stream)
    if stream.asked_by != statement.payload.member:
        raise Refused("stream_other")
    if stream.ended_at:
        raise Refused("pool_over")
    return (replace(stream, ended_at=statement.at),)


def support(state: State, statement: Statement[StreamSupported]) -> tuple[Fact, ...]:
    """A member supports a stream (or, with the pool's own id, the return of the money), or withdraws the support.

    Raises Refused(stream_unknown, pool_over, support_unchanged).
    """
    payload = statement.payload
    stream = state.get(Stream, payload.stream)
    pool = find(state, Pool, "stream_unknown", stream.pool if stream else payload.stream)
    if statement.at >= pool.ends or (stream is not None and stream.ended_at):
        raise Refused("pool_over")
    before = state.get(Support, payload.stream, payload.member)
    if payload.stands == (before is not None and before.stands):
        raise Refused("support_unchanged")
    return (Support(payload.stream, payload.member, payload.stands, statement.at, statement.index),)


def order(state: State, pool: Pool, at: int) -> list[tuple[str, int]]:
    """The running streams and the return (by the pool's id) with their support, best first.

    Weights are those of the rules for streams now. With equal support, the earlier in the record comes first, and the
    return before all.
    """
    running = [one for one in state.where(Stream, "pool", pool.id) if _runs(one, pool, at)]
    weights = _weights(state, at)
    places = {pool.id: pool.index} | {one.id: one.index for one in running}
    supported = {id_: sum(weights.get(one, 0) for one in _supporters(state, id_)) for id_ in places}
    return sorted(supported.items(), key=lambda found: (-found[1], places[found[0]]))


def _weights(state: State, at: int) -> dict[str, int]:
    """The members' weights; none if the rules no longer provide streams, so that all money is returned."""
    rules = typed(in_force(state, COMMUNITY, at))
    kind = carried_out_by(PoolOpened)
    if kind not in rules.kinds:
        return {}
    return dict(compute_roll(state, rules.kinds[kind].weight, COMMUNITY, at, rules.maturity_ms).lines)


def _runs(stream: Stream, pool: Pool, until: int) -> bool:
    """Whether a stream runs during all the hours to be distributed."""
    return not stream.ended_at and max(stream.starts, stream.at) <= pool.paid_until and until <= stream.ends


def _supporters(state: State, stream: str) -> Iterable[str]:
    return (one.member for one in state.where(Support, "stream", stream) if one.stands)


def sharing(state: State, pool: Pool) -> PoolShared:
    """The content of the clerk's distribution of a pool's hours: awards to streams, and the returned sum.

    Streams without support get nothing. Support and rules are those at the end of the hours, or when a late clerk acts.
    """
    until = min(pool.due_at, pool.ends)
    hours = max(1, (until - pool.paid_until) // HOUR)
    ranked = [(id_, got) for id_, got in order(state, pool, until) if got or id_ == pool.id]
    asks = [pool.hourly if id_ == pool.id else find(state, Stream, "stream_unknown", id_).hourly for id_, _ in ranked]
    given = zip(ranked, share(pool.hourly, asks), strict=True)
    parts = {id_: part * hours for (id_, _), part in given if part and id_ != pool.id}
    return PoolShared(
        community=founded(state).id,
        hours=hours,
        paid=[{"amount": amount, "stream": id_} for id_, amount in parts.items()],
        pool=pool.id,
        returned=pool.hourly * hours - sum(parts.values()),
        until=pool.paid_until + hours * HOUR,
    )


def share_out(state: State, statement: Statement[PoolShared]) -> tuple[Fact, ...]:
    """The clerk distributes a pool's hours; each stream's mandate grows. Raises Refused(clerk_early, clerk_differs)."""
    payload = statement.payload
    pool = find(state, Pool, "pool_unknown", payload.pool)
    if not 0 < pool.due_at <= statement.at:
        raise Refused("clerk_early")
    expected = sharing(state, pool)
    for name in ("hours", "paid", "returned", "until", "community"):
        if getattr(payload, name) != getattr(expected, name):
            raise Refused("clerk_differs", field=name)
    until = payload.until
    over = until + HOUR > pool.ends
    after = replace(
        pool,
        paid_until=until,
        left=0 if over else pool.left - pool.hourly * payload.hours,
        due_at=0 if over else min(until + HOURS * HOUR, pool.ends),
    )
    awarded: list[Fact] = []
    for one in payload.paid:
        awarded += _award(state, statement, pool, one["stream"], one["amount"])
    total = sum(one["amount"] for one in payload.paid)
    return after, *awarded, *encumber(state, pool.line, total - (pool.left - after.left))


def _award(state: State, statement: Statement[Payload], pool: Pool, stream_id: str, amount: int) -> list[Fact]:
    stream = find(state, Stream, "stream_unknown", stream_id)
    after = replace(stream, awarded=stream.awarded + amount)
    before = state.get(Mandate, stream.id)
    if before is not None:
        grown = replace(before, cap=before.cap + amount, released=before.released + amount)
        return [after, settled(grown)]
    proposal = find(state, Proposal, "proposal_unknown", pool.proposal)
    payee = {"member": stream.payee_member} if stream.payee_member else {"name": stream.payee_name}
    terms = MandateTerms(
        cap=amount,
        currency=pool.currency,
        payee=payee,
        expires=pool.ends + EXPIRES_DAYS * DAY,
        line=pool.line,
        programme=pool.programme,
        purpose=stream.purpose,
    )
    new = granted(statement, proposal, terms, pool.effect, stream.id)
    return [after, *(replace(one, id=stream.id) if isinstance(one, Mandate) else one for one in new)]


STATEMENTS: Final = (
    StatementType.of("stream-asked", StreamAsked, ask, pace="writing"),
    StatementType.of("stream-supported", StreamSupported, support),
    StatementType.of("stream-ended", StreamEnded, end),
    StatementType.of("pool-shared", PoolShared, share_out, step="8", undone=N_("the pool %(what)s was not shared out")),
)

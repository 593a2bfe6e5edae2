"""Grant rounds and streams in a test community."""

from typing import Any

from govern.protocol import facts
from govern.rules.people.signers import Person
from tests.dsl.money import pass_by_vote
from tests.dsl.multi_option import put
from tests.dsl.people import GIL, CommunityDsl


def open_round(community: CommunityDsl, total: int = 10_000, **changes: Any) -> str:
    """A round that arbiters score: a week for applications, a week for scores; its id."""
    effect = {"apply_days": 7, "committee": "arbiter", "currency": "EUR", "effect": "open-round"}
    effect |= {"expires_days": 90, "least": 50, "programme": "", "score_days": 7, "sum": total}
    before = {one.id for one in _all(community, facts.GrantRound)}
    proposal = put(community, GIL, "grants", [effect | changes])
    pass_by_vote(community, proposal)
    return next(one.id for one in _all(community, facts.GrantRound) if one.id not in before)


def apply(community: CommunityDsl, who: Person, round_: str, amount: int, payee: Person | str | None = None) -> str:
    """Somebody applies for themselves, or for another; the application's id."""
    purpose, purpose_data = community.text("A good thing")
    plan, plan_data = community.text("First this, then that.")
    to, blobs = payee_of(community, payee or who)
    fields = {"amount": amount, "payee": to, "plan": plan, "purpose": purpose, "round": round_}
    return str(community.say(who, "grant-applied", blobs=[*blobs, purpose_data, plan_data], **fields).id)


def payee_of(community: CommunityDsl, payee: Person | str) -> tuple[dict[str, str], list[bytes]]:
    """The payee field of a statement, and the text of an outsider's name."""
    if isinstance(payee, Person):
        return {"member": payee.member, "type": "member"}, []
    name, data = community.text(payee)
    return {"name": name, "type": "outside"}, [data]


def score(community: CommunityDsl, who: Person, application: str, points: int) -> None:
    """A member of the committee gives points."""
    community.say(who, "application-scored", application=application, points=points)


def open_pool(community: CommunityDsl, hourly: int = 1_000, days: int = 30, **changes: Any) -> str:
    """A pool of so much an hour; its id."""
    effect = {"currency": "EUR", "days": days, "effect": "open-pool", "hourly": hourly, "programme": ""}
    pass_by_vote(community, put(community, GIL, "stream", [effect | changes]))
    return next(one.id for one in _all(community, facts.Pool))


def ask(
    community: CommunityDsl, who: Person, pool: str, hourly: int, payee: Person | str | None = None, **changes: Any
) -> str:
    """Somebody asks to be paid by the hour until the pool's end; the stream's id."""
    purpose, data = community.text("Daily work")
    to, blobs = payee_of(community, payee or who)
    fields = {"ends": community.state(facts.Pool, pool).ends, "hourly": hourly, "payee": to, "pool": pool}
    fields |= {"purpose": purpose, "starts": 0}
    return str(community.say(who, "stream-asked", blobs=[*blobs, data], **(fields | changes)).id)


def support(community: CommunityDsl, stream: str, *people: Person, stands: bool = True) -> None:
    """People support a stream, or no longer do."""
    for one in people:
        community.say(one, "stream-supported", stands=stands, stream=stream)


def _all(community: CommunityDsl, fact: Any) -> Any:
    return community.every(fact)

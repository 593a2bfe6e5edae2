"""Grant rounds and streams in a tale, in a few words each."""

from typing import Any

from govern.protocol import facts
from govern.rules.people.signers import Person
from tests.dsl.money import pass_by_vote
from tests.dsl.people import GIL, Tale
from tests.dsl.ways import put


def open_round(tale: Tale, total: int = 10_000, **changes: Any) -> str:
    """A round that arbiters score: a week for applications, a week for scores; its id."""
    effect = {"apply_days": 7, "committee": "arbiter", "currency": "EUR", "effect": "open-round"}
    effect |= {"expires_days": 90, "least": 50, "programme": "", "score_days": 7, "sum": total}
    before = {one.id for one in _all(tale, facts.GrantRound)}
    proposal = put(tale, GIL, "grants", [effect | changes])
    pass_by_vote(tale, proposal)
    return next(one.id for one in _all(tale, facts.GrantRound) if one.id not in before)


def apply(tale: Tale, who: Person, round_: str, amount: int, payee: Person | str | None = None) -> str:
    """Somebody applies for themselves, or for another; the application's id."""
    purpose, purpose_data = tale.text("A good thing")
    plan, plan_data = tale.text("First this, then that.")
    to, blobs = payee_of(tale, payee or who)
    fields = {"amount": amount, "payee": to, "plan": plan, "purpose": purpose, "round": round_}
    return str(tale.say(who, "grant-applied", blobs=[*blobs, purpose_data, plan_data], **fields).id)


def payee_of(tale: Tale, payee: Person | str) -> tuple[dict[str, str], list[bytes]]:
    """How a payee stands in a statement, and the text of an outsider's name."""
    if isinstance(payee, Person):
        return {"member": payee.member, "type": "member"}, []
    name, data = tale.text(payee)
    return {"name": name, "type": "outside"}, [data]


def score(tale: Tale, who: Person, application: str, points: int) -> None:
    """A member of the committee gives points."""
    tale.say(who, "application-scored", application=application, points=points)


def open_pool(tale: Tale, hourly: int = 1_000, days: int = 30, **changes: Any) -> str:
    """A pool of so much an hour; its id."""
    effect = {"currency": "EUR", "days": days, "effect": "open-pool", "hourly": hourly, "programme": ""}
    pass_by_vote(tale, put(tale, GIL, "stream", [effect | changes]))
    return next(one.id for one in _all(tale, facts.Pool))


def ask(tale: Tale, who: Person, pool: str, hourly: int, payee: Person | str | None = None, **changes: Any) -> str:
    """Somebody asks to be paid by the hour until the pool's end; the stream's id."""
    purpose, data = tale.text("Daily work")
    to, blobs = payee_of(tale, payee or who)
    fields = {"ends": tale.state(facts.Pool, pool).ends, "hourly": hourly, "payee": to, "pool": pool}
    fields |= {"purpose": purpose, "starts": 0}
    return str(tale.say(who, "stream-asked", blobs=[*blobs, data], **(fields | changes)).id)


def support(tale: Tale, stream: str, *people: Person, stands: bool = True) -> None:
    """People support a stream, or no longer do."""
    for one in people:
        tale.say(one, "stream-supported", stands=stands, stream=stream)


def _all(tale: Tale, fact: Any) -> Any:
    return tale.every(fact)

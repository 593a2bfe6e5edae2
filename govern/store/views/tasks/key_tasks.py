"""Tasks about keys: keys to enrol, new keys of members, and key changes that can be stopped."""

from typing import Any

from sqlalchemy import select

from govern.store.facts.members import KeyResetRow, KeyRow, MemberRow
from govern.store.private.accounts import ClaimRow, UserRow
from govern.store.views.tasks.task import Task, TaskQuery, bound


def to_enrol(look: TaskQuery) -> list[Task]:
    """Keys of people who are not members yet."""
    enrolled = select(MemberRow.member).where(MemberRow.member == ClaimRow.member).exists()
    return _claims(look, "enrol", _waiting().where(~enrolled))


def to_renew(look: TaskQuery) -> list[Task]:
    """New keys of members that still need approvals, where this registrar's approval would count."""
    here = select(MemberRow.member).where(MemberRow.member == ClaimRow.member, MemberRow.left_at == 0).exists()
    known = select(KeyRow.keyid).where(KeyRow.public_key == ClaimRow.public_key).exists()
    agreed = select(KeyResetRow.keyid).where(
        KeyResetRow.member == ClaimRow.member, KeyResetRow.at >= ClaimRow.created_at
    )
    own = agreed.where(KeyResetRow.registrar == look.member).exists()
    others = bound(look, "registrar")
    apart = ~agreed.exists() | agreed.where(KeyResetRow.registrar.not_in(others)).exists()
    return _claims(look, "renew", _waiting().where(here, ~known, ~own, apart, ClaimRow.member != look.member))


def _waiting() -> Any:
    query = select(ClaimRow.member, ClaimRow.created_at).join(UserRow, UserRow.member == ClaimRow.member)
    return query.where(ClaimRow.declined_at == 0)


def _claims(look: TaskQuery, kind: str, query: Any) -> list[Task]:
    if look.subject:
        query = query.where(ClaimRow.member == look.about)
    found = look.session.execute(query.order_by(ClaimRow.created_at, ClaimRow.member).limit(look.limit))
    return [Task(kind, f"{member}:{at}", member, "", at, 0) for member, at in found]


def renewed(look: TaskQuery) -> list[Task]:
    """A new key of the member that registrars approved and that the member can still stop."""
    query = select(KeyRow.keyid, KeyRow.at, KeyRow.starts_at).where(
        KeyRow.member == look.member, KeyRow.starts_at > look.at, KeyRow.ended_at == 0
    )
    found = look.session.execute(query.order_by(KeyRow.at).limit(look.limit))
    return [Task("renewed", keyid, keyid, "", at, until) for keyid, at, until in found]

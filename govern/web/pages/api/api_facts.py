"""Public facts for programs as strict JSON, as needed to build statements."""

from dataclasses import asdict
from typing import Any, TypeVar

from flask import Blueprint, Response, abort
from flask_login import current_user

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.rules.proposals import stages
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts.members import keys_of, living_keys, roles_anywhere
from govern.store.projection import Projection
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.parameters import check_parameters
from govern.web.frame.services import now, services
from govern.web.pages.api.api import answer
from govern.web.pages.rules.rule_scopes import scope_or_404

F = TypeVar("F", bound=Fact)
public = Blueprint("facts", __name__, url_prefix="/api")
check_parameters(public)


def get(kind: type[F], *key: str | int) -> F | None:
    """A fact by its key, or None."""
    with services().reading() as connection:
        return Projection(connection).get(kind, *key)


def must(kind: type[F], *key: str | int) -> F:
    """A fact by its key, or a 404."""
    found = get(kind, *key)
    if found is None:
        abort(404)
    return found


@public.get("/proposals/<id_>")
@allow("anyone")
def proposal(id_: str) -> Response:
    """A proposal, its effects, and its present stage."""
    found = must(facts.Proposal, id_)
    poll = get(facts.Poll, found.poll) if found.poll else None
    return answer({**asdict(found), "stage": stages.stage(found, poll, now())})


@public.get("/polls/<id_>")
@allow("anyone")
def poll(id_: str) -> Response:
    """A vote as announced: times in milliseconds, options, roll; and its result after the close."""
    value: dict[str, Any] = asdict(must(facts.Poll, id_))
    result = get(facts.Result, id_)
    return answer({**value, "result": asdict(result)} if result else value)


@public.get("/polls/<id_>/ballots/<member>")
@allow("anyone")
def ballot(id_: str, member: str) -> Response:
    """A member's current ballot and weight in a vote; the next one has this `id` as `prev`, and `seq` + 1."""
    elector = must(facts.Elector, id_, member)
    found = get(facts.Ballot, id_, member)
    if found is not None:
        return answer(asdict(found))
    return answer({"id": "", "member": member, "poll": id_, "seq": 0, "weight": elector.weight})


@public.get("/keys/<id_>")
@allow("anyone")
def key(id_: str) -> Response:
    """An enrolled key and its owner, by key id."""
    return answer(asdict(must(facts.Key, id_)))


@public.get("/awards/<id_>")
@allow("anyone")
def award(id_: str) -> Response:
    """An award and whether it is confirmed."""
    return answer(asdict(must(facts.Award, id_)))


@public.get("/members/<id_>")
@allow("anyone")
def member(id_: str) -> Response:
    """A member: tokens, valid public keys, and roles; never names."""
    found = must(facts.Member, id_)
    keys = living_keys(keys_of(db.session(), id_), now())
    roles = roles_anywhere(db.session(), id_)
    return answer({**asdict(found), "keys": [key.public_key for key in keys], "roles": roles})


@public.get("/rulebook")
@public.get("/rulebook/<scope>")
@public.get("/rulebook/<scope>/<int:number>")
@allow("anyone")
def rulebook(scope: str = COMMUNITY, number: int = 0) -> Response:
    """A rulebook with its number and hash: the one in force in a scope, or the scope's own with a number."""
    if number:
        return answer(asdict(must(facts.Rulebook, scope, number)))
    return answer(asdict(scope_or_404(db.session(), scope, current_user).in_force))

"""The roll of a vote: all entries, carried weights, and the calculation of one member's weight."""

import csv
import io
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol.facts import Poll
from govern.record import merkle, strict_json
from govern.rules.proposals.verdicts import rules_of_vote
from govern.rules.rulebook.rulebooks import rules_of
from govern.rules.rulebook.rules import Chamber
from govern.rules.voting.delegation_chains import Carrier, weighs_much
from govern.rules.voting.electorate import format_roll
from govern.rules.voting.weight_explained import WeightExplanation, explain, is_young
from govern.rules.voting.weights import WEIGHTS
from govern.store.facts import delegations, proposals, tokens
from govern.store.facts.polls import ChamberElectorRow, ElectorRow, FrozenDelegationRow, weight_of
from govern.store.facts.proposals import ProposalSummary
from govern.store.facts.tokens import AwardRow
from govern.store.paging import Page
from govern.store.projection import Projection
from govern.store.views import rolls
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now, services
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.pages.votes.delegation_chains import (
    CarriedWeight,
    OwnVoice,
    carried_in,
    own_voice,
    rules_of_delegation,
)
from govern.web.prose.texts import remember_texts
from govern.web.words.rules import rule_words
from govern.web.words.rules.rule_words import share
from govern.web.words.terms.scope_words import chamber_words
from govern.web.words.terms.weight_source_words import unit_words, weight_words
from govern.web.words.terms.weight_steps import chamber_sentence, step_words

pages = Blueprint("rolls", __name__, url_prefix="/votes")
SHOWN: Final = 12


@dataclass(frozen=True)
class RollPage:
    """The roll of a vote, or of one chamber."""

    line: ProposalSummary
    poll: Poll
    electors: Page[ElectorRow] | Page[ChamberElectorRow]
    chamber: str
    searched: str
    weights: str
    unit: str
    on_roll: bool


@dataclass(frozen=True)
class CarriersPage:
    """The weight that each delegate carries in a vote."""

    line: ProposalSummary
    poll: Poll
    carried: CarriedWeight
    shown: tuple[Carrier, ...]
    rest: tuple[Carrier, ...]
    heavy: Sequence[Carrier]
    warn_at: str
    unit: str


@dataclass(frozen=True)
class WeightPage:
    """The derivation of one member's weight in a vote."""

    line: ProposalSummary
    poll: Poll
    member: str
    weight: int
    explained: WeightExplanation
    by_tokens: bool
    awards: Page[AwardRow]
    young: Set[str]  # the awards that are too young to count
    maturity_ms: int
    chambers: Sequence[tuple[str, int, str]]
    voice: OwnVoice | None
    direct: Page[FrozenDelegationRow]
    carrier: Carrier | None
    ahead: bool
    roll_line: str
    weights: str
    unit: str
    at: int


def find_vote(session: Session, id_: str) -> tuple[ProposalSummary, Poll]:
    """The vote of a URL with its proposal, or a 404; loads the title."""
    row = rolls.poll(session, id_)
    line = proposals.one(session, row.proposal) if row else None
    if line is None or line.poll is None:
        abort(404)
    remember_lines([line])
    return line, line.poll


@pages.get("/<id_>/roll")
@allow("anyone")
def roll(id_: str) -> str:
    """The roll, or a chamber's, the heaviest first; with search, download, and how to recompute it."""
    return render_template("votes/rolls/roll.html", page=_read_roll(db.session(), id_, current_user))


def _read_roll(session: Session, id_: str, reader: Reader) -> RollPage:
    line, poll = find_vote(session, id_)
    words, names = request_args.search_text(), may_know_names()
    chamber = request.args.get("chamber", "")
    if chamber and chamber not in {one["id"] for one in poll.chambers}:
        abort(404)
    page: Page[ElectorRow] | Page[ChamberElectorRow]
    if chamber:
        page = rolls.page_of_chamber(session, id_, chamber, words, request_args.cursor(str), names=names)
    else:
        page = rolls.page(session, id_, words, request_args.cursor(int, str), names=names)
    remember_names(one.member for one in page.items)
    return RollPage(
        line=line,
        poll=poll,
        electors=page,
        chamber=chamber,
        searched=words,
        weights=weight_words(poll.weight),
        unit=unit_words(poll.weight),
        on_roll=bool(reader.is_member and weight_of(session, id_, reader.member_id)),
    )


@pages.get("/<id_>/roll.csv")
@allow("anyone")
def table(id_: str) -> Response:
    """The whole roll as CSV, in the order in which it was hashed."""
    _, poll = find_vote(db.session(), id_)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("member", "weight"))
    with services().reading() as connection:
        for data in rolls.lines(connection, poll.roll_blob):
            value: Any = strict_json.decode(data)
            writer.writerow((value["member"], value["weight"]))
    response = Response(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="roll-{id_[:12]}.csv"'
    return response


@pages.get("/<id_>/carriers")
@allow("anyone")
def carriers(id_: str) -> str:
    """The carried weights, and whether they exceed the warning share of the rules."""
    return render_template("votes/rolls/carriers.html", page=_read_carriers(db.session(), id_))


def _read_carriers(session: Session, id_: str) -> CarriersPage:
    line, poll = find_vote(session, id_)
    carried, warn_at = carried_in(session, poll), rules_of_delegation(session, poll).warn_at
    shown, rest = carried.carriers[:SHOWN], carried.carriers[SHOWN:]
    remember_names(one.member for one in shown)
    return CarriersPage(
        line=line,
        poll=poll,
        carried=carried,
        shown=shown,
        rest=rest,
        heavy=[one for one in shown if weighs_much(one.weight, poll.roll_total, warn_at)],
        warn_at=share(warn_at),
        unit=unit_words(poll.weight),
    )


@pages.get("/<id_>/weights/<member>")
@allow("anyone")
def weight(id_: str, member: str) -> str:
    """The calculation of one member's weight, step by step."""
    return render_template("votes/rolls/weight.html", page=_read_weight(db.session(), id_, member))


def _read_weight(session: Session, id_: str, member: str) -> WeightPage:
    (line, poll), at = find_vote(session, id_), now()
    state = Projection(session.connection())
    elector = rolls.elector(session, id_, member) or abort(404)
    maturity_ms = rules_of(state, poll.rulebook_scope, poll.rulebook).maturity_ms
    awards = tokens.page_of_awards_before(session, member, poll, request_args.cursor(int, str))
    direct = delegations.page_of_delegating(session, id_, member, None)
    carried = carried_in(session, poll)
    remember_names({member, *(one.member for one in direct.items)})
    remember_texts(award.reason for award in awards.items)
    return WeightPage(
        line=line,
        poll=poll,
        member=member,
        weight=elector.weight,
        explained=explain(poll.weight, tokens.held_before(session, member, poll, maturity_ms), poll.supply),
        by_tokens=WEIGHTS[poll.weight["source"]].by_tokens,
        awards=awards,
        young={one.id for one in awards.items if is_young(one.confirmed_at, poll, maturity_ms)},
        maturity_ms=maturity_ms,
        chambers=_chambers(session, state, line, poll, member),
        voice=own_voice(session, line, member, at),
        direct=direct,
        carrier=next((one for one in carried.carriers if one.member == member), None),
        ahead=carried.ahead,
        roll_line=format_roll([(member, elector.weight)]).decode().rstrip(),
        weights=weight_words(poll.weight),
        unit=unit_words(poll.weight),
        at=at,
    )


def _chambers(
    session: Session, state: Projection, line: ProposalSummary, poll: Poll, member: str
) -> list[tuple[str, int, str]]:
    """Each chamber with the member's weight in it, and the reason."""
    if not poll.chambers:
        return []
    rules: tuple[Chamber, ...] = rules_of_vote(state, poll, line.proposal).chambers
    found = rolls.in_chambers(session, poll.id, [one.id for one in rules], member)
    return [(chamber_words(one.id), found[one.id], chamber_sentence(one, found[one.id])) for one in rules]


@pages.get("/<id_>/weights/<member>/proof")
@allow("anyone")
def proof(id_: str, member: str) -> Response:
    """An entry of the roll with its inclusion proof (RFC 6962) against the announced root."""
    _, poll = find_vote(db.session(), id_)
    elector = rolls.elector(db.session(), id_, member) or abort(404)
    with services().reading() as connection:
        lines = rolls.lines(connection, poll.roll_blob)
    data = format_roll([(member, elector.weight)]).rstrip()
    index = lines.index(data)
    value: dict[str, Any] = {
        "blob": poll.roll_blob,
        "hashes": [one.hex() for one in merkle.inclusion_proof(lines, index)],
        "index": index,
        "leaf": merkle.leaf_hash(data).hex(),
        "line": data.decode(),
        "poll": id_,
        "root": poll.roll_root,
        "size": len(lines),
    }
    response = Response(strict_json.encode(value), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="roll-{id_[:12]}-{member[:10]}.json"'
    return response


@pages.context_processor
def _words() -> dict[str, object]:
    return {"duration": rule_words.duration, "chamber_words": chamber_words, "step_words": step_words}

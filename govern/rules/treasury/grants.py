"""Grant rounds: a sum, applications, scores by a committee, and reproducible awards."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, ClassVar, Final

from govern.protocol import fields
from govern.protocol.effect import Effect
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Application, Fact, GrantRound, Mandate, Proposal, Report, Score
from govern.protocol.payload import (
    ClerkPayload,
    ConsequencePayload,
    PersonPayload,
    QuotingClerkPayload,
    typed_payload,
)
from govern.protocol.state import State, Statement, find, founded, holds, need
from govern.protocol.statement_type import StatementType
from govern.protocol.units import DAY
from govern.rules.treasury.budget import encumber, line_for
from govern.rules.treasury.mandates import MandateTerms, author_of, granted
from govern.rules.treasury.payees import check_present, names_of
from govern.rules.voting.tally import lots


@typed_payload
class RoundEffect(Effect):
    """The sum, the committee, the times for applications, scores and payments, and the least mean score."""

    apply_days: fields.Days
    committee: fields.Office
    currency: fields.Currency
    expires_days: fields.Days
    least: Annotated[int, fields.between(0, 100)]
    programme: fields.SlugOrEmpty
    score_days: fields.Days
    sum: fields.Positive


@typed_payload
class RoundOpened(ConsequencePayload):
    """The clerk opens a grant round."""

    ALPHABETICAL: ClassVar = True

    apply_until: fields.Positive
    committee: fields.Office
    currency: fields.Currency
    expires_days: fields.Positive
    least: fields.Natural
    line: fields.DigestOrEmpty
    programme: fields.SlugOrEmpty
    score_until: fields.Positive
    sum: fields.Positive


@typed_payload
class GrantApplied(PersonPayload):
    """A member applies for a grant."""

    amount: fields.Positive
    payee: fields.Object
    plan: fields.Text
    purpose: fields.Text
    round: fields.Digest

    def nested_texts(self) -> Iterable[str]:
        """The public name of an outside payee, if there is one; raises Refused(field_*)."""
        return names_of(self.payee)


@typed_payload
class AboutApplication(PersonPayload):
    """A statement of a person about an application."""

    application: fields.Digest


@typed_payload
class ApplicationWithdrawn(AboutApplication):
    """An applicant takes an application back."""


@typed_payload
class ApplicationScored(AboutApplication):
    """A member of the committee scores an application."""

    points: Annotated[int, fields.between(0, 100)]


@typed_payload
class RoundDecided(QuotingClerkPayload):
    """The clerk states which applications are awarded."""

    ALPHABETICAL: ClassVar = True

    awards: fields.Array
    round: fields.Digest


@typed_payload
class GrantAwarded(ClerkPayload):
    """The clerk grants the mandate of an application that was awarded."""

    application: fields.Digest
    expires: fields.Positive


@typed_payload
class ReportFiled(PersonPayload):
    """Somebody reports what was done with the money of a mandate."""

    files: fields.Digests
    mandate: fields.Digest
    text: fields.Text


def opening(state: State, effect: RoundEffect, at: int) -> dict[str, object]:
    """The fields of a round in the clerk's statement; raises Refused(budget_exceeded)."""
    line = line_for(state, effect.programme, effect.currency, effect.sum, at)
    apply_until = at + effect.apply_days * DAY
    return {
        "apply_until": apply_until,
        "committee": effect.committee,
        "currency": effect.currency,
        "expires_days": effect.expires_days,
        "least": effect.least,
        "line": line.id if line else "",
        "programme": effect.programme,
        "score_until": apply_until + effect.score_days * DAY,
        "sum": effect.sum,
    }


def opened(state: State, statement: Statement[RoundOpened]) -> tuple[Fact, ...]:
    """The round of a passed proposal; its whole sum is encumbered on its budget line."""
    payload = statement.payload
    new = GrantRound(
        id=statement.id,
        proposal=payload.proposal,
        poll=payload.poll,
        effect=payload.effect,
        committee=payload.committee,
        currency=payload.currency,
        sum=payload.sum,
        programme=payload.programme,
        line=payload.line,
        least=payload.least,
        expires_days=payload.expires_days,
        apply_until=payload.apply_until,
        score_until=payload.score_until,
        awards=[],
        awarded=0,
        granted=0,
        decided_at=0,
        due_at=payload.score_until,
        at=statement.at,
        index=statement.index,
    )
    return new, *encumber(state, new.line, new.sum)


def apply(state: State, statement: Statement[GrantApplied]) -> tuple[Fact, ...]:
    """A member submits an application; raises Refused(round_unknown, round_time, application_amount, ...)."""
    payload = statement.payload
    one = find(state, GrantRound, "round_unknown", payload.round)
    if statement.at >= one.apply_until:
        raise Refused("round_time")
    if payload.amount > one.sum:
        raise Refused("application_amount", field="amount")
    check_present(state, payload.payee)
    application = Application(
        id=statement.id,
        round=one.id,
        applicant=payload.member,
        amount=payload.amount,
        payee_member=payload.payee.get("member", ""),
        payee_name=payload.payee.get("name", ""),
        purpose=payload.purpose,
        plan=payload.plan,
        points=0,
        scores=0,
        withdrawn_at=0,
        mandate="",
        at=statement.at,
        index=statement.index,
    )
    return (application,)


def withdraw(state: State, statement: Statement[ApplicationWithdrawn]) -> tuple[Fact, ...]:
    """An applicant withdraws an application before the decision; raises Refused(application_other, round_time)."""
    application = find(state, Application, "application_unknown", statement.payload.application)
    one = find(state, GrantRound, "round_unknown", application.round)
    if application.applicant != statement.payload.member:
        raise Refused("application_other")
    if application.withdrawn_at or statement.at >= one.score_until:
        raise Refused("round_time")
    return (replace(application, withdrawn_at=statement.at),)


def score(state: State, statement: Statement[ApplicationScored]) -> tuple[Fact, ...]:
    """A member of the committee, neither applicant nor payee, scores an application or changes the score.

    Raises Refused(role_needed, scorer_not_separate, round_time, application_unknown).
    """
    payload = statement.payload
    application = find(state, Application, "application_unknown", payload.application)
    one = find(state, GrantRound, "round_unknown", application.round)
    need(state, payload.member, one.committee)
    if payload.member in (application.applicant, application.payee_member):
        raise Refused("scorer_not_separate")
    if application.withdrawn_at or not one.apply_until <= statement.at < one.score_until:
        raise Refused("round_time")
    before = state.get(Score, application.id, payload.member)
    given = Score(application.id, payload.member, payload.points, statement.at, statement.index)
    scored = replace(
        application,
        points=application.points + given.points - (before.points if before else 0),
        scores=application.scores + (before is None),
    )
    return given, scored


@dataclass(frozen=True)
class RankedApplication:
    """A ranked application with its mean score, and whether it is awarded."""

    application: Application
    mean: Fraction
    awarded: bool


def ranking(state: State, one: GrantRound, seed: bytes) -> list[RankedApplication]:
    """The scored applications by mean score, then lower amount, then lot; each awarded or not.

    Applications with a mean below `least` are not awarded; of the others, from the top, each that fits into the
    remaining sum is.
    """
    running = [app for app in state.where(Application, "round", one.id) if app.scores and not app.withdrawn_at]
    places = {id_: place for place, id_ in enumerate(lots.draw(lambda: seed, [app.id for app in running]))}
    means = {app.id: Fraction(app.points, app.scores) for app in running}
    ranked, left = [], one.sum
    for app in sorted(running, key=lambda app: (-means[app.id], app.amount, places[app.id])):
        fits = means[app.id] >= one.least and app.amount <= left
        left -= app.amount if fits else 0
        ranked.append(RankedApplication(app, means[app.id], fits))
    return ranked


def decision(state: State, one: GrantRound, log_size: int, log_root: str) -> RoundDecided:
    """The content of the clerk's decision after scoring; ties are settled by lots from the tree head before it."""
    ranked = ranking(state, one, base64.b64decode(log_root))
    return RoundDecided(
        awards=[found.application.id for found in ranked if found.awarded],
        community=founded(state).id,
        log_root=log_root,
        log_size=log_size,
        round=one.id,
    )


def decide(state: State, statement: Statement[RoundDecided]) -> tuple[Fact, ...]:
    """The clerk states the awards; the rest of the sum is freed. Raises Refused(clerk_early, ...)."""
    payload = statement.payload
    one = find(state, GrantRound, "round_unknown", payload.round)
    if one.decided_at or not 0 < one.due_at <= statement.at:
        raise Refused("clerk_early")
    expected = decision(state, one, statement.index, payload.log_root)
    for name in ("log_size", "awards", "community"):
        if getattr(payload, name) != getattr(expected, name):
            raise Refused("clerk_differs", field=name)
    awards: Sequence[str] = payload.awards
    awarded = sum(find(state, Application, "application_unknown", id_).amount for id_ in awards)
    after = replace(
        one,
        awards=list(awards),
        awarded=awarded,
        decided_at=statement.at,
        due_at=one.due_at if awards else 0,
    )
    return after, *encumber(state, one.line, awarded - one.sum)


def awarding(state: State, one: GrantRound, at: int) -> GrantAwarded:
    """The fields of the next awarded mandate in the clerk's statement."""
    return GrantAwarded(
        application=one.awards[one.granted],
        community=founded(state).id,
        expires=at + one.expires_days * DAY,
    )


def award(state: State, statement: Statement[GrantAwarded]) -> tuple[Fact, ...]:
    """The clerk grants the mandate of a winning application; raises Refused(clerk_early, clerk_differs)."""
    payload = statement.payload
    application = find(state, Application, "application_unknown", payload.application)
    one = find(state, GrantRound, "round_unknown", application.round)
    if not one.decided_at or not 0 < one.due_at <= statement.at:
        raise Refused("clerk_early")
    if payload != awarding(state, one, statement.at):
        raise Refused("clerk_differs", field="application")
    proposal = find(state, Proposal, "proposal_unknown", one.proposal)
    payee = {"member": application.payee_member} if application.payee_member else {"name": application.payee_name}
    terms = MandateTerms(
        cap=application.amount,
        currency=one.currency,
        payee=payee,
        expires=payload.expires,
        line=one.line,
        programme=one.programme,
        purpose=application.purpose,
    )
    new = granted(statement, proposal, terms, one.effect, application.id)
    done = one.granted + 1
    return (
        *new,
        replace(application, mandate=statement.id),
        replace(one, granted=done, due_at=one.due_at if done < len(one.awards) else 0),
    )


def report(state: State, statement: Statement[ReportFiled]) -> tuple[Fact, ...]:
    """The author, applicant, payee or a treasurer reports on the use of a mandate's money.

    Raises Refused(mandate_unknown, reporter_not_allowed).
    """
    payload = statement.payload
    mandate = find(state, Mandate, "mandate_unknown", payload.mandate)
    concerned = (author_of(state, mandate), mandate.payee_member)
    if payload.member not in concerned and not holds(state, payload.member, "treasurer"):
        raise Refused("reporter_not_allowed")
    return (
        Report(
            id=statement.id,
            mandate=payload.mandate,
            text=payload.text,
            files=payload.files,
            member=payload.member,
            at=statement.at,
            index=statement.index,
        ),
    )


STATEMENTS: Final = (
    StatementType.of("grant-applied", GrantApplied, apply, pace="writing"),
    StatementType.of("application-withdrawn", ApplicationWithdrawn, withdraw),
    StatementType.of("application-scored", ApplicationScored, score),
    StatementType.of(
        "round-decided", RoundDecided, decide, step="8", undone=N_("the grant round %(what)s was not decided")
    ),
    StatementType.of(
        "grant-awarded", GrantAwarded, award, step="8", undone=N_("the grants of the round %(what)s were not awarded")
    ),
    StatementType.of("report-filed", ReportFiled, report, pace="writing"),
)

"""The catalogue of statements: each type and version with its fields, its signer and its judge."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from govern.protocol import fields
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import Fact, Key
from govern.protocol.fields import PayloadForm
from govern.protocol.state import State, Statement, founded
from govern.record import signing, strict_json
from govern.record.envelope import Envelope
from govern.record.errors import RecordError
from govern.rules.people import clubs, elections, epochs, keys, members, tokens
from govern.rules.people.clubs import present
from govern.rules.proposals import discussion, effects, moderation, proposals, verdicts
from govern.rules.proposals.kinds import kind_of_effect, kinds
from govern.rules.rulebook import rulebooks
from govern.rules.rulebook.formats import number_of
from govern.rules.rulebook.rulebooks import format_in_force
from govern.rules.treasury import (
    accounts,
    attachments,
    disbursements,
    grants,
    journal,
    mandates,
    payments,
    reconciliation,
    streams,
)
from govern.rules.voting import ballots, delegation, draws, polls


def texts_of_effects(payload: dict[str, Any]) -> Iterable[str]:
    """The text blobs named by a proposal's effects; in a revision, an effect's name gives its kind."""
    if "kind" in payload:
        yield from kinds()[payload["kind"]].texts(payload["effects"])
        return
    for one in payload["effects"]:
        kind = kind_of_effect(one.get("effect")) if isinstance(one, dict) else None
        if kind:
            yield from kind.texts([one])


Judge = Callable[[State, Statement], tuple[Fact, ...]]


@dataclass(frozen=True)
class StatementType:
    """A version of a statement type, accepted from the format `since` until a newer version replaces it.

    `texts` are its fields that name a text blob, `nested` finds those named deeper inside. A released version never
    changes: a new field, or a rule that differs without a format, needs a new row with the next version.
    """

    name: str
    signer: Literal["founder", "person", "clerk"]
    fields: fields.Fields
    judge: Judge
    texts: tuple[str, ...] = ()
    nested: Callable[[dict[str, Any]], Iterable[str]] | None = None
    version: int = 1
    since: int = 1

    @property
    def payload_type(self) -> str:
        """The DSSE payload type."""
        return f"application/vnd.govern.{self.name}.v{self.version}+json"

    @property
    def key(self) -> str:
        """The name, with the version if it is not the first."""
        return self.name if self.version == 1 else f"{self.name}.v{self.version}"

    @cached_property
    def is_dated(self) -> bool:
        """Whether some format does not accept this version."""
        return self.since > 1 or len(VERSIONS[self.name]) > 1

    @cached_property
    def form(self) -> PayloadForm | None:
        """The fast parser of the usual content, if any."""
        return fields.form(self.fields)


KINDS_OF_STATEMENT: Final[dict[str, StatementType]] = {
    kind.payload_type: kind
    for kind in (
        StatementType("community-founded", "founder", members.FOUNDED, members.found),
        StatementType("member-enrolled", "person", members.ENROLLED, members.enrol),
        StatementType("key-added", "person", keys.ADDED, keys.add),
        StatementType("key-revoked", "person", keys.REVOKED, keys.revoke),
        StatementType("key-reset", "person", keys.RESET, keys.reset),
        StatementType("role-granted", "person", members.ROLE, members.grant_role),
        StatementType("role-ended", "person", members.ROLE, members.end_role),
        StatementType("member-left", "person", members.LEFT, members.leave),
        StatementType("club-opened", "person", clubs.OPENED, clubs.open_club, ("name", "purpose")),
        StatementType("club-closed", "person", clubs.ABOUT, clubs.close_club),
        StatementType("club-asked", "person", clubs.ABOUT, clubs.ask_to_join),
        StatementType("club-admitted", "person", clubs.ADMITTED, clubs.admit),
        StatementType("club-left", "person", clubs.ABOUT, clubs.leave),
        StatementType("club-removed", "person", clubs.REMOVED, clubs.remove, ("reason",)),
        StatementType("rulebook-adopted", "person", rulebooks.ADOPTED, rulebooks.adopt),
        StatementType("delegation-made", "person", delegation.MADE, delegation.make),
        StatementType("delegation-ended", "person", delegation.ENDED, delegation.end),
        StatementType("award-made", "person", tokens.MADE, tokens.make_award, ("reason",)),
        StatementType("award-confirmed", "person", tokens.CONFIRMED, tokens.confirm_award),
        StatementType("award-reversed", "person", tokens.REVERSED, tokens.reverse_award, ("reason",)),
        StatementType("epoch-closed", "clerk", epochs.CLOSED, epochs.close),
        StatementType(
            "proposal-submitted", "person", proposals.SUBMITTED, proposals.submit, ("body", "title"), texts_of_effects
        ),
        StatementType(
            "proposal-revised", "person", proposals.REVISED, proposals.revise, ("body", "title"), texts_of_effects
        ),
        StatementType("proposal-sponsored", "person", proposals.SPONSORED, proposals.sponsor),
        StatementType("proposal-withdrawn", "person", proposals.ABOUT, proposals.withdraw),
        StatementType("proposal-cancelled", "person", proposals.CANCELLED, proposals.cancel, ("reason",)),
        StatementType("proposal-vetoed", "person", verdicts.VETOED, verdicts.veto, ("reason",)),
        StatementType("outcome-challenged", "person", verdicts.CHALLENGED, verdicts.challenge, ("grounds",)),
        StatementType("challenge-ruled", "person", verdicts.RULED, verdicts.rule, ("explanation",)),
        StatementType("proposal-expired", "clerk", verdicts.EXPIRED, verdicts.expire),
        StatementType("comment-made", "person", discussion.COMMENTED, discussion.comment, ("text",)),
        StatementType("comment-revised", "person", discussion.REVISED, discussion.revise, ("text",)),
        StatementType("text-hidden", "person", moderation.HIDDEN, moderation.hide, ("reason",)),
        StatementType("text-shown", "person", moderation.HIDDEN, moderation.show, ("reason",)),
        StatementType("comment-hidden", "person", moderation.COMMENT, moderation.hide_comment, ("reason",)),
        StatementType("comment-shown", "person", moderation.COMMENT, moderation.show_comment, ("reason",)),
        StatementType("voting-announced", "clerk", polls.ANNOUNCED, polls.announce),
        StatementType("roll-objected", "person", polls.OBJECTED, polls.object_to_roll, ("grounds",)),
        StatementType("ballot-cast", "person", ballots.CAST, ballots.cast),
        StatementType("reason-given", "person", discussion.REASONED, discussion.give_reason, ("text",)),
        StatementType("voting-extended", "clerk", polls.EXTENDED, polls.extend),
        StatementType("voting-closed", "clerk", polls.CLOSED, polls.close),
        StatementType("effect-applied", "clerk", effects.APPLIED, effects.apply),
        StatementType("candidate-nominated", "person", elections.NOMINATED, elections.nominate),
        StatementType("candidacy-accepted", "person", elections.ACCEPTED, elections.accept, ("statement",)),
        StatementType("candidacy-withdrawn", "person", elections.ABOUT, elections.withdraw),
        StatementType("seats-filled", "clerk", elections.FILLED, effects.fill_seats),
        StatementType("seat-vacated", "person", elections.VACATED, elections.vacate),
        StatementType("term-ended", "clerk", elections.ENDED, elections.end_term),
        StatementType("mandate-granted", "clerk", effects.GRANTED, effects.grant_mandate),
        StatementType("draw-called", "person", draws.CALLED, draws.call, ("purpose",)),
        StatementType("draw-cancelled", "person", draws.CANCELLED, draws.cancel, ("reason",)),
        StatementType("draw-made", "clerk", draws.DRAWN, draws.make),
        StatementType("appropriation-made", "clerk", effects.APPROPRIATED, effects.appropriate),
        StatementType("mandate-lapsed", "clerk", mandates.LAPSED, mandates.lapse),
        StatementType("tranche-released", "person", mandates.RELEASED, mandates.release, ("evidence",)),
        StatementType("round-opened", "clerk", grants.OPENED, effects.open_round),
        StatementType("grant-applied", "person", grants.APPLIED, grants.apply, ("plan", "purpose"), grants.texts),
        StatementType("application-withdrawn", "person", grants.ABOUT, grants.withdraw),
        StatementType("application-scored", "person", grants.SCORED, grants.score),
        StatementType("round-decided", "clerk", grants.DECIDED, grants.decide),
        StatementType("grant-awarded", "clerk", grants.AWARDED, grants.award),
        StatementType("report-filed", "person", grants.REPORTED, grants.report, ("text",)),
        StatementType("pool-opened", "clerk", streams.OPENED, effects.open_pool),
        StatementType("stream-asked", "person", streams.ASKED, streams.ask, ("purpose",), streams.texts),
        StatementType("stream-supported", "person", streams.SUPPORTED, streams.support),
        StatementType("stream-ended", "person", streams.ENDED, streams.end),
        StatementType("pool-shared", "clerk", streams.SHARED, streams.share_out),
        StatementType("account-opened", "person", accounts.OPENED, accounts.open_account, ("name",)),
        StatementType("account-closed", "person", accounts.CLOSED, accounts.close_account),
        StatementType("programme-opened", "person", accounts.PROGRAMME, accounts.open_programme, ("name",)),
        StatementType("income-recorded", "person", accounts.INCOME, accounts.record_income, ("source",)),
        StatementType("transfer-recorded", "person", accounts.MOVED, accounts.record_transfer, ("reason",)),
        StatementType("entries-imported", "person", journal.IMPORTED, journal.import_entries, (), journal.texts),
        StatementType("entry-reversed", "person", journal.REVERSED, journal.reverse, ("reason",)),
        StatementType("period-closed", "person", journal.CLOSED, journal.close_period),
        StatementType("statement-reconciled", "person", reconciliation.RECONCILED, reconciliation.reconcile),
        StatementType(
            "disbursement-requested", "person", disbursements.REQUESTED, disbursements.request, (), disbursements.texts
        ),
        StatementType(
            "disbursement-revised", "person", disbursements.REVISED, disbursements.revise, (), disbursements.texts
        ),
        StatementType("disbursement-approved", "person", disbursements.VERSION, disbursements.approve),
        StatementType("disbursement-cancelled", "person", disbursements.ABOUT, disbursements.cancel),
        StatementType("payment-recorded", "person", payments.PAID, payments.record_payment, ("reference",)),
        StatementType("receipt-attached", "person", attachments.ATTACHED, attachments.attach),
        StatementType("refund-recorded", "person", payments.REFUNDED, payments.record_refund, ("reason",)),
    )
}


VERSIONS: Final[dict[str, dict[int, StatementType]]] = {}
"""The versions of each kind of statement, by its name and their numbers."""


def register(kind: StatementType) -> None:
    """Register a version of a statement type; tests that follow the recipe for a new one use it too."""
    KINDS_OF_STATEMENT[kind.payload_type] = kind
    VERSIONS.setdefault(kind.name, {})[kind.version] = kind


for _kind in tuple(KINDS_OF_STATEMENT.values()):
    register(_kind)


def version_in(name: str, number: int) -> StatementType | None:
    """The version of a statement type that a format accepts, or None if the format lacks the type."""
    known = [one for one in VERSIONS[name].values() if one.since <= number]
    return max(known, key=lambda one: one.version, default=None)


def version_now(state: State, name: str, at: int) -> int:
    """The version of a statement type that the format in force accepts; raises Refused(kind_unknown)."""
    first = VERSIONS[name].get(1)
    if first is not None and not first.is_dated:
        return 1
    return _taken(name, format_in_force(state, at)).version


def _taken(name: str, number: int) -> StatementType:
    taken = version_in(name, number)
    if taken is None:
        raise Refused("kind_unknown")
    return taken


def newer_versions(number: int) -> dict[str, int]:
    """The versions above 1 that a format accepts, by type; signers need them."""
    taken = {name: version_in(name, number) for name in VERSIONS}
    return {name: kind.version for name, kind in taken.items() if kind is not None and kind.version > 1}


def read(envelope: Envelope) -> tuple[StatementType, dict[str, Any]]:
    """Type and content of an envelope, with checked form; raises Refused(kind_unknown, payload_*, field_*)."""
    need_one_signature(envelope)
    return read_payload(envelope.payload_type, envelope.payload)


def need_one_signature(envelope: Envelope) -> None:
    """Raise Refused(envelope_malformed) if a statement of a person or the clerk has more than one signature."""
    if envelope.payload_type in KINDS_OF_STATEMENT and len(envelope.signatures) != 1:
        raise Refused("envelope_malformed", why=N_("one signature is expected"))


def read_payload(payload_type: str, data: bytes) -> tuple[StatementType, dict[str, Any]]:
    """Type and content of a payload, with checked form; raises Refused(kind_unknown, payload_*, field_*)."""
    kind = KINDS_OF_STATEMENT.get(payload_type)
    if kind is None:
        raise Refused("kind_unknown")
    usual = kind.form and kind.form.read(data)
    if usual:
        return kind, usual
    try:
        payload = strict_json.decode(data)
    except RecordError as error:
        raise Refused("payload_malformed", why=error.code) from error
    if not isinstance(payload, dict):
        raise Refused("payload_malformed", why="json_object")
    fields.check(payload, kind.fields)
    return kind, payload


def texts(kind: StatementType, payload: dict[str, Any]) -> Iterable[str]:
    """The hashes of all text blobs that an accepted statement names."""
    yield from (payload[name] for name in kind.texts)
    if kind.nested is not None:
        yield from kind.nested(payload)


def judge(state: State, kind: StatementType, statement: Statement) -> tuple[Fact, ...]:
    """The facts of a statement with a verified signature; raises Refused if it breaks a rule.

    The same function decides on the server and in the verifier.
    """
    if kind.is_dated:
        _need_version(state, kind, statement)
    if kind.signer != "founder":
        _authorise(state, kind, statement)
    return kind.judge(state, statement)


def _need_version(state: State, kind: StatementType, statement: Statement) -> None:
    """Raise Refused(kind_unknown, statement_version) unless the format in force accepts this version."""
    founding = kind.signer == "founder"
    number = number_of(statement.payload["rulebook"]) if founding else format_in_force(state, statement.at)
    taken = _taken(kind.name, number)
    if taken is not kind:
        raise Refused("statement_version", version=kind.version, expected=taken.version)


def _authorise(state: State, kind: StatementType, statement: Statement) -> None:
    community = founded(state)
    if statement.payload["community"] != community.id:
        raise Refused("community_other")
    if kind.signer == "clerk":
        if statement.keyid != clerk_keyid(community.clerk_key):
            raise Refused("clerk_only")
        return
    key = state.get(Key, statement.keyid)
    if key is None:
        raise Refused("key_unknown")
    if key.member != statement.payload["member"]:
        raise Refused("signer_other")
    if key.ended_at or key.starts_at:
        keys.need_living(key, statement.at)
    present(state, key.member)


def clerk_keyid(public_key: str) -> str:
    """The key id of the clerk's public key (base64)."""
    return signing.key_id(base64.b64decode(public_key))

"""What kinds of statements and roles are called, and which page shows what a statement is about."""

from typing import Final

from govern.protocol.errors import N_
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.record.leaves import StatementRef
from govern.web.frame.gettext import _
from govern.web.words.statements.statement_subjects import proposal_of

SIGNED_BY_CLERK: Final = frozenset(kind.name for kind in KINDS_OF_STATEMENT.values() if kind.signer == "clerk")


NAMES: Final[dict[str, str]] = {
    "community-founded": N_("Founding"),
    "member-enrolled": N_("Enrolment"),
    "key-added": N_("Further key"),
    "key-revoked": N_("End of a key"),
    "key-reset": N_("New key agreed to"),
    "role-granted": N_("Role given"),
    "role-ended": N_("Role ended"),
    "rulebook-adopted": N_("Rulebook"),
    "award-made": N_("Award"),
    "award-confirmed": N_("Award confirmed"),
    "award-reversed": N_("Award taken back"),
    "proposal-submitted": N_("Proposal"),
    "proposal-sponsored": N_("Sponsoring"),
    "proposal-withdrawn": N_("Withdrawal"),
    "voting-announced": N_("Vote announced"),
    "ballot-cast": N_("Ballot"),
    "voting-closed": N_("Result"),
    "effect-applied": N_("Resolution"),
    "mandate-granted": N_("Mandate"),
    "account-opened": N_("Account"),
    "account-closed": N_("Account closed"),
    "appropriation-made": N_("Budget line"),
    "disbursement-revised": N_("Payment request changed"),
    "entries-imported": N_("History imported"),
    "entry-reversed": N_("Reversal"),
    "mandate-lapsed": N_("Mandate ended"),
    "period-closed": N_("Period closed"),
    "programme-opened": N_("Programme"),
    "receipt-attached": N_("Files for a payment"),
    "refund-recorded": N_("Refund"),
    "statement-reconciled": N_("Reconciliation"),
    "tranche-released": N_("Tranche released"),
    "transfer-recorded": N_("Transfer"),
    "round-opened": N_("Grant round"),
    "grant-applied": N_("Application"),
    "application-withdrawn": N_("Application taken back"),
    "application-scored": N_("Score"),
    "round-decided": N_("Round decided"),
    "grant-awarded": N_("Grant"),
    "report-filed": N_("Report"),
    "pool-opened": N_("Pool"),
    "stream-asked": N_("Stream"),
    "stream-supported": N_("Support of a stream"),
    "stream-ended": N_("End of a stream"),
    "pool-shared": N_("Pool shared out"),
    "income-recorded": N_("Income"),
    "disbursement-requested": N_("Payment request"),
    "disbursement-approved": N_("Approval"),
    "disbursement-cancelled": N_("Cancellation"),
    "payment-recorded": N_("Payment"),
    "member-left": N_("Departure"),
    "club-opened": N_("Club opened"),
    "club-closed": N_("Club closed"),
    "club-asked": N_("Request to join a club"),
    "club-admitted": N_("Admission to a club"),
    "club-left": N_("Departure from a club"),
    "club-removed": N_("Removal from a club"),
    "delegation-made": N_("Delegation"),
    "delegation-ended": N_("End of a delegation"),
    "proposal-revised": N_("New version"),
    "proposal-cancelled": N_("Proposal cancelled"),
    "proposal-vetoed": N_("Veto"),
    "proposal-expired": N_("Proposal expired"),
    "outcome-challenged": N_("Challenge"),
    "challenge-ruled": N_("Ruling"),
    "comment-made": N_("Comment"),
    "comment-revised": N_("Comment revised"),
    "text-hidden": N_("Text withheld"),
    "text-shown": N_("Text shown again"),
    "comment-hidden": N_("Comment withheld"),
    "comment-shown": N_("Comment shown again"),
    "roll-objected": N_("Objection to the roll"),
    "reason-given": N_("Reason for a vote"),
    "voting-extended": N_("Vote extended"),
    "candidate-nominated": N_("Nomination"),
    "candidacy-accepted": N_("Candidacy"),
    "candidacy-withdrawn": N_("Candidacy withdrawn"),
    "seats-filled": N_("Seats filled"),
    "seat-vacated": N_("Resignation"),
    "term-ended": N_("End of a term"),
    "epoch-closed": N_("Tokens decayed"),
    "draw-called": N_("Draw called"),
    "draw-cancelled": N_("Draw called off"),
    "draw-made": N_("Draw"),
}
"""What each kind of statement is called: a message that is translated when it is read."""


def statement_words(kind: str) -> str:
    """What a kind of statement is called."""
    return _(NAMES[kind])


def role_words(role: str) -> str:
    """What a role or an elected office is called; one that only this community has, by its own word."""
    told = {
        "administrator": _("administrator"),
        "registrar": _("registrar"),
        "issuer": _("issuer of tokens"),
        "treasurer": _("treasurer"),
        "moderator": _("moderator"),
        "arbiter": _("arbiter"),
        "guardian": _("guardian"),
        "expert": _("expert"),
        "convener": _("convener"),
        "delegate": _("delegate of a club"),
        "auditor": _("auditor"),
        "chair": _("chair"),
        "councillor": _("council member"),
        "secretary": _("secretary"),
    }
    return told.get(role) or role.replace("-", " ")


MONEY: Final = {
    "account-closed": "accounts/{account}",
    "account-opened": "accounts/{account}",
    "appropriation-made": "budget/{id}",
    "disbursement-requested": "disbursements/{id}",
    "entries-imported": "journal/{id}-1",
    "entry-reversed": "journal/{id}",
    "income-recorded": "journal/{id}",
    "mandate-granted": "mandates/{id}",
    "mandate-lapsed": "mandates/{mandate}",
    "payment-recorded": "payments/{id}",
    "period-closed": "periods",
    "programme-opened": "programmes",
    "receipt-attached": "payments/{payment}",
    "refund-recorded": "payments/{payment}",
    "statement-reconciled": "accounts/{account}",
    "tranche-released": "mandates/{mandate}",
    "transfer-recorded": "journal/{id}",
}
"""Under /treasury, the pages that show what a statement about money is about."""


def page_of(said: StatementRef) -> str:
    """The address of the page that shows what a statement is about; empty where there is none."""
    payload = said.payload
    if said.kind in MONEY:
        return f"/treasury/{MONEY[said.kind]}".format(id=said.id, **payload)
    if said.kind == "proposal-submitted":
        return f"/proposals/{said.id}"
    if said.kind in ("comment-made", "comment-revised", "comment-hidden", "comment-shown"):
        return f"/comments/{payload.get('comment', said.id)}"
    if said.kind in ("text-hidden", "text-shown"):
        return f"/moderation/texts/{payload['text']}"
    if "disbursement" in payload:
        return f"/treasury/disbursements/{payload['disbursement']}"
    if "proposal" in payload or "poll" in payload:
        return f"/proposals/{payload.get('proposal') or proposal_of(payload['poll'])}"
    if "club" in payload:
        return f"/clubs/{payload['club']}"
    if "area" in payload:
        return _page_of_area(payload["area"])
    if payload.get("scope", "").startswith("c_"):
        return f"/clubs/{payload['scope']}"
    subject = next((payload[name] for name in ("enrolled", "holder", "to") if name in payload), "")
    return f"/members/{subject}" if subject else ""


def _page_of_area(area: str) -> str:
    if area.startswith("c_"):
        return f"/clubs/{area}"
    return f"/proposals/{area}" if len(area) == 64 else ""

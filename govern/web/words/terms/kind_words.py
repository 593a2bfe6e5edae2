"""What kinds of statements and roles are called, and which page shows what a statement is about."""

from typing import Final

from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.record.leaves import Said
from govern.web.frame.gettext import _
from govern.web.words.statements.statement_subjects import proposal_of

SIGNED_BY_CLERK: Final = frozenset(kind.name for kind in KINDS_OF_STATEMENT.values() if kind.signer == "clerk")


def statement_words(kind: str) -> str:
    """What a kind of statement is called."""
    return {
        "community-founded": _("Founding"),
        "member-enrolled": _("Enrolment"),
        "key-added": _("Further key"),
        "key-revoked": _("End of a key"),
        "key-reset": _("New key agreed to"),
        "role-granted": _("Role given"),
        "role-ended": _("Role ended"),
        "rulebook-adopted": _("Rulebook"),
        "award-made": _("Award"),
        "award-confirmed": _("Award confirmed"),
        "award-reversed": _("Award taken back"),
        "proposal-submitted": _("Proposal"),
        "proposal-sponsored": _("Sponsoring"),
        "proposal-withdrawn": _("Withdrawal"),
        "voting-announced": _("Vote announced"),
        "ballot-cast": _("Ballot"),
        "voting-closed": _("Result"),
        "effect-applied": _("Resolution"),
        "mandate-granted": _("Mandate"),
        "account-opened": _("Account"),
        "account-closed": _("Account closed"),
        "appropriation-made": _("Budget line"),
        "disbursement-revised": _("Payment request changed"),
        "entries-imported": _("History imported"),
        "entry-reversed": _("Reversal"),
        "mandate-lapsed": _("Mandate ended"),
        "period-closed": _("Period closed"),
        "programme-opened": _("Programme"),
        "receipt-attached": _("Files for a payment"),
        "refund-recorded": _("Refund"),
        "statement-reconciled": _("Reconciliation"),
        "tranche-released": _("Tranche released"),
        "transfer-recorded": _("Transfer"),
        "round-opened": _("Grant round"),
        "grant-applied": _("Application"),
        "application-withdrawn": _("Application taken back"),
        "application-scored": _("Score"),
        "round-decided": _("Round decided"),
        "grant-awarded": _("Grant"),
        "report-filed": _("Report"),
        "pool-opened": _("Pool"),
        "stream-asked": _("Stream"),
        "stream-supported": _("Support of a stream"),
        "stream-ended": _("End of a stream"),
        "pool-shared": _("Pool shared out"),
        "income-recorded": _("Income"),
        "disbursement-requested": _("Payment request"),
        "disbursement-approved": _("Approval"),
        "disbursement-cancelled": _("Cancellation"),
        "payment-recorded": _("Payment"),
        "member-left": _("Departure"),
        "club-opened": _("Club opened"),
        "club-closed": _("Club closed"),
        "club-asked": _("Request to join a club"),
        "club-admitted": _("Admission to a club"),
        "club-left": _("Departure from a club"),
        "club-removed": _("Removal from a club"),
        "delegation-made": _("Delegation"),
        "delegation-ended": _("End of a delegation"),
        "proposal-revised": _("New version"),
        "proposal-cancelled": _("Proposal cancelled"),
        "proposal-vetoed": _("Veto"),
        "proposal-expired": _("Proposal expired"),
        "outcome-challenged": _("Challenge"),
        "challenge-ruled": _("Ruling"),
        "comment-made": _("Comment"),
        "comment-revised": _("Comment revised"),
        "text-hidden": _("Text withheld"),
        "text-shown": _("Text shown again"),
        "comment-hidden": _("Comment withheld"),
        "comment-shown": _("Comment shown again"),
        "roll-objected": _("Objection to the roll"),
        "reason-given": _("Reason for a vote"),
        "voting-extended": _("Vote extended"),
        "candidate-nominated": _("Nomination"),
        "candidacy-accepted": _("Candidacy"),
        "candidacy-withdrawn": _("Candidacy withdrawn"),
        "seats-filled": _("Seats filled"),
        "seat-vacated": _("Resignation"),
        "term-ended": _("End of a term"),
        "epoch-closed": _("Tokens decayed"),
        "draw-called": _("Draw called"),
        "draw-cancelled": _("Draw called off"),
        "draw-made": _("Draw"),
    }[kind]


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


def page_of(said: Said) -> str:
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

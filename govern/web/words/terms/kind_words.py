"""What kinds of statements and roles are called, and which page shows what a statement is about."""

from typing import Final

from govern.protocol.errors import words
from govern.rules.statements import KINDS_OF_STATEMENT
from govern.store.record.leaves import StatementRef
from govern.web.frame.gettext import _
from govern.web.words.statements.statement_subjects import proposal_of

SIGNED_BY_CLERK: Final = frozenset(kind.name for kind in KINDS_OF_STATEMENT.values() if kind.signer == "clerk")


NAMES: Final[dict[str, str]] = {
    "community-founded": words("Founding"),
    "member-enrolled": words("Enrolment"),
    "key-added": words("Further key"),
    "key-revoked": words("End of a key"),
    "key-reset": words("New key agreed to"),
    "role-granted": words("Role given"),
    "role-ended": words("Role ended"),
    "rulebook-adopted": words("Rulebook"),
    "award-made": words("Award"),
    "award-confirmed": words("Award confirmed"),
    "award-reversed": words("Award taken back"),
    "proposal-submitted": words("Proposal"),
    "proposal-sponsored": words("Sponsoring"),
    "proposal-withdrawn": words("Withdrawal"),
    "voting-announced": words("Vote announced"),
    "ballot-cast": words("Ballot"),
    "voting-closed": words("Result"),
    "effect-applied": words("Resolution"),
    "mandate-granted": words("Mandate"),
    "account-opened": words("Account"),
    "account-closed": words("Account closed"),
    "appropriation-made": words("Budget line"),
    "disbursement-revised": words("Payment request changed"),
    "entries-imported": words("History imported"),
    "entry-reversed": words("Reversal"),
    "mandate-lapsed": words("Mandate ended"),
    "period-closed": words("Period closed"),
    "programme-opened": words("Programme"),
    "receipt-attached": words("Files for a payment"),
    "refund-recorded": words("Refund"),
    "statement-reconciled": words("Reconciliation"),
    "tranche-released": words("Tranche released"),
    "transfer-recorded": words("Transfer"),
    "round-opened": words("Grant round"),
    "grant-applied": words("Application"),
    "application-withdrawn": words("Application taken back"),
    "application-scored": words("Score"),
    "round-decided": words("Round decided"),
    "grant-awarded": words("Grant"),
    "report-filed": words("Report"),
    "pool-opened": words("Pool"),
    "stream-asked": words("Stream"),
    "stream-supported": words("Support of a stream"),
    "stream-ended": words("End of a stream"),
    "pool-shared": words("Pool shared out"),
    "income-recorded": words("Income"),
    "disbursement-requested": words("Payment request"),
    "disbursement-approved": words("Approval"),
    "disbursement-cancelled": words("Cancellation"),
    "payment-recorded": words("Payment"),
    "member-left": words("Departure"),
    "club-opened": words("Club opened"),
    "club-closed": words("Club closed"),
    "club-asked": words("Request to join a club"),
    "club-admitted": words("Admission to a club"),
    "club-left": words("Departure from a club"),
    "club-removed": words("Removal from a club"),
    "delegation-made": words("Delegation"),
    "delegation-ended": words("End of a delegation"),
    "proposal-revised": words("New version"),
    "proposal-cancelled": words("Proposal cancelled"),
    "proposal-vetoed": words("Veto"),
    "proposal-expired": words("Proposal expired"),
    "outcome-challenged": words("Challenge"),
    "challenge-ruled": words("Ruling"),
    "comment-made": words("Comment"),
    "comment-revised": words("Comment revised"),
    "text-hidden": words("Text withheld"),
    "text-shown": words("Text shown again"),
    "comment-hidden": words("Comment withheld"),
    "comment-shown": words("Comment shown again"),
    "roll-objected": words("Objection to the roll"),
    "reason-given": words("Reason for a vote"),
    "voting-extended": words("Vote extended"),
    "candidate-nominated": words("Nomination"),
    "candidacy-accepted": words("Candidacy"),
    "candidacy-withdrawn": words("Candidacy withdrawn"),
    "seats-filled": words("Seats filled"),
    "seat-vacated": words("Resignation"),
    "term-ended": words("End of a term"),
    "epoch-closed": words("Tokens decayed"),
    "draw-called": words("Draw called"),
    "draw-cancelled": words("Draw called off"),
    "draw-made": words("Draw"),
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

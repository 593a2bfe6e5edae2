"""Which page shows what a statement is about."""

from govern.store.record.leaves import StatementRef
from govern.web.words.statements.statement_sentences import WORDS
from govern.web.words.statements.statement_subjects import proposal_of


def page_of(said: StatementRef) -> str:
    """The address of the page about a statement's object; empty if there is none."""
    payload = said.payload
    if WORDS[said.kind].page:
        return WORDS[said.kind].page.format(id=said.id, **payload)
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

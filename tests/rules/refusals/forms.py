"""Refusals of malformed values: ballots, proofs, rows of an import, tranches and texts."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from govern.protocol import texts
from govern.record import envelope
from govern.rules.people.members import CLAIM_TYPE
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.methods.consent import Consent
from tests.dsl import multi_option
from tests.dsl.money import bring_in, row
from tests.dsl.people import ADA, BO, DI, GIL, STRANGER, RealCommunity, account_id
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import enter, refused_with, rejected_with

CHOICES: Final[dict[str, tuple[str, Any]]] = {
    "names-that-are-no-list": ("approval/1", "oaks"),
    "a-name-that-is-not-offered": ("approval/1", ["pines"]),
    "names-out-of-order": ("approval/1", ["oaks", "limes"]),
    "a-name-twice": ("approval/1", ["oaks", "oaks"]),
    "two-names-where-one-is-chosen": ("plurality/1", ["limes", "oaks"]),
    "points-that-are-no-list": ("score/1", "oaks"),
    "points-for-what-is-not-offered": ("score/1", [{"option": "pines", "points": 1}]),
    "points-of-nought": ("score/1", [{"option": "oaks", "points": 0}]),
    "points-out-of-order": ("score/1", multi_option.points(limes=1, oaks=1)[::-1]),
    "ranks-that-are-no-lists": ("irv/1", ["oaks"]),
    "an-empty-rank": ("irv/1", [[]]),
    "a-rank-of-what-is-not-offered": ("irv/1", [["pines"]]),
    "an-option-ranked-twice": ("irv/1", [["oaks"], ["oaks"]]),
    "a-level-rank-out-of-order": ("schulze/1", [["oaks", "limes"]]),
    "a-level-rank-where-there-is-none": ("irv/1", [["limes", "oaks"]]),
}


def _vote(method: str, choice: Any, community: InMemoryCommunity) -> None:
    rules = multi_option.rulebook_with(PRESETS["tokens"](), choice={"method": method, "points": 10})
    community.say(ADA, "rulebook-adopted", rulebook=rules | {"number": 2}, scope="community")
    poll = community.open_vote(multi_option.choice(community, GIL, "limes", "oaks"), BO)
    community.vote(DI, poll, choice)


for _name, (_method, _choice) in CHOICES.items():
    enter("choice_invalid", _name, partial(_vote, _method, _choice))


@refused_with("choice_invalid")
def a_word_that_is_not_of_consent(community: InMemoryCommunity) -> None:
    del community
    Consent().read("yes")


def _enrol(community: InMemoryCommunity, claim: Any) -> None:
    community.say(ADA, "member-enrolled", enrolled=STRANGER.member, claim=claim)


@refused_with("claim_invalid")
def a_proof_by_another_person(community: InMemoryCommunity) -> None:
    """It proves that BO holds BO's key, and would enrol a stranger with it."""
    somebody = replace(STRANGER, member="m_" + "1" * 24)
    _enrol(community, envelope.to_value(somebody.claim(community.id, community.number())))


@refused_with("claim_invalid")
def a_proof_that_is_another_statement(community: InMemoryCommunity) -> None:
    _enrol(community, envelope.to_value(community.compose(STRANGER, "member-left")))


@refused_with("claim_invalid")
def a_proof_that_is_no_object(community: InMemoryCommunity) -> None:
    _enrol(community, envelope.to_value(envelope.seal(CLAIM_TYPE, b"[]", STRANGER.seed)))


@refused_with("claim_invalid")
def a_proof_signed_with_another_key(community: InMemoryCommunity) -> None:
    honest = STRANGER.claim(community.id, community.number())
    _enrol(community, envelope.to_value(envelope.seal(CLAIM_TYPE, honest.payload, GIL.seed)))


@refused_with("claim_invalid")
def a_proof_for_another_community(community: InMemoryCommunity) -> None:
    _enrol(community, envelope.to_value(STRANGER.claim("0" * 64, community.number())))


@refused_with("field_invalid")
def an_imported_row_that_is_no_object(community: InMemoryCommunity) -> None:
    community.say(DI, "entries-imported", entries=["x"])


@refused_with("field_invalid")
def an_imported_row_of_one_posting(community: InMemoryCommunity) -> None:
    bring_in(community, row(community, "2020-01-01", (account_id("main"), 1)))


@refused_with("field_invalid")
def an_imported_posting_that_is_no_object(community: InMemoryCommunity) -> None:
    community.say(DI, "entries-imported", entries=[{"on": "2020-01-01", "postings": ["x", "y"], "text": "0" * 64}])


@refused_with("field_invalid")
def a_tranche_that_is_no_object(community: InMemoryCommunity) -> None:
    effect = community.spending(10, GIL) | {"tranches": ["x"]}
    community.propose_spending(GIL, "A roof", effect)


@refused_with("field_invalid")
def more_tranches_than_twenty(community: InMemoryCommunity) -> None:
    community.propose_spending(GIL, "A roof", community.spending(21, GIL, tranches=[(1, "")] * 21))


@refused_with("text_malformed")
def a_text_with_a_short_salt(community: InMemoryCommunity) -> None:
    del community
    texts.read_text_blob(b'{"salt":"00","text":"bland"}')


@rejected_with("field_invalid")
def a_request_without_items(real_community: RealCommunity) -> None:
    real_community.say(BO, "disbursement-requested", amount=1, invoices=[], items=[], mandate="0" * 64)


@rejected_with("field_invalid")
def a_request_of_an_item_that_is_no_object(real_community: RealCommunity) -> None:
    real_community.say(BO, "disbursement-requested", amount=1, invoices=[], items=["x"], mandate="0" * 64)

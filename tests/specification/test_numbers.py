"""Each rule has one number, which refusals and verifier reports cite."""

from typing import Final

from govern.protocol.errors import RULES
from govern.verify.findings import CHECKS

WHOLE_RECORD: Final = "8."  # the chapter of what only a reader of a whole record can notice

# What the verifier finds once more from the facts alone: each cites the rule of the chapters 1 to 7 that is broken.
CHECKED_AGAIN: Final = {
    "roll_differs": "1.10",
    "tokens_differ": "4.6",
    "balance_differs": "7.3",
    "floor_broken": "7.3",
    "mandate_untraced": "7.4",
    "mandate_differs": "7.6",
    "payment_untraced": "7.8",
    "request_differs": "7.8",
    "fund_differs": "7.15",
    "budget_differs": "7.16",
    "entry_unbalanced": "7.18",
    "entry_differs": "7.18",
    "posting_differs": "7.18",
    "month_differs": "7.24",
    "reconciliation_differs": "7.24",
    "round_differs": "7.25",
}


def test_the_chapter_of_the_whole_record_is_the_verifiers_alone() -> None:
    assert [code for code, rule in RULES.items() if rule.number.startswith(WHOLE_RECORD)] == []


def test_elsewhere_the_verifier_cites_the_rule_that_was_broken() -> None:
    elsewhere = {code: rule.number for code, rule in CHECKS.items() if not rule.number.startswith(WHOLE_RECORD)}
    assert elsewhere == CHECKED_AGAIN

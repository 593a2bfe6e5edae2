"""Mandates and payments: what a vote allows, who may do which part, and corrections."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

ASKED, PAID, MANDATES = "rules/treasury/disbursements.py", "rules/treasury/payments.py", "rules/treasury/mandates.py"
BOOKS = "rules/treasury/test_books.py::"
LATER = "rules/test_later_rules.py::"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "A passed spending vote grants a mandate: payee, purpose, currency, cap, tranches, expiry",
        (
            "rules/treasury/mandate_effects.py",
            '"expires": at + effect.expires_days * DAY,',
            '"expires": at + 90 * DAY,',
            "rules/proposals/test_lifecycle.py::test_spending_grants_a_mandate_for_each_effect_in_order",
        ),
        (
            MANDATES,
            "cap=terms.cap,",
            "cap=terms.cap + 1,",
            "rules/proposals/test_lifecycle.py::test_spending_grants_a_mandate_for_each_effect_in_order",
        ),
        (
            MANDATES,
            'payee_member=terms.payee.get("member", ""),',
            'payee_member="",',
            refusal_case("payer_not_separate", "a_payment_by_the_payee"),
        ),
        (
            ASKED,
            "if mandate.paid + mandate.reserved + more > mandate.released:",
            "if mandate.paid + mandate.reserved + more > mandate.cap:",
            refusal_case("tranche_held", "a_request_before_the_condition_is_met"),
        ),
        (
            MANDATES,
            "for one in parts) != cap:",
            "for one in parts) > cap:",
            refusal_case("tranches_differ", "tranches_that_do_not_add_up"),
        ),
        (
            ASKED,
            "if statement.at >= mandate.expires or mandate.lapsed_at:",
            "if mandate.lapsed_at:",
            refusal_case("mandate_expired", "a_request_after_the_term_that_no_clerk_has_ended"),
        ),
        (
            PAID,
            "if statement.at >= mandate.expires or mandate.lapsed_at:",
            "if mandate.lapsed_at:",
            refusal_case("mandate_expired", "a_payment_after_the_term_that_no_clerk_has_ended"),
        ),
    ),
    row(
        "Sum(paid + reserved) <= cap",
        (
            ASKED,
            "if mandate.paid + mandate.reserved + more > mandate.cap:",
            "if mandate.paid + more > mandate.cap:",
            refusal_case("mandate_exceeded", "two_requests_that_together_are_too_much"),
        ),
        (
            PAID,
            "if payload.amount > asked.amount - asked.paid:",
            "if payload.amount > asked.amount:",
            refusal_case("disbursement_exceeded", "two_parts_that_together_are_too_much"),
        ),
    ),
    row(
        "Request, approval and payment are separate signed acts of separate people: the requester does not approve",
        (
            ASKED,
            "apart = (asked.requested_by, mandate.payee_member)",
            "apart = (mandate.payee_member,)",
            refusal_case("approver_not_separate", "a_request_approved_by_its_maker"),
        ),
        (
            ASKED,
            "apart = (asked.requested_by, mandate.payee_member)",
            "apart = (asked.requested_by,)",
            refusal_case("approver_not_separate", "a_request_approved_by_its_payee"),
        ),
        (
            PAID,
            'if asked.state != "approved":',
            'if asked.state not in ("requested", "approved"):',
            refusal_case("disbursement_state", "a_payment_before_its_approval"),
        ),
    ),
    row(
        "the payer is neither requester nor payee",
        (
            PAID,
            "if payload.member in (asked.requested_by, mandate.payee_member):",
            "if payload.member == mandate.payee_member:",
            refusal_case("payer_not_separate", "a_payment_by_the_one_who_asked"),
        ),
        (
            PAID,
            "if payload.member in (asked.requested_by, mandate.payee_member):",
            "if payload.member == asked.requested_by:",
            refusal_case("payer_not_separate", "a_payment_by_the_payee"),
        ),
    ),
    row(
        "k approvals by amount band",
        (
            ASKED,
            'state="approved" if count >= asked.approvals_needed else "requested"',
            'state="approved"',
            "rules/proposals/test_lifecycle.py::test_two_treasurers_approve_a_large_payment",
        ),
        (
            "rules/rulebook/rules.py",
            "if amount > band.above)",
            "if amount >= band.above)",
            "rules/rulebook/test_rulebook.py::test_approvals_go_by_the_band_of_the_amount",
        ),
        (
            ASKED,
            "if state.get(Approval, asked.id, asked.version, payload.member) is not None:",
            "if not payload.member:",
            refusal_case("approved_twice", "the_same_approval_again"),
        ),
    ),
    row(
        "Too few people: a named body decides; never silently waived",
        (
            ASKED,
            "if body and holds(state, member, body) and too_few(state, asked, apart):",
            "if body and holds(state, member, body):",
            f"{BOOKS}test_where_treasurers_are_too_few_the_named_body_approves",
        ),
        (
            ASKED,
            "if body and holds(state, member, body) and too_few(state, asked, apart):",
            "if too_few(state, asked, apart):",
            f"{BOOKS}test_where_treasurers_are_too_few_the_named_body_approves",
        ),
        (
            ASKED,
            'return len(able(state, "treasurer", apart)) < asked.approvals_needed',
            'return len(able(state, "treasurer", ())) < asked.approvals_needed',
            f"{BOOKS}test_treasurers_who_must_stand_apart_do_not_make_enough",
        ),
        (
            ASKED,
            'state="approved" if count >= asked.approvals_needed else "requested"',
            'state="approved" if count >= asked.approvals_needed or too_few(state, asked, apart) else "requested"',
            f"{BOOKS}test_where_treasurers_are_too_few_the_named_body_approves",
        ),
    ),
    row(
        "Any change to payee, items or amount resets the approvals",
        (
            ASKED,
            "invoices=payload.invoices,\n        approvals=0,\n",
            "invoices=payload.invoices,\n        approvals=asked.approvals,\n",
            f"{BOOKS}test_a_revised_request_needs_all_its_approvals_again",
        ),
        (
            ASKED,
            "if payload.version != asked.version:",
            "if payload.version > asked.version:",
            refusal_case("disbursement_version", "an_approval_of_a_version_that_was_replaced"),
        ),
        (
            ASKED,
            "if asked.state not in OPEN or asked.paid:",
            "if asked.state not in OPEN:",
            refusal_case("disbursement_state", "a_revision_after_a_part_was_paid"),
        ),
    ),
    row(
        "above the mandate needs a new vote",
        (
            ASKED,
            "    _check_room(statement, mandate, more)\n",
            "\n",
            refusal_case("mandate_exceeded", "a_revision_above_the_mandate"),
        ),
    ),
    row(
        "Corrections are reversals",
        (
            "rules/treasury/journal.py",
            "ledger.post(new, [(one.account, -one.amount) for one in postings])",
            "ledger.post(new, [(one.account, one.amount) for one in postings])",
            f"{BOOKS}test_a_payment_reversed_waits_to_be_paid_again",
        ),
        (
            "rules/treasury/journal.py",
            '    if old.reversed_by:\n        raise Refused("reversed_already")\n',
            "",
            refusal_case("reversed_already", "an_income_reversed_twice"),
        ),
        (
            "rules/treasury/journal.py",
            "return *ledger.facts(), replace(old, reversed_by=statement.id), *changed",
            "return *ledger.facts(), *changed",
            refusal_case("reversed_already", "an_income_reversed_twice"),
        ),
    ),
    row(
        "Accounts may have a floor; floors are a rule of an account, not of arithmetic",
        (
            "rules/treasury/ledger.py",
            "if balance < account.floor:",
            "if balance < account.floor - LARGEST:",
            refusal_case("account_floor", "a_payment_from_an_empty_account"),
        ),
        (
            "rules/treasury/ledger.py",
            "if balance < account.floor:",
            "if balance < max(0, account.floor):",
            f"{BOOKS}test_a_messy_history_dips_below_zero_and_is_reversed",
        ),
    ),
    row(
        "Money is dated the day after its statement's at the latest, from format 2 on",
        (
            "rules/treasury/ledger.py",
            "if entry.on > latest and",
            "if not latest and",
            refusal_case("day_ahead", "a_payment_of_the_year_2099"),
        ),
        (
            "rules/treasury/days.py",
            "return (_date(at) + _DAY)",
            "return (_date(at) + 0 * _DAY)",
            f"{LATER}test_money_is_dated_tomorrow_at_the_latest",
        ),
        (
            "rules/treasury/ledger.py",
            "and fixed_in_force(self._state, self._statement.at).days_that_came:",
            ":",
            f"{LATER}test_the_format_before_accepts_it",
        ),
    ),
)

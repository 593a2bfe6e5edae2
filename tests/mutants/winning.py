"""Ties, lots, seats and budgets: who wins a multi-option vote."""

from typing import Final

from tests.mutants.row import MutatedRule, row

CLOSINGS, OUTCOME, TIES = "rules/voting/closings.py", "rules/voting/outcome/outcome.py", "rules/voting/tally/ties.py"
LOTS = "rules/tally/test_lots.py::"
SEATS = "rules/voting/test_seats_and_lots.py::"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Yes/No tie: rejected",
        (
            OUTCOME,
            "if missed or not support.holds:",
            "if missed or support.left < support.right:",
            "rules/voting/test_outcome.py::test_a_tie_never_passes",
        ),
    ),
    row(
        "With several options the status quo is always one of them",
        (
            "rules/proposals/kinds/choice.py",
            "return [STATUS_QUO, *(",
            "return [*(",
            "rules/voting/test_multi_option.py::test_the_status_quo_wins_its_ties",
        ),
    ),
    row(
        "and wins ties against challengers",
        (
            "rules/voting/multi_option.py",
            "if status_quo and status_quo in tie.tied]:",
            "if not status_quo and status_quo in tie.tied]:",
            "rules/voting/test_multi_option.py::test_the_status_quo_wins_its_ties",
        ),
    ),
    row(
        "Between challengers: more distinct voters",
        (
            TIES,
            'self._from("voters", sorted(level), room)',
            'self._from("run-off", sorted(level), room)',
            "rules/tally/test_ties.py::test_more_people_come_before_a_run_off",
        ),
    ),
    row(
        "then a run-off",
        (
            TIES,
            '(self._people(level), "run-off")',
            '(self._people(level), "lot")',
            "rules/tally/test_ties.py::test_a_run_off_comes_before_the_lot",
        ),
        (
            TIES,
            "prefer[one][two] > prefer[two][one]",
            "prefer[one][two] >= prefer[two][one]",
            "rules/tally/test_ties.py::test_a_level_option_has_not_won_the_run_off",
        ),
    ),
    row(
        "then a lot drawn from the closing tree head (RFC 3797's construction)",
        (
            CLOSINGS,
            "rules_of_vote(state, poll, proposal), seed)",
            'rules_of_vote(state, poll, proposal), b"")',
            "rules/voting/test_multi_option.py::test_every_tree_head_gives_the_lot_it_determines",
        ),
        (
            "rules/voting/tally/lots.py",
            "hashlib.sha256(place + key + place)",
            "hashlib.sha256(key + place)",
            "rules/tally/test_ties.py::test_anybody_can_repeat_a_lot_in_any_order_of_the_list",
        ),
    ),
    row(
        "its path published",
        (
            CLOSINGS,
            "ties=[tie.to_value() for tie in now.tallied.ties],",
            "ties=[],",
            "rules/voting/test_multi_option.py::test_a_lot_is_drawn_from_the_tree_head_before_the_closing",
        ),
        (
            TIES,
            "return taken, [Tie(tuple(level), tuple(taken), step), *ties]",
            "return taken, ties",
            "rules/tally/test_ties.py::test_a_run_off_comes_before_the_lot",
        ),
    ),
    row(
        "Never list order, never lowest id",
        (
            "rules/voting/tally/lots.py",
            "left = sorted(set(pool))",
            "left = list(dict.fromkeys(pool))",
            "rules/tally/test_ties.py::test_anybody_can_repeat_a_lot_in_any_order_of_the_list",
        ),
        (
            "rules/voting/tally/lots.py",
            "left.pop(number % len(left))",
            "left.pop(0)",
            "rules/tally/test_ties.py::test_the_lot_comes_last",
        ),
    ),
    row(
        "Budgets: rank by support, skip what does not fit, tie: the cheaper, then the lot",
        (
            "rules/voting/tally/budgets.py",
            "key=lambda one: (-totals[one], costs[one], drawn[one])):",
            "key=lambda one: (costs[one], -totals[one], drawn[one])):",
            "rules/tally/test_budget_rules.py::test_more_support_comes_first",
        ),
        (
            "rules/voting/tally/budgets.py",
            "key=lambda one: (-totals[one], costs[one], drawn[one])):",
            "key=lambda one: (-totals[one], -costs[one], drawn[one])):",
            "rules/tally/test_budget_rules.py::test_of_those_level_the_cheaper_comes_first",
        ),
        (
            "rules/voting/tally/budgets.py",
            "key=lambda one: (-totals[one], costs[one], drawn[one])):",
            "key=lambda one: (-totals[one], costs[one], one)):",
            "rules/tally/test_budget_rules.py::test_of_those_alike_in_all_the_lot_decides",
        ),
        (
            "rules/voting/tally/budgets.py",
            "        if costs[name] <= left:\n",
            "        if costs[name] > left:\n            break\n        if costs[name] <= left:\n",
            "rules/tally/test_budget_rules.py::test_a_project_that_does_not_fit_is_skipped",
        ),
        (
            "rules/voting/tally/budgets.py",
            "min(left // cost, len(names))",
            "min(2 * left // cost, len(names))",
            "rules/tally/test_properties.py::test_a_budget_is_never_exceeded_and_nothing_unwanted_is_bought",
        ),
    ),
    row(
        "Format 2: a lot is told only where it decided something",
        (
            "rules/voting/tally/ties.py",
            "or (self.only_deciding and len(level) <= room)",
            "",
            LOTS + "test_seated_candidates_need_no_lot_in_any_sum",
        ),
        (
            "rules/voting/tally/transfers.py",
            "        if self.only_deciding:\n            return min(level)\n",
            "",
            LOTS + "test_at_the_quota_at_once_without_a_surplus_is_no_lot",
        ),
        (
            "rules/voting/tally/ranked_pairs.py",
            "if settled and ties.only_deciding:",
            "if settled and False:",
            LOTS + "test_a_majority_that_stronger_ones_reject_is_no_lot_although_another_has_its_strength",
        ),
        (
            "rules/voting/tally/budgets.py",
            "if only_deciding and _all_payable(alike, groups, purses, lowest * worth[name]):",
            "if only_deciding:",
            LOTS + "test_the_same_win_as_in_format_1",
        ),
        (
            "rules/rulebook/formats/format2.py",
            "    only_deciding_lots=True,\n",
            "",
            SEATS + "test_those_level_who_all_have_a_seat_are_no_tie",
        ),
    ),
    row(
        "Format 2: nobody is seated without any support unless the rules say so",
        (
            "rules/voting/tally/sums.py",
            "if total > 0 or not vacant}",
            "}",
            SEATS + "test_a_seat_that_nobody_else_is_supported_for_stays_vacant",
        ),
        (
            "rules/voting/tally/transfers.py",
            "set(named(profile) if vacant else profile.options)",
            "set(profile.options)",
            SEATS + "test_a_seat_that_nobody_else_is_supported_for_stays_vacant",
        ),
        (
            "rules/proposals/questions.py",
            'vacant = rules.unsupported == "vacant"',
            "vacant = True",
            SEATS + "test_it_is_filled_where_the_rules_say_so_and_in_format_1",
        ),
        (
            "rules/rulebook/formats/format1.py",
            '"unsupported": "filled"',
            '"unsupported": "vacant"',
            SEATS + "test_it_is_filled_where_the_rules_say_so_and_in_format_1",
        ),
        (
            "rules/rulebook/lint.py",
            'if kind in rules.kinds and rules.kinds[kind].unsupported == "filled":',
            "if False:",
            SEATS + "test_the_linter_warns_of_seats_for_whom_nobody_supports",
        ),
    ),
)

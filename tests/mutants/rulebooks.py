"""Rulebooks: versions, who may change them, when a change counts, the linter and the simulator."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

BOOKS, LINT = "rules/rulebook/rulebooks.py", "rules/rulebook/lint.py"
AMENDED, LINTED = "rules/rulebook/test_amendments.py::", "rules/rulebook/test_rulebook.py::test_the_linter_refuses"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Data, versioned, by number and hash",
        (
            BOOKS,
            "if rules.number != next_number(holder):",
            "if rules.number < next_number(holder):",
            refusal_case("rulebook_number", "a_rulebook_that_skips_a_number"),
        ),
        (
            BOOKS,
            "hash=hash_of_value(raw),",
            'hash=hash_of_value(raw["kinds"]),',
            "rules/rulebook/test_amendments.py::test_a_rulebook_is_known_by_the_hash_of_all_it_says",
        ),
    ),
    row(
        "each rule says who may change it, the rule about changing included",
        (
            "rules/proposals/kinds/amendment.py",
            "return any(touches(path, prefix) for path in paths for prefix in parts)",
            "return not paths",
            f"{AMENDED}test_changing_how_rules_are_changed_is_stricter",
        ),
        (
            "rules/proposals/kinds/amendment.py",
            "for old in olds for path",
            "for old in olds[:1] for path",
            f"{AMENDED}test_undoing_what_is_not_in_force_yet_is_as_strict_as_making_it",
        ),
        (
            LINT,
            'yield from _dangers_of_amending(raw["kinds"][AMENDMENT], rules)',
            "",
            f"{AMENDED}test_the_linter_refuses_what_is_unsafe_about_deciding",
        ),
        (
            "rules/rulebook/strictness.py",
            "if name not in MORE or measure(value) >= measure(merged[name]):",
            "if True:",
            f"{AMENDED}test_of_two_stricter_rules_the_one_that_asks_for_more_stands",
        ),
        (
            BOOKS,
            "sums[asked.currency] += asked.amount",
            "sums[asked.currency] = asked.amount",
            f"{AMENDED}test_large_spending_is_stricter_by_the_sum_of_all_mandates",
        ),
    ),
    row(
        "Changes take effect after a delay",
        (
            "rules/proposals/kinds/amendment.py",
            "statement.at + typed(in_force(state, proposal.scope, statement.at)).delay_ms, before.effective_at",
            "statement.at, before.effective_at",
            f"{AMENDED}test_an_amendment_counts_after_its_delay_and_never_backwards",
        ),
        (
            BOOKS,
            "if found.effective_at <= at:",
            "if found.at <= at:",
            f"{AMENDED}test_a_vote_announced_before_the_delay_is_over_keeps_its_rulebook",
        ),
    ),
    row(
        "and never backwards",
        (
            BOOKS,
            "if found.effective_at <= at:",
            "if True:",
            f"{AMENDED}test_an_amendment_counts_after_its_delay_and_never_backwards",
        ),
        (
            "rules/proposals/kinds/amendment.py",
            ".delay_ms, before.effective_at",
            ".delay_ms, 0",
            "rules/voting/test_announcements.py::test_no_rulebook_counts_before_the_one_that_it_follows",
        ),
    ),
    row(
        "Each shows as a readable difference",
        (
            "web/words/rules/rulebook_words.py",
            "gone = tuple(one for one in before if one not in after)",
            "gone, after = (), before",
            "web/rules/test_rulebook.py::test_every_change_of_a_single_value_appears_in_the_difference",
        ),
    ),
    row(
        "A linter refuses unsafe settings: approval floor 0",
        (LINT, "if rules.approval_floor.num == 0:", "if rules.approval_floor.num < 0:", LINTED),
    ),
    row(
        "voting of 0 minutes",
        (LINT, "if rules.voting_ms < bounds.shortest_ms:", "if rules.voting_ms < 0:", LINTED),
    ),
    row(
        "a veto without an end",
        (
            LINT,
            "if rules.veto.role and not rules.veto.ends:",
            "if rules.veto.role and rules.veto.ends < 0:",
            f"{AMENDED}test_the_linter_refuses_what_is_unsafe_about_deciding",
        ),
    ),
    row(
        "and says why",
        (
            "web/pages/rules/rulebook_form.py",
            "name_of(remark.field, reading.rulebook), unsafe(remark.why))",
            'name_of(remark.field, reading.rulebook), unsafe(""))',
            "web/rules/test_rulebook.py::test_an_error_stands_beside_its_field_and_everything_typed_is_kept",
        ),
    ),
    row(
        "a simulator replays past votes under a proposed rulebook and shows which outcomes would differ",
        (
            "rules/rulebook/simulation.py",
            "return self.before != self.after or set(self.won_before) != set(self.won_after)",
            "return False",
            "web/rules/test_simulations.py::test_a_vote_that_would_have_ended_otherwise_is_listed_with_the_inequality_that_turned",
        ),
        (
            "rules/rulebook/simulation.py",
            "changes = [one.change for one in rules.stricter if applies(one, kind, effects, (then,))]",
            "changes = []",
            "rules/rulebook/test_simulation.py::test_stricter_rules_depend_on_the_sum_and_the_touched_rules",
        ),
    ),
    row(
        "Founding phase: an administrator adopts",
        (
            BOOKS,
            'need(state, payload.member, "administrator" if scope == COMMUNITY else "convener", scope)\n',
            "\n",
            refusal_case("role_needed", "a_clubs_rulebook_by_the_administrator"),
        ),
    ),
    row(
        "After `ratified`, a passed amendment only",
        (
            BOOKS,
            "if holder.ratified_at:",
            "if holder.ratified_at < 0:",
            refusal_case("rulebook_ratified", "an_administrator_who_adopts_after_the_ratification"),
        ),
        (
            "rules/proposals/kinds/amendment.py",
            "return (replace(holder, ratified_at=statement.at),)",
            "return ()",
            refusal_case("ratified_already", "a_second_ratification"),
        ),
    ),
)

"""Arithmetic, minimums and late turns: how a count becomes an outcome."""

from typing import Final

from tests.mutants.row import MutatedRule, refusal_case, row

ANNOUNCEMENTS, CLOSINGS = "rules/voting/announcements.py", "rules/voting/closings.py"
OUTCOME = "rules/voting/outcome/outcome.py"
TABLE = "rules/voting/test_outcome.py::test_the_designs_table"
TURNS = "rules/voting/test_late_turn.py::"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Integers and exact fractions only; never floating point",
        (
            "protocol/amounts.py",
            "return -(-self.num * whole // self.den)",
            "return int(-(-self.num * whole / self.den // 1))",
            "rules/voting/test_outcome.py::test_a_floor_of_the_largest_roll_is_exact",
        ),
    ),
    row(
        "Ratios are stored as numerator and denominator, with an explicit `strict` flag",
        (
            "protocol/amounts.py",
            'raw.keys() != {"den", "num", "strict"}',
            'not {"den", "num"} <= raw.keys()',
            "rules/rulebook/test_rulebook.py::test_the_linter_refuses",
        ),
        (
            "rules/rulebook/lint.py",
            "if rules.approval_floor.strict or rules.participation.strict:",
            "if rules.approval_floor.strict:",
            "rules/rulebook/test_amendments.py::test_the_linter_refuses_what_is_unsafe_about_deciding",
        ),
        (
            "rules/rulebook/lint.py",
            "if not rules.support.strict or",
            "if",
            "rules/rulebook/test_rulebook.py::test_the_linter_refuses",
        ),
    ),
    row(
        "Minimums use >=, thresholds use >",
        (
            OUTCOME,
            "else self.left >= self.right",
            "else self.left > self.right",
            "rules/voting/test_outcome.py::test_too_few_heads_make_no_quorum",
        ),
        (OUTCOME, "return self.left > self.right if", "return self.left >= self.right if", TABLE),
    ),
    row(
        "approval floor: Y >= ceil(a*W), and Y > 0 (monotone: one more No never helps a proposal)",
        (OUTCOME, "floor = rules.approval_floor.ceil_of(total)", "floor = rules.approval_floor.floor_of(total)", TABLE),
        (
            OUTCOME,
            ', Condition("some-yes", yes, ">", 0)]\n',
            "]\n",
            "rules/voting/test_outcome.py::test_every_inequality_is_stated_with_its_numbers",
        ),
        (
            OUTCOME,
            'minimums = [Condition("approval-floor", yes, ">=", floor),',
            'minimums = [Condition("approval-floor", yes + no, ">=", floor),',
            "rules/voting/test_outcome.py::test_one_more_no_never_makes_a_proposal_pass",
        ),
        (
            OUTCOME,
            'minimums = [Condition("approval-floor", yes, ">=", floor),',
            'minimums = [Condition("approval-floor", yes + no, ">=", floor),',
            "rules/voting/test_chambers.py::test_an_added_no_never_turns_failure_into_success",
        ),
        (
            "rules/voting/outcome/outcome_several.py",
            'Condition("approval-floor", for_, ">=", rules.approval_floor.ceil_of(total))',
            'Condition("approval-floor", for_, ">=", 0)',
            "rules/rulebook/test_minimums.py::test_an_election_needs_its_minimums",
        ),
    ),
    row(
        "participation (optional): Y+N+A >= ceil(q*W)",
        (
            OUTCOME,
            'Condition("participation", yes + no + abstain,',
            'Condition("participation", yes + no + abstain + 1,',
            TABLE,
        ),
        (
            OUTCOME,
            'Condition("participation", yes + no + abstain,',
            'Condition("participation", yes + no,',
            "rules/voting/test_outcome.py::test_every_inequality_is_stated_with_its_numbers",
        ),
    ),
    row(
        "support: Y*den > (Y+N)*num (50 %: a tie fails)",
        (
            OUTCOME,
            "(yes + no) * rules.support.num)",
            "(yes + no + abstain) * rules.support.num)",
            "rules/voting/test_outcome.py::test_every_inequality_is_stated_with_its_numbers",
        ),
        (
            OUTCOME,
            'support = Condition("support", yes * rules.support.den, ">",',
            'support = Condition("support", yes * rules.support.den, ">=",',
            "rules/voting/test_outcome.py::test_a_tie_never_passes",
        ),
        (
            "rules/voting/outcome/outcome_several.py",
            'Condition("support", for_ * rules.support.den, ">",',
            'Condition("support", for_ * rules.support.den, ">=",',
            "rules/rulebook/test_minimums.py::test_the_winner_of_a_choice_needs_more_than_the_support",
        ),
    ),
    row(
        "head count (optional): distinct voters >= h",
        (
            OUTCOME,
            'if rules.head_count:\n        minimums.append(Condition("head-count", voters, ">=", rules.head_count))\n'
            "    support",
            "support",
            "rules/voting/test_outcome.py::test_too_few_heads_make_no_quorum",
        ),
        (
            "rules/voting/outcome/counting.py",
            "decided, tests = outcome.decide(tally, len(counted), electors.total, rules)",
            "decided, tests = outcome.decide(tally, len(cast), electors.total, rules)",
            "rules/proposals/test_lifecycle.py::test_a_withdrawn_ballot_is_no_head",
        ),
    ),
    row(
        "chambers (optional): the same tests within each chamber; how many must concur is a rule",
        (
            "rules/voting/outcome/counting.py",
            '">=", rules.concur)',
            '">=", 1)',
            "rules/voting/test_chambers.py::test_as_many_chambers_as_the_rules_say_must_concur",
        ),
        (
            "rules/voting/outcome/counting.py",
            "outcome.decide(tally, voters, sum(weights.values()), rules)",
            "outcome.decide(tally, voters, electors.total, rules)",
            "rules/voting/test_chambers.py::test_each_chamber_tells_its_numbers",
        ),
        (
            "rules/voting/outcome/counting.py",
            "carried = delegation.carried_weights(resolved, weights)\n    tally",
            "carried = {one: weights.get(one, 0) for one in choices}\n    tally",
            "rules/voting/test_chambers.py::test_a_carried_weight_counts_in_each_of_its_chambers",
        ),
    ),
    row(
        "The table of outcomes",
        (OUTCOME, 'yes * rules.support.den, ">", (yes + no)', 'yes * rules.support.den, ">", (yes + no - 1)', TABLE),
    ),
    row(
        "The decision lists every inequality with its numbers; a person reads why in one sentence",
        (
            OUTCOME,
            "no >= max(floor, 1)), (*minimums, support)",
            "no >= max(floor, 1)), (support,)",
            "rules/voting/test_outcome.py::test_every_inequality_is_stated_with_its_numbers",
        ),
        (
            OUTCOME,
            "no >= max(floor, 1)), (*minimums, support)",
            "no >= max(floor, 1)), (support,)",
            "web/proposals/test_proposals.py::test_a_failed_vote_says_why_in_one_sentence",
        ),
    ),
    row(
        "Late turn: an accepted ballot flips the outcome within the last `window`",
        (
            CLOSINGS,
            "one.choice if one.at < start else one.before",
            "one.choice if one.at <= start else one.before",
            f"{TURNS}test_the_last_stretch_begins_exactly_six_hours_before_the_end",
        ),
        (
            CLOSINGS,
            "if now.verdict == earlier.verdict:",
            "if now.outcome == earlier.outcome:",
            f"{TURNS}test_another_winner_is_a_turn",
        ),
        (
            CLOSINGS,
            "if now.verdict == earlier.verdict:",
            "if not any(one.at >= poll.closes - poll.late_ms for one in state.ballots(poll.id)):",
            f"{TURNS}test_late_ballots_that_turn_nothing_extend_nothing",
        ),
        (
            "rules/voting/ballots.py",
            "return previous.choice if previous.at < poll.closes - poll.late_ms else previous.before",
            "return previous.choice",
            f"{TURNS}test_a_turn_counts_from_what_stood_before_the_last_stretch",
        ),
    ),
    row(
        "end := min(max(end, t+extension), original end + longest)",
        (
            CLOSINGS,
            "last + rules.late_turn.extension_ms), poll.hard_end)",
            "last + rules.late_turn.extension_ms), 2**60)",
            f"{TURNS}test_turns_extend_again_until_the_hard_end_and_no_further",
        ),
        (
            CLOSINGS,
            "min(max(poll.closes, last + rules.late_turn.extension_ms), poll.hard_end)",
            "min(last + rules.late_turn.extension_ms, poll.hard_end)",
            f"{TURNS}test_an_extension_that_would_end_earlier_changes_nothing",
        ),
        (
            CLOSINGS,
            "last = max(one.at for one in state.ballots(poll.id))",
            "last = poll.closes",
            f"{TURNS}test_a_turn_in_the_last_stretch_extends_from_the_last_ballot",
        ),
        (
            ANNOUNCEMENTS,
            "hard_end=opens + rules.voting_ms + rules.late_turn.longest_ms,",
            "hard_end=opens + 2 * rules.voting_ms,",
            f"{TURNS}test_turns_extend_again_until_the_hard_end_and_no_further",
        ),
    ),
    row(
        "longest <= the voting period",
        (
            "rules/rulebook/lint.py",
            "if turn.longest_ms > rules.voting_ms or turn",
            "if turn",
            "rules/rulebook/test_amendments.py::test_the_linter_refuses_what_is_unsafe_about_deciding",
        ),
    ),
    row(
        "may repeat up to that hard end",
        (
            CLOSINGS,
            "if not poll.late_ms or poll.closes >= poll.hard_end:",
            "if not poll.late_ms or poll.extensions or poll.closes >= poll.hard_end:",
            f"{TURNS}test_turns_extend_again_until_the_hard_end_and_no_further",
        ),
    ),
    row(
        "No early close while ballots can be replaced",
        (
            CLOSINGS,
            "if poll.closed_at or statement.at < poll.closes:",
            "if poll.closed_at:",
            refusal_case("clerk_early", "a_vote_closed_too_soon"),
        ),
        (
            CLOSINGS,
            "if extension(state, poll, proposal) is not None:\n        raise",
            "if False:\n        raise",
            refusal_case("clerk_differs", "a_closing_where_a_late_turn_extends"),
        ),
    ),
)

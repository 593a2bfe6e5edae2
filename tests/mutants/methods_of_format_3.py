"""The voting methods of format 3, and how `govern tally` reads peculiar ballots."""

from typing import Final

from tests.mutants.row import MutatedRule, row

STAR: Final = "rules/voting/tally/rated/star.py"
MIDDLE: Final = "rules/voting/tally/rated/majority_judgment.py"
MEEK: Final = "rules/voting/tally/preferential/meek.py"
BORDA: Final = "rules/voting/tally/preferential/borda.py"
BENHAM: Final = "rules/voting/tally/preferential/benham.py"
READING: Final = "rules/voting/ballot_files/reading.py"
FURTHER: Final = "rules/tally/oracles/test_further.py::"
DROOP: Final = "rules/tally/oracles/test_droop.py::"
PECULIAR: Final = "rules/tally/test_peculiar_ballots.py::"
LAYOUTS: Final = "rules/tally/test_layouts.py::"
TAKEN: Final = FURTHER + "test_ballots_are_taken_from_the_middle_while_the_grades_there_are_level"
LOWEST: Final = FURTHER + "test_a_ballot_of_lowest_grades_alone_counts_and_an_empty_one_does_not"
REFERENCE: Final = FURTHER + "test_meek_s_method_comes_to_the_reference_s_figures"
PUBLISHED: Final = "rules/tally/oracles/test_elections.py::test_the_command_comes_to_what_was_published"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "STAR: of the two with the most points the one that more ballots prefer; if level, the one with more points",
        (STAR, "FINALISTS: Final = 2", "FINALISTS: Final = 1", PUBLISHED),
        (STAR, "    if totals[one] != totals[other]:\n", "    if False:\n", PUBLISHED),
    ),
    row(
        "Majority judgment: the lower middle grade, and what follows as ballots are taken from the middle",
        (MIDDLE, "_at(own, whole - 1 - place), _at(own, whole + place)", "_at(own, whole), _at(own, whole)", TAKEN),
        (MIDDLE, "places = sorted({0, *steps})", "places = [0]", TAKEN),
        (MIDDLE, "        if points:\n", "        if any(dict(points).values()):\n", LOWEST),
    ),
    row(
        "Borda: a point for each option below, half a point for each that is level",
        (
            BORDA,
            "(2 * below + len(level) - 1)",
            "2 * below",
            FURTHER + "test_options_that_a_ballot_does_not_rank_share_its_last_places",
        ),
    ),
    row(
        "Benham: whoever beats each other one left wins; else the lowest are excluded",
        (BENHAM, "if winner := beats_all(prefer, totals):", "if False:", PUBLISHED),
        (
            BENHAM,
            "prefer[one][other] > prefer[other][one]",
            "prefer[one][other] >= prefer[other][one]",
            FURTHER + "test_an_option_that_is_level_with_another_does_not_beat_all_by_benham_s_method",
        ),
    ),
    row(
        "Meek: nine decimals, rounded up; those behind by no more than the surplus are level",
        (MEEK, "part = -(-rest * self.keep[name] // UNIT)", "part = rest * self.keep[name] // UNIT", REFERENCE),
        (
            MEEK,
            "kept = -(-self.keep[name] * self.quota // UNIT)",
            "kept = self.keep[name] * self.quota // UNIT",
            REFERENCE,
        ),
        (MEEK, "OMEGA: Final = 1_000 ", "OMEGA: Final = 100_000 ", REFERENCE),
        (
            MEEK,
            "<= lowest + self.surplus",
            "<= lowest",
            DROOP + "test_those_behind_by_no_more_than_the_surplus_are_level_in_meek_s_method",
        ),
    ),
    row(
        "`govern tally`: a repeated name is passed over, ends the ballot, or makes it invalid, as is asked",
        (
            READING,
            'if self.reading.repeated == "invalid":\n                return',
            "if False:\n                return",
            PECULIAR + "test_such_ballots_are_invalid_by_another_rule",
        ),
        (
            READING,
            'if rank & seen and self.reading.repeated == "exhaust":',
            "if False:",
            PECULIAR + "test_or_they_count_down_to_the_repetition",
        ),
    ),
    row(
        "`govern tally`: only a column that says so is a preference",
        (
            "rules/voting/ballot_files/weighted_csv.py",
            "    if has_names and found:\n",
            "    if has_names:\n",
            LAYOUTS + "test_where_names_leave_a_doubt_the_columns_are_asked_for",
        ),
        (
            "rules/voting/ballot_files/weighted_csv.py",
            "if has_names or columns.are_ambiguous(options):",
            "if has_names:",
            LAYOUTS + "test_where_names_leave_a_doubt_the_columns_are_asked_for",
        ),
    ),
)

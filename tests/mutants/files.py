"""Files that leave the site: the bundle's container, ledgers for other programs, ballots for other counts."""

from typing import Final

from tests.mutants.row import MutatedRule, row

ARCHIVE, BEANCOUNT, EXPORT = (
    "verify/inputs/archive.py",
    "rules/treasury/ledger_files/beancount.py",
    "actions/money/ledger_export.py",
)
ORDER: Final = "verify/test_archive.py::test_names_out_of_order_or_twice_are_irregular_though_each_byte_is_as_written"
ANY_BYTE: Final = "verify/test_archive.py::test_any_other_byte_is_irregular"
CHAIN: Final = "actions/test_ledger_export.py::test_the_ledger_names_the_origin_of_each_payment"
CLOSED: Final = "actions/test_ledger_export.py::test_only_a_closed_account_has_a_closing_date"

ROWS: Final[tuple[MutatedRule, ...]] = (
    row(
        "Archive: a bundle's container is regular only if every byte and the order are as written",
        (ARCHIVE, "if any(a.name >= b.name for", "if any(False for", ORDER),
        (ARCHIVE, "a.name >= b.name", "a.name > b.name", ORDER),
        (
            ARCHIVE,
            "if entry.offset != offset or file.read(len(header)) != header:",
            "if entry.offset != offset:",
            ANY_BYTE,
        ),
        (ARCHIVE, " and not file.read(1)", "", ANY_BYTE),
    ),
    row(
        "Exports: each entry of a ledger says what it follows from, and each account when it was closed",
        (BEANCOUNT, 'if name != "payee"', 'if name == "payee"', CHAIN),
        (BEANCOUNT, '        ("recorded-by", entry.recorded_by),\n', "", CHAIN),
        (BEANCOUNT, '        ("reverses", entry.reverses),\n', "", CHAIN),
        (
            EXPORT,
            'closed=day_of(one.closed_at) if one.closed_at else ""',
            'closed="" if one.closed_at else day_of(one.closed_at)',
            CLOSED,
        ),
    ),
    row(
        "Exports: ballots of a budget stand as often as they weigh, divided by what divides all weights",
        (
            "rules/voting/ballot_files/write_pabulib.py",
            "for _, weight in cast)) or 1",
            "for _, weight in cast)) and 1",
            "rules/exports/test_pabulib.py::test_weights_are_divided_by_what_divides_all_of_them",
        ),
        (
            "rules/voting/ballot_files/write_pabulib.py",
            "for _, weight in cast)) or 1",
            "for _, weight in cast))",
            "rules/exports/test_pabulib.py::test_a_vote_without_ballots_is_written",
        ),
    ),
)

"""The order of the test files: long ones start first, so that all workers finish at about the same time."""

from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parents[2]
# Files and folders, what takes longest first; everything else follows as it was collected.
LONG: Final = (
    "browser/test_pages.py",
    "browser/test_print.py",
    "e2e/test_machine.py",
    "e2e",
    "browser",
    "test_architecture.py",
    "web/rules/test_rule_cases.py",
    "failures",
    "commands",
    "i18n",
    "actions/test_ledger_import.py",
    "web/serving",
    "web/frame",
    "test_cli.py",
)


def place(file: Path) -> int:
    """The position of a test file in the order: that of the first of LONG that it is or lies in."""
    found = (number for number, name in enumerate(LONG) if file.is_relative_to(TESTS / name))
    return next(found, len(LONG))

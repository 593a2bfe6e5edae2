"""Files from a bank: uploaded, previewed any number of times, and imported once, as previewed."""

from govern.actions.money.bank_files.keeping import LineCounts, keep, shown
from govern.actions.money.bank_files.looking import FilePreview, look, words_of_line
from govern.actions.money.bank_files.taking import LARGEST, BankFileRefused, discard, take

__all__ = [
    "LARGEST",
    "BankFileRefused",
    "FilePreview",
    "LineCounts",
    "discard",
    "keep",
    "look",
    "shown",
    "take",
    "words_of_line",
]

"""Files from a bank: taken, read as often as somebody looks at them, and kept once, as they were shown."""

from govern.actions.money.bank_files.keeping import Taken, keep, shown
from govern.actions.money.bank_files.looking import FilePreview, look, words_of_line
from govern.actions.money.bank_files.taking import LARGEST, BankFileRefused, discard, take

__all__ = [
    "LARGEST",
    "BankFileRefused",
    "FilePreview",
    "Taken",
    "discard",
    "keep",
    "look",
    "shown",
    "take",
    "words_of_line",
]

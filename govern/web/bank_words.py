"""Bank files in words: what is wrong with a line, what a column may be, how days are written."""

from govern.actions.bank_files.columns import DATE_FORMATS
from govern.tables.formats.words import sentence_of
from govern.tables.statement import Refusal
from govern.web.wording import _


def problem_words(problem: str | Refusal) -> str:
    """Why a line, or a whole file, cannot be read."""
    if isinstance(problem, Refusal):
        return _(sentence_of(problem), **problem.details)
    known = {
        "amount": _("This is not an amount in the account's currency, or it has too many decimals."),
        "columns": _("The line has fewer columns than the others."),
        "csv": _("The quotation marks do not fit together."),
        "currency": _("The file is of an account in another currency."),
        "date": _("This is not a day in the form that was chosen."),
        "empty": _("There is nothing to read in the file."),
        "encoding": _("The file is not text that can be read. Save it as “CSV UTF-8”."),
        "large": _("The file is larger than 5 MB. Ask the bank for a shorter period."),
        "long": _("The file has more than 20,000 lines. Ask the bank for a shorter period."),
    }
    return known[problem]


def role_words() -> dict[str, str]:
    """What a column of a CSV file may be."""
    return {
        "date": _("Day"),
        "amount": _("Amount, with its sign"),
        "debit": _("Paid out"),
        "credit": _("Paid in"),
        "text": _("What for"),
        "text2": _("From whom, or to whom"),
        "balance": _("Balance afterwards"),
    }


def date_format_words() -> list[tuple[str, str]]:
    """How days may be written, each by its last day of the year."""
    examples = {
        "%Y-%m-%d": "2026-12-31",
        "%d.%m.%Y": "31.12.2026",
        "%d/%m/%Y": "31/12/2026",
        "%m/%d/%Y": "12/31/2026",
        "%Y/%m/%d": "2026/12/31",
        "%d-%m-%Y": "31-12-2026",
        "%d.%m.%y": "31.12.26",
        "%Y%m%d": "20261231",
    }
    return [(one, examples[one]) for one in DATE_FORMATS]

"""Formats the record's days and months for the reader."""

import datetime
import re
from typing import Final

from flask_babel import format_date
from flask_babel import gettext as _

DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH: Final = re.compile("[0-9]{4}-[0-9]{2}")


def day_words(written: str) -> str:
    """A day such as 2026-12-05, as 5 December 2026."""
    return str(format_date(datetime.date.fromisoformat(written), "long"))


def month_words(written: str) -> str:
    """A month such as 2026-12, as December 2026."""
    return str(format_date(datetime.date.fromisoformat(f"{written}-01"), _("MMMM y")))

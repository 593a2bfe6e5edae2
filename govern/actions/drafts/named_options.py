"""Options of a draft: an id for each name, without duplicates."""

import re
import unicodedata
from collections.abc import Mapping

from govern.actions.drafts.draft_reading import DraftReading
from govern.protocol import fields


def named(reading: DraftReading, place: str, row: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """The option of a row: its name, and an id made from the name or the row's number."""
    name, number = reading.line(row, "name", f"{place}.name"), int(place.partition(".")[2]) + 1
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", ascii_).strip("-")[:30].strip("-")
    if not fields.slug(slug) or slug in taken:
        slug = f"o{number}"
    while slug in taken:
        slug += "-x"
    if name and name in taken:
        reading.errors[f"{place}.name"] = "twice"
    taken |= {slug, name}
    return {"name": name, "option": slug}

"""Health checks of an instance; each finding is ok, a warning or an error, with advice."""

from collections.abc import Iterator
from pathlib import Path

from govern import config
from govern.cli_i18n import _
from govern.config import InstanceError
from govern.operations.doctor import files, record, surroundings
from govern.operations.doctor.finding import Explain, HealthFinding, bad, ok


def examine(folder: Path, explain: Explain) -> Iterator[HealthFinding]:
    """All findings about the instance in a folder; changes nothing. `explain` converts an error to a sentence."""
    try:
        instance = config.load(folder)
    except InstanceError as error:
        yield bad("settings", str(error))
        return
    yield ok("settings", _("The community's folder is %(folder)s.", folder=folder))
    yield from files.examine(instance)
    yield from record.examine(instance, explain)
    yield from surroundings.examine(instance)

"""A community without randomness: the same acts make the same record, so that a failure can be reproduced."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from govern import config
from tests.dsl.people import RealCommunity, person

CLERK: Final = person("the clerk").seed
LOG: Final = person("the log").seed


class SameCommunity(RealCommunity):
    """A community whose server has the same keys every time, and so the same id, ids of statements, and lots."""

    nonce = "0" * 32

    def create(self, folder: Path, database_url: str) -> config.Instance:
        """The instance in a new folder, with keys that are no secret."""
        return replace(super().create(folder, database_url), clerk_seed=CLERK, log_seed=LOG)

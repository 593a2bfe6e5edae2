"""The keys of the demonstration's invented people, stored only in its own instance folder."""

import base64
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "demo-keys.json"


@dataclass(frozen=True)
class DemoPerson:
    """A person of the demonstration; `seed` is the private key's seed in base64."""

    key: str
    name: str
    club: str
    member: str
    seed: str
    roles: tuple[str, ...]
    enrolled: bool


def write(folder: Path, people: Iterable[DemoPerson]) -> None:
    """Write the people to a file readable only by its owner; raises FileExistsError if it exists."""
    descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(person) for person in people], file, ensure_ascii=False, indent=1)


def read(folder: Path) -> tuple[DemoPerson, ...]:
    """The people of a demonstration's instance; raises FileNotFoundError for any other instance."""
    values = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return tuple(DemoPerson(**{**value, "roles": tuple(value["roles"])}) for value in values)


def seed_text(seed: bytes) -> str:
    """A seed as written in the file."""
    return base64.b64encode(seed).decode()

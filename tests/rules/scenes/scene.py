"""The register of scenes that end with a refusal; the modules scenes_* and refusals/* enter theirs here."""

from collections.abc import Callable
from typing import Any

from tests.dsl.people import Community
from tests.rules.hall import Hall

Scene = Callable[[Hall], Any]
SCENES: list[tuple[str, Scene]] = []
AT_THE_DOOR: list[tuple[str, Callable[[Community], Any]]] = []


def refused_with(code: str) -> Callable[[Scene], Scene]:
    """The scene ends with this refusal."""

    def register(scene: Scene) -> Scene:
        SCENES.append((code, scene))
        return scene

    return register


def enter(code: str, name: str, scene: Scene) -> None:
    """A scene made from a row of a table: its refusal and its name."""

    def named(hall: Hall) -> None:
        scene(hall)

    named.__name__ = name
    SCENES.append((code, named))


def turned_away_with(code: str) -> Callable[[Callable[[Community], Any]], Callable[[Community], Any]]:
    """The server turns a body away with this refusal, before or beside the rules."""

    def register(scene: Callable[[Community], Any]) -> Callable[[Community], Any]:
        AT_THE_DOOR.append((code, scene))
        return scene

    return register

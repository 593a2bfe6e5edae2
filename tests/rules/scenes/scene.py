"""The register of scenes that end with a refusal; the modules scenes_* and refusals/* enter theirs here."""

from collections.abc import Callable
from typing import Any

from tests.dsl.people import RealCommunity
from tests.rules.hall import InMemoryCommunity

Scene = Callable[[InMemoryCommunity], Any]
SCENES: list[tuple[str, Scene]] = []
AT_THE_DOOR: list[tuple[str, Callable[[RealCommunity], Any]]] = []


def refused_with(code: str) -> Callable[[Scene], Scene]:
    """The scene ends with this refusal."""

    def register(scene: Scene) -> Scene:
        SCENES.append((code, scene))
        return scene

    return register


def enter(code: str, name: str, scene: Scene) -> None:
    """A scene made from a row of a table: its refusal and its name."""

    def named(hall: InMemoryCommunity) -> None:
        scene(hall)

    named.__name__, named.__module__ = name, getattr(scene, "func", scene).__module__  # of a partial, its function's
    SCENES.append((code, named))


def turned_away_with(code: str) -> Callable[[Callable[[RealCommunity], Any]], Callable[[RealCommunity], Any]]:
    """The server turns a body away with this refusal, before or beside the rules."""

    def register(scene: Callable[[RealCommunity], Any]) -> Callable[[RealCommunity], Any]:
        AT_THE_DOOR.append((code, scene))
        return scene

    return register

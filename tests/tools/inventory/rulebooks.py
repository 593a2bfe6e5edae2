"""The promises of a rulebook format: its fields, and the values that each field of an example accepts."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any, Final

from govern.protocol.amounts import LARGEST
from govern.protocol.errors import Refused
from govern.rules.rulebook import lint
from govern.rules.rulebook.formats import Format, number_of
from govern.rules.voting import methods, weights
from tests.tools.inventory.readers import highest, lowest

Path = tuple[Any, ...]
Judge = Callable[[Any], object]

TRIED: Final = "motion"  # the kind whose fields are tried; all kinds have the same
_WORDS: Final = (
    *("", "everyone", "members", "off", "allowed", "required", "open", "secret", "name", "pseudonym", "clubs", "role"),
    *("treasurer", "Treasurer", "a", "a" * 40, "a" * 41, "two words"),
)
_LISTS: Final[dict[str, Callable[[int], object]]] = {
    "topics": lambda number: f"topic-{number}",
    f"kinds.{TRIED}.chambers": lambda number: {"electors": "members", "id": f"c{number}", "role": ""},
    f"kinds.{TRIED}.weight.bands": lambda number: {"from": number, "weight": number + 1},
    f"kinds.{TRIED}.stricter": lambda number: {"above": {}, "change": {"sponsors": 50}, "touches": [f"a{number}"]},
}

_PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "bands/1": {"bands": [{"from": 5, "weight": 5}]},
    "capped-tokens/1": {"cap": {"den": 2, "num": 1, "strict": False}},
}


def example_of(raw: Any) -> Any:
    """A ready-made rulebook with few kinds, changed so that each of its values can be tried for itself."""
    tokens = {**raw["tokens"], "decay": {"epoch_ms": lint.YEAR, "keep": 900_000}}
    motion = {**raw["kinds"][TRIED], "concur": 1}
    return {**raw, "kinds": {"amendment": raw["kinds"]["amendment"], TRIED: motion}, "tokens": tokens}


def described(taken: Format, example: Any) -> dict[str, Any]:
    """One format with all that a rulebook of it may say; `example` is a safe rulebook of it."""
    lint.read_rulebook(example)
    return {
        "bounds": {name: value for name, value in _plain(taken.bounds).items() if value},
        "defaults": {name: repr(value) for name, value in taken.defaults.items()},
        "example": example,
        "fixed": {name: value for name, value in _plain(taken.fixed).items() if value},
        "kind_fields": sorted(taken.kind_fields),
        "kinds": {kind: _methods(taken, kind, example) for kind in sorted(taken.needed_kinds | taken.other_kinds)},
        "needed_kinds": sorted(taken.needed_kinds),
        "places": dict(sorted(_places(taken, example))),
        "rulebook_fields": sorted(taken.rulebook_fields),
        "weights": {one: dict(_weight(taken, example, one)) for one in sorted(weights.WEIGHTS)},
    }


def _plain(value: Any) -> dict[str, Any]:
    return {name: list(one) if isinstance(one, tuple) else one for name, one in asdict(value).items()}


def _methods(taken: Format, kind: str, example: Any) -> list[str]:
    """The ways of voting that a kind of proposal takes in a format."""
    usual = {**example["kinds"][TRIED], "chambers": [], "points": 10, "reasons": "allowed", "stricter": []}

    def changed(method: str) -> dict[str, Any]:
        return {**example, "kinds": {**example["kinds"], kind: {**usual, "method": method}}}

    return [one for one in sorted(methods.METHODS) if _permits(taken.read, changed(one))]


def _weight(taken: Format, example: Any, source: str) -> Iterator[tuple[str, str]]:
    """A source of weights with what each of its parameters may be; nothing where the format does not know it."""
    path = ("kinds", TRIED, "weight")
    usual = {"source": source, **_PARAMETERS.get(source, {})}
    if not _permits(taken.read, with_usual := _with(example, path, usual)):
        return
    yield "source", "known"
    for inner, value in _walk(usual, ()):
        if inner != ("source",):
            yield ".".join(map(str, inner)), _tried(taken.read, with_usual, (*path, *inner), value)


def _places(taken: Format, example: Any) -> Iterator[tuple[str, str]]:
    """Each place of the example with what the format reads there, and what the linter lets pass if that is less."""
    for path, value in _walk(example, ()):
        if path[:2] == ("kinds", "amendment"):
            continue
        read = _tried(taken.read, example, path, value)
        safe = _tried(partial(_read_safe, taken), example, path, value)
        yield ".".join(map(str, path)), read if read == safe else f"{read}; safe: {safe}"


def _read_safe(taken: Format, raw: Any) -> None:
    """The values that the linter accepts in this format; a later format's number names another format."""
    if number_of(raw) != taken.number:
        raise Refused("rulebook_format", number=number_of(raw), newest=taken.number)
    lint.read_rulebook(raw)


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if path and (not isinstance(value, dict) or not value):
        yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield from _walk(one, (*path, name))


def _tried(judge: Judge, example: Any, path: Path, value: Any) -> str:
    def permits(other: Any) -> bool:
        return _permits(judge, _with(example, path, other))

    if isinstance(value, bool):
        return ", ".join(str(one).lower() for one in (False, True) if permits(one))
    if isinstance(value, int):
        return f"{lowest(permits, value, 0)} to {highest(permits, value, LARGEST)}"
    if isinstance(value, str):
        words = [*_WORDS, *sorted(methods.METHODS)] if path[-1] == "method" else _WORDS
        return ", ".join(f"“{one}”" for one in words if permits(one)) or f"“{value}” alone of those tried"
    make = _LISTS.get(".".join(map(str, path)))
    if make is not None:
        return f"at most {highest(lambda most: permits([make(number) for number in range(most)]), 1, 200)} entries"
    return type(value).__name__


def _permits(judge: Judge, raw: Any) -> bool:
    try:
        judge(raw)
    except Refused:
        return False
    return True


def _with(inner: Any, path: Path, value: Any) -> Any:
    """The example with another value at one place; the rest is shared."""
    if not path:
        return value
    copied = inner.copy()
    copied[path[0]] = _with(inner[path[0]] if len(path) > 1 else None, path[1:], value)
    return copied

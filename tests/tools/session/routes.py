"""Compiled routes shared by all applications of a run: compiling them was most of what making an application took."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

from werkzeug.routing import Rule


def share_compiled_routes() -> None:
    """Every application that is made from now on uses what werkzeug made of the same route before."""
    compile_builder = Rule._compile_builder
    made: dict[Hashable, Callable[..., tuple[str, str]]] = {}

    @wraps(compile_builder)
    def compile_once(rule: Any, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (rule.rule, tuple(rule._trace), tuple((rule.defaults or {}).items()), append_unknown)
        if key not in made:
            made[key] = compile_builder(rule, append_unknown)  # a function of the rule, which it takes as its first
        return made[key]

    Rule._compile_builder = compile_once  # type: ignore[method-assign]

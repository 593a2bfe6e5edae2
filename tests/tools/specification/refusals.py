"""Finds which refusals a statement can get, by following its judge through the source code."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import FunctionType, ModuleType
from typing import Any, Final

from govern.protocol import state
from govern.protocol.errors import RULES
from govern.rules.proposals import verdicts
from govern.rules.proposals.kind import ProposalKind
from govern.rules.proposals.kinds import kinds
from govern.rules.proposals.proposals import rules_at_submission
from govern.rules.rulebook import rulebooks
from govern.rules.rulebook.strictness import changed
from govern.rules.treasury.ledger import Ledger
from govern.rules.voting.weights import read_weight

# They read rulebooks that were adopted before, or the community: whatever they refuse, no statement comes to it.
_SETTLED: Final = frozenset(
    {
        changed,
        read_weight,
        rulebooks.followed,
        rulebooks.in_force,
        rulebooks.kind_rules,
        rulebooks.rules_of,
        rulebooks.typed,
        rules_at_submission,
        state.founded,
        verdicts.rules_of_vote,
    }
)
_PACKAGE: Final = "govern."
_BY_TABLE: Final = {"read_choice": "read"}  # it calls a method of whatever a table holds


@cache
def codes(judge: Callable[..., Any]) -> frozenset[str]:
    """The codes with which a judge, or what it calls, may refuse."""
    seen: set[Any] = set()
    found: set[str] = set()
    waiting: list[Any] = [judge]
    while waiting:
        function = waiting.pop()
        if function in seen or function in _SETTLED:
            continue
        seen.add(function)
        nodes = list(_nodes(function))
        found |= {node.value for node in nodes if isinstance(node, ast.Constant) and node.value in RULES}
        if function in (state.need,) or any(_is_named(node, "need") for node in nodes):
            found.add("role_needed")
        for node in nodes:
            found |= _named_in_table(node, function.__globals__)
            waiting += _called(node, function)
    return frozenset(found)


def _nodes(function: FunctionType) -> Iterator[ast.AST]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    yield from ast.walk(tree)


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _named_in_table(node: ast.AST, names: Mapping[str, Any]) -> set[str]:
    """The codes in a table of a module, such as those of the sums of an epoch."""
    table = names.get(node.id) if isinstance(node, ast.Name) else None
    return (
        {one for one in table.values() if isinstance(one, str) and one in RULES} if isinstance(table, dict) else set()
    )


def _called(node: ast.AST, function: FunctionType) -> Iterator[FunctionType]:
    names, method = function.__globals__, _BY_TABLE.get(function.__name__, "")
    if isinstance(node, ast.Attribute):
        owner = names.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if isinstance(owner, ModuleType):
            yield from _functions(getattr(owner, node.attr, None), method)
        elif isinstance(vars(ProposalKind).get(node.attr), FunctionType) and _knows_kinds(function):
            for kind in kinds().values():
                yield from _functions(getattr(type(kind), node.attr), method)
        elif node.attr in vars(Ledger) and not node.attr.startswith("__"):
            yield from _functions(vars(Ledger)[node.attr], method)
    elif isinstance(node, ast.Name):
        yield from _functions(names.get(node.id), method)


def _knows_kinds(function: FunctionType) -> bool:
    """Whether a function may call what each kind of proposal does in its own way."""
    return function.__name__ in vars(ProposalKind) or function.__globals__.get("kinds") is kinds


def _functions(value: Any, method: str) -> Iterator[FunctionType]:
    """A function of ours, or those of a table of functions or of objects with such a method."""
    if isinstance(value, FunctionType) and value.__name__ != "<lambda>" and value.__module__.startswith(_PACKAGE):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            called = getattr(type(one), method, None) if method else None
            for found in (one, called):
                if isinstance(found, FunctionType):
                    yield from _functions(found, method)

"""The schema of a rulebook: every field by its dotted path."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.formats import newest
from govern.rules.rulebook.presets import PRESETS, preset
from tests.tools.specification.blocks import table

RATIO: Final = "ratio"
MS: Final = "natural, milliseconds"

# A path ends in [] where each element of an array is meant; * stands for any name.
SCHEMA: Final[dict[str, tuple[str, str]]] = {
    "access.names": ("`everyone` or `members`", "who may read members' names; no statement depends on it"),
    "access.record": ("`everyone` or `members`", "who may read the record; no statement depends on it"),
    "delay_ms": (MS, "how long after an amendment is carried out the new rulebook begins to count"),
    "delegation.depth": ("natural", "the longest chain of delegations that is followed, in steps"),
    "delegation.warn_at": (RATIO, "from which share pages warn; no statement depends on it"),
    "format": ("whole number; from format 2 on", "the format; without it the rulebook is of format 1 (rule 3.7)"),
    "kinds.*.announcement_ms": (MS, "from the announcement to the opening of the vote"),
    "kinds.*.approval_floor": (RATIO, "the least share of the roll that must approve"),
    "kinds.*.cancel": ("office or empty", "whose holders may cancel; nobody if empty"),
    "kinds.*.challenge.role": ("office or empty", "who rules on challenges; there are none if empty"),
    "kinds.*.challenge.ruling_ms": (MS, "how long a ruling may take"),
    "kinds.*.chambers": ("array of at most 9", "chambers, each with an `id` (slug, unique) and its electors"),
    "kinds.*.concur": ("natural", "how many chambers must pass it"),
    "kinds.*.delegation": ("`true` or `false`", "whether delegations are frozen and counted"),
    "kinds.*.grace_ms": (MS, "how long what passed waits to be carried out before it expires"),
    "kinds.*.head_count": ("natural", "the least number of counted ballots; 0: none"),
    "kinds.*.late_turn.extension_ms": (MS, "how long a late turn extends the vote from the last ballot"),
    "kinds.*.late_turn.longest_ms": (MS, "how far all extensions may reach beyond the first end"),
    "kinds.*.late_turn.window_ms": (MS, "the last stretch in which a turn is late; 0: no extensions"),
    "kinds.*.method": ("a method's id", "how ballots are counted"),
    "kinds.*.participation": (RATIO, "the least share of the roll that must vote; 0: none"),
    "kinds.*.points": ("natural", "points, credits or names of a ballot over several options; 0: no limit on names"),
    "kinds.*.proposer": ("office or empty", "whose holders may put such proposals; everyone if empty"),
    "kinds.*.reasons": ("`off`, `allowed` or `required`", "whether voters may, or must, say why"),
    "kinds.*.review_ms": (MS, "from admission to the announcement at the earliest"),
    "kinds.*.secrecy": ("`open`", "how secret ballots are"),
    "kinds.*.sponsoring_ms": (MS, "how long sponsors are gathered"),
    "kinds.*.sponsors": ("natural", "how many members other than the author must sponsor"),
    "kinds.*.standstill_ms": (MS, "from the closing to carrying out at the earliest"),
    "kinds.*.stricter": ("array of at most 9", "what changes for some proposals: `above`, `change`, `touches`"),
    "kinds.*.support": (RATIO, "the share of yes and no that yes must exceed"),
    "kinds.*.unsupported": (
        "`vacant` or `filled`; from format 2 on",
        "of several seats, what becomes of those for which nobody is left whom any ballot supports; else `filled`",
    ),
    "kinds.*.veto.ends": ("natural, moment", "from when on nobody vetoes any more"),
    "kinds.*.veto.role": ("office or empty", "who may veto in the standstill; nobody if empty"),
    "kinds.*.voting_ms": (MS, "from the opening to the first end of the vote"),
    "kinds.*.weight": ("object with `source`", "how much each member weighs; further fields are the source's"),
    "live_per_author": ("natural", "how many proposals an author may have under way; 0: no limit"),
    "money.*": (
        "array of `{above, count}`",
        "by currency: from more than `above` minor units, `count` treasurers approve",
    ),
    "number": ("positive", "the number, one more than that of the scope's rulebook before"),
    "tokens.decay.epoch_ms": (MS, "the length of an epoch; 0: tokens do not decay"),
    "tokens.decay.keep": ("1 to 1,000,000", "millionths of a balance that stay at an epoch's end"),
    "tokens.maturity_ms": (MS, "how long a confirmed award waits before it counts in rolls"),
    "topics": ("array of at most 50 slugs, each once", "the topics of proposals"),
    "treasury.escalation": ("office or empty", "who approves too where treasurers are too few"),
    "treasury.fee": (RATIO, "the highest share of what is paid that a bank may keep"),
    "treasury.payees": ("`name` or `pseudonym`", "how outside payees are called on pages; no statement depends on it"),
}
_ENDS: Final = frozenset({RATIO, "object with `source`"})


def schema() -> str:
    """Every place in a rulebook."""
    rows = [(f"`{path}`", form, meaning) for path, (form, meaning) in sorted(SCHEMA.items())]
    return table(("place", "value", "meaning"), rows)


def paths() -> set[str]:
    """The places of the rulebooks that the program itself writes, as in SCHEMA."""
    return {path for name in PRESETS for path in _paths(preset(name, newest().number), "")}


def _paths(value: Any, path: str) -> Iterator[str]:
    ends = path in SCHEMA and SCHEMA[path][0] in _ENDS
    if not isinstance(value, Mapping) or ends:
        yield path
        return
    for name, inner in value.items():
        named = "*" if path in ("kinds", "money") else name
        yield from _paths(inner, f"{path}.{named}" if path else named)


def methods_of_kinds() -> str:
    """The ways of voting that each kind of proposal takes."""
    rows = [(f"`{kind}`", ", ".join(f"`{one}`" for one in known.methods)) for kind, known in kinds().items()]
    return table(("kind", "methods"), rows)

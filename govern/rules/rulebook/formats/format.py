"""A format of the rulebook: its fields with their readers, fixed rules, and the linter's limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from govern.protocol import fields as values
from govern.protocol.errors import Refused
from govern.protocol.units import HOUR, MINUTE
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.formats.readers import Table, exactly, invalid
from govern.rules.rulebook.rules import FixedRules, KindRules, Rules, Stricter
from govern.rules.voting import methods

NUMBER: Final = "format"
STRICTER: Final = "stricter"
MOST_STRICTER: Final = 9
MOST_POINTS: Final = 1000


@dataclass(frozen=True)
class Bounds:
    """The linter's limits; a stricter limit needs a new format."""

    depth: int = 50  # maximum length of a chain of delegations
    longest_ms: int = 366 * 24 * HOUR  # maximum of a delay, a duration or an epoch
    shortest_ms: int = MINUTE  # minimum of voting, sponsoring, a ruling, a required standstill, and grace
    shortest_epoch_ms: int = 24 * HOUR
    least_kept: int = 500_000  # minimum of a balance kept at the end of an epoch, in millionths
    highest_fee: tuple[int, int] = (1, 4)  # maximum share of a payment
    least_support: tuple[int, int] = (1, 2)


@dataclass(frozen=True)
class Format:
    """A format of the rulebook. Different formats have different numbers, and a released one never changes.

    `defaults` has the values of the kind fields that this format lacks: the older behaviour. `added` and
    `added_to_kinds` have the fields that this format introduces, with the values of the older behaviour.
    """

    number: int
    rulebook: Table
    kind: Table
    defaults: dict[str, Any]
    fixed: FixedRules
    bounds: Bounds = field(default_factory=Bounds)
    added: Mapping[str, Any] = field(default_factory=dict)
    added_to_kinds: Mapping[str, Any] = field(default_factory=dict)

    def written(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """A rulebook of the previous format, converted to this one without a change of meaning."""
        kinds = {kind: {**self.added_to_kinds, **rules} for kind, rules in raw["kinds"].items()}
        return {**self.added, **raw, NUMBER: self.number, "kinds": kinds}

    @cached_property
    def needed_kinds(self) -> frozenset[str]:
        """The kinds of proposals that every rulebook has to provide for."""
        return frozenset(kind.id for kind in kinds().values() if 0 < kind.needed_since <= self.number)

    @property
    def other_kinds(self) -> frozenset[str]:
        """The optional kinds of proposals of a rulebook."""
        return frozenset(kind.id for kind in kinds().values() if kind.since <= self.number) - self.needed_kinds

    @property
    def rulebook_fields(self) -> frozenset[str]:
        """The names of a rulebook's fields."""
        named = {NUMBER} if self.number > 1 else set()
        return frozenset(self.rulebook) | {"kinds"} | named

    @property
    def kind_fields(self) -> frozenset[str]:
        """The names of the fields of a kind's rules."""
        return frozenset(self.kind) | {STRICTER}

    def read(self, raw: Any) -> Rules:
        """Parse a complete, well-formed rulebook, safe or not; raises Refused(rulebook_invalid)."""
        exactly(raw, self.rulebook_fields, "rulebook")
        found: dict[str, Any] = {name: read(raw[name], name) for name, read in self.rulebook.items()}
        return Rules(
            format=self.number,
            fixed=self.fixed,
            kinds=self._read_kinds(raw["kinds"]),
            approvals=found.pop("money"),
            **found,
        )

    def _read_kinds(self, raw: Any) -> dict[str, KindRules]:
        if not isinstance(raw, dict):
            raise invalid("kinds")
        for kind in sorted((self.needed_kinds - raw.keys()) | (raw.keys() - self.needed_kinds - self.other_kinds)):
            raise invalid(f"kinds.{kind}")
        read = {kind: self.read_kind(rules, f"kinds.{kind}") for kind, rules in raw.items()}
        for kind, rules in read.items():
            self._check_method(kind, rules)
        return read

    def _check_method(self, kind: str, rules: KindRules) -> None:
        """Raise Refused(rulebook_invalid) unless the voting method fits the kind, its chambers and its points."""
        method = methods.METHODS[rules.method]
        if rules.method not in kinds()[kind].methods or method.since > self.number:
            raise invalid(f"kinds.{kind}.method")
        several = methods.SEVERAL.get(rules.method)
        if several and rules.chambers:
            raise invalid(f"kinds.{kind}.chambers")
        if not several and methods.SINGLE[rules.method].reasoned and rules.reasons == "off":
            raise invalid(f"kinds.{kind}.reasons")  # an objection needs a reason
        if several and several.pointed and not 0 < rules.points <= MOST_POINTS:
            raise invalid(f"kinds.{kind}.points")

    def read_kind(self, raw: Any, field: str) -> KindRules:
        """Parse the rules of one kind of proposal; raises Refused(rulebook_invalid)."""
        exactly(raw, self.kind_fields, field)
        found: dict[str, Any] = {name: read(raw[name], f"{field}.{name}") for name, read in self.kind.items()}
        stricter = self._read_stricter(raw, f"{field}.{STRICTER}")
        return KindRules(**(self.defaults | found), stricter=stricter, fixed=self.fixed)

    def _read_stricter(self, kind: Mapping[str, Any], field: str) -> tuple[Stricter, ...]:
        raw = kind[STRICTER]
        if not isinstance(raw, list) or len(raw) > MOST_STRICTER:
            raise invalid(field)
        return tuple(self._read_one_stricter(kind, one, f"{field}.{place}") for place, one in enumerate(raw))

    def _read_one_stricter(self, kind: Mapping[str, Any], raw: Any, field: str) -> Stricter:
        exactly(raw, {"above", "change", "touches"}, field)
        above, touches, change = raw["above"], raw["touches"], raw["change"]
        if not isinstance(above, dict) or not all(values.currency(one) for one in above):
            raise invalid(f"{field}.above")
        if not isinstance(touches, list) or not all(map(values.string, touches)) or not (above or touches):
            raise invalid(f"{field}.touches")
        if not isinstance(change, dict) or not change or not change.keys() < self.kind.keys():
            raise invalid(f"{field}.change")
        if not all(map(values.natural, above.values())):
            raise invalid(f"{field}.above")
        self.read_kind({**kind, **change, STRICTER: []}, f"{field}.change")
        return Stricter(above, tuple(touches), change)


def number_of(raw: Any) -> int:
    """The format number of a rulebook; 1 if it names none.

    Raises Refused(rulebook_invalid) for an invalid number; 1 is never written.
    """
    if not isinstance(raw, Mapping):
        raise invalid("rulebook")
    if NUMBER not in raw:
        return 1
    if not values.positive(raw[NUMBER]) or raw[NUMBER] == 1:
        raise Refused("rulebook_invalid", field=f"rulebook.{NUMBER}")
    return int(raw[NUMBER])

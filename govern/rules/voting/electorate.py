"""The weight roll: electors and weights, one line each, bound by a Merkle root; and chambers within it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Award, ClubMember, Member, Role
from govern.protocol.ids import hash_of
from govern.protocol.state import State, founded
from govern.record import merkle
from govern.rules.people.decay import epochs_after, left_of
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.rulebook.rules import Chamber, Rules
from govern.rules.voting.weights import read_weight

Lines = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Roll:
    """The lines of a roll in ascending order of member ids, its bytes, and the sum of all tokens that counted."""

    lines: Lines
    blob: bytes
    supply: int

    @property
    def hash(self) -> str:
        """SHA-256 of the bytes."""
        return hash_of(self.blob)

    @property
    def root(self) -> bytes:
        """The RFC 6962 root over the lines, each without its newline."""
        return merkle.root(self.blob.splitlines())

    @property
    def total(self) -> int:
        """The sum of all weights."""
        return sum(weight for _, weight in self.lines)


def compute_roll(state: State, weight: Mapping[str, Any], scope: str, at: int, maturity_ms: int) -> Roll:
    """The present roll of a scope by a rulebook's weight source; members of weight 0 are left out.

    Tokens confirmed within the last `maturity_ms` do not count yet, for a member or in the supply; if an epoch has
    decayed them since (by a shorter maturity), the decayed amount is left out.
    """
    source, parameters = read_weight(weight, "weight"), weight_parameters(weight)
    young = _young_tokens(state, at, maturity_ms)
    supply = founded(state).supply - young.total()
    lines = []
    for member in members_of(state, scope):
        weighs = source.weigh(member.tokens - young.get(member.member, 0), supply, parameters)
        if weighs > 0:
            lines.append((member.member, weighs))
    return Roll(tuple(lines), format_roll(lines), supply)


def _young_tokens(state: State, at: int, maturity_ms: int) -> Counter[str]:
    since: defaultdict[str, list[Award]] = defaultdict(list)
    if maturity_ms:
        for award in state.awards_since(at - maturity_ms):
            receiver = state.get(Member, award.to)
            if receiver is not None and not receiver.left_at:
                since[award.to].append(award)
    epochs = epochs_after(state, at - maturity_ms) if since else []
    return Counter({member: left_of(awards, epochs).total for member, awards in since.items()})


def members_of(state: State, scope: str) -> Iterable[Member]:
    """The present members of a scope in ascending order of their ids."""
    if scope == COMMUNITY:
        return (member for member in state.members() if not member.left_at)
    active = [one.member for one in state.where(ClubMember, "club", scope) if one.active]
    found = (state.get(Member, member) for member in active)
    return (member for member in found if member is not None and not member.left_at)


def chamber_lines(state: State, chamber: Chamber, roll: Roll, scope: str) -> Lines:
    """The electors of a chamber with their weights in it, in ascending order; all are on the vote's roll.

    `members`: everybody on the roll with their weight. `role`: each holder of the role, 1 each. `clubs`: the delegate
    of each open club with exactly one, 1 for each of their clubs.
    """
    if chamber.electors == "members":
        return roll.lines
    present = {member for member, _ in roll.lines}
    if chamber.electors == "role":
        holders = (one.member for one in state.where(Role, "scope", scope) if one.role == chamber.role and one.held)
        return tuple((member, 1) for member in sorted(holders) if member in present)
    return tuple(sorted((member, count) for member, count in _delegates(state).items() if member in present))


def _delegates(state: State) -> Counter[str]:
    speakers: Counter[str] = Counter()
    for club in state.clubs():
        held = [one.member for one in state.where(Role, "scope", club.club) if one.role == "delegate" and one.held]
        if len(held) == 1 and not club.closed_at:
            speakers[held[0]] += 1
    return speakers


def has_vote(rules: Rules, tokens: int, supply: int) -> bool:
    """Whether a member with these tokens has weight in votes of any kind, as the rulebook and the supply stand now."""
    weights = (one.weight for one in rules.kinds.values())
    return any(read_weight(one, "weight").weigh(tokens, supply, weight_parameters(one)) > 0 for one in weights)


def weight_parameters(weight: Mapping[str, Any]) -> dict[str, Any]:
    """A weight source's parameters without its name."""
    return {name: value for name, value in weight.items() if name != "source"}


def format_roll(lines: Sequence[tuple[str, int]]) -> bytes:
    """One strict-JSON line per elector; ids and whole numbers need no escaping."""
    return b"".join(b'{"member":"%b","weight":%d}\n' % (member.encode("ascii"), weight) for member, weight in lines)

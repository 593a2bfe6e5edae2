"""The world of the state machine: the people, the community, and its facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from govern.protocol import facts
from govern.protocol.ids import hash_of
from govern.record import signing
from govern.rules.people.clubs import belongs
from govern.rules.people.signers import Person
from govern.rules.proposals.stages import Stage, stage
from govern.rules.rulebook.rulebooks import COMMUNITY
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, STRANGER, RealCommunity, person
from tests.e2e.machine.shadow import Shadow

T = TypeVar("T")

EVERYBODY: Final = (ADA, BO, CHEN, DI, EVA, FAY, GIL, *(person(name) for name in ("hana", "ivo", "jin", "kofi", "li")))
BY_ID: Final = {one.member: one for one in (*EVERYBODY, STRANGER)}
CLUBS: Final = tuple("c_" + hash_of(name.encode())[:24] for name in ("garden", "choir", "chess"))
ACCOUNTS: Final = tuple("a_" + hash_of(name.encode())[:24] for name in ("main", "small"))
NOTHING: Final = hash_of(b"nothing has this hash")


@dataclass(frozen=True)
class SignedAct:
    """A statement to be signed; `texts` become blobs, `blobs` are sent unchanged.

    It is signed with a key that lives, or, `as_given`, with the one that `who` has.
    """

    who: Person
    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    blobs: list[bytes] = field(default_factory=list)
    as_given: bool = False


class Choices:
    """Hypothesis' choices, in a few words."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def one(self, options: Sequence[T]) -> T:
        """One of several."""
        return self._draw(st.sampled_from(options))  # type: ignore[no-any-return]

    def number(self, least: int, most: int) -> int:
        """A whole number between two, inclusive."""
        return int(self._draw(st.integers(least, most)))

    def rarely(self, of: int) -> bool:
        """True about once in so many times; a shrunk example does without."""
        return self.number(0, of - 1) == of - 1

    def mostly(self, good: Sequence[T], all_: Sequence[T]) -> T | None:
        """One of the good ones, but now and then any; None if there are none."""
        options = all_ if self.rarely(12) else good
        return self.one(options) if options else None


def keyid_of(who: Person) -> str:
    """The id of the key that a person signs with."""
    return signing.key_id(signing.public_key(who.seed))


class World:
    """A community with the verifier's shadow beside it."""

    def __init__(self, community: RealCommunity) -> None:
        self.community = community
        self.shadow = Shadow()
        self.hidden: set[str] = set()
        self.seeds = {keyid_of(one): one for one in BY_ID.values()}  # everybody with each of their keys, by key id

    @property
    def now(self) -> int:
        """The clock's time."""
        return self.community.clock()

    def present(self) -> list[Person]:
        """The members who have not left."""
        return [BY_ID[one.member] for one in self.shadow.all(facts.Member) if not one.left_at]

    def by_id(self, member: str) -> Person:
        """Somebody with the key that they began with."""
        return BY_ID[member]

    def remember(self, who: Person) -> Person:
        """Stores a new key of a person."""
        self.seeds[keyid_of(who)] = who
        return who

    def own_keys(self, member: str) -> list[Person]:
        """Somebody with each of the keys that sign for them now, the latest first."""
        keys = [one for one in self.shadow.all(facts.Key) if one.member == member]
        living = [one for one in keys if one.starts_at <= self.now and not 0 < one.ended_at <= self.now]
        return [self.seeds[one.keyid] for one in sorted(living, key=lambda one: -one.index)]

    def with_key(self, who: Person) -> Person:
        """The person with their newest valid key, or with their first one if none is valid."""
        own = self.own_keys(who.member) if BY_ID[who.member] == who else []
        return own[0] if own else who

    def is_locked_out(self, who: Person) -> bool:
        """Whether a person had keys, none of which is valid now."""
        had = any(one.member == who.member for one in self.shadow.all(facts.Key))
        return BY_ID[who.member] == who and had and not self.own_keys(who.member)

    def absent(self) -> list[Person]:
        """The people who never joined, or who left."""
        here = {one.member for one in self.present()}
        return [one for one in (*EVERYBODY, STRANGER) if one.member not in here]

    def of_scope(self, scope: str) -> list[Person]:
        """The members of the community or a club."""
        return [one for one in self.present() if belongs(self.shadow.state, one.member, scope)]

    def holders(self, role: str, scope: str = COMMUNITY) -> list[Person]:
        """The holders of a role."""
        held = {one.member for one in self.roles() if (one.role, one.scope) == (role, scope)}
        return [one for one in self.present() if one.member in held]

    def roles(self) -> list[facts.Role]:
        """All roles that are held."""
        return [one for one in self.shadow.all(facts.Role) if one.held]

    def scopes(self) -> list[str]:
        """The community and its open clubs."""
        return [COMMUNITY, *(club.club for club in self.clubs())]

    def clubs(self) -> list[facts.Club]:
        """The clubs that are open."""
        return [club for club in self.shadow.all(facts.Club) if not club.closed_at]

    def poll_of(self, proposal: facts.Proposal) -> facts.Poll | None:
        """The vote on a proposal, once announced."""
        return self.shadow.get(facts.Poll, proposal.poll) if proposal.poll else None

    def stage(self, proposal: facts.Proposal) -> Stage:
        """The current stage of a proposal."""
        return stage(proposal, self.poll_of(proposal), self.now)

    def at_stage(self, *stages: Stage) -> list[facts.Proposal]:
        """The proposals at one of these stages."""
        return [one for one in self.shadow.all(facts.Proposal) if self.stage(one) in stages]

    def electors(self, poll: str) -> list[Person]:
        """The electors of a vote."""
        return [BY_ID[one.member] for one in self.shadow.all(facts.Elector) if one.poll == poll]

    def blob(self, text: str) -> tuple[str, bytes]:
        """Hash and bytes of a new text."""
        return self.community.text(text)

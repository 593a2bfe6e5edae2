"""Test vectors of valid records, and of records that end with a refused statement."""

from collections.abc import Callable, Iterator
from typing import Final

from govern.protocol.errors import RULES, Refused
from govern.record import leaf
from govern.record.envelope import Envelope
from govern.verify import verify
from tests.dsl.formats import adopt_format
from tests.dsl.people import GIL
from tests.rules import test_refusals
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import REFUSAL_CASES
from tests.tools.vectors.vector import FOLDER, Vector, compressed
from tests.verify.forging.forger import Files, ForgedStatement
from tests.verify.forging.story import record_story
from tests.verify.forging.story_money import record_money
from tests.verify.forging.story_multi_option import record_multi_option
from tests.verify.forging.story_people import record_people
from tests.verify.forging.story_rules import record_rules
from tests.verify.forging.story_seats import record_seats


class Recording(InMemoryCommunity):
    """A record that also keeps the statement that the rules refused, as a dishonest server would."""

    def append(self, envelope: Envelope, at: int | None = None) -> ForgedStatement:
        """See Forger; the refusal is still raised, after the leaf was written."""
        moment = self.clock() if at is None else at
        try:
            return super().append(envelope, at)
        except Refused:
            self.append_raw(leaf.format(moment, envelope))
            raise


def settled() -> Recording:
    """The community of the scenes, with people and roles."""
    community = Recording()
    community.settle()
    return community


# Codes with a vector of their own, beside the one of their number.
OWN: Final = frozenset({"clerk_differs", "disbursement_exceeded", "poll_over"})


def refused() -> Iterator[Vector]:
    """For each rule's number a record with one statement that it refuses: the shortest of all scenes that do."""
    assert test_refusals.MODULES  # imported, they enter their scenes
    best: dict[str, tuple[int, str, Files]] = {}
    for code, scene in REFUSAL_CASES:
        for community in (Recording(), settled()):
            own = community.id
            try:
                scene(community)
            except (Refused, AssertionError, KeyError, IndexError):
                community.id = own  # some scenes speak for another community
            files = community.files()
            number, size = RULES[code].number, sum(map(len, files.values()))
            key = code if code in OWN else number
            if (key not in best or size < best[key][0]) and _is_alone(files, community.tree.size - 1, code):
                best[key] = size, f"{number}-{scene.__name__}".replace("_", "-"), files
    yield from (Vector(name, files, anew=key in OWN) for key, (_, name, files) in best.items())


def _is_alone(files: Files, last: int, code: str) -> bool:
    """Whether everything that is found concerns the last leaf, this code among it."""
    path = FOLDER / "trying.zip"
    compressed(path, files)
    findings = verify(path, jobs=1).findings
    path.unlink()
    return {one.leaf for one in findings} == {last} and code in {one.code for one in findings}


def honest() -> Iterator[Vector]:
    """Records in which everything holds."""
    records: tuple[tuple[str, Callable[[InMemoryCommunity], object]], ...] = (
        ("good-votes-and-spending", record_story),
        ("good-ways-of-voting", record_multi_option),
        ("good-money", record_money),
        ("good-seats-and-lots-by-format", record_seats),
        ("good-people-and-keys", record_people),
        ("good-rulebooks-and-verdicts", record_rules),
    )
    for name, write in records:
        community = InMemoryCommunity()
        write(community)
        yield Vector(name, community.files())
    yield Vector("good-founding", InMemoryCommunity().files())


def unfit() -> Iterator[Vector]:
    """Records in which a text beside an accepted statement is not as the rules ask."""
    for name, title, body in (
        ("1.11-a-title-that-turns-the-direction-of-writing", "A \u202ednop", "It is time."),
        ("1.12-a-text-that-holds-the-character-nul", "A pond", "It is\0time."),
    ):
        community = Recording()
        adopt_format(community, 2)
        community.enrol(GIL)
        fields = {"effects": [{"effect": "record-resolution"}], "kind": "motion", "scope": "community", "topic": ""}
        community.say(GIL, "proposal-submitted", {"title": title, "body": body}, **fields)
        yield Vector(name, community.files())

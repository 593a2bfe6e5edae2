"""Vectors in which everything holds, and those that end with a statement that the rules refuse."""

from collections.abc import Callable, Iterator
from typing import Final

from govern.protocol.errors import RULES, Refused
from govern.record import leaf
from govern.record.envelope import Envelope
from govern.verify import verify
from tests.dsl.formats import adopt_format
from tests.dsl.people import GIL
from tests.rules import test_refusals
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import SCENES
from tests.tools.vectors.vector import FOLDER, Vector, compressed
from tests.verify.forging.forger import Files, ForgedStatement
from tests.verify.forging.story import tell
from tests.verify.forging.story_money import tell_money
from tests.verify.forging.story_people import tell_people
from tests.verify.forging.story_rules import tell_rules
from tests.verify.forging.story_seats import tell_seats
from tests.verify.forging.story_ways import tell_ways


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
    hall = Recording()
    hall.settle()
    return hall


# Codes with a vector of their own, beside the one of their number.
OWN: Final = frozenset({"clerk_differs", "disbursement_exceeded", "poll_over"})


def refused() -> Iterator[Vector]:
    """For each rule's number a record with one statement that it refuses: the shortest of all scenes that do."""
    assert test_refusals.MODULES  # imported, they enter their scenes
    best: dict[str, tuple[int, str, Files]] = {}
    for code, scene in SCENES:
        for hall in (Recording(), settled()):
            own = hall.id
            try:
                scene(hall)
            except (Refused, AssertionError, KeyError, IndexError):
                hall.id = own  # some scenes speak for another community
            files = hall.files()
            number, size = RULES[code].number, sum(map(len, files.values()))
            key = code if code in OWN else number
            if (key not in best or size < best[key][0]) and _is_alone(files, hall.tree.size - 1, code):
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
    tales: tuple[tuple[str, Callable[[InMemoryCommunity], object]], ...] = (
        ("good-votes-and-spending", tell),
        ("good-ways-of-voting", tell_ways),
        ("good-money", tell_money),
        ("good-seats-and-lots-by-format", tell_seats),
        ("good-people-and-keys", tell_people),
        ("good-rulebooks-and-verdicts", tell_rules),
    )
    for name, tale in tales:
        hall = InMemoryCommunity()
        tale(hall)
        yield Vector(name, hall.files())
    yield Vector("good-founding", InMemoryCommunity().files())


def unfit() -> Iterator[Vector]:
    """Records in which a text beside an accepted statement is not as the rules ask."""
    for name, title, body in (
        ("1.11-a-title-that-turns-the-direction-of-writing", "A \u202ednop", "It is time."),
        ("1.12-a-text-that-holds-the-character-nul", "A pond", "It is\0time."),
    ):
        hall = Recording()
        adopt_format(hall, 2)
        hall.enrol(GIL)
        fields = {"effects": [{"effect": "record-resolution"}], "kind": "motion", "scope": "community", "topic": ""}
        hall.say(GIL, "proposal-submitted", {"title": title, "body": body}, **fields)
        yield Vector(name, hall.files())

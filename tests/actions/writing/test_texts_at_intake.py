"""Names and texts at intake: from format 2 on, each is checked in whatever field a statement names it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from govern.protocol import facts
from govern.protocol.names import LONGEST
from govern.protocol.texts import LARGEST
from tests.dsl.formats import adopt_format, of_format
from tests.dsl.multi_option import put
from tests.dsl.people import ADA, BO, DI, GIL, RealCommunity, club_id, refusal

Deed = Callable[[RealCommunity, str], Any]
BAD: Final = {
    "empty": "",
    "blank": " \u3000\u200d",
    "long": "x" * (LONGEST + 1),
    "line": "A roof\nand a door",
    "override": "A \u202efoor",
    "isolate": "A \u2066roof",
    "mark": "A \u200froof",
    "filler": "\u3164",
    "soft hyphen": "A ro\u00adof",
    "private": "A \ue000 roof",
    "nul": "A roof\0",
}
GOOD: Final = (
    "x" * LONGEST,
    "合唱团的冬天",
    "می\u200cخواهم",
    "\U0001f469\u200d\U0001f692\ufe0f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Un toit\u202f?",
    "e\u0301" * (LONGEST // 2),
)


def propose(community: RealCommunity, title: str) -> None:
    """A proposal with a title."""
    community.propose(GIL, title)


def revise(community: RealCommunity, title: str) -> None:
    """A proposal gets another title."""
    known = [one.id for one in community.every(facts.Proposal) if one.author == GIL.member]
    proposal = known[0] if known else community.propose(GIL, "A pond")
    effects = [{"effect": "record-resolution"}]
    texts = {"title": title, "body": "As before."}
    community.say(GIL, "proposal-revised", texts, effects=effects, proposal=proposal, version=2)


def open_club(community: RealCommunity, name: str) -> None:
    """A club with a name."""
    texts = {"name": name, "purpose": "A garden, together."}
    community.say(ADA, "club-opened", texts, club=club_id("garden"), convener=DI.member)


def open_account(community: RealCommunity, name: str) -> None:
    """An account with a name."""
    community.open_account(name=name)


def open_programme(community: RealCommunity, name: str) -> None:
    """A programme with a name."""
    community.say(DI, "programme-opened", {"name": name}, programme="youth", scope="community")


def pay_to(community: RealCommunity, name: str) -> None:
    """A payee outside with a name."""
    community.propose_spending(GIL, "A roof", community.spending(1_000, name))


def offer(community: RealCommunity, name: str) -> None:
    """An option with a name."""
    texts = [community.text("Slate"), community.text(name)]
    options = [{"name": digest, "option": f"option-{place}"} for place, (digest, _) in enumerate(texts)]
    effects = [{"effect": "choose-option", "options": options}]
    put(community, GIL, "choice", effects, blobs=tuple(data for _, data in texts))


DEEDS: Final[dict[str, Deed]] = {
    "name of a club": open_club,
    "name of a payee": pay_to,
    "name of a programme": open_programme,
    "name of an account": open_account,
    "name of an option": offer,
    "title": propose,
    "title of a revision": revise,
}


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCommunity]:
    """A community with rules of format 2; what is tried in it is refused."""
    made = RealCommunity(tmp_path_factory.mktemp("texts"), rulebook=of_format(2))
    made.settle()
    yield made
    made.close()


@pytest.fixture
def older(tmp_path: Path) -> Iterator[RealCommunity]:
    """A community with rules of format 1."""
    made = RealCommunity(tmp_path, rulebook=of_format(1))
    made.settle()
    yield made
    made.close()


@pytest.mark.parametrize("what", DEEDS)
@pytest.mark.parametrize("how", BAD)
def test_an_invalid_name_is_refused_in_every_field_for_a_name(refusing: RealCommunity, what: str, how: str) -> None:
    nul = how == "nul"
    with refusal("text_unfit" if nul else "name_unfit", "" if nul else what.split()[0]):
        DEEDS[what](refusing, BAD[how])


@pytest.mark.parametrize("what", DEEDS)
def test_format_1_accepts_an_invalid_name(older: RealCommunity, what: str) -> None:
    DEEDS[what](older, BAD["override"])


def test_format_1_accepts_texts_of_any_length(older: RealCommunity) -> None:
    for bad in BAD.values():
        open_later(older, bad)


@pytest.mark.parametrize("name", GOOD, ids=ascii)
def test_names_in_every_script_are_taken(refusing: RealCommunity, name: str) -> None:
    open_later(refusing, name)


def open_later(community: RealCommunity, name: str) -> None:
    """A further account with a name."""
    account = f"a_{community.number()[-24:]}"
    fields = {"account": account, "currency": "EUR", "floor": 0, "kind": "assets", "parent": ""}
    community.say(DI, "account-opened", {"name": name}, **fields)


def test_other_texts_may_have_several_lines_and_are_bounded(refusing: RealCommunity) -> None:
    fields: dict[str, Any] = {"amount": 1, "to": GIL.member}
    refusing.say(BO, "award-made", {"reason": "ü" * (LARGEST // 2 - 2) + "\n\u202e"}, **fields)
    with refusal("text_unfit", "reason"):
        refusing.say(BO, "award-made", {"reason": "ü" * (LARGEST // 2) + "x"}, **fields)


def test_a_text_recorded_for_another_use_is_checked_as_a_title(refusing: RealCommunity) -> None:
    long, data = refusing.text("A pond.\n" * 100)
    fields: dict[str, Any] = {"effects": [{"effect": "record-resolution"}], "kind": "motion", "scope": "community"}
    title = refusing.text("A pond")
    refusing.say(ADA, "proposal-submitted", blobs=[data, title[1]], body=long, title=title[0], topic="", **fields)
    with refusal("name_unfit", "title"):
        refusing.say(ADA, "proposal-submitted", body=long, title=long, topic="", **fields)


def test_the_rules_in_force_decide(older: RealCommunity) -> None:
    propose(older, BAD["override"])
    adopt_format(older, 2)
    with refusal("name_unfit"):
        propose(older, BAD["override"])
    assert len(older.every(facts.Proposal)) == 1
    assert older.differences() == []

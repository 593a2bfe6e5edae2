"""The roll of a vote on pages: its lines, delegated weight, and the explanation of every weight."""

import base64
import json
import random
from typing import Any

import pytest

from govern.protocol.facts import Poll
from govern.protocol.units import DAY
from govern.record import merkle
from govern.rules.proposals.kinds import kinds as all_kinds
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.weight_explained import explain
from govern.store.facts import tokens
from govern.store.projection import Projection
from govern.web.frame.database import db
from tests.dsl.epochs import token_rules
from tests.web.conftest import ROLES, Site
from tests.web.people.test_delegations import let
from tests.web.reading import page
from tests.web.votes.voting import announce, ask_for_money, days_pass, give_tokens, move, open_vote, proposal_of, vote

CAP = {"source": "capped-tokens/1", "cap": {"den": 4, "num": 1, "strict": False}}
SOURCES: tuple[dict[str, Any], ...] = (
    {"source": "tokens/1"},
    {"source": "square-root/1"},
    CAP,
    {"source": "equal/1"},
)


def poll_of(site: Site, proposal: str) -> Poll:
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Poll, proposal_of(site, proposal).poll)
    assert found is not None
    return found


def adopt(site: Site, number: int, weight: dict[str, Any], maturity_days: int, **kinds: Any) -> None:
    rulebook = PRESETS["tokens"]()
    for name, kind in rulebook["kinds"].items():
        kind |= {"weight": weight} | (kinds if all_kinds()[name].asks == "question" else {})
    rulebook |= {"number": number, "tokens": token_rules(maturity_days * DAY), "live_per_author": 9}
    site.say("ada", "rulebook-adopted", rulebook=rulebook, scope="community")


@pytest.fixture
def motion(site: Site) -> str:
    """A motion in a community where five members hold tokens."""
    give_tokens(site)
    return move(site)


def test_the_roll_lists_the_heaviest_first_and_finds_members(site: Site, motion: str) -> None:
    announce(site, motion)
    path = f"/votes/{poll_of(site, motion).id}/roll"
    shown = page(site, path, "mei")
    order = [shown.index(f" {weight} line by line") for weight in (20, 15, 10, 9)]
    assert order == sorted(order)
    assert "Max" not in page(site, f"{path}?q=tess", "mei").replace("M Mei", "")
    assert "Nobody on this roll fits" in page(site, f"{path}?q=tess")  # names are for members
    assert site.people["tess"].member[:8] in page(site, f"{path}?q={site.people['tess'].member}")


def test_a_long_roll_goes_on_and_back(site: Site) -> None:
    adopt(site, 2, {"source": "equal/1"}, 0)
    for number in range(18):
        site.person(f"p{number}")
        site.enrol(f"p{number}")
    motion = move(site)
    announce(site, motion)
    path = f"/votes/{poll_of(site, motion).id}/roll"
    first = site.client("mei").get(path).get_data(as_text=True)
    second = site.client("mei").get(first.split('rel="next" href="')[1].split('"')[0]).get_data(as_text=True)
    listed = [one for html in (first, second) for one in html.split(f"/votes/{poll_of(site, motion).id}/weights/")[1:]]
    assert len({one[:26] for one in listed} & {one.member for one in site.people.values()}) == 25


def test_the_files_are_what_was_hashed_and_the_same_as_a_table(site: Site, motion: str) -> None:
    let(site, "max", "tao")
    announce(site, motion)
    poll = poll_of(site, motion)
    html = site.client().get(f"/votes/{poll.id}/roll").get_data(as_text=True)
    assert f"/log/blob/{poll.roll_blob}" in html
    assert f"/log/blob/{poll.delegations_blob}" in html
    assert "govern verify http" in html
    blob = site.client().get(f"/log/blob/{poll.roll_blob}").get_data(as_text=True)
    rows = [json.loads(line) for line in blob.splitlines()]
    table = site.client().get(f"/votes/{poll.id}/roll.csv").get_data(as_text=True).splitlines()
    assert table == ["member,weight", *(f"{row['member']},{row['weight']}" for row in rows)]
    assert sum(row["weight"] for row in rows) == poll.roll_total


def test_the_proof_of_every_line_leads_to_the_announced_root(site: Site, motion: str) -> None:
    announce(site, motion)
    poll = poll_of(site, motion)
    for name in ("ada", "tao", "tess", "mei", "max"):
        answer = site.client().get(f"/votes/{poll.id}/weights/{site.people[name].member}/proof")
        found = json.loads(answer.get_data())
        hashes = [bytes.fromhex(one) for one in found["hashes"]]
        leaf, root = merkle.leaf_hash(found["line"].encode()), base64.b64decode(poll.roll_root)
        assert merkle.verify_inclusion(leaf, found["index"], found["size"], hashes, root)
        assert json.loads(found["line"])["member"] == site.people[name].member


def test_a_member_off_the_roll_has_no_weight_page(site: Site, motion: str) -> None:
    announce(site, motion)
    poll = poll_of(site, motion)
    for member in (site.people["ivo"].member, "m_" + "0" * 24):
        assert site.client().get(f"/votes/{poll.id}/weights/{member}").status_code == 404
        assert site.client().get(f"/votes/{poll.id}/weights/{member}/proof").status_code == 404
    assert site.client().get(f"/votes/{'0' * 64}/roll").status_code == 404
    assert site.client().get(f"/votes/{poll.id}/roll?chamber=lords").status_code == 404


def test_a_weight_is_explained_line_by_line_with_young_tokens(site: Site) -> None:
    adopt(site, 2, CAP, 5)
    site.award("mei", 300, "built the jetty")
    site.award("tao", 100, "kept the books")
    site.clock.advance(days=6)
    site.award("mei", 7, "brought a cake")
    motion = move(site)
    announce(site, motion)
    poll = poll_of(site, motion)
    site.award("mei", 1000, "too late")
    shown = page(site, f"/votes/{poll.id}/weights/{site.people['mei'].member}", "max")
    for words in (
        "Tokens confirmed before the vote was announced 307",
        "of these too young to count yet −7",
        "leaves tokens that count 300",
        "All tokens of the community that counted 400",
        "rounded down 100",
        "Weight in this vote 100",
        "This is exactly what stands on the roll.",
        "brought a cake Too young to count",
        "built the jetty",
        "have been confirmed for 5 days",
        f'{{"member":"{site.people["mei"].member}","weight":100}}',
    ):
        assert words in shown, words
    assert "too late" not in shown


@pytest.mark.parametrize("seed", range(3))
def test_every_weight_in_a_community_of_chance_is_explained_exactly(site: Site, seed: int) -> None:
    chance = random.Random(seed)
    number, people = 1, list(ROLES)
    for weight in SOURCES:
        number, maturity = number + 1, chance.choice((0, 1, 3))
        adopt(site, number, weight, maturity)
        for _ in range(6):
            name = chance.choice([one for one in people if one not in ("ivo", "ines")])
            site.award(name, chance.randint(1, 300))
            site.clock.advance(chance.choice((0, 0, DAY // 2, 2 * DAY)))
        proposal = move(site, f"Motion {number}")
        announce(site, proposal)
        site.award("max", 5)  # at the very moment of the announcement, and after it
        _explained(site, poll_of(site, proposal), maturity * DAY)


def _explained(site: Site, poll: Poll, maturity_ms: int) -> None:
    with site.services.engine.connect() as connection:
        roll = Projection(connection).weights(poll.id)
    with site.app.app_context():
        for name in ROLES:
            member = site.people[name].member
            held = tokens.held_before(db.session(), member, poll, maturity_ms)
            assert explain(poll.weight, held, poll.supply).weight == roll.get(member, 0), (name, poll.weight)
    for name in ROLES:
        member = site.people[name].member
        if member in roll:
            assert "exactly what stands on the roll" in page(site, f"/votes/{poll.id}/weights/{member}")


def test_chambers_have_rolls_of_their_own_and_say_why(site: Site) -> None:
    club = "c_" + "3" * 24
    site.say("ada", "club-opened", {"name": "Choir", "purpose": "Sing."}, club=club, convener=site.people["mei"].member)
    site.say("mei", "role-granted", holder=site.people["mei"].member, role="delegate", scope=club)
    site.say("ada", "role-granted", holder=site.people["max"].member, role="expert", scope="community")
    chambers = [
        {"electors": "members", "id": "residents", "role": ""},
        {"electors": "clubs", "id": "clubs", "role": ""},
        {"electors": "role", "id": "experts", "role": "expert"},
    ]
    adopt(site, 2, {"source": "equal/1"}, 0, chambers=chambers, concur=2)
    motion = move(site)
    announce(site, motion)
    poll = poll_of(site, motion)
    experts = page(site, f"/votes/{poll.id}/roll?chamber=experts", "ada")
    assert "Max" in experts
    assert "Tess" not in experts
    mei = page(site, f"/votes/{poll.id}/weights/{site.people['mei'].member}", "ada")
    for words in ("Residents 1", "Clubs 1 One for each club", "Experts 0 They did not hold the role of expert"):
        assert words in mei
    assert "Experts 1 One, for they held" in page(site, f"/votes/{poll.id}/weights/{site.people['max'].member}", "ada")


def test_the_picture_tells_who_carries_how_much_and_warns(site: Site) -> None:
    give_tokens(site)
    money = ask_for_money(site)
    let(site, "max", "tess")
    let(site, "ada", "max")
    open_vote(site, money)
    poll = poll_of(site, money)
    path = f"/votes/{poll.id}/carriers"
    assert "So far no ballot counts for anybody else." in page(site, path, "mei")
    vote(site, "tess", money, "yes")
    shown = page(site, path, "mei")
    # Tess has 225 tokens of her own of 1216 in all, and carries Max (81) and, through him, Ada (100).
    for words in ("Tess 225 181 2 33.4%", "Much weight in one hand", "Tess carries 33.4% of the whole roll", "20%"):
        assert words in shown, words
    assert "<svg" in site.client().get(path).get_data(as_text=True)
    weight = page(site, f"/votes/{poll.id}/weights/{site.people['tess'].member}", "mei")
    assert "carries 2 other people too, with a weight of 181. Together: 406." in weight
    vote(site, "max", money, "no")
    shown = page(site, path, "mei")
    assert "Max 81 100 1 14.9%" in shown
    assert "Much weight" not in shown


def test_before_the_vote_the_picture_tells_what_would_be_carried(site: Site) -> None:
    give_tokens(site)
    motion = move(site)
    let(site, "max", "mei")
    announce(site, motion)
    path = f"/votes/{poll_of(site, motion).id}/carriers"
    shown = page(site, path, "ada")
    assert "Voting has not begun." in shown
    assert "Mei 20 9 1" in shown
    days_pass(site, 1)
    assert "So far no ballot counts" in page(site, path, "ada")


def test_without_delegations_there_is_no_picture(site: Site, motion: str) -> None:
    announce(site, motion)
    assert "Nobody votes for others here" in page(site, f"/votes/{poll_of(site, motion).id}/carriers")

"""Limits of the rules at their edges: the largest accepted value, and the next one, which is refused."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from govern.protocol import fields
from govern.protocol.amounts import read_ratio
from govern.protocol.units import DAY
from govern.record import envelope
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.presets import PRESETS
from govern.rules.treasury import disbursements, journal, reconciliation
from govern.rules.voting import ballot_forms
from govern.rules.voting.ballot_files import blt, preflib
from govern.rules.voting.ballot_files.lines import BadBallotFile, whole
from govern.rules.voting.weights.bands import Bands
from tests.dsl import multi_option
from tests.dsl.grants import apply, ask, open_pool, open_round, score
from tests.dsl.money import appropriation, bring_in, row
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, account_id, refusal
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.effects import GRANT, POOL, ROUND, SEATS, SHARE_OUT

INVALID = "field_invalid"
PROJECT = {**GRANT, "effect": "fund-project", "name": "0" * 64}


def put(kind: str, *effects: dict[str, Any]) -> Callable[[InMemoryCommunity], None]:
    """A proposal of these effects, whose texts are sent along."""

    def act(community: InMemoryCommunity) -> None:
        text, data = community.text("Something")
        named = [one | {name: text for name in ("purpose", "name") if one.get(name) == "0" * 64} for one in effects]
        multi_option.put(community, GIL, kind, named, blobs=(data,))

    return act


def projects(number: int) -> list[dict[str, Any]]:
    """A budget of so many projects."""
    return [SHARE_OUT, *(PROJECT | {"option": f"p-{place}"} for place in range(number))]


def appropriations(community: InMemoryCommunity, number: int) -> None:
    community.open_programme("youth")
    multi_option.put(community, GIL, "appropriation", [appropriation("youth", 1, community.clock() + DAY)] * number)


def options(community: InMemoryCommunity, number: int) -> None:
    multi_option.choice(community, GIL, *(f"o-{place}" for place in range(number)))


def tranches(community: InMemoryCommunity, number: int) -> None:
    community.propose_spending(GIL, "A roof", community.spending(number, GIL, tranches=[(1, "")] * number))


def hashes(number: int) -> list[str]:
    """So many different hashes."""
    return [f"{place:064x}" for place in range(number)]


def files(community: InMemoryCommunity, number: int) -> None:
    text = hashes(number)
    community.request(GIL, community.mandate(), 1, invoices=text)


def attachments(community: InMemoryCommunity, number: int) -> None:
    account = community.open_account()
    community.receive_money(account, 5_000)
    payment = community.pay(EVA, community.approved(), account)
    for place in range(number):
        community.attach(DI, payment, f"{place:064x}")


def imported(community: InMemoryCommunity, postings: int) -> None:
    community.open_account(name="main")
    community.open_account(name="opening", kind="equity")
    lines = [(account_id("main"), 1)] * (postings - 1) + [(account_id("opening"), 1 - postings)]
    one, data = row(community, "2020-01-01", *lines)
    bring_in(community, (one, data))


def keys(community: InMemoryCommunity, number: int) -> None:
    """Gil has this many keys."""
    for place in range(number - 1):
        new = replace(GIL, seed=bytes([place]) * 32)
        community.say(GIL, "key-added", claim=envelope.to_value(new.claim(community.id, community.number())))


def streams(community: InMemoryCommunity, number: int) -> None:
    pool = open_pool(community)
    for _ in range(number):
        ask(community, BO, pool, 1)


def delegated(community: InMemoryCommunity, ms: int) -> None:
    fields_ = {"area": "community", "delegate": BO.member, "ends": community.clock() + ms, "prev": "", "seq": 1}
    community.say(GIL, "delegation-made", **fields_)


def draw(community: InMemoryCommunity, ms: int) -> None:
    fields_ = {"count": 1, "draws_at": community.clock() + ms, "role": "", "rotation": "", "scope": "community"}
    community.say(ADA, "draw-called", {"purpose": "Who opens the hall"}, **fields_)


def drawn(community: InMemoryCommunity, count: int) -> None:
    fields_ = {"draws_at": community.clock() + DAY, "role": "", "rotation": "", "scope": "community"}
    community.say(ADA, "draw-called", {"purpose": "Who opens the hall"}, count=count, **fields_)


def points(community: InMemoryCommunity, number: int) -> None:
    community.grant(CHEN, "arbiter")
    application = apply(community, BO, open_round(community), 1)
    community.pass_time(days=7)
    score(community, CHEN, application, number)


ACTS: list[tuple[str, Callable[[InMemoryCommunity, int], Any], int, int, str]] = [
    (
        "mandates of a proposal",
        lambda community, n: put("spending", *[GRANT] * n)(community),
        20,
        21,
        "effects_invalid",
    ),
    (
        "days of a mandate",
        lambda community, n: put("spending", GRANT | {"expires_days": n})(community),
        3_660,
        3_661,
        INVALID,
    ),
    ("a day of a mandate", lambda community, n: put("spending", GRANT | {"expires_days": n})(community), 1, 0, INVALID),
    ("projects of a budget", lambda community, n: put("budget", *projects(n))(community), 39, 40, "effects_invalid"),
    ("one project", lambda community, n: put("budget", *projects(n))(community), 1, 0, "effects_invalid"),
    ("lines of an appropriation", appropriations, 50, 51, "effects_invalid"),
    ("one line", appropriations, 1, 0, "effects_invalid"),
    ("options of a choice", options, 39, 40, "effects_invalid"),
    ("two options", options, 2, 1, "effects_invalid"),
    ("seats", lambda community, n: put("election", SEATS | {"seats": n})(community), 39, 40, INVALID),
    ("terms", lambda community, n: put("election", SEATS | {"most_terms": n})(community), 100, 101, INVALID),
    (
        "days of a term",
        lambda community, n: put("election", SEATS | {"term_days": n})(community),
        3_660,
        3_661,
        INVALID,
    ),
    ("days to apply", lambda community, n: put("grants", ROUND | {"apply_days": n})(community), 3_660, 3_661, INVALID),
    ("days to score", lambda community, n: put("grants", ROUND | {"score_days": n})(community), 3_660, 3_661, INVALID),
    (
        "days of a grant",
        lambda community, n: put("grants", ROUND | {"expires_days": n})(community),
        3_660,
        3_661,
        INVALID,
    ),
    ("least points", lambda community, n: put("grants", ROUND | {"least": n})(community), 100, 101, INVALID),
    ("days of a pool", lambda community, n: put("stream", POOL | {"days": n})(community), 3_660, 3_661, INVALID),
    (
        "money of a pool",
        lambda community, n: put("stream", POOL | {"days": 1, "hourly": n})(community),
        375_299_968_947_541,
        375_299_968_947_542,
        "balance_exceeded",
    ),
    ("tranches", tranches, 20, 21, INVALID),
    ("files of a request", files, 20, 21, INVALID),
    ("files attached to a payment", attachments, 20, 21, "receipt_many"),
    ("postings of an entry", imported, 20, 21, INVALID),
    ("two postings", imported, 2, 1, INVALID),
    ("keys of a member", keys, 10, 11, "key_too_many"),
    ("streams of a pool", streams, 200, 201, "pool_full"),
    ("length of a delegation", delegated, 1_464 * DAY, 1_464 * DAY + 1, "delegation_ends"),
    ("a moment of delegation", delegated, 1, 0, "delegation_ends"),
    ("soonest draw", draw, 60_000, 59_999, "draw_time"),
    ("latest draw", draw, 366 * DAY, 366 * DAY + 1, "draw_time"),
    ("people drawn", drawn, 7, 8, "draw_count"),
    ("points of a score", points, 100, 101, INVALID),
    ("no points", points, 0, -1, INVALID),
]


@pytest.mark.parametrize(("act", "last", "beyond", "code"), [one[1:] for one in ACTS], ids=[one[0] for one in ACTS])
def test_an_act_at_the_limit_is_taken_and_one_beyond_it_refused(
    community: InMemoryCommunity, act: Callable[[InMemoryCommunity, int], Any], last: int, beyond: int, code: str
) -> None:
    act(community, last)
    other = InMemoryCommunity()
    other.settle()
    with refusal(code):
        act(other, beyond)


def matching(reader: fields.Reader) -> Callable[[Any], None]:
    """Reads one field."""

    def read(value: Any) -> None:
        fields.check({"one": value}, {"one": reader})

    return read


def with_rules(**changes: Any) -> Callable[[Any], None]:
    """Reads the rulebook of the preset with a change, whose value "value" is filled in."""

    def read(value: Any) -> None:
        rulebook = PRESETS["tokens"]()
        for path in changes:
            *where, last = path.split("__")
            place = rulebook
            for name in where:
                place = place[name]
            place[last] = changes[path](value)
        read_rulebook(rulebook)

    return read


def plainly(value: Any) -> Any:
    """The value itself."""
    return value


def bands(number: int, heaviest: int = 100) -> None:
    """Reads a weight of so many bands."""
    found = [{"from": place, "weight": heaviest - number + 1 + place} for place in range(number)]
    Bands().check({"bands": found}, "weight")


def items(number: int) -> None:
    """Reads the items of a request for payment."""
    disbursements.texts_of([{"amount": 1, "text": "0" * 64}] * number)


def entries(number: int) -> None:
    """Reads the rows of an import, of which so many as are allowed do not always fit into one statement."""
    lines = [{"account": account_id("main"), "amount": amount} for amount in (1, -1)]
    journal.check_form([{"on": "2020-01-01", "postings": lines, "text": "0" * 64}] * number)


STRICTER = {"above": {"EUR": 100}, "change": {"voting_ms": 30 * DAY}, "touches": []}
CHAMBER = {"electors": "members", "role": ""}
VALUES: list[tuple[str, Callable[[Any], Any], Any, Any, str]] = [
    ("natural", matching(fields.natural), 9_007_199_254_740_991, 9_007_199_254_740_992, INVALID),
    ("natural from nought", matching(fields.natural), 0, -1, INVALID),
    ("positive", matching(fields.positive), 9_007_199_254_740_991, 9_007_199_254_740_992, INVALID),
    ("positive from one", matching(fields.positive), 1, 0, INVALID),
    ("whole", matching(fields.whole), 9_007_199_254_740_991, 9_007_199_254_740_992, INVALID),
    ("whole below nought", matching(fields.whole), -9_007_199_254_740_991, -9_007_199_254_740_992, INVALID),
    ("slug", matching(fields.slug), "a" * 40, "a" * 41, INVALID),
    ("topic", matching(fields.area), "topic:" + "a" * 40, "topic:" + "a" * 41, INVALID),
    ("office", matching(fields.office), "a" * 40, "a" * 41, INVALID),
    ("origin", matching(fields.origin), "a" * 100, "a" * 101, INVALID),
    ("entry", matching(fields.entry), "0" * 64 + "-999", "0" * 64 + "-1000", INVALID),
    ("name", matching(fields.name), "名" * 200, "名" * 201, INVALID),
    ("a name", matching(fields.name), "n", "", INVALID),
    ("string", matching(fields.string), "s" * 200, "s" * 201, INVALID),
    (
        "hashes",
        matching(fields.digests),
        [f"{n:064x}" for n in range(20)],
        [f"{n:064x}" for n in range(21)],
        INVALID,
    ),
    (
        "outstanding entries",
        matching(reconciliation.entries),
        hashes(500),
        hashes(501),
        INVALID,
    ),
    ("items of a request", items, 50, 51, INVALID),
    ("an item", items, 1, 0, INVALID),
    ("imported entries", entries, 250, 251, INVALID),
    ("an imported entry", entries, 1, 0, INVALID),
    (
        "denominator",
        lambda n: read_ratio({"den": n, "num": 1, "strict": True}, "quorum"),
        1_000_000,
        1_000_001,
        "rulebook_invalid",
    ),
    ("share", lambda n: read_ratio({"den": 7, "num": n, "strict": True}, "quorum"), 7, 8, "rulebook_invalid"),
    ("bands", bands, 20, 21, "rulebook_invalid"),
    ("a band", bands, 1, 0, "rulebook_invalid"),
    ("weight of a band", lambda n: bands(1, n), 1_000_000, 1_000_001, "rulebook_invalid"),
    ("points of a way of voting", with_rules(kinds__choice=lambda n: scored(n)), 1_000, 1_001, "rulebook_invalid"),
    ("one point", with_rules(kinds__choice=lambda n: scored(n)), 1, 0, "rulebook_invalid"),
    ("topics", with_rules(topics=lambda n: [f"t-{place}" for place in range(n)]), 50, 51, "rulebook_invalid"),
    ("depth of delegation", with_rules(delegation__depth=plainly), 50, 51, "rulebook_unsafe"),
    (
        "chambers",
        with_rules(
            kinds__motion__chambers=lambda n: [CHAMBER | {"id": f"c-{place}"} for place in range(n)],
            kinds__motion__concur=lambda n: 1,
        ),
        9,
        10,
        "rulebook_invalid",
    ),
    ("stricter cases", with_rules(kinds__spending__stricter=lambda n: [STRICTER] * n), 9, 10, "rulebook_invalid"),
    (
        "points on a ballot",
        lambda n: ballot_forms.points([{"option": "oaks", "points": n}], ["oaks"]),
        1_000_000,
        1_000_001,
        "choice_invalid",
    ),
    (
        "names on a ballot",
        lambda n: ballot_forms.names(["a", "b", "c"][:n], ["a", "b", "c"], 2),
        2,
        3,
        "choice_invalid",
    ),
]


def scored(most: int) -> dict[str, Any]:
    """The rules of choices that are voted on by so many points at most."""
    return PRESETS["tokens"]()["kinds"]["choice"] | {"method": "score/1", "points": most}


@pytest.mark.parametrize(
    ("read", "last", "beyond", "code"), [one[1:] for one in VALUES], ids=[one[0] for one in VALUES]
)
def test_a_value_at_the_limit_is_taken_and_one_beyond_it_refused(
    read: Callable[[Any], Any], last: Any, beyond: Any, code: str
) -> None:
    read(last)
    with refusal(code):
        read(beyond)


def blt_of(candidates: int, seats: int = 1) -> str:
    names = "".join(f'"c{place}"\n' for place in range(candidates))
    return f'{candidates} {seats}\n1 1 0\n0\n{names}"Title"\n'


def old_preflib(alternatives: int) -> str:
    names = "".join(f"{place},c{place}\n" for place in range(1, alternatives + 1))
    return f"{alternatives}\n{names}1,1,1\n1,1\n"


FILES: list[tuple[str, Callable[[Any], Any], Any, Any]] = [
    ("candidates", lambda n: blt.read(blt_of(n)), 10_000, 10_001),
    ("seats", lambda n: blt.read(blt_of(3, n)), 10_000, 10_001),
    ("alternatives", lambda n: preflib.read(old_preflib(n)), 10_000, 10_001),
    ("a count", lambda n: whole(n, 1, "a count"), "9007199254740991", "9007199254740992"),
]


@pytest.mark.parametrize(("read", "last", "beyond"), [one[1:] for one in FILES], ids=[one[0] for one in FILES])
def test_a_file_of_ballots_at_the_limit_is_read_and_one_beyond_it_refused(
    read: Callable[[Any], Any], last: Any, beyond: Any
) -> None:
    read(last)
    with pytest.raises(BadBallotFile):
        read(beyond)

"""Refusals about formats, amendments and ratification (rules 3.3 to 3.9 and 5.2)."""

from govern.protocol import facts
from govern.record import envelope, strict_json
from govern.rules.rulebook.formats import number_of, read_rules
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.formats import newer_kind, newer_version, of_format
from tests.dsl.lifecycle import RATIFY, adopt, amendment, ratified, rulebook
from tests.dsl.people import ADA, DI, GIL, club_id
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("rulebook_ratified")
def an_administrator_who_adopts_after_the_ratification(community: InMemoryCommunity) -> None:
    ratified(community)
    adopt(community, sponsors=2)


@refused_with("rulebook_unchanged")
def an_amendment_that_changes_nothing(community: InMemoryCommunity) -> None:
    amendment(community, rulebook(live_per_author=PRESETS["tokens"]()["live_per_author"]))


@refused_with("rulebook_number")
def an_amendment_that_skips_a_number(community: InMemoryCommunity) -> None:
    amendment(community, rulebook(number=3))


@refused_with("ratified_already")
def a_second_ratification(community: InMemoryCommunity) -> None:
    ratified(community)
    amendment(community, RATIFY)


@refused_with("ratify_other")
def a_ratification_of_another_rulebook(community: InMemoryCommunity) -> None:
    amendment(community, RATIFY | {"number": 2})


@refused_with("effects_invalid")
def two_amendments_in_one(community: InMemoryCommunity) -> None:
    texts = {"title": "t", "body": "b"}
    fields = {"effects": [RATIFY, RATIFY], "kind": "amendment", "scope": "community", "topic": ""}
    community.say(GIL, "proposal-submitted", texts, **fields)


@refused_with("kind_not_provided")
def spending_that_the_rules_no_longer_provide_for(community: InMemoryCommunity) -> None:
    raw = PRESETS["tokens"]() | {"number": 2}
    kinds = {name: own for name, own in raw["kinds"].items() if name != "spending"}
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=raw | {"kinds": kinds})
    community.propose_spending(GIL, "A roof", community.spending(1, GIL))


@refused_with("rulebook_unsafe")
def an_amendment_that_would_be_unsafe(community: InMemoryCommunity) -> None:
    amendment(community, rulebook(delegation={"depth": 51, "warn_at": {"den": 5, "num": 1, "strict": False}}))


def _adopt(community: InMemoryCommunity, number: int, format_: int, scope: str = "community") -> None:
    by = ADA if scope == "community" else DI
    community.say(by, "rulebook-adopted", scope=scope, rulebook=of_format(format_) | {"number": number})


@refused_with("rulebook_format")
def a_rulebook_of_a_format_that_nobody_knows(community: InMemoryCommunity) -> None:
    raw = PRESETS["tokens"]() | {"format": 9_999, "number": 2}
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=raw)


@refused_with("rulebook_invalid")
def a_rulebook_that_writes_out_the_first_format(community: InMemoryCommunity) -> None:
    raw = of_format(1) | {"format": 1, "number": 2}
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=raw)


@refused_with("rulebook_invalid")
def a_rulebook_that_is_an_array(community: InMemoryCommunity) -> None:
    read_rules([])


@refused_with("rulebook_format_older")
def a_rulebook_of_an_older_format_than_the_one_before(community: InMemoryCommunity) -> None:
    _adopt(community, 2, 2)
    _adopt(community, 3, 1)


@refused_with("rulebook_format_club")
def a_club_with_newer_rules_than_the_community(community: InMemoryCommunity) -> None:
    older = (
        community
        if number_of(community.state(facts.Rulebook, "community", 1).rules) == 1
        else InMemoryCommunity(of_format(1))
    )
    if not older.memory.get(facts.Member, DI.member):
        older.settle()
    _adopt(older, 1, 2, older.open_club("garden", DI))


@refused_with("statement_version")
def a_statement_in_a_version_that_is_no_longer_taken(community: InMemoryCommunity) -> None:
    with newer_version("club-asked"):
        community.say(GIL, "club-asked", club=club_id("garden"))


@refused_with("kind_unknown")
def a_statement_of_a_kind_that_the_format_does_not_know(community: InMemoryCommunity) -> None:
    with newer_kind("song-sung") as kind:
        community.append(
            envelope.seal(kind.payload_type, strict_json.encode({"community": community.id}), community.clerk_seed)
        )

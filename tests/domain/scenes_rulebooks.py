"""Scenes of amendments and ratification (rules 3.3 to 3.6 and 5.2)."""

from govern.domain.presets import PRESETS
from tests.domain.hall import Hall
from tests.domain.scenes import refused_with
from tests.lifecycle import RATIFY, adopt, amendment, ratified, rulebook
from tests.people import ADA, GIL


@refused_with("rulebook_ratified")
def an_administrator_who_adopts_after_the_ratification(hall: Hall) -> None:
    ratified(hall)
    adopt(hall, sponsors=2)


@refused_with("rulebook_unchanged")
def an_amendment_that_changes_nothing(hall: Hall) -> None:
    amendment(hall, rulebook(live_per_author=PRESETS["tokens"]()["live_per_author"]))


@refused_with("rulebook_number")
def an_amendment_that_skips_a_number(hall: Hall) -> None:
    amendment(hall, rulebook(number=3))


@refused_with("ratified_already")
def a_second_ratification(hall: Hall) -> None:
    ratified(hall)
    amendment(hall, RATIFY)


@refused_with("ratify_other")
def a_ratification_of_another_rulebook(hall: Hall) -> None:
    amendment(hall, RATIFY | {"number": 2})


@refused_with("effects_invalid")
def two_amendments_in_one(hall: Hall) -> None:
    texts = {"title": "t", "body": "b"}
    fields = {"effects": [RATIFY, RATIFY], "kind": "amendment", "scope": "community", "topic": ""}
    hall.say(GIL, "proposal-submitted", texts, **fields)


@refused_with("kind_not_provided")
def spending_that_the_rules_no_longer_provide_for(hall: Hall) -> None:
    raw = PRESETS["tokens"]() | {"number": 2}
    kinds = {name: own for name, own in raw["kinds"].items() if name != "spending"}
    hall.say(ADA, "rulebook-adopted", scope="community", rulebook=raw | {"kinds": kinds})
    hall.propose_spending(GIL, "A roof", hall.spending(1, GIL))


@refused_with("rulebook_unsafe")
def an_amendment_that_would_be_unsafe(hall: Hall) -> None:
    amendment(hall, rulebook(delegation={"depth": 51, "warn_at": {"den": 5, "num": 1, "strict": False}}))

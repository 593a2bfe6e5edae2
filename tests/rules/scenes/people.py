"""Scenes of people, the rulebook and tokens (rules 2 to 4)."""

import base64
from dataclasses import replace
from typing import Any

from govern.protocol.amounts import LARGEST
from govern.record import envelope, signing
from govern.rules.people.signers import Person, seal_founding
from govern.rules.rulebook.presets import PRESETS
from govern.verify.memory import Memory
from tests.dsl.formats import of_format
from tests.dsl.people import ADA, BO, CHEN, EVA, GIL, STRANGER, motion_rules, person
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


@refused_with("not_founded")
def a_statement_before_the_founding(hall: InMemoryCommunity) -> None:
    hall.memory = Memory()
    hall.propose(GIL, "A pond")


def _founding(hall: InMemoryCommunity, **changes: Any) -> dict[str, Any]:
    key = base64.b64encode(signing.public_key(b"k" * 32)).decode()
    payload = {
        "clerk_key": key,
        "founder": {"member": ADA.member, "public_key": ADA.public_key},
        "log_key": key,
        "name": "Example",
        "nonce": hall.number(),
        "origin_name": "example.org",
        "rulebook": PRESETS["tokens"](),
    }
    return payload | changes


def _found(hall: InMemoryCommunity, **changes: Any) -> None:
    fresh = InMemoryCommunity()
    fresh.memory = Memory()
    fresh.tree.reset(0)
    fresh.append(seal_founding(ADA, _founding(hall, **changes)))


@refused_with("name_unfit")
def a_founding_of_a_community_whose_name_cannot_be_seen(hall: InMemoryCommunity) -> None:
    _found(hall, name="\u3164", rulebook=of_format(2))


@refused_with("founded_twice")
def a_second_founding(hall: InMemoryCommunity) -> None:
    hall.append(seal_founding(ADA, _founding(hall)))


@refused_with("key_invalid")
def a_founding_with_a_clerk_key_of_small_order(hall: InMemoryCommunity) -> None:
    _found(hall, clerk_key=base64.b64encode(b"\x01" + b"\x00" * 31).decode())


@refused_with("signer_other")
def a_founding_signed_by_another(hall: InMemoryCommunity) -> None:
    _found(hall, founder={"member": BO.member, "public_key": BO.public_key})


@refused_with("key_taken")
def a_founder_with_the_clerks_key(hall: InMemoryCommunity) -> None:
    _found(hall, clerk_key=ADA.public_key)


@refused_with("rulebook_number")
def a_founding_with_a_second_rulebook(hall: InMemoryCommunity) -> None:
    _found(hall, rulebook=PRESETS["tokens"]() | {"number": 2})


@refused_with("role_needed")
def an_award_by_someone_who_is_no_issuer(hall: InMemoryCommunity) -> None:
    hall.award(EVA, 1, by=GIL)


@refused_with("member_unknown")
def an_award_for_nobody(hall: InMemoryCommunity) -> None:
    hall.award(STRANGER, 1, confirmed_by=None)


@refused_with("member_exists")
def an_enrolment_of_a_member(hall: InMemoryCommunity) -> None:
    hall.enrol(replace(GIL, seed=b"g" * 32))


@refused_with("claim_invalid")
def a_claim_for_another_community(hall: InMemoryCommunity) -> None:
    ivo = person("ivo")
    claim = envelope.to_value(ivo.claim("0" * 64, hall.number()))
    hall.say(ADA, "member-enrolled", enrolled=ivo.member, claim=claim)


@refused_with("key_taken")
def an_enrolment_with_a_key_in_use(hall: InMemoryCommunity) -> None:
    hall.enrol(replace(GIL, member=STRANGER.member))


@refused_with("key_taken")
def an_enrolment_with_the_clerks_key(hall: InMemoryCommunity) -> None:
    hall.enrol(replace(STRANGER, seed=hall.clerk_seed))


@refused_with("key_taken")
def an_enrolment_with_the_logs_key(hall: InMemoryCommunity) -> None:
    hall.enrol(replace(STRANGER, seed=hall.log_seed))


@refused_with("role_held")
def a_role_given_twice(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "issuer")


def _end(hall: InMemoryCommunity, who: Person, role: str, by: Person = ADA) -> None:
    hall.say(by, "role-ended", holder=who.member, role=role, scope="community")


@refused_with("role_not_held")
def a_role_ended_that_was_not_held(hall: InMemoryCommunity) -> None:
    _end(hall, GIL, "issuer")


@refused_with("role_not_held")
def a_role_ended_twice(hall: InMemoryCommunity) -> None:
    _end(hall, BO, "issuer", by=BO)
    _end(hall, BO, "issuer", by=BO)


@refused_with("last_administrator")
def the_last_administrator_leaves(hall: InMemoryCommunity) -> None:
    hall.grant(GIL, "administrator")
    _end(hall, GIL, "administrator")
    _end(hall, ADA, "administrator")


def _adopt(hall: InMemoryCommunity, rulebook: dict[str, Any]) -> None:
    hall.say(ADA, "rulebook-adopted", scope="community", rulebook=rulebook)


@refused_with("rulebook_invalid")
def a_rulebook_without_kinds(hall: InMemoryCommunity) -> None:
    _adopt(hall, {"money": {}, "number": 2})


@refused_with("rulebook_unsafe")
def a_rulebook_without_a_floor(hall: InMemoryCommunity) -> None:
    _adopt(hall, motion_rules(approval_floor={"den": 1, "num": 0, "strict": False}) | {"number": 2})


@refused_with("rulebook_number")
def a_rulebook_that_skips_a_number(hall: InMemoryCommunity) -> None:
    _adopt(hall, PRESETS["tokens"]() | {"number": 3})


@refused_with("award_to_self")
def tokens_for_oneself(hall: InMemoryCommunity) -> None:
    hall.award(BO, 1, by=BO)


@refused_with("award_to_self")
def an_award_confirmed_by_its_receiver(hall: InMemoryCommunity) -> None:
    hall.award(CHEN, 1, by=BO, confirmed_by=CHEN)


@refused_with("award_unknown")
def a_confirmation_of_nothing(hall: InMemoryCommunity) -> None:
    hall.say(BO, "award-confirmed", award="0" * 64)


@refused_with("award_same_person")
def an_award_confirmed_by_its_maker(hall: InMemoryCommunity) -> None:
    hall.award(GIL, 1, by=BO, confirmed_by=BO)


@refused_with("award_confirmed")
def an_award_confirmed_twice(hall: InMemoryCommunity) -> None:
    hall.say(CHEN, "award-confirmed", award=hall.award(GIL, 1))


def _reverse(hall: InMemoryCommunity, award: str, by: Person = BO) -> None:
    hall.say(by, "award-reversed", {"reason": "It was somebody else"}, award=award)


@refused_with("role_needed")
def an_award_reversed_by_its_receiver(hall: InMemoryCommunity) -> None:
    _reverse(hall, hall.award(GIL, 1), by=GIL)


@refused_with("award_unknown")
def a_reversal_of_nothing(hall: InMemoryCommunity) -> None:
    _reverse(hall, "0" * 64)


@refused_with("award_doubted")
def a_confirmed_award_reversed_twice_by_one_issuer(hall: InMemoryCommunity) -> None:
    award = hall.award(GIL, 1)
    _reverse(hall, award)
    _reverse(hall, award)


@refused_with("award_reversed")
def an_award_reversed_once_more(hall: InMemoryCommunity) -> None:
    award = hall.award(GIL, 1, confirmed_by=None)
    _reverse(hall, award)
    _reverse(hall, award, by=CHEN)


@refused_with("award_reversed")
def a_confirmation_of_an_award_that_was_reversed(hall: InMemoryCommunity) -> None:
    award = hall.award(GIL, 1, confirmed_by=None)
    _reverse(hall, award)
    hall.say(CHEN, "award-confirmed", award=award)


@refused_with("supply_exceeded")
def more_tokens_than_can_be_counted(hall: InMemoryCommunity) -> None:
    hall.award(GIL, LARGEST)

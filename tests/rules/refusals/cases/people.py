"""Refusals about people, the rulebook and tokens (rules 2 to 4)."""

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
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("not_founded")
def a_statement_before_the_founding(community: InMemoryCommunity) -> None:
    community.memory = Memory()
    community.propose(GIL, "A pond")


def _founding(community: InMemoryCommunity, **changes: Any) -> dict[str, Any]:
    key = base64.b64encode(signing.public_key(b"k" * 32)).decode()
    payload = {
        "clerk_key": key,
        "founder": {"member": ADA.member, "public_key": ADA.public_key},
        "log_key": key,
        "name": "Example",
        "nonce": community.number(),
        "origin_name": "example.org",
        "rulebook": PRESETS["tokens"](),
    }
    return payload | changes


def _found(community: InMemoryCommunity, **changes: Any) -> None:
    fresh = InMemoryCommunity()
    fresh.memory = Memory()
    fresh.tree.reset(0)
    fresh.append(seal_founding(ADA, _founding(community, **changes)))


@refused_with("name_unfit")
def a_founding_of_a_community_whose_name_cannot_be_seen(community: InMemoryCommunity) -> None:
    _found(community, name="\u3164", rulebook=of_format(2))


@refused_with("founded_twice")
def a_second_founding(community: InMemoryCommunity) -> None:
    community.append(seal_founding(ADA, _founding(community)))


@refused_with("key_invalid")
def a_founding_with_a_clerk_key_of_small_order(community: InMemoryCommunity) -> None:
    _found(community, clerk_key=base64.b64encode(b"\x01" + b"\x00" * 31).decode())


@refused_with("signer_other")
def a_founding_signed_by_another(community: InMemoryCommunity) -> None:
    _found(community, founder={"member": BO.member, "public_key": BO.public_key})


@refused_with("key_taken")
def a_founder_with_the_clerks_key(community: InMemoryCommunity) -> None:
    _found(community, clerk_key=ADA.public_key)


@refused_with("rulebook_number")
def a_founding_with_a_second_rulebook(community: InMemoryCommunity) -> None:
    _found(community, rulebook=PRESETS["tokens"]() | {"number": 2})


@refused_with("role_needed")
def an_award_by_someone_who_is_no_issuer(community: InMemoryCommunity) -> None:
    community.award(EVA, 1, by=GIL)


@refused_with("member_unknown")
def an_award_for_nobody(community: InMemoryCommunity) -> None:
    community.award(STRANGER, 1, confirmed_by=None)


@refused_with("member_exists")
def an_enrolment_of_a_member(community: InMemoryCommunity) -> None:
    community.enrol(replace(GIL, seed=b"g" * 32))


@refused_with("claim_invalid")
def a_claim_for_another_community(community: InMemoryCommunity) -> None:
    ivo = person("ivo")
    claim = envelope.to_value(ivo.claim("0" * 64, community.number()))
    community.say(ADA, "member-enrolled", enrolled=ivo.member, claim=claim)


@refused_with("key_taken")
def an_enrolment_with_a_key_in_use(community: InMemoryCommunity) -> None:
    community.enrol(replace(GIL, member=STRANGER.member))


@refused_with("key_taken")
def an_enrolment_with_the_clerks_key(community: InMemoryCommunity) -> None:
    community.enrol(replace(STRANGER, seed=community.clerk_seed))


@refused_with("key_taken")
def an_enrolment_with_the_logs_key(community: InMemoryCommunity) -> None:
    community.enrol(replace(STRANGER, seed=community.log_seed))


@refused_with("role_held")
def a_role_given_twice(community: InMemoryCommunity) -> None:
    community.grant(BO, "issuer")


def _end(community: InMemoryCommunity, who: Person, role: str, by: Person = ADA) -> None:
    community.say(by, "role-ended", holder=who.member, role=role, scope="community")


@refused_with("role_not_held")
def a_role_ended_that_was_not_held(community: InMemoryCommunity) -> None:
    _end(community, GIL, "issuer")


@refused_with("role_not_held")
def a_role_ended_twice(community: InMemoryCommunity) -> None:
    _end(community, BO, "issuer", by=BO)
    _end(community, BO, "issuer", by=BO)


@refused_with("last_administrator")
def the_last_administrator_leaves(community: InMemoryCommunity) -> None:
    community.grant(GIL, "administrator")
    _end(community, GIL, "administrator")
    _end(community, ADA, "administrator")


def _adopt(community: InMemoryCommunity, rulebook: dict[str, Any]) -> None:
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=rulebook)


@refused_with("rulebook_invalid")
def a_rulebook_without_kinds(community: InMemoryCommunity) -> None:
    _adopt(community, {"money": {}, "number": 2})


@refused_with("rulebook_unsafe")
def a_rulebook_without_a_floor(community: InMemoryCommunity) -> None:
    _adopt(community, motion_rules(approval_floor={"den": 1, "num": 0, "strict": False}) | {"number": 2})


@refused_with("rulebook_number")
def a_rulebook_that_skips_a_number(community: InMemoryCommunity) -> None:
    _adopt(community, PRESETS["tokens"]() | {"number": 3})


@refused_with("award_to_self")
def tokens_for_oneself(community: InMemoryCommunity) -> None:
    community.award(BO, 1, by=BO)


@refused_with("award_to_self")
def an_award_confirmed_by_its_receiver(community: InMemoryCommunity) -> None:
    community.award(CHEN, 1, by=BO, confirmed_by=CHEN)


@refused_with("award_unknown")
def a_confirmation_of_nothing(community: InMemoryCommunity) -> None:
    community.say(BO, "award-confirmed", award="0" * 64)


@refused_with("award_same_person")
def an_award_confirmed_by_its_maker(community: InMemoryCommunity) -> None:
    community.award(GIL, 1, by=BO, confirmed_by=BO)


@refused_with("award_confirmed")
def an_award_confirmed_twice(community: InMemoryCommunity) -> None:
    community.say(CHEN, "award-confirmed", award=community.award(GIL, 1))


def _reverse(community: InMemoryCommunity, award: str, by: Person = BO) -> None:
    community.say(by, "award-reversed", {"reason": "It was somebody else"}, award=award)


@refused_with("role_needed")
def an_award_reversed_by_its_receiver(community: InMemoryCommunity) -> None:
    _reverse(community, community.award(GIL, 1), by=GIL)


@refused_with("award_unknown")
def a_reversal_of_nothing(community: InMemoryCommunity) -> None:
    _reverse(community, "0" * 64)


@refused_with("award_doubted")
def a_confirmed_award_reversed_twice_by_one_issuer(community: InMemoryCommunity) -> None:
    award = community.award(GIL, 1)
    _reverse(community, award)
    _reverse(community, award)


@refused_with("award_reversed")
def an_award_reversed_once_more(community: InMemoryCommunity) -> None:
    award = community.award(GIL, 1, confirmed_by=None)
    _reverse(community, award)
    _reverse(community, award, by=CHEN)


@refused_with("award_reversed")
def a_confirmation_of_an_award_that_was_reversed(community: InMemoryCommunity) -> None:
    award = community.award(GIL, 1, confirmed_by=None)
    _reverse(community, award)
    community.say(CHEN, "award-confirmed", award=award)


@refused_with("supply_exceeded")
def more_tokens_than_can_be_counted(community: InMemoryCommunity) -> None:
    community.award(GIL, LARGEST)

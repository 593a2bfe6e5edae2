"""Refusals about adding, revoking and resetting keys (rules 2.10 to 2.12)."""

from dataclasses import replace
from typing import Any

from govern.protocol.facts import Key
from govern.record import envelope, signing
from govern.rules.people.keys import MOST, WAIT_MS
from govern.rules.people.signers import Person
from tests.dsl.people import ADA, BO, CHEN, GIL, STRANGER
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with

NEW = replace(GIL, seed=b"n" * 32)
REGISTRARS = (BO, CHEN)  # whom Ada appointed: her own signature does not count beside theirs


def keyid(who: Person) -> str:
    """The id of the key that a person signs with."""
    return signing.key_id(signing.public_key(who.seed))


def claim(community: InMemoryCommunity, who: Person) -> Any:
    """The proof of possession of a person's key."""
    return envelope.to_value(who.claim(community.id, community.number()))


def add(community: InMemoryCommunity, new: Person, signed_with: Person = GIL) -> None:
    """A further key, with one that there is."""
    community.say(signed_with, "key-added", claim=claim(community, new))


def revoke(community: InMemoryCommunity, key: Person, signed_with: Person = GIL) -> None:
    """A key's end."""
    community.say(signed_with, "key-revoked", key=keyid(key))


def agree(community: InMemoryCommunity, new: Person, *registrars: Person) -> None:
    """Registrars agree to a new key."""
    value = claim(community, new)
    for one in registrars:
        community.say(one, "key-reset", claim=value, resets=new.member)


def begin(community: InMemoryCommunity) -> None:
    """The wait for the new key is over."""
    community.pass_until(community.state(Key, keyid(NEW)).starts_at)


def appoint(community: InMemoryCommunity) -> None:
    """Ada appoints two registrars."""
    for one in REGISTRARS:
        community.grant(one, "registrar")


def agreed(community: InMemoryCommunity) -> None:
    """Both registrars agree to a new key of Gil's, which does not begin yet."""
    appoint(community)
    agree(community, NEW, *REGISTRARS)


@refused_with("claim_invalid")
def a_key_added_with_the_proof_of_another(community: InMemoryCommunity) -> None:
    add(community, STRANGER)


@refused_with("key_taken")
def a_key_added_that_somebody_has(community: InMemoryCommunity) -> None:
    add(community, replace(GIL, seed=CHEN.seed))


@refused_with("key_taken")
def a_key_added_that_was_revoked(community: InMemoryCommunity) -> None:
    add(community, NEW)
    revoke(community, NEW)
    add(community, NEW)


@refused_with("key_too_many")
def one_key_too_many(community: InMemoryCommunity) -> None:
    for number in range(MOST):
        add(community, replace(GIL, seed=bytes([number]) * 32))


@refused_with("key_unknown")
def a_revocation_of_nothing(community: InMemoryCommunity) -> None:
    revoke(community, NEW)


@refused_with("key_other")
def a_revocation_of_somebody_elses_key(community: InMemoryCommunity) -> None:
    revoke(community, CHEN)


@refused_with("key_ended")
def a_key_revoked_twice(community: InMemoryCommunity) -> None:
    add(community, NEW)
    revoke(community, NEW)
    revoke(community, NEW)


@refused_with("key_ended")
def a_statement_signed_with_a_revoked_key(community: InMemoryCommunity) -> None:
    add(community, NEW)
    revoke(community, GIL, signed_with=NEW)
    community.propose(GIL, "A pond")


@refused_with("key_ended")
def a_statement_signed_with_the_key_that_was_lost(community: InMemoryCommunity) -> None:
    agreed(community)
    begin(community)
    community.propose(GIL, "A pond")


@refused_with("key_ended")
def a_statement_signed_with_a_key_that_the_lost_one_added_meanwhile(community: InMemoryCommunity) -> None:
    agreed(community)
    other = replace(GIL, seed=b"o" * 32)
    add(community, other)
    begin(community)
    community.propose(other, "A pond")


@refused_with("key_early")
def a_statement_signed_with_a_key_that_waits(community: InMemoryCommunity) -> None:
    agreed(community)
    community.pass_until(community.state(Key, keyid(NEW)).starts_at - 1)
    community.propose(NEW, "A pond")


@refused_with("key_ended")
def a_statement_signed_with_a_new_key_that_was_stopped(community: InMemoryCommunity) -> None:
    agreed(community)
    revoke(community, NEW)
    community.pass_time(ms=WAIT_MS)
    community.propose(NEW, "A pond")


@refused_with("key_unknown")
def a_statement_signed_with_a_key_that_one_registrar_agreed_to(community: InMemoryCommunity) -> None:
    agree(community, NEW, ADA)
    community.pass_time(ms=WAIT_MS)
    community.propose(NEW, "A pond")


@refused_with("key_unknown")
def a_new_key_agreed_to_by_somebody_who_is_no_registrar_any_more(community: InMemoryCommunity) -> None:
    community.grant(BO, "registrar")
    agree(community, NEW, BO)
    community.say(ADA, "role-ended", holder=BO.member, role="registrar", scope="community")
    agree(community, NEW, ADA)
    community.pass_time(ms=WAIT_MS)
    community.propose(NEW, "A pond")


@refused_with("role_needed")
def a_new_key_agreed_to_by_somebody_who_is_no_registrar(community: InMemoryCommunity) -> None:
    agree(community, NEW, BO)


@refused_with("reset_own")
def a_registrars_own_key_reset(community: InMemoryCommunity) -> None:
    agree(community, replace(ADA, seed=b"n" * 32), ADA)


@refused_with("reset_twice")
def a_registrar_who_agrees_twice(community: InMemoryCommunity) -> None:
    agree(community, NEW, ADA, ADA)


@refused_with("reset_waiting")
def a_second_new_key_while_one_waits(community: InMemoryCommunity) -> None:
    agreed(community)
    agree(community, replace(GIL, seed=b"o" * 32), ADA)


@refused_with("member_unknown")
def a_new_key_for_nobody(community: InMemoryCommunity) -> None:
    agree(community, STRANGER, ADA)


@refused_with("key_after_roll")
def a_ballot_with_a_new_key_where_the_roll_was_known(community: InMemoryCommunity) -> None:
    appoint(community)
    proposal = community.propose(CHEN, "A pond")
    agree(community, NEW, *REGISTRARS)
    poll = community.announced(proposal, GIL)
    begin(community)
    community.vote(NEW, poll)

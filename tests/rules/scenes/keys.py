"""Scenes of keys that are added, revoked and given anew (rules 2.10 to 2.12)."""

from dataclasses import replace
from typing import Any

from govern.protocol.facts import Key
from govern.record import envelope, signing
from govern.rules.people.keys import MOST, WAIT_MS
from govern.rules.people.signers import Person
from tests.dsl.people import ADA, BO, CHEN, GIL, STRANGER
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with

NEW = replace(GIL, seed=b"n" * 32)
REGISTRARS = (BO, CHEN)  # whom Ada appointed: her own signature does not count beside theirs


def keyid(who: Person) -> str:
    """The id of the key that a person signs with."""
    return signing.key_id(signing.public_key(who.seed))


def claim(hall: InMemoryCommunity, who: Person) -> Any:
    """The proof that somebody holds their key."""
    return envelope.to_value(who.claim(hall.id, hall.number()))


def add(hall: InMemoryCommunity, new: Person, signed_with: Person = GIL) -> None:
    """A further key, with one that there is."""
    hall.say(signed_with, "key-added", claim=claim(hall, new))


def revoke(hall: InMemoryCommunity, key: Person, signed_with: Person = GIL) -> None:
    """A key's end."""
    hall.say(signed_with, "key-revoked", key=keyid(key))


def agree(hall: InMemoryCommunity, new: Person, *registrars: Person) -> None:
    """Registrars agree to a new key."""
    value = claim(hall, new)
    for one in registrars:
        hall.say(one, "key-reset", claim=value, resets=new.member)


def begin(hall: InMemoryCommunity) -> None:
    """The wait for the new key is over."""
    hall.pass_until(hall.state(Key, keyid(NEW)).starts_at)


def appoint(hall: InMemoryCommunity) -> None:
    """Ada appoints two registrars."""
    for one in REGISTRARS:
        hall.grant(one, "registrar")


def agreed(hall: InMemoryCommunity) -> None:
    """Both registrars agree to a new key of Gil's, which does not begin yet."""
    appoint(hall)
    agree(hall, NEW, *REGISTRARS)


@refused_with("claim_invalid")
def a_key_added_with_the_proof_of_another(hall: InMemoryCommunity) -> None:
    add(hall, STRANGER)


@refused_with("key_taken")
def a_key_added_that_somebody_has(hall: InMemoryCommunity) -> None:
    add(hall, replace(GIL, seed=CHEN.seed))


@refused_with("key_taken")
def a_key_added_that_was_revoked(hall: InMemoryCommunity) -> None:
    add(hall, NEW)
    revoke(hall, NEW)
    add(hall, NEW)


@refused_with("key_too_many")
def one_key_too_many(hall: InMemoryCommunity) -> None:
    for number in range(MOST):
        add(hall, replace(GIL, seed=bytes([number]) * 32))


@refused_with("key_unknown")
def a_revocation_of_nothing(hall: InMemoryCommunity) -> None:
    revoke(hall, NEW)


@refused_with("key_other")
def a_revocation_of_somebody_elses_key(hall: InMemoryCommunity) -> None:
    revoke(hall, CHEN)


@refused_with("key_ended")
def a_key_revoked_twice(hall: InMemoryCommunity) -> None:
    add(hall, NEW)
    revoke(hall, NEW)
    revoke(hall, NEW)


@refused_with("key_ended")
def a_statement_signed_with_a_revoked_key(hall: InMemoryCommunity) -> None:
    add(hall, NEW)
    revoke(hall, GIL, signed_with=NEW)
    hall.propose(GIL, "A pond")


@refused_with("key_ended")
def a_statement_signed_with_the_key_that_was_lost(hall: InMemoryCommunity) -> None:
    agreed(hall)
    begin(hall)
    hall.propose(GIL, "A pond")


@refused_with("key_ended")
def a_statement_signed_with_a_key_that_the_lost_one_added_meanwhile(hall: InMemoryCommunity) -> None:
    agreed(hall)
    other = replace(GIL, seed=b"o" * 32)
    add(hall, other)
    begin(hall)
    hall.propose(other, "A pond")


@refused_with("key_early")
def a_statement_signed_with_a_key_that_waits(hall: InMemoryCommunity) -> None:
    agreed(hall)
    hall.pass_until(hall.state(Key, keyid(NEW)).starts_at - 1)
    hall.propose(NEW, "A pond")


@refused_with("key_ended")
def a_statement_signed_with_a_new_key_that_was_stopped(hall: InMemoryCommunity) -> None:
    agreed(hall)
    revoke(hall, NEW)
    hall.pass_time(ms=WAIT_MS)
    hall.propose(NEW, "A pond")


@refused_with("key_unknown")
def a_statement_signed_with_a_key_that_one_registrar_agreed_to(hall: InMemoryCommunity) -> None:
    agree(hall, NEW, ADA)
    hall.pass_time(ms=WAIT_MS)
    hall.propose(NEW, "A pond")


@refused_with("key_unknown")
def a_new_key_agreed_to_by_somebody_who_is_no_registrar_any_more(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "registrar")
    agree(hall, NEW, BO)
    hall.say(ADA, "role-ended", holder=BO.member, role="registrar", scope="community")
    agree(hall, NEW, ADA)
    hall.pass_time(ms=WAIT_MS)
    hall.propose(NEW, "A pond")


@refused_with("role_needed")
def a_new_key_agreed_to_by_somebody_who_is_no_registrar(hall: InMemoryCommunity) -> None:
    agree(hall, NEW, BO)


@refused_with("reset_own")
def a_registrars_own_key_reset(hall: InMemoryCommunity) -> None:
    agree(hall, replace(ADA, seed=b"n" * 32), ADA)


@refused_with("reset_twice")
def a_registrar_who_agrees_twice(hall: InMemoryCommunity) -> None:
    agree(hall, NEW, ADA, ADA)


@refused_with("reset_waiting")
def a_second_new_key_while_one_waits(hall: InMemoryCommunity) -> None:
    agreed(hall)
    agree(hall, replace(GIL, seed=b"o" * 32), ADA)


@refused_with("member_unknown")
def a_new_key_for_nobody(hall: InMemoryCommunity) -> None:
    agree(hall, STRANGER, ADA)


@refused_with("key_after_roll")
def a_ballot_with_a_new_key_where_the_roll_was_known(hall: InMemoryCommunity) -> None:
    appoint(hall)
    proposal = hall.propose(CHEN, "A pond")
    agree(hall, NEW, *REGISTRARS)
    poll = hall.announced(proposal, GIL)
    begin(hall)
    hall.vote(NEW, poll)

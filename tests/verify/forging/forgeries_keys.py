"""Forgeries with keys that have ended, that have not begun, or that one registrar alone replaced."""

from dataclasses import replace

from govern.protocol import facts
from govern.record import envelope, signing
from govern.rules.people.signers import Person
from tests.dsl.people import ADA, BO, CHEN, GIL
from tests.verify.forging.forger import ForgedStatement, Forger
from tests.verify.forging.forgeries import breaks
from tests.verify.forging.story import StoryIds

NEW = replace(GIL, seed=b"n" * 32)


def _keyid(who: Person) -> str:
    return signing.key_id(signing.public_key(who.seed))


def _agree(forger: Forger, *registrars: Person) -> ForgedStatement:
    claim = envelope.to_value(NEW.claim(forger.id, forger.number()))
    return [forger.say(one, "key-reset", claim=claim, resets=GIL.member) for one in registrars][-1]


def _both_agree(forger: Forger) -> None:
    for one in (BO, CHEN):
        forger.grant(one, "registrar")
    _agree(forger, BO, CHEN)


@breaks(5, "2.10", "key_ended")
def a_ballot_with_a_key_that_was_ended(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = forger.open_vote(forger.propose(GIL, "A pond"), BO)
    forger.say(GIL, "key-revoked", key=_keyid(GIL))
    return forger.vote(GIL, poll)


@breaks(5, "2.11", "key_early")
def a_proposal_with_a_new_key_within_the_week(forger: Forger, ids: StoryIds) -> ForgedStatement:
    _both_agree(forger)
    claim = envelope.to_value(replace(GIL, seed=b"o" * 32).claim(forger.id, forger.number()))
    return forger.say(NEW, "key-added", claim=claim)


@breaks(5, "2.10", "key_ended")
def a_proposal_with_the_lost_key_after_the_week(forger: Forger, ids: StoryIds) -> ForgedStatement:
    _both_agree(forger)
    forger.pass_until(forger.state(facts.Key, _keyid(NEW)).starts_at)
    return forger.say(GIL, "key-revoked", key=_keyid(NEW))


@breaks(5, "1.4", "key_unknown")
def a_key_given_by_one_registrar(forger: Forger, ids: StoryIds) -> ForgedStatement:
    _agree(forger, ADA)
    forger.pass_time(days=30)
    return forger.say(NEW, "key-revoked", key=_keyid(NEW))


@breaks(4, "2.2", "role_needed")
def a_key_given_by_a_member(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _agree(forger, CHEN)


@breaks(4, "2.4", "claim_invalid")
def a_key_added_without_its_holders_proof(forger: Forger, ids: StoryIds) -> ForgedStatement:
    claim = envelope.to_value(replace(CHEN, seed=b"o" * 32).claim(forger.id, forger.number()))
    return forger.say(GIL, "key-added", claim=claim)


@breaks(6, "2.12", "key_after_roll")
def a_ballot_with_a_new_key_where_the_roll_was_known(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = forger.propose(CHEN, "A pond")
    _both_agree(forger)
    forger.sponsor(proposal, GIL)
    forger.pass_until(forger.state(facts.Proposal, proposal).due_at)
    forger.pass_until(forger.state(facts.Key, _keyid(NEW)).starts_at)
    return forger.vote(NEW, forger.state(facts.Proposal, proposal).poll)

"""Refusals of malformed or unauthorised statements (rules 1)."""

from dataclasses import replace

from govern.actions.writing.submissions import LARGEST_BODY
from govern.protocol import facts, texts
from govern.record import envelope, strict_json
from govern.rules.people.signers import Person, Quote, payload_type
from govern.rules.statements import read
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, STRANGER, RealCommunity, account_id
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with, rejected_with


@rejected_with("envelope_malformed")
def an_envelope_that_is_none(real_community: RealCommunity) -> None:
    real_community.send(b'{"payload":"","payloadType":"x/y"}')


@rejected_with("envelope_malformed")
def a_body_with_something_else(real_community: RealCommunity) -> None:
    real_community.send(b'{"blobs":[],"envelope":{},"more":1}')


@refused_with("envelope_malformed")
def two_signatures(community: InMemoryCommunity) -> None:
    signed = community.compose(BO, "award-made", amount=1, reason=community.id, to=GIL.member)
    read(envelope.seal(signed.payload_type, signed.payload, BO.seed, CHEN.seed))


def _resealed(community: InMemoryCommunity, who: Person, kind: str, payload: bytes) -> None:
    community.append(envelope.seal(payload_type(kind), payload, who.seed))


@refused_with("payload_malformed")
def a_payload_with_a_space(community: InMemoryCommunity) -> None:
    _resealed(community, BO, "award-made", b'{"amount": 1}')


@refused_with("payload_malformed")
def a_payload_that_is_a_list(community: InMemoryCommunity) -> None:
    _resealed(community, BO, "award-made", b"[]")


@refused_with("kind_unknown")
def a_kind_that_does_not_exist(community: InMemoryCommunity) -> None:
    community.say(BO, "tokens-printed")


@refused_with("field_missing")
def an_award_without_an_amount(community: InMemoryCommunity) -> None:
    community.say(BO, "award-made", {"reason": "work"}, to=GIL.member)


@refused_with("field_unknown")
def an_award_with_more_than_belongs(community: InMemoryCommunity) -> None:
    community.say(BO, "award-made", {"reason": "work"}, amount=1, to=GIL.member, urgent=True)


@refused_with("field_invalid")
def an_award_of_nothing(community: InMemoryCommunity) -> None:
    community.say(BO, "award-made", {"reason": "work"}, amount=0, to=GIL.member)


@refused_with("field_invalid")
def money_received_on_a_day_that_is_not_in_the_calendar(community: InMemoryCommunity) -> None:
    fields = {"account": account_id("main"), "amount": 1, "currency": "EUR", "received_on": "2026-02-30"}
    fields |= {"from_account": "", "programme": ""}
    community.say(DI, "income-recorded", {"source": "A gift"}, **fields)


@refused_with("community_other")
def a_statement_for_another_community(community: InMemoryCommunity) -> None:
    community.id = "0" * 64
    community.award(GIL, 1)


@refused_with("key_unknown")
def a_statement_of_a_stranger(community: InMemoryCommunity) -> None:
    community.propose(STRANGER, "A pond")


@rejected_with("key_unknown")
def a_strangers_statement_at_the_door(real_community: RealCommunity) -> None:
    real_community.propose(STRANGER, "A pond")


@refused_with("signer_other")
def a_statement_in_another_name(community: InMemoryCommunity) -> None:
    community.propose(replace(GIL, seed=EVA.seed), "A pond")


@rejected_with("signature_invalid")
def a_statement_that_was_changed(real_community: RealCommunity) -> None:
    honest = envelope.parse(real_community.compose(BO, "award-made", amount=1, reason="0" * 64, to=CHEN.member))
    changed = honest.payload.replace(b'"amount":1', b'"amount":2')
    real_community.send(envelope.format(replace(honest, payload=changed)))


@rejected_with("log_unknown")
def a_quote_of_a_record_that_never_was(real_community: RealCommunity) -> None:
    fields = {"proposal": "0" * 64, "version": 1}
    signed = BO.sign("proposal-sponsored", real_community.id, Quote(1, b"x" * 32), real_community.number(), **fields)
    real_community.send(envelope.format(signed))


@rejected_with("already_recorded")
def the_same_statement_again(real_community: RealCommunity) -> None:
    with real_community.engine.connect() as connection:
        data = connection.exec_driver_sql('SELECT data FROM log_leaves WHERE "index" = 1').scalar_one()
    real_community.send(data[data.index(b'"envelope":') + len(b'"envelope":') : -1])


@rejected_with("text_missing")
def a_text_that_was_not_sent_along(real_community: RealCommunity) -> None:
    real_community.say(BO, "award-made", amount=1, reason="0" * 64, to=CHEN.member)


@rejected_with("text_malformed")
def a_text_that_nothing_names(real_community: RealCommunity) -> None:
    _, data = real_community.text("more")
    real_community.say(BO, "award-made", {"reason": "work"}, amount=1, to=CHEN.member, blobs=[data])


@rejected_with("name_unfit")
def a_title_that_turns_the_direction_of_writing(real_community: RealCommunity) -> None:
    real_community.propose(BO, "A \u202ednop")


@rejected_with("text_unfit")
def a_text_that_holds_the_character_nul(real_community: RealCommunity) -> None:
    real_community.say(BO, "award-made", {"reason": "for work\0"}, amount=1, to=CHEN.member)


@refused_with("text_malformed")
def a_text_without_salt(community: InMemoryCommunity) -> None:
    texts.read_text_blob(b'{"text":"bland"}')


@refused_with("text_malformed")
def a_text_that_is_not_json(community: InMemoryCommunity) -> None:
    texts.read_text_blob(b"bland")


@rejected_with("statement_too_large")
def a_statement_too_large(real_community: RealCommunity) -> None:
    real_community.send(b" " * (LARGEST_BODY + 1))


@rejected_with("clerk_only")
def a_closing_sent_in_by_a_member(real_community: RealCommunity) -> None:
    payload = {"community": real_community.id, "effect": 0, "poll": "0" * 64, "proposal": "0" * 64}
    real_community.send(
        envelope.format(envelope.seal(payload_type("effect-applied"), strict_json.encode(payload), BO.seed))
    )


@refused_with("clerk_only")
def a_closing_signed_by_a_member(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    community.clock.set(community.state(facts.Poll, poll).closes)
    kind, payload = community.due(community.state(facts.Poll, poll).proposal)
    _resealed(community, ADA, kind, strict_json.encode(payload))


@refused_with("clerk_differs")
def a_tally_that_is_not_the_sum(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    community.clock.set(community.state(facts.Poll, poll).closes)
    community.lie(community.state(facts.Poll, poll).proposal, tally={"abstain": 0, "no": 0, "yes": 1})


@refused_with("clerk_differs")
def a_mandate_as_the_effect_of_a_motion(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    poll = community.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    community.close_vote(poll)
    community.clock.set(community.state(facts.Proposal, proposal).standstill_ends)
    _, payload = community.due(proposal)
    more = {"cap": 1, "currency": "EUR", "expires": 1, "payee": {}, "purpose": "0" * 64}
    more |= {"line": "", "programme": "", "tranches": []}
    community.state_as_clerk("mandate-granted", payload | more)


@refused_with("clerk_early")
def a_vote_closed_too_soon(community: InMemoryCommunity) -> None:
    community.lie(community.state(facts.Poll, community.vote_is_open()).proposal)


@refused_with("clerk_early")
def a_vote_announced_during_review(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    community.lie(proposal)


@refused_with("clerk_early")
def an_effect_during_the_standstill(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    poll = community.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    community.close_vote(poll)
    community.lie(proposal)

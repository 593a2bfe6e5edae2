"""Scenes of statements that are not in order (rules 1)."""

from dataclasses import replace

from govern.actions.writing.submissions import LARGEST_BODY
from govern.protocol import facts, texts
from govern.record import envelope, strict_json
from govern.rules.people.signers import Person, Quote, payload_type
from govern.rules.statements import read
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, STRANGER, RealCommunity, account_id
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with, turned_away_with


@turned_away_with("envelope_malformed")
def an_envelope_that_is_none(community: RealCommunity) -> None:
    community.send(b'{"payload":"","payloadType":"x/y"}')


@turned_away_with("envelope_malformed")
def a_body_with_something_else(community: RealCommunity) -> None:
    community.send(b'{"blobs":[],"envelope":{},"more":1}')


@refused_with("envelope_malformed")
def two_signatures(hall: InMemoryCommunity) -> None:
    signed = hall.compose(BO, "award-made", amount=1, reason=hall.id, to=GIL.member)
    read(envelope.seal(signed.payload_type, signed.payload, BO.seed, CHEN.seed))


def _resealed(hall: InMemoryCommunity, who: Person, kind: str, payload: bytes) -> None:
    hall.append(envelope.seal(payload_type(kind), payload, who.seed))


@refused_with("payload_malformed")
def a_payload_with_a_space(hall: InMemoryCommunity) -> None:
    _resealed(hall, BO, "award-made", b'{"amount": 1}')


@refused_with("payload_malformed")
def a_payload_that_is_a_list(hall: InMemoryCommunity) -> None:
    _resealed(hall, BO, "award-made", b"[]")


@refused_with("kind_unknown")
def a_kind_that_does_not_exist(hall: InMemoryCommunity) -> None:
    hall.say(BO, "tokens-printed")


@refused_with("field_missing")
def an_award_without_an_amount(hall: InMemoryCommunity) -> None:
    hall.say(BO, "award-made", {"reason": "work"}, to=GIL.member)


@refused_with("field_unknown")
def an_award_with_more_than_belongs(hall: InMemoryCommunity) -> None:
    hall.say(BO, "award-made", {"reason": "work"}, amount=1, to=GIL.member, urgent=True)


@refused_with("field_invalid")
def an_award_of_nothing(hall: InMemoryCommunity) -> None:
    hall.say(BO, "award-made", {"reason": "work"}, amount=0, to=GIL.member)


@refused_with("field_invalid")
def money_received_on_a_day_that_is_not_in_the_calendar(hall: InMemoryCommunity) -> None:
    fields = {"account": account_id("main"), "amount": 1, "currency": "EUR", "received_on": "2026-02-30"}
    fields |= {"from_account": "", "programme": ""}
    hall.say(DI, "income-recorded", {"source": "A gift"}, **fields)


@refused_with("community_other")
def a_statement_for_another_community(hall: InMemoryCommunity) -> None:
    hall.id = "0" * 64
    hall.award(GIL, 1)


@refused_with("key_unknown")
def a_statement_of_a_stranger(hall: InMemoryCommunity) -> None:
    hall.propose(STRANGER, "A pond")


@turned_away_with("key_unknown")
def a_strangers_statement_at_the_door(community: RealCommunity) -> None:
    community.propose(STRANGER, "A pond")


@refused_with("signer_other")
def a_statement_in_another_name(hall: InMemoryCommunity) -> None:
    hall.propose(replace(GIL, seed=EVA.seed), "A pond")


@turned_away_with("signature_invalid")
def a_statement_that_was_changed(community: RealCommunity) -> None:
    honest = envelope.parse(community.compose(BO, "award-made", amount=1, reason="0" * 64, to=CHEN.member))
    changed = honest.payload.replace(b'"amount":1', b'"amount":2')
    community.send(envelope.format(replace(honest, payload=changed)))


@turned_away_with("log_unknown")
def a_quote_of_a_record_that_never_was(community: RealCommunity) -> None:
    fields = {"proposal": "0" * 64, "version": 1}
    signed = BO.sign("proposal-sponsored", community.id, Quote(1, b"x" * 32), community.number(), **fields)
    community.send(envelope.format(signed))


@turned_away_with("already_recorded")
def the_same_statement_again(community: RealCommunity) -> None:
    with community.engine.connect() as connection:
        data = connection.exec_driver_sql('SELECT data FROM log_leaves WHERE "index" = 1').scalar_one()
    community.send(data[data.index(b'"envelope":') + len(b'"envelope":') : -1])


@turned_away_with("text_missing")
def a_text_that_was_not_sent_along(community: RealCommunity) -> None:
    community.say(BO, "award-made", amount=1, reason="0" * 64, to=CHEN.member)


@turned_away_with("text_malformed")
def a_text_that_nothing_names(community: RealCommunity) -> None:
    _, data = community.text("more")
    community.say(BO, "award-made", {"reason": "work"}, amount=1, to=CHEN.member, blobs=[data])


@turned_away_with("name_unfit")
def a_title_that_turns_the_direction_of_writing(community: RealCommunity) -> None:
    community.propose(BO, "A \u202ednop")


@turned_away_with("text_unfit")
def a_text_that_holds_the_character_nul(community: RealCommunity) -> None:
    community.say(BO, "award-made", {"reason": "for work\0"}, amount=1, to=CHEN.member)


@refused_with("text_malformed")
def a_text_without_salt(hall: InMemoryCommunity) -> None:
    texts.read_text_blob(b'{"text":"bland"}')


@refused_with("text_malformed")
def a_text_that_is_not_json(hall: InMemoryCommunity) -> None:
    texts.read_text_blob(b"bland")


@turned_away_with("statement_too_large")
def a_statement_too_large(community: RealCommunity) -> None:
    community.send(b" " * (LARGEST_BODY + 1))


@turned_away_with("clerk_only")
def a_closing_sent_in_by_a_member(community: RealCommunity) -> None:
    payload = {"community": community.id, "effect": 0, "poll": "0" * 64, "proposal": "0" * 64}
    community.send(envelope.format(envelope.seal(payload_type("effect-applied"), strict_json.encode(payload), BO.seed)))


@refused_with("clerk_only")
def a_closing_signed_by_a_member(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    hall.clock.set(hall.state(facts.Poll, poll).closes)
    kind, payload = hall.due(hall.state(facts.Poll, poll).proposal)
    _resealed(hall, ADA, kind, strict_json.encode(payload))


@refused_with("clerk_differs")
def a_tally_that_is_not_the_sum(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    hall.clock.set(hall.state(facts.Poll, poll).closes)
    hall.lie(hall.state(facts.Poll, poll).proposal, tally={"abstain": 0, "no": 0, "yes": 1})


@refused_with("clerk_differs")
def a_mandate_as_the_effect_of_a_motion(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    poll = hall.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    hall.close_vote(poll)
    hall.clock.set(hall.state(facts.Proposal, proposal).standstill_ends)
    _, payload = hall.due(proposal)
    more = {"cap": 1, "currency": "EUR", "expires": 1, "payee": {}, "purpose": "0" * 64}
    more |= {"line": "", "programme": "", "tranches": []}
    hall.state_as_clerk("mandate-granted", payload | more)


@refused_with("clerk_early")
def a_vote_closed_too_soon(hall: InMemoryCommunity) -> None:
    hall.lie(hall.state(facts.Poll, hall.vote_is_open()).proposal)


@refused_with("clerk_early")
def a_vote_announced_during_review(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    hall.lie(proposal)


@refused_with("clerk_early")
def an_effect_during_the_standstill(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    poll = hall.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    hall.close_vote(poll)
    hall.lie(proposal)

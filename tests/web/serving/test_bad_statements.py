"""Bad statements are refused with a code, never with a server error, and the record does not change."""

import base64
import json
import random
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from govern.protocol.errors import RULES
from govern.protocol.facts import Proposal
from govern.record import envelope, signing, strict_json
from govern.record.envelope import Envelope
from govern.rules.people.signers import Person, Quote, payload_type
from govern.store.projection import TABLES, Projection
from tests.web.conftest import Site

MUTATIONS = 10_000


@pytest.fixture
def open_vote(site: Site) -> tuple[str, str]:
    """A vote that is open, and Mei's ballot in it, which stands."""
    texts = {"title": "A bench", "body": "By the pond."}
    site.award("mei", 10)
    proposal = site.say(
        "mei",
        "proposal-submitted",
        texts,
        kind="motion",
        scope="community",
        topic="",
        effects=[{"effect": "record-resolution"}],
    ).id
    site.say("max", "proposal-sponsored", proposal=proposal, version=1)
    for _ in range(2):
        site.clock.advance(days=1)
        site.services.recorder.tick()
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Proposal, proposal)
    assert found is not None
    poll = found.poll
    return poll, site.say("mei", "ballot-cast", choice="yes", poll=poll, prev="", seq=1).id


def quote(site: Site) -> Quote:
    head = site.services.log_head()
    assert head is not None
    return Quote(head.size, head.root)


def snapshot(site: Site) -> dict[str, list[Any]]:
    """Every public table, whole."""
    found = {}
    with site.services.engine.connect() as connection:
        for row in TABLES.values():
            found[row.__tablename__] = sorted(map(repr, connection.execute(text(f"SELECT * FROM {row.__tablename__}"))))
    return found


def refused(site: Site, body: bytes) -> dict[str, Any]:
    """The problem document that a body is answered with; it names a known code and its rule."""
    answer = site.client().post("/api/statements", data=body)
    assert 400 <= answer.status_code < 500, (answer.status_code, body[:200])
    assert answer.mimetype == "application/problem+json"
    problem: dict[str, Any] = json.loads(answer.data)
    assert problem["rule"] == RULES[problem["code"]].number
    assert problem["detail"]
    return problem


def ballot(site: Site, poll: str, **changes: Any) -> bytes:
    fields: dict[str, Any] = {"choice": "no", "poll": poll, "prev": "", "seq": 1} | changes
    return site.sealed("mei", "ballot-cast", **fields)


def resealed(site: Site, payload: bytes, kind: str = "ballot-cast", seed: bytes | None = None) -> bytes:
    """An envelope over any payload bytes at all, honestly signed by Mei."""
    return envelope.format(envelope.seal(payload_type(kind), payload, seed or site.people["mei"].seed))


def bad_ballots(site: Site, poll: str, first: str) -> Iterator[tuple[str, bytes]]:
    """Each way to get a ballot wrong, and the code it is refused with."""
    good = ballot(site, poll, prev=first, seq=2)
    signed = envelope.parse(good)
    payload = strict_json.decode(signed.payload)
    assert isinstance(payload, dict)
    plain = signed.payload

    yield "envelope_malformed", b""
    yield "envelope_malformed", b"null"
    yield "envelope_malformed", b"[" * 10_000
    yield "envelope_malformed", good + b" "
    yield "envelope_malformed", b"\xef\xbb\xbf" + good
    yield "envelope_malformed", good[:-2]
    yield "envelope_malformed", good.replace(b'"payload":"', b'"payload":"!')
    yield "envelope_malformed", good.replace(b'"sig":"', b'"sig":"A')
    yield "envelope_malformed", good.replace(b'"signatures":[', b'"signatures":[],"signatures":[')
    yield "envelope_malformed", good.replace(b'{"payload"', b'{"extra":1,"payload"')
    yield "statement_too_large", b"x" * 70_000
    yield "kind_unknown", resealed(site, plain, "crown-seized")
    yield "field_missing", resealed(site, plain, "proposal-sponsored")
    yield "payload_malformed", resealed(site, plain.replace(b'"seq":2', b'"seq":2.0'))
    yield "payload_malformed", resealed(site, plain.replace(b'"seq":2', b'"seq":2e0'))
    yield "payload_malformed", resealed(site, plain.replace(b'"seq":2', b'"seq":NaN'))
    yield "payload_malformed", resealed(site, plain.replace(b'"seq":2', b'"seq":null'))
    yield "payload_malformed", resealed(site, plain.replace(b'"seq":2', b'"seq":2,"seq":2'))
    yield "payload_malformed", resealed(site, plain.replace(b'"seq":2', b'"seq": 2'))
    yield "payload_malformed", resealed(site, plain.replace(b'"seq":2', b'"seq":9007199254740992'))
    yield "payload_malformed", resealed(site, plain.replace(b'"no"', b'"n\\u006f"'))
    yield "payload_malformed", resealed(site, b"[]")
    yield "payload_malformed", resealed(site, b"\xff")
    yield "field_invalid", ballot(site, poll, prev=first, seq=0)
    yield "field_invalid", ballot(site, poll, prev=first, seq=True)
    yield "field_invalid", ballot(site, poll, prev=first, seq="2")
    yield "field_invalid", ballot(site, "POLL", prev=first, seq=2)
    yield "field_unknown", ballot(site, poll, prev=first, seq=2, weight=1_000_000)
    yield "choice_invalid", ballot(site, poll, prev=first, seq=2, choice="maybe")
    yield "choice_invalid", ballot(site, poll, prev=first, seq=2, choice={"yes": 1})
    yield "poll_unknown", ballot(site, first, prev=first, seq=2)
    yield "ballot_sequence", ballot(site, poll, prev="", seq=1)
    yield "ballot_sequence", ballot(site, poll, prev=first, seq=3)
    yield "ballot_sequence", ballot(site, poll, prev=poll, seq=2)
    yield "community_other", resealed(site, strict_json.encode(payload | {"community": "0" * 64}))
    yield "log_unknown", resealed(site, strict_json.encode(payload | {"log_size": payload["log_size"] + 1}))
    root = base64.b64encode(b"\1" * 32).decode()
    yield "log_unknown", resealed(site, strict_json.encode(payload | {"log_root": root}))
    yield "signer_other", resealed(site, plain, seed=site.people["max"].seed)
    yield "key_unknown", resealed(site, plain, seed=signing.new_seed())
    yield "signature_invalid", flipped(signed)
    yield "signature_invalid", under_other_bytes(signed)
    yield "clerk_only", clerk(site, poll)
    yield "text_malformed", b'{"blobs":[{"salt":"' + b"0" * 32 + b'","text":"unasked"}],"envelope":' + good + b"}"
    yield "text_malformed", b'{"blobs":[1],"envelope":' + good + b"}"
    stranger = Person("m_" + "0" * 24, signing.new_seed())
    stranger_ballot = stranger.sign(
        "ballot-cast", site.community, quote(site), secrets.token_hex(16), choice="no", poll=poll, prev="", seq=1
    )
    yield "key_unknown", envelope.format(stranger_ballot)


def flipped(signed: Envelope) -> bytes:
    """The envelope with one bit of its signature changed."""
    one = signed.signatures[0]
    sig = bytes([one.sig[0] ^ 1]) + one.sig[1:]
    return envelope.format(Envelope(signed.payload_type, signed.payload, (type(one)(one.keyid, sig),)))


def under_other_bytes(signed: Envelope) -> bytes:
    """The signature of one statement under another one."""
    payload = signed.payload.replace(b'"choice":"no"', b'"choice":"yes"')
    return envelope.format(Envelope(signed.payload_type, payload, signed.signatures))


def clerk(site: Site, poll: str) -> bytes:
    """A closing signed with the clerk's own key, sent from outside."""
    tally = {"abstain": 0, "no": 0, "yes": 9}
    closing = {
        "ballots": 9,
        "chambers": [],
        "community": site.community,
        "count": "",
        "delegated": {"carried": 0, "cycles": 0, "dead_ends": 0, "too_long": 0},
        "log_root": base64.b64encode(b"\1" * 32).decode(),
        "log_size": 1,
        "outcome": "passed",
        "poll": poll,
        "tally": tally,
        "tests": [],
        "ties": [],
        "winners": [],
    }
    return resealed(site, strict_json.encode(closing), "voting-closed", site.instance.clerk_seed)


def test_each_way_to_get_a_statement_wrong_has_its_code(site: Site, open_vote: tuple[str, str]) -> None:
    before = snapshot(site), quote(site)
    for code, body in bad_ballots(site, *open_vote):
        assert refused(site, body)["code"] == code, body[:300]
    assert (snapshot(site), quote(site)) == before


def test_a_repeated_statement_is_answered_with_its_index(site: Site, open_vote: tuple[str, str]) -> None:
    poll, first = open_vote
    body = ballot(site, poll, prev=first, seq=2)
    accepted = site.client().post("/api/statements", data=body)
    assert accepted.status_code == 201
    before = snapshot(site), quote(site)
    problem = refused(site, body)
    assert (problem["code"], problem["id"]) == ("already_recorded", accepted.json["id"])  # type: ignore[index]
    assert (snapshot(site), quote(site)) == before


def test_refusals_are_in_the_readers_language(site: Site) -> None:
    body = resealed(site, b"{}", "crown-seized")
    answers = {
        language: site.client().post(f"/api/statements?lang={language}", data=body).json["detail"]  # type: ignore[index]
        for language in ("en", "zh-Hans")
    }
    assert answers["en"] == "This kind of statement is not known here."
    assert any("\u4e00" <= character <= "\u9fff" for character in answers["zh-Hans"])


def test_ten_thousand_mutations_change_nothing(site: Site, open_vote: tuple[str, str]) -> None:
    """Bytes of good requests flipped, cut, doubled and swapped, at random but repeatably."""
    poll, first = open_vote
    chance = random.Random(6962)
    title, data = "0" * 64, b'{"salt":"' + b"0" * 32 + b'","text":"x"}'
    seeds = [
        ballot(site, poll, prev=first, seq=2),
        site.sealed("ivo", "award-made", amount=5, reason=title, to=site.people["max"].member),
        b'{"blobs":[' + data + b'],"envelope":' + ballot(site, poll, prev=first, seq=2) + b"}",
    ]
    client, before = site.client(), (snapshot(site), quote(site))
    codes = set()
    for _ in range(MUTATIONS):
        answer = client.post("/api/statements", data=mutated(chance.choice(seeds), chance))
        assert 400 <= answer.status_code < 500, answer.data
        codes.add(json.loads(answer.data)["code"])
    assert {"envelope_malformed", "signature_invalid"} <= codes <= RULES.keys()
    assert (snapshot(site), quote(site)) == before


def mutated(body: bytes, chance: random.Random) -> bytes:
    """The bytes with one thing wrong with them."""
    at, to = sorted(chance.sample(range(len(body)), 2))
    changes = (
        lambda: body[:at] + bytes([body[at] ^ (1 << chance.randrange(8))]) + body[at + 1 :],
        lambda: body[:at] + bytes([(body[at] + chance.randrange(1, 256)) % 256]) + body[at + 1 :],
        lambda: body[:at] + body[to:],
        lambda: body[:to] + body[at:],
        lambda: body[:at] + chance.randbytes(chance.randrange(1, 9)) + body[at:],
        lambda: body[:at],
    )
    changed: bytes = chance.choice(changes)()
    return changed

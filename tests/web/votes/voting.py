"""Stories of proposals and votes on a test site: what members sign until a proposal reaches a stage."""

import json
import secrets
from typing import Any

from govern.protocol.facts import Proposal
from govern.protocol.ids import hash_of
from govern.rules.people.signers import text_blob
from govern.store.projection import Projection
from tests.web.conftest import Site


def blob(text: str) -> bytes:
    """A text blob with a salt of its own."""
    return text_blob(text, secrets.token_hex(16))


def submit(site: Site, name: str, blobs: list[bytes], kind: str, /, **fields: Any) -> str:
    """A statement with its texts, which `fields` name by their hashes; the statement's id."""
    body = b'{"blobs":[' + b",".join(blobs) + b'],"envelope":' + site.sealed(name, kind, **fields) + b"}"
    answer = site.app.test_client().post("/api/statements", data=body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(json.loads(answer.get_data())["id"])


def move(site: Site, title: str = "A bench", body: str = "Under the *limes*.", by: str = "mei") -> str:
    """Someone submits a motion; its id."""
    texts = {"title": title, "body": body}
    return site.say(
        by,
        "proposal-submitted",
        texts,
        kind="motion",
        scope="community",
        topic="",
        effects=[{"effect": "record-resolution"}],
    ).id


def ask_for_money(site: Site, title: str = "The roof", cap: int = 120_000, by: str = "mei", payee: str = "") -> str:
    """Someone submits a spending proposal for Roof & Sons, or for a member; its id."""
    name, purpose, head, body = (blob(text) for text in ("Roof & Sons", "new slates", title, "It leaks."))
    effect = {
        "cap": cap,
        "currency": "EUR",
        "effect": "grant-mandate",
        "expires_days": 90,
        "payee": {"member": site.people[payee].member, "type": "member"}
        if payee
        else {"name": hash_of(name), "type": "outside"},
        "programme": "",
        "purpose": hash_of(purpose),
        "tranches": [],
    }
    fields = {
        "title": hash_of(head),
        "body": hash_of(body),
        "kind": "spending",
        "scope": "community",
        "topic": "",
        "effects": [effect],
    }
    blobs = [purpose, head, body] if payee else [name, purpose, head, body]
    return submit(site, by, blobs, "proposal-submitted", **fields)


def sponsor(site: Site, proposal: str, *names: str) -> None:
    """These members sponsor it."""
    for name in names:
        site.say(name, "proposal-sponsored", proposal=proposal, version=1)


def days_pass(site: Site, days: int) -> None:
    """Time goes by, and the clerk does what has become due."""
    site.clock.advance(days=days)
    site.services.recorder.tick()


def announce(site: Site, proposal: str) -> None:
    """Two members sponsor it, and its review goes by."""
    sponsor(site, proposal, "tao")
    if proposal_of(site, proposal).kind == "spending":
        sponsor(site, proposal, "tess")
    days_pass(site, 1)


def open_vote(site: Site, proposal: str) -> None:
    """It is announced, and its vote opens."""
    announce(site, proposal)
    days_pass(site, 1)


def vote(site: Site, name: str, proposal: str, choice: str, prev: str = "", seq: int = 1) -> str:
    """A ballot; its id."""
    poll = proposal_of(site, proposal).poll
    return site.say(name, "ballot-cast", choice=choice, poll=poll, prev=prev, seq=seq).id


def proposal_of(site: Site, id_: str) -> Proposal:
    """A proposal as the record has it."""
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Proposal, id_)
    assert found is not None
    return found


def give_tokens(site: Site) -> None:
    """Tokens for five members; Mei has 410, so that her square root is 20."""
    for name, amount in (("ada", 100), ("tao", 400), ("tess", 225), ("mei", 410), ("max", 81)):
        site.award(name, amount)

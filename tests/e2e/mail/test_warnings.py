"""The browser detects a lying server on the page where somebody signs, and warns them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from govern.record import checkpoint, note, proof, signing, strict_json
from govern.record.note import Signer
from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.served_vote import ServedVote
from tests.e2e.people.tampering_proxy import Lie, TamperingProxy
from tests.tools.browsers.profiles import Profiles

Lies = dict[str, Lie]


def with_a_false_receipt(served_vote: ServedVote) -> Lies:
    """The answer to an accepted statement proves something else."""
    return {"/api/statements": bend_receipt}


def bend_receipt(body: bytes) -> bytes:
    """One bit of the proof's first hash is turned over."""
    answer = strict_json.decode(body)
    assert isinstance(answer, dict)
    true = proof.parse(str(answer["receipt"]).encode())
    first, *others = true.hashes
    bent = replace(true, hashes=(bytes([first[0] ^ 1]) + first[1:], *others))
    return strict_json.encode(answer | {"receipt": proof.format(bent).decode()})


def with_an_older_record(served_vote: ServedVote) -> Lies:
    """The checkpoint of today is kept for later, when the record has grown."""
    old = served_vote.site.client().get("/log/checkpoint").data
    return {"/log/checkpoint": lambda _: old}


def with_another_key(served_vote: ServedVote) -> Lies:
    """The same record, signed by another log key."""
    origin = served_vote.site.services.recorder.signer(served_vote.site.community).verifier.name
    stranger = Signer(origin, signing.new_seed())
    vkey = note.format_vkey(stranger.verifier).encode() + b"\n"
    return {"/log/checkpoint": partial(sign_again, stranger), "/log/vkey": lambda _: vkey}


def sign_again(stranger: Signer, body: bytes) -> bytes:
    """A checkpoint under another signature."""
    return checkpoint.sign(checkpoint.parse(note.parse(body).text), stranger)


def with_a_rewritten_past(served_vote: ServedVote) -> Lies:
    """A longer record with another root, signed with the server's own key."""
    own = served_vote.site.services.recorder.signer(served_vote.site.community)

    def rewrite(body: bytes) -> bytes:
        true = checkpoint.parse(note.parse(body).text)
        return checkpoint.sign(replace(true, root=bytes(32)), own)

    return {"/log/checkpoint": rewrite}


@pytest.mark.parametrize(
    ("prepare", "code", "recorded"),
    [
        (with_a_false_receipt, "alarm.receipt", True),
        (with_an_older_record, "alarm.rollback", False),
        (with_another_key, "alarm.vkey", False),
        (with_a_rewritten_past, "alarm.fork", False),
    ],
)
def test_a_lie_raises_the_alarm_and_nothing_more_is_signed(
    served_vote: ServedVote,
    proxy: TamperingProxy,
    new_profile: Profiles,
    prepare: Callable[[ServedVote], Lies],
    code: str,
    recorded: bool,
) -> None:
    lies = prepare(served_vote)
    mei = served_vote.seat(new_profile(), "mei")
    mei.vote(served_vote.open, "no", "You vote NO")
    served_vote.site.award("max", 1)
    proxy.lies.update(lies)
    mei.go(f"{served_vote.open}/ballot")
    form = mei.form("ballot-cast")
    form.locator('input[value="yes"]').check()
    form.locator("button:not([form])").click()
    if recorded:
        mei.page.locator('dialog [data-action="sign"]').click()
    expect_alarm(mei, code, served_vote.folder / "evidence.json")
    assert served_vote.ballot("mei") == ((2, "yes") if recorded else (1, "no"))


def expect_alarm(someone: BrowserUser, code: str, evidence: Path) -> None:
    """The banner is on this page and every later one until the evidence is saved and the banner closed."""
    banner = someone.page.locator("body > .alarm")
    for _ in range(2):
        expect(banner).to_have_attribute("data-code", code)
        expect(banner).to_have_attribute("role", "alert")
        expect(someone.page.locator("dialog")).to_have_count(0)
        someone.go("/members")
    assert code in someone.save(banner.locator("a[download]"), evidence).read_text()
    banner.locator("button").click()
    expect(banner).to_have_count(0)

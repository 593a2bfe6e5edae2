"""The key on this device: created in the browser, claimed here, then confirmed; and a member's other keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.actions.people import pending_keys
from govern.protocol.errors import Refused
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.store.facts import members
from govern.store.facts.members import KeyRow, member_with_key
from govern.store.private.accounts import ClaimRow, claim_of
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.errors import problem
from govern.web.frame.services import now, services
from govern.web.pages.api.api import answer
from govern.web.pages.people.waiting import WaitingStage, waiting
from govern.web.prose.fingerprints import fingerprint
from govern.web.words.mail.trouble import mail_words

pages = Blueprint("device", __name__, url_prefix="/device")


@dataclass(frozen=True)
class ShownKey:
    """A member's key with its fingerprint; `state` is `living`, `waiting` or `ended`."""

    key: KeyRow
    print: str
    state: str


@dataclass(frozen=True)
class DevicePage:
    """The state of the reader's key, and their keys in the record."""

    state: str | str | str | str
    wait: WaitingStage | None
    claim: ClaimRow | None
    print: str
    keys: Sequence[ShownKey]
    living: Sequence[str]


def kept(rows: list[KeyRow], at: int) -> list[ShownKey]:
    """A member's keys with their states at a time, valid ones first."""
    living = {key.keyid for key in members.living_keys(rows, at)}

    def state(key: KeyRow) -> str:
        if key.keyid in living:
            return "living"
        return "waiting" if key.starts_at > at and not key.ended_at else "ended"

    order = ("living", "waiting", "ended")
    found = [ShownKey(key, fingerprint(key.public_key), state(key)) for key in rows]
    return sorted(found, key=lambda one: order.index(one.state))


@pages.get("")
@allow("account")
def device() -> str:
    """Create a key, restore one from its backup, or see its progress; and a member's keys, to revoke."""
    return render_template("signing_in/device/device.html", page=_read_device(db.session(), current_user))


def _read_device(session: Session, reader: Reader) -> DevicePage:
    claim = _waiting(session, reader)
    own = kept(list(members.keys_of(session, reader.member_id)), now()) if reader.is_member else []
    open_ = claim is not None and not claim.declined_at
    return DevicePage(
        state="waiting" if open_ else "declined" if claim else "enrolled" if reader.is_member else "none",
        wait=waiting(session, reader),
        claim=claim if open_ else None,
        print=fingerprint(claim.public_key) if claim is not None else "",
        keys=own,
        living=[one.key.public_key for one in own if one.state == "living"],
    )


def _waiting(session: Session, reader: Reader) -> ClaimRow | None:
    """The person's last created key, unless it is in the record."""
    claim = claim_of(session, reader.member_id)
    if claim is None or member_with_key(session, claim.public_key):
        return None
    return claim


@pages.post("/claim")
@allow("account")
def claim() -> Response:
    """Accept the proof of possession of a key: `{"claim":<envelope>}`."""
    community = services().community()
    if community is None:
        abort(404)
    try:
        with private_write() as writing:
            pending_keys.submit(writing, current_user.member_id, _claim(request.get_data()), community.id, now())
    except Refused as refused:
        return problem(refused)
    return answer({"state": "waiting"}, 201)


def _claim(body: bytes) -> object:
    try:
        value = strict_json.decode(body)
    except RecordError as error:
        raise Refused("claim_invalid", field="claim") from error
    if not isinstance(value, dict) or value.keys() != {"claim"}:
        raise Refused("claim_invalid", field="claim")
    return value["claim"]


@pages.context_processor
def _words() -> dict[str, object]:
    return {**mail_words()}

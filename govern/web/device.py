"""The key on this device: made in the browser, claimed here, then confirmed by a registrar."""

from flask import Blueprint, Response, abort, render_template, request
from flask_login import current_user

from govern.actions import claims
from govern.domain.errors import Refused
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.store.accounts import ClaimRow
from govern.web.api import answer
from govern.web.database import db, private_write
from govern.web.errors import problem
from govern.web.fingerprints import fingerprint
from govern.web.security import allow
from govern.web.services import now, services

pages = Blueprint("device", __name__, url_prefix="/device")


@pages.get("")
@allow("account")
def device() -> str:
    """Make a key, bring one here from its backup, or see how far it has come."""
    claim = None if current_user.is_member else db.session.get(ClaimRow, current_user.member_id)
    waiting = claim is not None and not claim.declined_at
    return render_template(
        "device/device.html",
        state="enrolled" if current_user.is_member else "waiting" if waiting else "declined" if claim else "none",
        claimed=claim.public_key if claim is not None and waiting else "",
        print=fingerprint(current_user.public_key) if current_user.public_key else "",
    )


@pages.post("/claim")
@allow("account")
def claim() -> Response:
    """Takes the proof that the person holds a key: `{"claim":<envelope>}`."""
    community = services().community()
    if community is None:
        abort(404)
    try:
        with private_write() as writing:
            claims.submit(writing, current_user.member_id, _claim(request.get_data()), community.id, now())
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

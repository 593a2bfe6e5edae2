"""Sign-in with the key on a device: the signature of a challenge starts a session."""

from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, request, session
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from govern.actions.people.attempts import Limit, TooManyAttempts
from govern.actions.signing_in import guessing, key_proofs
from govern.actions.signing_in.key_proofs import ProofRefused
from govern.protocol.units import MINUTE
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.record.strict_json import Json
from govern.store.private.accounts import user_of
from govern.web.frame.access.rate_limit import address, count_failure, guard, retry_after
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.errors import too_early
from govern.web.frame.language import way_back
from govern.web.frame.services import now, services
from govern.web.pages.signing_in import sessions

pages = Blueprint("key_sign_in", __name__, url_prefix="/sign-in/key")
CHALLENGES: Final = Limit("key-challenge-address", 60, 15 * MINUTE)
OWN_NAMES: Final = ("localhost", "127.0.0.1")


@pages.errorhandler(TooManyAttempts)
def too_many(error: TooManyAttempts) -> Response:
    """A problem document with the time to wait."""
    answer = _problem("too_many_attempts", too_early(error.until), 429)
    answer.headers.update(retry_after(error.until))
    return answer


@pages.post("/challenge")
@allow("stranger")
def challenge() -> Response:
    """Create a challenge for this browser."""
    guard(CHALLENGES, address())
    with private_write() as writing:
        nonce = key_proofs.challenge(writing, now())
    session["key_challenge"] = nonce
    return _json({"nonce": nonce})


@pages.post("")
@allow("stranger")
def prove() -> Response:
    """Accept `{"keep":<bool>,"proof":<envelope>}` and start a session; every answer uses the challenge up."""
    where = way_back()
    try:
        proof, keep = _read(request.get_data())
        account, password = _account_of(db.session(), proof)
    except ProofRefused as refused:
        count_failure(guessing.KEY_PROOF)
        return _problem(refused.code, _sentence(refused.code), 422)
    if not sessions.begin(account, password, keep=keep, by_key=True):
        return _problem("account_closed", _sentence("account_closed"), 422)
    return _json({"next": where})


def _read(body: bytes) -> tuple[object, bool]:
    try:
        value = strict_json.decode(body)
    except RecordError as error:
        raise ProofRefused("proof_invalid") from error
    if not isinstance(value, dict) or value.keys() != {"keep", "proof"} or not isinstance(value["keep"], bool):
        raise ProofRefused("proof_invalid")
    return value["proof"], value["keep"]


def _account_of(database: Session, proof: object) -> tuple[int, str]:
    """The signer's account and its password hash; raises ProofRefused."""
    nonce = str(session.pop("key_challenge", ""))
    with private_write() as writing:
        is_open = key_proofs.use_up(writing, nonce, now())
    community = services().community()
    if not is_open or community is None:
        raise ProofRefused("challenge_over")
    member = key_proofs.check(database, proof, community.id, nonce, _is_our_origin, now())
    user = user_of(database, member)
    if user is None:
        raise ProofRefused("key_unknown")
    if user.disabled_at:
        raise ProofRefused("account_closed")
    return user.id, user.password


def _is_our_origin(origin: str) -> bool:
    """Whether the signature was requested by this site, by the settings and not by the request's host."""
    instance = services().instance
    ours = urlsplit(instance.url)
    if origin in (f"{ours.scheme}://{ours.netloc}", f"https://{instance.origin_name}"):
        return True
    here = urlsplit(origin)
    return not instance.https and origin == f"http://{request.host}" and here.hostname in OWN_NAMES


def _sentence(code: str) -> str:
    sentences = {
        "proof_invalid": _("This signature does not fit. Reload the page and try again."),
        "challenge_over": _("It took too long, or was sent twice. Try again."),
        "key_unknown": _("The community does not know this key, or it has ended. Sign in with your password."),
        "account_closed": _("This account is closed. An administrator can open it again."),
    }
    return str(sentences[code])


def _problem(code: str, detail: str, status: int) -> Response:
    value: Json = {"code": code, "detail": detail, "status": status, "title": detail, "type": "about:blank"}
    return Response(strict_json.encode(value), status, content_type="application/problem+json")


def _json(value: Json) -> Response:
    response = Response(strict_json.encode(value), content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response

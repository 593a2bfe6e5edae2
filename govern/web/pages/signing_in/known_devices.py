"""Known devices: a signed cookie that distinguishes an account's owner from people who guess."""

import secrets
from typing import Final

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

COOKIE: Final = "known_device"
YEAR: Final = 365 * 24 * 3600
MOST: Final = 10  # accounts that one device remembers


def number_for(account: int) -> str:
    """The id of this device for an account; empty for an unknown device."""
    return _numbers().get(str(account), "")


def remember(account: int) -> None:
    """Mark the device as known to an account, with the answer to this request."""
    numbers = _numbers()
    known = numbers.pop(str(account), "") or secrets.token_hex(16)
    kept = [*numbers.items()][-MOST + 1 :]
    value = str(_serializer().dumps([*kept, (str(account), known)]))

    @after_this_request
    def send(response: Response) -> Response:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(COOKIE, value, max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
        return response


def _numbers() -> dict[str, str]:
    """The ids in the cookie by account, latest last."""
    try:
        return dict(_serializer().loads(request.cookies.get(COOKIE, "")))
    except BadSignature:
        return {}


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="known-device")

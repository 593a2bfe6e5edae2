"""Devices that signed in before: a signed cookie by which an account's owner is told from people who guess."""

import secrets
from typing import Final

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

COOKIE: Final = "known_device"
YEAR: Final = 365 * 24 * 3600
MOST: Final = 10  # accounts that one device remembers


def number_for(account: int) -> str:
    """The number by which this device is known to an account; empty for a device that never signed in to it."""
    return _numbers().get(str(account), "")


def remember(account: int) -> None:
    """Lets the answer to this request make the device known to an account."""
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
    """The numbers in the cookie by account, the latest at the end."""
    try:
        return dict(_serializer().loads(request.cookies.get(COOKIE, "")))
    except BadSignature:
        return {}


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="known-device")

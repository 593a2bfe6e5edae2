"""Error answers: a page for people, a problem document (RFC 9457) for programs."""

import sys
from http import HTTPStatus

from flask import Blueprint, Response, current_app, render_template
from flask_babel import format_decimal
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from govern.actions.people.attempts import TooManyAttempts
from govern.actions.writing.failures import StatementUnrecorded
from govern.actions.writing.guard import RecordBehind
from govern.actions.writing.limits import IntakeRefused, StatementsTooFrequent
from govern.actions.writing.submissions import NulCharacterError
from govern.protocol.errors import Refused
from govern.record import strict_json
from govern.store.outages import is_database_outage
from govern.web.frame import outage
from govern.web.frame.access.hostile import NUL, UnacceptableRequest
from govern.web.frame.access.rate_limit import retry_after, wait_words
from govern.web.frame.access.security import for_programs
from govern.web.frame.days import DAY, MONTH, day_words, month_words
from govern.web.frame.gettext import ngettext
from govern.web.frame.language import gap
from govern.web.frame.parameters import UNKNOWN, BadParameter

pages = Blueprint("errors", __name__)
CONFLICTS = {"already_recorded", "ballot_sequence", "log_unknown"}


def sentence(refused: Refused) -> str:
    """The refusal in the reader's language."""
    details = {name: _readable(value) for name, value in refused.details.items()}
    return str(_(refused.template) % details)


def _readable(value: object) -> object:
    if not isinstance(value, str) or value == "":
        return value
    if DAY.fullmatch(value):
        return day_words(value)
    return month_words(value) if MONTH.fullmatch(value) else _(value)


def problem(refused: Refused) -> Response:
    """A problem document with the refusal's code, rule and sentence."""
    status = HTTPStatus.CONFLICT if refused.code in CONFLICTS else HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(refused, IntakeRefused):
        return _not_taken(refused)
    if refused.code == "statement_too_large":
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    value: dict[str, str | int] = {
        "code": refused.code,
        "detail": sentence(refused),
        "rule": refused.rule,
        "status": int(status),
        "title": _("Refused by rule %(rule)s", rule=refused.rule),
        "type": f"/check#rule-{refused.rule}",
    }
    for name in ("field", "id"):
        if isinstance(refused.details.get(name), str):
            value[name] = str(refused.details[name])
    return _problem_response(value, status)


def _not_taken(refused: IntakeRefused) -> Response:
    """A problem document of intake, without a rule; with Retry-After if waiting helps."""
    if isinstance(refused, StatementsTooFrequent):
        title, detail, status = _("Too many statements"), _often(refused), HTTPStatus.TOO_MANY_REQUESTS
    else:
        numbers = {name: format_decimal(one) if isinstance(one, int) else one for name, one in refused.details.items()}
        detail = _(refused.template) % numbers
        title, status = _("Too long"), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    value: dict[str, str | int] = {"code": refused.code, "detail": detail, "status": int(status), "title": title}
    if isinstance(refused.details.get("field"), str):
        value["field"] = str(refused.details["field"])
    response = _problem_response(value | {"type": "about:blank"}, status)
    if isinstance(refused, StatementsTooFrequent):
        response.headers["Retry-After"] = str(refused.wait)
    return response


def _often(refused: StatementsTooFrequent) -> str:
    """Advice for a sender above the rate limit, with the time to wait."""
    if refused.wait < 60:
        when = ngettext("Send it again in %(num)s second.", "Send it again in %(num)s seconds.", refused.wait)
    else:
        when = ngettext("Send it again in %(num)s minute.", "Send it again in %(num)s minutes.", -(-refused.wait // 60))
    return f"{sentence(refused)}{gap()}{when}"


@pages.app_errorhandler(BadParameter)
def bad_parameter(error: BadParameter) -> Response:
    """A parameter of an API address is invalid."""
    detail = _(error.template) % error.values
    value: dict[str, str | int] = {
        "code": "parameter_unknown" if error.template == UNKNOWN else "parameter_invalid",
        "detail": detail,
        "parameter": error.name,
        "status": 400,
        "title": _("A parameter cannot be taken"),
        "type": "about:blank",
    }
    return _problem_response(value, 400)


def _page(title: str, detail: str, status: int = 0, *, rule: str = "", code: str = "") -> str:
    """The error page, in the usual frame if the database is available.

    A refusal names its `rule` and its `code`.
    """
    if not outage.is_given_up():
        try:
            return render_template(
                "errors/problem.html", title=title, detail=detail, status=status, rule=rule, code=code
            )
        except SQLAlchemyError:
            outage.give_up_database()
    return outage.bare_page(title, detail)


def _problem_response(value: dict[str, str | int], status: int) -> Response:
    return Response(strict_json.encode(value), status, content_type="application/problem+json")


@pages.app_errorhandler(Refused)
def refused(error: Refused) -> Response | tuple[str, int]:
    """A rule refused the act."""
    if for_programs():
        return problem(error)
    return _page(_("That is not possible"), sentence(error), rule=error.rule, code=error.code), 422


@pages.app_errorhandler(RecordBehind)
def behind(error: RecordBehind) -> Response | tuple[str, int]:
    """The database is older than the last published checkpoint: nothing can be added."""
    current_app.logger.error("%s", error)
    detail = _("The record cannot be continued at the moment; the administrator has to restore the newest database.")
    if for_programs():
        value: dict[str, str | int] = {"code": "record_behind", "detail": detail, "status": 503, "title": detail}
        return _problem_response(value | {"type": "about:blank"}, 503)
    return _page(_("The record cannot be added to just now"), detail), 503


@pages.app_errorhandler(SQLAlchemyError)
def database_failed(error: SQLAlchemyError) -> Response | tuple[str, int, dict[str, str]]:
    """The database is unavailable; or the program sent it an invalid command."""
    if not is_database_outage(error):
        current_app.log_exception(sys.exc_info())
        outage.give_back_connection()
        return failed(InternalServerError())
    outage.give_up_database()
    current_app.logger.error("The database cannot be used: %s", str(error).partition("\n")[0])
    title, detail = outage.message()
    headers = {"Retry-After": str(outage.RETRY_SECONDS)}
    if not for_programs():
        return _page(title, detail), 503, headers
    value: dict[str, str | int] = {"code": "database_away", "detail": detail, "status": 503, "title": title}
    response = _problem_response(value | {"recorded": "unknown", "type": "about:blank"}, 503)
    response.headers.extend(headers)
    return response


@pages.app_errorhandler(NulCharacterError)
def has_nul(error: NulCharacterError) -> Response | tuple[str, int, dict[str, str]]:
    """A statement with U+0000, which the database cannot store."""
    del error
    return failed(UnacceptableRequest("nul", NUL))


@pages.app_errorhandler(StatementUnrecorded)
def unrecorded(error: StatementUnrecorded) -> Response | tuple[str, int, dict[str, str]]:
    """The server cannot record now, or cannot give a receipt; the sender can repeat the request."""
    title, detail = _("The record cannot be added to just now"), _unrecorded(error.code)
    headers = {"Retry-After": str(error.retry_seconds)}
    if for_programs():
        value: dict[str, str | int] = {"code": error.code, "detail": detail, "status": 503, "title": title}
        recorded = "unknown" if error.may_be_recorded else "no"
        response = _problem_response(value | {"recorded": recorded, "type": "about:blank"}, 503)
        response.headers.extend(headers)
        return response
    return _page(title, detail), 503, headers


def _unrecorded(code: str) -> str:
    sentences = {
        "write_failed": _(
            "The server could not write to its database. Your statement may have been recorded; send the same again. "
            "It is recorded once at most."
        ),
        "checkpoint_not_kept": _(
            "The server could not keep its newest checkpoint, so it gives out no receipt. Your statement may have been "
            "recorded; send the same again. It is recorded once at most."
        ),
        "clock_unconfirmed": _(
            "The server's clock moved on by days at once. Nothing is recorded until an administrator has confirmed it. "
            "Send the same again later."
        ),
    }
    return str(sentences[code])


@pages.app_errorhandler(TooManyAttempts)
def too_many(error: TooManyAttempts) -> Response | tuple[str, int, dict[str, str]]:
    """A rate limit is exceeded."""
    title, detail = _("Too many attempts"), too_early(error.until)
    if for_programs():
        value: dict[str, str | int] = {"code": "too_many_attempts", "detail": detail, "status": 429, "title": title}
        answer = _problem_response(value | {"type": "about:blank"}, 429)
        answer.headers.update(retry_after(error.until))
        return answer
    page = _page(title, detail, 429)
    return page, 429, retry_after(error.until)


def too_early(until: int) -> str:
    """The sentence for an exceeded rate limit: how long to wait."""
    return str(_("This was tried too often, so it has to rest. Try again in %(wait)s.", wait=wait_words(until)))


@pages.app_errorhandler(HTTPException)
def failed(error: HTTPException) -> Response | tuple[str, int, dict[str, str]]:
    """A page that does not exist, is not allowed for this person, or failed."""
    status = error.code or 500
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, SQLAlchemyError) and is_database_outage(cause):  # raised in a step without its own handlers
        return database_failed(cause)
    if isinstance(error, UnacceptableRequest):
        return _unacceptable(error)
    title, detail = _message(status)
    if for_programs():
        value: dict[str, str | int] = {"code": f"http_{status}", "detail": detail, "status": status, "title": title}
        response = _problem_response(value | {"type": "about:blank"}, status)
        response.headers.extend(_allowed(error))
        return response
    return _page(title, detail, status), status, _allowed(error)


def _unacceptable(error: UnacceptableRequest) -> Response | tuple[str, int, dict[str, str]]:
    """A request refused before any use of the database, even for the reader's language."""
    outage.give_up_database()
    title, detail = _("This request cannot be taken"), _(error.template)
    if not for_programs():
        return outage.bare_page(title, detail), 400, {}
    value: dict[str, str | int] = {"code": error.reason, "detail": detail, "status": 400, "title": title}
    return _problem_response(value | {"type": "about:blank"}, 400)


def _allowed(error: HTTPException) -> dict[str, str]:
    """The Allow header with the methods of an address, after a wrong method."""
    methods = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return {"Allow": ", ".join(sorted(methods))} if methods else {}


def _message(status: int) -> tuple[str, str]:
    sentences = {
        400: (_("This form was out of date"), _("Go back, reload the page and send it again; nothing was changed.")),
        401: (_("Not open to you"), _("The record is open to members, and to auditors with an access key.")),
        403: (_("Not open to you"), _("This page is for others, or for people who have signed in.")),
        404: (_("There is nothing here"), _("The address may be mistyped, or what it named never existed.")),
        405: (_("Not possible here"), _("This address does not accept that.")),
        413: (_("Too large"), _("What was sent is larger than this server accepts.")),
        429: (_("Too many attempts"), _("Wait a few minutes and try again.")),
    }
    unexpected = (_("Something went wrong"), _("It is our fault, not yours. Nothing was half done. Try again later."))
    return sentences.get(status, unexpected)

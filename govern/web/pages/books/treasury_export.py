"""Exports of the books: Beancount, hledger, CSV and a workbook."""

import tempfile
from collections.abc import Iterator
from typing import IO, Final

from flask import Blueprint, Response, abort, render_template

from govern.actions.money import ledger_export
from govern.actions.money.ledger_export import ExportWords
from govern.rules.treasury.ledger_files import ENDINGS
from govern.web.frame.access.security import allow
from govern.web.frame.gettext import _
from govern.web.frame.services import services

pages = Blueprint("treasury_export", __name__, url_prefix="/treasury/export")
TYPES: Final = {
    "beancount": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ledger": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CHUNK: Final = 1 << 16


@pages.get("")
@allow("anyone")
def index() -> str:
    """The downloads, and the purpose of each."""
    return render_template("books/export.html")


@pages.get("/<format_>")
@allow("anyone")
def download(format_: str) -> Response:
    """The books in a format, streamed."""
    if format_ not in ENDINGS:
        abort(404)
    words = ExportWords(withheld=_("(text withheld)"))
    engine = services().free_engine()
    body: Iterator[str | bytes]
    if format_ == "xlsx":
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed after reading
        ledger_export.write_xlsx(engine, file, words)
        file.seek(0)
        body = _pieces(file)
    else:
        body = _gathered(ledger_export.text_of(engine, format_, words))
    response = Response(body, content_type=TYPES[format_])
    response.headers["Content-Disposition"] = f'attachment; filename="treasury.{ENDINGS[format_]}"'
    return response


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece


def _gathered(pieces: Iterator[str]) -> Iterator[bytes]:
    """Join small pieces into chunks of a useful size."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()

"""Attachments of money statements: uploaded by members, readable by treasurers and the uploader."""

import re
from io import BytesIO
from typing import Final

from flask import Blueprint, Response, abort, jsonify, request, send_file
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.actions.money import attachments
from govern.actions.money.attachments import AttachmentRefused
from govern.actions.people.encryption import SealBroken
from govern.store.private.attachments import AttachmentRow, find, named
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow, takes_up_to
from govern.web.frame.database import db, private_write
from govern.web.frame.gettext import _
from govern.web.frame.services import now, services

pages = Blueprint("attachments", __name__, url_prefix="/treasury/files")
HASH: Final = re.compile(r"[0-9a-f]{64}")
ROOM: Final = 64 * 1024  # for the form around a file
ListedFile = tuple[str, AttachmentRow | None, bool]  # its hash, what is known of it, and whether the reader may have it


@pages.post("")
@allow("member")
@takes_up_to(attachments.LARGEST + ROOM)
def upload() -> tuple[Response, int]:
    """Store a file; answers with its SHA-256 for a statement, or with an error."""
    sent = request.files.get("file")
    if sent is None:
        return _refused("empty")
    with sent.stream as stream:
        data = stream.read(attachments.LARGEST + 1)
    instance = services().instance
    try:
        with private_write() as writing:
            row = attachments.keep(writing, instance, data, sent.filename or "", current_user.member_id, now())
            return jsonify(sha256=row.sha256, name=row.name, size=row.size), 201
    except AttachmentRefused as bad:
        return _refused(bad.code)


def _refused(code: str) -> tuple[Response, int]:
    sentences = {
        "empty": _("The file is empty."),
        "large": _("The file is larger than 5 MB. Scan it with fewer dots, or divide it."),
        "kind": _("Only PDF, PNG and JPEG files are taken."),
        "many": _("You have uploaded 50 files within a day. Go on tomorrow."),
    }
    return jsonify(code=f"file_{code}", detail=sentences[code]), 413 if code == "large" else 422


@pages.get("/<sha256>")
@allow("member")
def download(sha256: str) -> Response:
    """A file as a download, never displayed in the page."""
    row = find(db.session(), sha256) if HASH.fullmatch(sha256) else None
    if row is None:
        abort(404)
    if not may_read(row, current_user):
        abort(403)
    try:
        data = attachments.read(services().instance, sha256)
    except (FileNotFoundError, SealBroken):
        abort(404)
    # Encodes non-Latin names by RFC 6266.
    answer = send_file(BytesIO(data), mimetype=row.media_type, as_attachment=True, download_name=row.name, etag=False)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def may_read(row: AttachmentRow, reader: Reader) -> bool:
    """Whether the reader may get a file: invoices contain addresses and bank details.

    True for treasurers, administrators, arbiters, and the uploader.
    """
    return row.uploaded_by == reader.member_id or bool(reader.roles & {"treasurer", "administrator", "arbiter"})


def listed(session: Session, hashes: list[str], reader: Reader) -> list[ListedFile]:
    """The files named by a statement: hash, the file's row if stored here, and whether the reader may get it."""
    known = named(session, hashes)
    return [(one, known.get(one), one in known and reader.is_member and may_read(known[one], reader)) for one in hashes]

"""The API for programs: community, receipts and proofs. The endpoint of statements is in `statements_endpoint.py`."""

import base64
from typing import Any

from flask import Blueprint, Response, abort, request
from sqlalchemy.orm import Session

from govern.actions.writing.failures import StatementUnrecorded
from govern.record import envelope, leaf, note, proof, strict_json
from govern.record.proof import Proof
from govern.record.tree import Tree
from govern.store.record import leaves, log
from govern.store.record.log import LeafRow
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.parameters import check_parameters, takes
from govern.web.frame.services import services
from govern.web.pages.api.lists import LARGEST_ITEM

api = Blueprint("api", __name__, url_prefix="/api")
check_parameters(api)


def answer(value: Any, status: int = 200) -> Response:
    """A strict-JSON answer; it may be larger than hashed or signed values."""
    return Response(strict_json.encode(value, LARGEST_ITEM), status, content_type="application/json")


@api.get("/community")
@allow("anyone")
def community() -> Response:
    """The community's id, the record's origin, verifier key and size, and the number of the rulebook in force."""
    found = services()
    one, head = found.community(), found.log_head()
    if one is None or head is None:
        abort(404)
    verifier = found.recorder.signer(one.id).verifier
    return answer(
        {
            "community": one.id,
            "log_root": base64.b64encode(head.root).decode(),
            "log_size": head.size,
            "members": one.members,
            "name": one.name,
            "origin": verifier.name,
            "rulebook": one.rulebook,
            "vkey": note.format_vkey(verifier),
        }
    )


@api.get("/consistency")
@allow("anyone")
@takes("old", "new")
def consistency() -> Response:
    """The proof that the record of `new` leaves continues that of `old`."""
    old, new = _size("old"), _size("new")
    with services().reading() as connection:
        head = services().given_head()
        if head is None or not 0 <= old <= new <= head.size:
            abort(404)
        hashes = Tree(log.TileTable(connection), head.size).consistency_proof(old, new)
    return answer({"new": new, "old": old, "proof": [base64.b64encode(one).decode() for one in hashes]})


def _size(name: str) -> int:
    raw = request.args.get(name, "")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 15:
        abort(404)
    return int(raw)


@api.get("/statements/<id_>")
@allow("anyone")
def statement(id_: str) -> Response:
    """A recorded statement: its leaf index, time and envelope."""
    row = _row(db.session(), id_)
    return answer({"at": row.at, "id": row.id, "index": row.index, "kind": row.kind, "leaf": _leaf(row.data)})


@api.get("/statements/<id_>/receipt")
@allow("anyone")
def receipt(id_: str) -> Response:
    """A fresh receipt for a recorded statement, by the newest checkpoint."""
    row = _row(db.session(), id_)
    with services().reading() as connection:
        head = services().given_head()
        if head is None or row.index >= head.size:
            raise StatementUnrecorded("checkpoint_not_kept")  # it is in the database, but no receipt may be sent
        hashes = Tree(log.TileTable(connection), head.size).inclusion_proof(row.index)
    text = proof.format(Proof(row.index, hashes, head.text)).decode()
    value = {"at": row.at, "envelope": _leaf(row.data)["envelope"], "id": row.id, "index": row.index, "receipt": text}
    return answer(value)


def _row(session: Session, id_: str) -> LeafRow:
    row = leaves.row_of(session, id_)
    if row is None:
        abort(404)
    return row


def _leaf(data: bytes) -> dict[str, Any]:
    found = leaf.parse(data)
    return {"at": found.at, "envelope": envelope.to_value(found.envelope)}

"""The public record for people: search, and each leaf in words with its proof."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from govern.actions.writing.failures import StatementUnrecorded
from govern.record import merkle, proof
from govern.record.proof import Proof
from govern.record.tree import Tree
from govern.rules.statements import VERSIONS
from govern.store.paging import Page, read_cursor
from govern.store.record import leaves, log
from govern.store.record.leaves import StatementFilter, StatementRef
from govern.store.record.log import Head
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.plain_json import readable
from govern.web.frame.services import services
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.statement_pages import page_of
from govern.web.words.statements.statement_sentences import SIGNED_BY_CLERK, sentence, statement_words
from govern.web.words.statements.statement_subjects import remember

pages = Blueprint("record", __name__, url_prefix="/record")
KINDS: Final = tuple(VERSIONS)
HEX: Final = re.compile(r"[0-9a-f]{6,64}")
MEMBER: Final = re.compile(r"m_[0-9a-f]{24}")
REFERENCES: Final = ("proposal", "poll", "prev", "award", "mandate", "disbursement")


@dataclass(frozen=True)
class RecordPage:
    """The results of a search for statements."""

    statements: Page[StatementRef]
    asked: str
    kind: str
    kinds: Sequence[tuple[str, str]]
    head: Head | None


@dataclass(frozen=True)
class ProvedLeaf:
    """A leaf with the proof that it is in the record."""

    said: StatementRef
    leaf_hash: str
    hashes: tuple[bytes, ...]
    checkpoint: str
    size: int
    receipt: bytes


@dataclass(frozen=True)
class RecordEntryPage:
    """One entry of the record in words and in bytes, with its proof of inclusion."""

    proved: ProvedLeaf
    said: StatementRef
    follows: Sequence[StatementRef]
    texts: Sequence[str]
    payload: str
    envelope: str
    clerk: bool


@pages.get("")
@allow("anyone")
def index() -> str | AnyResponse:
    """The newest statements, or the search results."""
    asked = request.args.get("q", "").strip()
    place = asked.lstrip("#").replace(",", "")
    head = services().log_head()
    if place.isascii() and place.isdigit() and head is not None and len(place) < 16 and int(place) < head.size:
        return redirect(url_for("record.show", index=int(place)))
    kind = request.args.get("kind", "") if request.args.get("kind", "") in KINDS else ""
    where = read_cursor(request.args.get("older", ""), request.args.get("newer", ""), int)
    found = leaves.page(db.session(), _criteria(db.session(), asked.lower(), kind), where)
    remember(said.payload for said in found.items)
    return render_template(
        "record/index.html",
        page=RecordPage(
            statements=found,
            asked=asked,
            kind=kind,
            kinds=_kinds(),
            head=head,
        ),
    )


def _criteria(session: Session, asked: str, kind: str) -> StatementFilter:
    if not asked:
        return StatementFilter(kind)
    if HEX.fullmatch(asked):
        return StatementFilter(kind, id_prefix=asked)
    if MEMBER.fullmatch(asked):
        return StatementFilter(kind, members=(asked,))
    named = leaves.members_named(session, asked) if may_know_names() else ()
    return StatementFilter(kind, members=named)


def _kinds() -> list[tuple[str, str]]:
    return [(kind, statement_words(kind)) for kind in KINDS]


@pages.context_processor
def _words() -> dict[str, object]:
    return {"sentence": sentence, "statement_words": statement_words, "page_of": page_of}


@pages.get("/<int:index>")
@allow("anyone")
def show(index: int) -> str:
    """One leaf in words and in bytes."""
    return render_template("record/show.html", page=_read_record_entry(db.session(), index))


def _read_record_entry(session: Session, index: int) -> RecordEntryPage:
    proved = _proved(session, index)
    said = proved.said
    named = leaves.texts_of(session, index)
    follows = leaves.with_ids(session, [said.payload[name] for name in REFERENCES if said.payload.get(name)])
    remember(one.payload for one in (said, *follows))
    remember_texts(named)
    return RecordEntryPage(
        proved=proved,
        said=said,
        follows=follows,
        texts=named,
        payload=readable(said.payload),
        envelope=readable(leaves.envelope_of(said)),
        clerk=said.kind in SIGNED_BY_CLERK,
    )


@pages.get("/<int:index>/receipt")
@allow("anyone")
def receipt(index: int) -> Response:
    """The receipt of a leaf by the newest checkpoint, as a C2SP tlog-proof file."""
    proved = _proved(db.session(), index)
    response = Response(proved.receipt, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="receipt-{index}.tlog-proof.txt"'
    return response


@pages.get("/<int:index>/leaf")
@allow("anyone")
def leaf_data(index: int) -> Response:
    """The bytes of a leaf, exactly as hashed."""
    said = _said(db.session(), index)
    response = Response(said.data, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="leaf-{index}.json"'
    return response


def _said(session: Session, index: int) -> StatementRef:
    said = leaves.at_index(session, index) if index < 2**53 else None
    if said is None:
        abort(404)
    return said


def _proved(session: Session, index: int) -> ProvedLeaf:
    said = _said(session, index)
    with services().reading() as connection:
        head = services().given_head()
        if head is None or index >= head.size:
            raise StatementUnrecorded("checkpoint_not_kept")  # it is in the database, but no receipt may be sent
        hashes = tuple(Tree(log.TileTable(connection), head.size).inclusion_proof(index))
    text = proof.format(Proof(index, hashes, head.text))
    return ProvedLeaf(said, merkle.leaf_hash(said.data).hex(), hashes, head.text.decode(), head.size, text)

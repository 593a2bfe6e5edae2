"""The guide to verifying the record, for auditors and anybody who does not want to trust this server."""

import base64
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, abort, render_template, send_file

from govern import paths
from govern.actions.record.bundle_cache import ready_bundle
from govern.protocol.errors import RULES
from govern.record import note, signing
from govern.verify.findings import CHECKS
from govern.web.frame.access.security import allow
from govern.web.frame.gettext import _
from govern.web.frame.services import now, services
from govern.web.pages.record.security_guarantees import Promise, promises
from govern.web.prose.specification import Part, Specification, specification

pages = Blueprint("check", __name__)


Address = tuple[str, str, str]


@dataclass(frozen=True)
class NumberedRule:
    """A rule's number and its sentences."""

    number: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class CheckPage:
    """The guide to verification: promises, chapters of the specification, and the server's key."""

    promises: Sequence[Promise]
    chapters: Sequence[tuple[str, Sequence[NumberedRule]]]
    address: str
    vkey: str
    fingerprint: str  # of that key


@dataclass(frozen=True)
class SpecificationPage:
    """A part of the specification, and the names of all parts."""

    part: Part
    specification: Specification
    names: Mapping[str, str]


@dataclass(frozen=True)
class ProgramsPage:
    """The interface for programs: addresses by subject, each with its method and purpose."""

    address: str
    statements: Sequence[Address]
    facts: Sequence[Address]
    money: Sequence[Address]
    files: Sequence[Address]


@pages.get("/check")
@allow("anyone")
def index() -> str:
    """The guide to verification: promises, chapters of the specification, and the server's key."""
    page = CheckPage(promises(), _chapters(), _address(), *_key())
    return render_template("record/check/index.html", page=page)


def _address() -> str:
    return services().instance.url


def _key() -> tuple[str, str]:
    """The verifier key of the record, and its fingerprint in groups; empty before the founding."""
    community = services().community()
    if community is None:
        return "", ""
    verifier = services().recorder.signer(community.id).verifier
    digest = signing.key_id(base64.b64decode(community.log_key))
    groups = [digest[start : start + 4] for start in range(0, len(digest), 4)]
    return note.format_vkey(verifier), " ".join(groups)


def _chapters() -> list[tuple[str, list[NumberedRule]]]:
    """All rules by their chapter, in the order of their numbers."""
    names = {
        "1": _("Statements"),
        "2": _("People, keys and roles"),
        "3": _("The rulebook"),
        "4": _("Tokens"),
        "5": _("Proposals"),
        "6": _("Votes"),
        "7": _("The treasury"),
        "8": _("The record as a whole"),
        "9": _("The discussion"),
        "10": _("Draws by lot"),
    }
    sentences: dict[str, list[str]] = defaultdict(list)
    for rule in (*RULES.values(), *CHECKS.values()):
        sentences[rule.number].append(_(rule.sentence, **_open_places(rule.sentence)))
    chapters: dict[str, list[NumberedRule]] = {chapter: [] for chapter in names}
    for number in sorted(sentences, key=lambda one: tuple(map(int, one.split(".")))):
        chapters[number.partition(".")[0]].append(NumberedRule(number, tuple(sentences[number])))
    return [(names[chapter], rules) for chapter, rules in chapters.items()]


PLACE: Final = re.compile(r"%\((\w+)\)s")


def _open_places(sentence: str) -> dict[str, str]:
    return dict.fromkeys(PLACE.findall(sentence), "…")


@pages.get("/check/record", defaults={"part": "record"})
@pages.get("/check/protocol", defaults={"part": "protocol"})
@pages.get("/check/rules", defaults={"part": "rules"})
@pages.get("/check/verify", defaults={"part": "verify"})
@allow("anyone")
def specified(part: Part) -> str:
    """A part of the specification, with an anchor for each rule."""
    return render_template(
        "record/check/specification.html",
        page=SpecificationPage(
            part=part,
            specification=specification(part),
            names=_names(),
        ),
    )


def _names() -> dict[str, str]:
    """The parts of the specification, in the order in which they depend on each other."""
    return {
        "record": _("The record"),
        "protocol": _("The protocol"),
        "rules": _("The rules"),
        "verify": _("The verifier"),
    }


@pages.get("/check/bundle.zip")
@allow("anyone")
def bundle() -> Response:
    """The whole record as one file."""
    community = services().community()
    if community is None:
        abort(404)
    file = ready_bundle(services().free_engine(), services().instance, now())
    return send_file(file, mimetype="application/zip", as_attachment=True, download_name="record.zip")


@pages.get("/api")
@allow("anyone")
def programs() -> str:
    """The API for programs."""
    page = ProgramsPage(_address(), _statements(), _facts(), _money(), _files())
    return render_template("record/check/programs.html", page=page)


@pages.get("/api/payloads.schema.json")
@allow("anyone")
def payload_schema() -> Response:
    """The JSON Schema of what statements say."""
    return Response(paths.payload_schema().read_bytes(), mimetype="application/schema+json")


def _statements() -> list[Address]:
    """Addresses of statements."""
    return [
        ("POST", "/api/statements", _("Takes a signed statement; answers with its place and a receipt.")),
        ("GET", "/api/payloads.schema.json", _("The JSON Schema of what each type of statement says.")),
        ("GET", "/api/statements/<id>", _("A recorded statement with its place and moment.")),
        ("GET", "/api/statements/<id>/receipt", _("A fresh receipt for it, by today's checkpoint.")),
        ("GET", "/api/community", _("Id, name, origin, verifier key and length of the record.")),
        ("GET", "/api/consistency?old=<n>&new=<m>", _("The proof that the longer record continues the shorter.")),
    ]


def _facts() -> list[Address]:
    """Addresses of facts."""
    return [
        ("GET", "/api/rulebook", _("The rulebook in force.")),
        (
            "GET",
            "/api/rulebook/<scope>/<number>",
            _("A club's rulebook (without a number the one in force), or an earlier one."),
        ),
        ("GET", "/api/members/<id>", _("A member's tokens, public keys and roles.")),
        ("GET", "/api/awards/<id>", _("An award and whether it is confirmed.")),
        ("GET", "/api/proposals/<id>", _("A proposal, its effects and its stage.")),
        ("GET", "/api/polls/<id>", _("A vote: times, options, roll and, once closed, the result.")),
        ("GET", "/api/polls/<id>/ballots/<member>", _("A member's standing ballot and weight in it.")),
        ("GET", "/api/keys/<id>", _("An enrolled key, and whose it is.")),
    ]


def _files() -> list[Address]:
    """Addresses of the files of the log."""
    return [
        ("GET", "/log/checkpoint", _("The newest signed checkpoint.")),
        ("GET", "/log/vkey", _("The key that checkpoints are verified with.")),
        (
            "GET",
            "/log/tile/<level>/<n>",
            _("Hashes of the tree, 256 to a tile; a partial tile ends in .p/<width>."),
        ),
        ("GET", "/log/tile/entries/<n>", _("The statements themselves, 256 to a file.")),
        ("GET", "/log/blob/<sha256>", _("Texts and weight rolls, by their hash.")),
    ]


def _money() -> list[Address]:
    """The addresses of facts about money."""
    return [
        ("GET", "/api/books", _("Up to which day the books are closed.")),
        ("GET", "/api/accounts", _("All open accounts that hold money, with their balances.")),
        (
            "GET",
            "/api/accounts/<id>",
            _("An account of any kind: currency, floor, balance, what of it is restricted to which programme."),
        ),
        ("GET", "/api/programmes", _("All programmes, and whose they are.")),
        ("GET", "/api/programmes/<id>", _("A programme, and the statement that named it.")),
        ("GET", "/api/budget-lines", _("Budget lines whose time is now or to come, and what is left of each.")),
        ("GET", "/api/budget-lines/<id>", _("A budget line: given, promised, spent, left.")),
        (
            "GET",
            "/api/mandates?state=<valid|spent|lapsed>&programme=<id>&line=<id>",
            _("Mandates, newest first, 20 at a time or fewer; next is the address to go on."),
        ),
        ("GET", "/api/mandates/<id>", _("A mandate with its parts: cap, released, reserved, paid.")),
        ("GET", "/api/mandates/<id>/disbursements", _("The requests for payment under it, newest first.")),
        (
            "GET",
            "/api/disbursements/<id>",
            _("A request for payment: items, version, who approved which version, and its payments."),
        ),
        ("GET", "/api/payments/<id>", _("A payment, and what of it came back.")),
        (
            "GET",
            "/api/entries?kind=<kind>&programme=<id>&since=<day>&until=<day>",
            _("The journal with its postings, the newest day first, 100 at a time or fewer; next leads on."),
        ),
        ("GET", "/api/entries/<id>", _("An entry of the journal with its postings.")),
        ("GET", "/api/rounds/<id>", _("A grant round: sum, who scores, until when.")),
        ("GET", "/api/applications/<id>", _("An application to a grant round.")),
        ("GET", "/api/pools/<id>", _("A pool of streams.")),
        ("GET", "/api/streams/<id>", _("A stream of a pool.")),
    ]

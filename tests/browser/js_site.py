"""A small site for tests of the scripts: serves them under the strict CSP, with a log that can give false answers."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from govern.i18n.compiled import module_name
from govern.i18n.languages import LANGUAGES, ROWS, SOURCE, TRANSLATED
from govern.record import base64_text, checkpoint, leaf, merkle, note, proof, signing, strict_json
from govern.record.checkpoint import Checkpoint
from govern.record.envelope import Envelope, from_value, seal, to_value
from govern.record.note import Signer
from govern.web.serving.stylesheet import ADDRESS, joined

STATIC = Path(__file__).parents[2] / "govern" / "static"
MEMBER = "m_" + "1" * 24
LOG_KEY = base64_text.encode(signing.public_key(hashlib.sha256(b"log").digest()))
FOUNDED = "application/vnd.govern.community-founded.v1+json"


def founding(log_key: str = LOG_KEY) -> Envelope:
    """A founding statement, as far as browsers look at it."""
    payload = strict_json.encode({"log_key": log_key, "name": "Test", "origin_name": "record.example"})
    return seal(FOUNDED, payload, hashlib.sha256(b"founder").digest())


COMMUNITY = founding().id
NAME = f"record.example/{COMMUNITY[:16]}"
START = 1_790_000_000_000
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

# A script's statement: turns the page to the language whose tag is `lang`.
TURN: Final = f"""const page = document.documentElement;
  page.lang = lang;
  page.dataset.locale = {json.dumps({row.tag: row.intl for row in ROWS})}[lang];
  for (const name of {json.dumps([module_name(row) for row in TRANSLATED])}) await import(`/static/${{name}}`);"""

StartResponse = Callable[[str, list[tuple[str, str]]], object]
Answer = tuple[str, str, bytes]


def page(content: str, lang: str = "en", scripts: tuple[str, ...] = ("page/app.js",), member: str = MEMBER) -> str:
    """An HTML page as base.html makes them, with these modules."""
    styles = '<link rel="stylesheet" href="/static/css/govern.css">'
    catalogue = [] if LANGUAGES[lang] == SOURCE else [module_name(LANGUAGES[lang]).removeprefix("js/")]
    modules = "".join(f'<script type="module" src="/static/js/{name}"></script>' for name in (*catalogue, *scripts))
    return (
        f'<!doctype html><html lang="{lang}" data-locale="{LANGUAGES[lang].intl}"><head><meta charset="utf-8">'
        f'<meta name="csrf-token" content="token">'
        f"<title>Test</title>{styles}{modules}</head>"
        f'<body data-community="{COMMUNITY}" data-member="{member}">'
        f"<main><h1>Test</h1><div data-support></div>{content}</main></body></html>"
    )


class ScriptSite:
    """A WSGI app: `pages` by path, the static files, and a log with its statements' interface."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {"/": page("")}
        self.signer = Signer(NAME, hashlib.sha256(b"log").digest())
        self.leaves: list[bytes] = []
        self.ids: dict[str, int] = {}
        self.append(founding())
        self.blobs: dict[str, bytes] = {}
        self.claims: list[Any] = []
        self.refusal: dict[str, Any] | None = None
        self.refusal_status = "409 Conflict"
        self.tamper: Callable[[dict[str, Any]], dict[str, Any]] = lambda answer: answer

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        status, kind, body = self.answer(environ)
        headers = [("Content-Type", kind), ("Content-Security-Policy", "default-src 'self'")]
        start_response(status, headers)
        return [body]

    def answer(self, environ: dict[str, Any]) -> Answer:
        """The status, type and body for a request."""
        path = environ["PATH_INFO"]
        if path in self.pages:
            return "200 OK", "text/html; charset=utf-8", self.pages[path].encode()
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            data = joined(STATIC) if path.endswith(ADDRESS) else file.read_bytes()
            return "200 OK", f"{TYPES[file.suffix]}; charset=utf-8", data
        return self.record(path, environ)

    def record(self, path: str, environ: dict[str, Any]) -> Answer:
        """The part that serves the record."""
        if path == "/log/vkey":
            return "200 OK", "text/plain; charset=utf-8", note.format_vkey(self.signer.verifier).encode() + b"\n"
        if path == "/log/checkpoint":
            return "200 OK", "text/plain; charset=utf-8", self.checkpoint()
        if path == "/api/consistency":
            return json_answer(self.consistency(environ["QUERY_STRING"]))
        if path.startswith("/log/blob/") and path[10:] in self.blobs:
            return "200 OK", "application/json", self.blobs[path[10:]]
        if path.startswith("/api/statements/") and path.split("/")[3] in self.ids:
            return json_answer(self.receipt(path.split("/")[3]))
        return self.post(path, environ) if environ["REQUEST_METHOD"] == "POST" else problem("404 Not Found", {})

    def post(self, path: str, environ: dict[str, Any]) -> Answer:
        """Statements and claims."""
        data = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        if path == "/device/claim":
            assert environ["HTTP_X_CSRFTOKEN"] == "token"
            self.claims.append(strict_json.decode(data))
            return json_answer({})
        if path == "/proposals/preview":
            assert environ["HTTP_X_CSRFTOKEN"] == "token"
            sent = strict_json.decode(data)
            assert isinstance(sent, dict)
            return "200 OK", "text/html; charset=utf-8", f"<p><em>{sent['text']}</em></p>".encode()
        if self.refusal is not None:
            return problem(self.refusal_status, self.refusal)
        parcel = strict_json.decode(data)
        assert isinstance(parcel, dict)
        for blob in parcel.get("blobs", []):
            encoded = strict_json.encode(blob)
            self.blobs[hashlib.sha256(encoded).hexdigest()] = encoded
        envelope = from_value(parcel.get("envelope", parcel))
        if envelope.id in self.ids:
            return problem("409 Conflict", {"code": "already_recorded", "id": envelope.id})
        self.append(envelope)
        answer = self.receipt(envelope.id)
        del answer["envelope"]
        kind, body = json_answer(self.tamper(answer))[1:]
        return "201 Created", kind, body

    def append(self, envelope: Envelope) -> None:
        """Put an envelope at the end of the log."""
        self.ids[envelope.id] = len(self.leaves)
        self.leaves.append(leaf.format(START + len(self.leaves), envelope))

    def fill(self, count: int) -> None:
        """Put made-up leaves at the end of the log."""
        self.leaves.extend(b"leaf %d" % number for number in range(len(self.leaves), len(self.leaves) + count))

    def checkpoint(self) -> bytes:
        """The signed state of the log."""
        return checkpoint.sign(Checkpoint(NAME, len(self.leaves), merkle.root(self.leaves)), self.signer)

    def consistency(self, query: str) -> dict[str, Any]:
        """The proof between two sizes."""
        old, new = (int(part.split("=")[1]) for part in query.split("&"))
        path = merkle.consistency_proof(self.leaves[:new], old)
        return {"new": new, "old": old, "proof": [base64_text.encode(one) for one in path]}

    def receipt(self, statement: str) -> dict[str, Any]:
        """The answer to a sender, and the envelope."""
        index = self.ids[statement]
        path = merkle.inclusion_proof(self.leaves, index)
        text = proof.format(proof.Proof(index, path, self.checkpoint())).decode()
        found = leaf.parse(self.leaves[index])
        return {"at": found.at, "envelope": to_value(found.envelope), "id": statement, "index": index, "receipt": text}


def json_answer(value: Any) -> Answer:
    """A strict-JSON answer."""
    return "200 OK", "application/json", strict_json.encode(value)


def problem(status: str, value: dict[str, Any]) -> Answer:
    """A problem document."""
    return status, "application/problem+json", json.dumps({"status": int(status[:3]), **value}).encode()


def seed_of(name: str) -> bytes:
    """A key of a test's person."""
    return hashlib.sha256(name.encode()).digest()


def key_id_of(name: str) -> str:
    """The id of the site's key."""
    return signing.key_id(signing.public_key(seed_of(name)))

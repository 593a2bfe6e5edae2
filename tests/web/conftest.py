"""Fixture: a site, which is a real application on a new instance, with people who can sign in and sign."""

import atexit
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from govern import config
from govern.actions.writing.founding import found, new_member_id
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import AcceptedStatement
from govern.config import Instance
from govern.protocol.facts import Proposal
from govern.protocol.ids import hash_of
from govern.record import envelope, signing
from govern.rules.people.signers import Person, Quote, text_blob
from govern.rules.rulebook.presets import PRESETS
from govern.store.base import Base
from govern.store.private.accounts import ClaimRow, UserRow
from govern.store.projection import Projection
from govern.store.record import log
from govern.web import create_app
from govern.web.frame.database import private_write
from govern.web.frame.services import Services
from tests.tools.clock import Clock
from tests.tools.databases.connections import ConnectionCount
from tests.tools.prepared import copy_instance, make_tables
from tests.web.signed_in import sign_in

ROLES = {
    "ada": ("administrator", "registrar"),
    "ivo": ("issuer",),
    "ines": ("issuer",),
    "tao": ("treasurer",),
    "tess": ("treasurer",),
    "mei": (),
    "max": (),
}
PASSWORD = "correct horse"
NO_PASSWORD = "!"  # cannot be signed in with: such people's sessions are made by `Site.client`


class Site:
    """The application and its people: ada founded it; each name of ROLES is a member, nell has an account only."""

    def __init__(self, folder: Path, clock: Callable[[], int], database: str = "") -> None:
        instance = config.create(folder / "instance", "localhost", database)
        make_tables(instance.database)
        self._open(instance, clock)
        self.people: dict[str, Person] = {}
        ada = self.person("ada")
        self.community = found(self.services.recorder, "Garden City", ada, PRESETS["tokens"]()).id

    def _open(self, instance: Instance, clock: Callable[[], int]) -> None:
        self.clock = clock
        self.instance = instance
        self.app: Flask = create_app(instance, clock)
        self.services: Services = self.app.extensions["govern"]
        self.connections = ConnectionCount(self.services.engine)

    def copy(self, folder: Path, clock: Clock) -> "Site":
        """The same community with the same people in another folder; this one must be closed."""
        made = object.__new__(Site)
        made._open(copy_instance(self.instance.folder, folder / "instance"), clock)
        made.people, made.community = dict(self.people), self.community
        return made

    def close(self) -> None:
        """Lets go of the database; no request may have held two connections to it at once."""
        self.services.engine.dispose()
        assert self.connections.worst == []

    def person(self, name: str) -> Person:
        """Someone with an account and a key of their own, not yet a member."""
        person = self.people[name] = Person(new_member_id(), signing.new_seed())
        row = UserRow(
            member=person.member,
            name=name.capitalize(),
            email=f"{name}@example.org",
            password=NO_PASSWORD,
            created_at=self.clock(),
        )
        self.keep(row)
        return person

    def keep(self, *rows: Base) -> None:
        """Adds private rows."""
        with self.app.app_context(), self.session() as session:
            session.add_all(rows)

    def session(self) -> Any:
        """A transaction on the private tables; only within `app.app_context()`."""
        return private_write()

    def say(self, name: str, kind: str, texts: dict[str, str] | None = None, /, **fields: Any) -> AcceptedStatement:
        """A statement of this person through the real path; `texts` become text blobs. Raises Refused."""
        blobs = {field: text_blob(text, secrets.token_hex(16)) for field, text in (texts or {}).items()}
        fields |= {field: hash_of(blob) for field, blob in blobs.items()}
        body = self.sealed(name, kind, **fields)
        if blobs:
            body = b'{"blobs":[' + b",".join(blobs.values()) + b'],"envelope":' + body + b"}"
        return self.services.group_commit.submit(receive(body))

    def sealed(self, name: str, kind: str, /, **fields: Any) -> bytes:
        """The bytes of a signed envelope, as a browser would send them."""
        head = self.services.log_head()
        assert head is not None
        quote = Quote(head.size, head.root)
        return envelope.format(
            self.people[name].sign(kind, self.community, quote, secrets.token_hex(16), **fields),
        )

    def enrol(self, name: str) -> None:
        """Ada enrols someone."""
        self.say("ada", "member-enrolled", claim=self.claim(name), enrolled=self.people[name].member)

    def claim(self, name: str) -> dict[str, Any]:
        """The proof that someone holds their key."""
        return envelope.to_value(self.people[name].claim(self.community, secrets.token_hex(16)))

    def wait_for_registrar(self, name: str) -> None:
        """Keeps someone's claim where registrars find it."""
        person = self.people[name]
        row = ClaimRow(
            member=person.member, public_key=person.public_key, claim=self.claim(name), created_at=self.clock()
        )
        self.keep(row)

    def award(self, name: str, amount: int, reason: str = "for the work") -> AcceptedStatement:
        """Ivo awards tokens, Ines confirms."""
        made = self.say("ivo", "award-made", {"reason": reason}, amount=amount, to=self.people[name].member)
        return self.say("ines", "award-confirmed", award=made.id)

    def poll_of(self, proposal: str) -> str:
        """The vote on a proposal that was announced."""
        with self.services.engine.connect() as connection:
            found = Projection(connection).get(Proposal, proposal)
        assert found is not None
        return found.poll

    def client(self, name: str = "") -> FlaskClient:
        """A browser, signed in as this person or as nobody."""
        client = self.app.test_client()
        if name:
            sign_in(client, self.people[name].member)
        return client

    def head_size(self) -> int:
        """The number of statements in the record."""
        head = self.services.log_head()
        return head.size if head else 0

    def log_entries(self) -> list[bytes]:
        """Every leaf's data."""
        with self.services.engine.connect() as connection:
            return log.leaves(connection, 0, self.head_size())


def token(client: FlaskClient) -> str:
    """The CSRF token that this browser's pages carry, those that say that there is nothing as well."""
    page = client.get("/nowhere").get_data(as_text=True)
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found is not None, page
    return found[1]


def post(client: FlaskClient, path: str, /, **form: Any) -> TestResponse:
    """Sends a form as a page does, with the CSRF token."""
    return client.post(path, data={"csrf_token": token(client), **form}, follow_redirects=False)


def text(response: TestResponse) -> str:
    """The text of a page without its markup."""
    html = response.get_data(as_text=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).strip()


@cache
def _prepared(*, at_work: bool) -> Site:
    """A community that is made once for the whole run, closed, and copied for each test."""
    folder = Path(tempfile.mkdtemp(prefix="govern-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = Site(folder, Clock())
    if at_work:
        put_to_work(made)
    made.close()
    return made


@pytest.fixture
def founded(tmp_path: Path, clock: Clock) -> Iterator[Site]:
    """A community that has only just been founded: Ada is alone."""
    site = _prepared(at_work=False).copy(tmp_path, clock)
    yield site
    site.close()


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Iterator[Site]:
    """A community at work: everyone of ROLES is enrolled and holds their roles; Nell has an account only."""
    site = _prepared(at_work=True).copy(tmp_path, clock)
    yield site
    site.close()


def put_to_work(site: Site) -> Site:
    """Enrols everyone of ROLES and gives them their roles; Nell gets an account only."""
    for name, roles in ROLES.items():
        if name == "ada":
            continue
        site.person(name)
        site.enrol(name)
        for role in roles:
            site.say("ada", "role-granted", holder=site.people[name].member, role=role, scope="community")
    site.person("nell")
    return site

"""A site with every kind of private row: drafts, bank details, bank files, invitations, claims, links, sessions."""

import atexit
import io
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask.testing import FlaskClient
from sqlalchemy import text as sql
from werkzeug.test import TestResponse

from govern.store.base import Base
from tests.tools.clock import Clock
from tests.web.books.test_bank import _keep as keep_shown
from tests.web.books.test_bank import _send as upload_to_bank
from tests.web.books.test_bank import shown_in
from tests.web.conftest import Site, post, put_to_work, token
from tests.web.rules.rulebooks import PRESETS, form_of
from tests.web.spending import granted, open_account
from tests.web.treasury.test_payees import GOOD, payee_of

JANUARY: Final = "Date,Description,Amount,Balance\n2026-01-02,Gift,30.00,30.00\n"
# What each request may write of itself: when a session was last seen, and how often somebody guessed.
OF_ANY_REQUEST: Final = {"attempts", "failures", "sessions"}


@dataclass(frozen=True)
class PrivateForm:
    """A form that changes private data: its endpoint, where it is sent, what is typed, and who may send it."""

    endpoint: str
    path: str
    by: str
    form: dict[str, Any]
    third: str = "max"  # a member who has no part in it
    adds: bool = False  # whether a third person who sends it gets a row of their own beside this one


def send(client: FlaskClient, act: PrivateForm, places: dict[str, str]) -> TestResponse:
    """Sends the form, files included."""
    path = act.path.format_map(places)
    form = {name: _fresh(places.get(value, value)) for name, value in act.form.items()}
    if any(isinstance(value, tuple) for value in form.values()):
        kind = "multipart/form-data"
        return client.post(path, data={"csrf_token": token(client), **form}, content_type=kind)
    return post(client, path, **form)


def _fresh(value: Any) -> Any:
    return (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value


def kept(site: Site) -> dict[str, Any]:
    """Every row of every table, and every file of the instance, but what any request writes of itself."""
    with site.services.engine.connect() as connection:
        rows: dict[str, Any] = {
            table: sorted(str(tuple(row)) for row in connection.execute(sql(f"SELECT * FROM {table}")))
            for table in Base.metadata.tables
            if table not in OF_ANY_REQUEST
        }
    folder = site.instance.folder
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    return rows | {"files": {name for name in files if not name.startswith("govern.sqlite")}}


def gone(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[str]]:
    """The rows and files that are not there any more as they were."""
    lost = {name: [one for one in rows if one not in after[name]] for name, rows in before.items()}
    return {name: rows for name, rows in lost.items() if rows}


def sessions_of(site: Site, name: str) -> list[int]:
    """The numbers of somebody's sessions."""
    query = "SELECT sessions.id FROM sessions JOIN users ON users.id = sessions.account WHERE users.member = :member"
    with site.services.engine.connect() as connection:
        found = connection.execute(sql(query), {"member": site.people[name].member})
        return [row[0] for row in found]


@cache
def _made() -> tuple[Site, dict[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="govern-furnished-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    site = put_to_work(Site(folder, Clock()))
    places = {name: make(site) for name, make in _PLACES.items()}
    site.close()
    return site, places


def furnished(folder: Path) -> tuple[Site, dict[str, str]]:
    """A copy of the site, and the places of its private rows by name."""
    site, places = _made()
    return site.copy(folder, Clock(site.clock())), places


def _draft(site: Site) -> str:
    answer = post(site.client("mei"), "/proposals/drafts", step="save", title="A quiet bench", kind="motion")
    return (answer.location or "").partition("#")[0]


def _rule_draft(site: Site) -> str:
    form = form_of(PRESETS["tokens"]())
    answer = post(site.client("mei"), "/rules/community/draft", step="save", **form)
    return re.sub(r"[?#].*|/review$", "", answer.location or "")


def _bank_account(site: Site) -> str:
    return f"/treasury/bank/{open_account(site)}"


def _bank_file(site: Site) -> str:
    return upload_to_bank(site, open_account(site, "Second account"), JANUARY)


def _shown(site: Site) -> str:
    """The hash that the page of the bank file gives with what it shows."""
    with site.services.engine.connect() as connection:
        account, id_ = connection.execute(sql("SELECT account, id FROM bank_files ORDER BY id")).one()
    return shown_in(site.client("tao").get(f"/treasury/bank/{account}/files/{id_}").text)


def _bank_line(site: Site) -> str:
    account = open_account(site, "Third account")
    kept_file = keep_shown(site.client("tao"), upload_to_bank(site, account, JANUARY))
    assert kept_file.status_code == 302
    fields = {"account": account, "amount": 3_000, "currency": "EUR", "received_on": "2026-01-02"}
    site.say("tao", "income-recorded", {"source": "A gift"}, **fields, from_account="", programme="")
    return f"/treasury/bank/{account}/matches"


def _outsider(site: Site) -> str:
    payee = f"/treasury/payees/{payee_of(site, granted(site))}"
    assert post(site.client("tao"), payee, **GOOD).status_code == 302
    return payee


def _member_payee(site: Site) -> str:
    payee = f"/treasury/payees/{site.people['tao'].member}"
    assert post(site.client("tao"), payee, **GOOD).status_code == 302
    return payee


def _invitation(site: Site) -> str:
    post(site.client("ada"), "/admin/invitations", name="Zoë", email="zoe@example.org", club="")
    return "/admin/invitations/1"


def _claim(site: Site) -> str:
    site.wait_for_registrar("nell")
    return f"/admin/people/{site.people['nell'].member}"


def _account_of_tess(site: Site) -> str:
    return f"/admin/people/accounts/{site.people['tess'].member}"


def _password_link(site: Site) -> str:
    assert post(site.client("ada"), f"{_account_of_tess(site)}/password-link").status_code == 200
    return "/admin/people/password-links/1"


def _access_key(site: Site) -> str:
    assert post(site.client("ada"), "/admin/access-keys", name="Quill", days="30").status_code == 200
    return "/admin/access-keys/1"


_PLACES: Final[dict[str, Callable[[Site], str]]] = {
    "draft": _draft,
    "rule draft": _rule_draft,
    "bank account": _bank_account,
    "bank file": _bank_file,
    "what is shown of the bank file": _shown,
    "bank line": _bank_line,
    "outsider": _outsider,
    "member payee": _member_payee,
    "invitation": _invitation,
    "claim": _claim,
    "account": _account_of_tess,
    "password link": _password_link,
    "access key": _access_key,
}

"""Preview of an old ledger in the browser: every bad line is reported, and nothing is stored."""

import io
import json
from html import unescape
from typing import Any

import pytest
from werkzeug.test import TestResponse

from govern.actions.writing.submissions import receive
from govern.protocol.facts import Account
from govern.store.projection import Projection
from tests.dsl.ledger_imports import MESSY
from tests.web.conftest import Site, text, token

BLANK = {f"column_{name}": "" for name in ("date", "account", "contra", "amount", "currency", "text", "number")}
SUMMED = MESSY.splitlines().index("Summe;;;;;;") + 1
COLUMNS = {
    "column_date": "Datum",
    "column_account": "Konto",
    "column_contra": "Gegenkonto",
    "column_amount": "Betrag",
    "column_currency": "Währung",
    "column_text": "Text",
    "column_number": "Beleg",
}


def look(site: Site, *, who: str = "tao", **form: Any) -> TestResponse:
    """A treasurer looks at the messy ledger."""
    client = site.client(who)
    given = {"csrf_token": token(client), "file": (io.BytesIO(MESSY.encode("utf-8-sig")), "old.csv")}
    return client.post("/treasury/import", data={**given, **COLUMNS, **form})


def places(page: str) -> dict[str, str]:
    """The name of the field for the floor of each account."""
    found = {}
    for row in page.split("<tr>")[1:]:
        if 'name="floor_' in row:
            found[unescape(row.split("<td>")[1].split("</td>")[0].split(" (")[0])] = row.split('name="')[2].split('"')[
                0
            ]
    return found


def statements(page: str) -> list[dict[str, Any]]:
    """The statements that the page offers to sign."""
    found = []
    for part in page.split('<input type="checkbox" checked data-statement="')[1:]:
        kind, rest = part.split('"', 1)
        given = {
            name: json.loads(rest.split(f"data-{name}='")[1].split("'")[0]) for name in ("fixed", "labels", "texts")
        }
        found.append({"kind": kind, **given})
    return found


def test_every_bad_line_is_reported_and_nothing_can_be_signed(site: Site) -> None:
    page = look(site)
    shown = text(page)
    assert f"Line {SUMMED} : “Summe” is no day" not in shown  # it lacks a currency first
    assert f"Line {SUMMED} :" in shown
    assert "would stand below its floor" in shown
    assert not statements(page.get_data(as_text=True))


def test_a_previewed_import_can_be_signed_and_ends_at_its_balances(site: Site) -> None:
    first = look(site, skip=str(SUMMED)).get_data(as_text=True)
    floor = places(first)["Girokonto"]
    page = look(site, skip=str(SUMMED), **{floor: "-5000"}).get_data(as_text=True)
    assert "€292.00" in page
    before = site.head_size()
    _sign(site, page)
    assert site.head_size() > before
    with site.services.engine.connect() as connection:
        bank = Projection(connection).get(Account, _account(page, "Girokonto"))
    assert bank is not None
    assert (bank.balance, bank.floor) == (29_200, -500_000)
    again = look(site, skip=str(SUMMED)).get_data(as_text=True)
    assert "32 entries were imported before" in again
    assert not statements(again)


def _sign(site: Site, page: str, who: str = "tao") -> None:
    """Signs all that a page hands over."""
    for one in statements(page):
        signed = site.sealed(who, one["kind"], **one["fixed"])
        blobs = ",".join(json.dumps(text["blob"], ensure_ascii=False, separators=(",", ":")) for text in one["texts"])
        site.services.group_commit.submit(receive(b'{"blobs":[' + blobs.encode() + b'],"envelope":' + signed + b"}"))


def test_entries_imported_by_another_treasurer_are_recognised(site: Site) -> None:
    skip = {"skip": str(SUMMED)}
    floor = {places(look(site, **skip).get_data(as_text=True))["Girokonto"]: "-5000"}
    _sign(site, look(site, **skip, **floor).get_data(as_text=True))
    second = look(site, who="tess", **skip, **floor)
    assert "32 entries are in the record already" in text(second)
    assert not statements(second.get_data(as_text=True))
    sure = look(site, who="tess", **skip, **floor, others="on")
    assert "are in the record already" not in text(sure)
    assert statements(sure.get_data(as_text=True))
    assert "are in the record already, imported by" not in text(look(site, **skip, **floor))  # it was Tao's own


def test_only_as_many_equal_entries_are_recognised_as_there_are(site: Site) -> None:
    head = "date,account,contra,amount,currency,text\n"
    tea = "2025-05-01,Till,Dues,5,EUR,tea\n"
    _sign(site, look(site, file=(io.BytesIO((head + tea + tea).encode()), "one.csv"), **BLANK).get_data(as_text=True))
    more = head + tea * 3 + "2025-05-01,Till,Dues,6,EUR,cake\n2025-05-02,Till,Dues,5,EUR,tea\n"
    again = look(site, who="tess", file=(io.BytesIO(more.encode()), "two.csv"), **BLANK)
    assert "2 entries are in the record already" in text(again)
    own = look(site, file=(io.BytesIO(more.encode()), "two.csv"), **BLANK)
    assert "are in the record already, imported by" not in text(own)  # a third cup of Tao's own is a third cup
    assert "2 entries were imported before" in text(own)


def _account(page: str, name: str) -> str:
    opened = (one for one in statements(page) if one["kind"] == "account-opened")
    return next(str(one["fixed"]["account"]) for one in opened if one["labels"][one["fixed"]["name"]] == name)


def test_only_treasurers_import_a_ledger(site: Site) -> None:
    assert look(site, who="mei").status_code == 403
    assert site.client().get("/treasury/import").status_code == 302


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"\xff\xfe\xff", "", "not text in this encoding"),
        (b"a" * 400_001, "", "larger than 400000 bytes"),
        ("Datum;Betrag\n".encode("cp1252"), "no-such", "Nothing is known of an encoding"),
    ],
)
def test_an_unreadable_table_is_refused_with_the_reason(site: Site, data: bytes, encoding: str, reason: str) -> None:
    answer = look(site, file=(io.BytesIO(data), "old.csv"), encoding=encoding)
    assert answer.status_code == 422
    assert reason in text(answer)


def test_the_page_comes_back_with_the_table_that_was_sent(site: Site) -> None:
    """The second look needs no file: the form brings the table along."""
    first = look(site).get_data(as_text=True)
    kept = unescape(first.split('<textarea name="ledger" hidden readonly>\n')[1].split("</textarea>")[0])
    client = site.client("tao")
    again = client.post("/treasury/import", data={"csrf_token": token(client), "ledger": kept, **COLUMNS})
    assert f"Line {SUMMED} :" in text(again)

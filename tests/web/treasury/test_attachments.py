"""Attached files: accepted types, encryption, access, and never shown inside a page."""

import pytest

from govern.actions.money import attachments
from govern.actions.money.attachments import LARGEST, place
from govern.protocol.ids import hash_of
from tests.web.conftest import Site, token
from tests.web.reading import html, page
from tests.web.treasury.test_treasury_payments import paid

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 8
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def upload(site: Site, who: str, data: bytes, name: str = "invoice.pdf") -> tuple[int, dict[str, object]]:
    """The server's answer to an uploaded file."""
    client = site.client(who)
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    sent = {"data": head.encode() + data + b"\r\n--b--\r\n", "content_type": "multipart/form-data; boundary=b"}
    answer = client.post("/treasury/files", headers={"X-CSRFToken": token(client)}, **sent)
    return answer.status_code, answer.get_json() or {}


def test_a_file_is_kept_sealed_under_its_hash(site: Site) -> None:
    status, said = upload(site, "mei", PDF)
    assert (status, said["sha256"]) == (201, hash_of(PDF))
    kept = place(site.services.instance, hash_of(PDF))
    assert PDF[:64] not in kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_the_same_file_again_is_not_kept_twice(site: Site) -> None:
    assert upload(site, "mei", PDF)[0] == upload(site, "tao", PDF, "another.pdf")[0] == 201
    assert (
        site.client("tess")
        .get(f"/treasury/files/{hash_of(PDF)}")
        .headers["Content-Disposition"]
        .endswith("invoice.pdf")
    )


@pytest.mark.parametrize(
    ("data", "code", "status"),
    [
        (b"", "file_empty", 422),
        (b"<html><script>alert(1)</script>", "file_kind", 422),
        (b"PK\x03\x04 a program", "file_kind", 422),
        (PDF + b"\0" * LARGEST, "file_large", 413),
    ],
)
def test_an_invalid_file_is_refused_with_a_reason(site: Site, data: bytes, code: str, status: int) -> None:
    found, said = upload(site, "mei", data)
    assert (found, said["code"]) == (status, code)
    assert said["detail"]


def test_names_are_made_harmless(site: Site) -> None:
    assert upload(site, "mei", PNG, "../../etc/passwd.html")[1]["name"] == "passwd.png"


def test_it_is_saved_and_never_shown_within_a_page(site: Site) -> None:
    upload(site, "mei", PDF)
    answer = site.client("tao").get(f"/treasury/files/{hash_of(PDF)}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in ";".join(answer.headers.getlist("Content-Security-Policy"))


@pytest.mark.parametrize(("who", "status"), [("mei", 200), ("tao", 200), ("ada", 200), ("max", 403), ("", 302)])
def test_only_treasurers_and_the_uploader_may_read_a_file(site: Site, who: str, status: int) -> None:
    upload(site, "mei", PDF)
    client = site.client(who) if who else site.client()
    assert client.get(f"/treasury/files/{hash_of(PDF)}").status_code == status


def test_a_file_that_somebody_changed_is_not_given_out(site: Site) -> None:
    upload(site, "mei", PDF)
    kept = place(site.services.instance, hash_of(PDF))
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert site.client("tao").get(f"/treasury/files/{hash_of(PDF)}").status_code == 404


@pytest.mark.parametrize("asked", ["0" * 64, "..", "x"])
def test_a_missing_file_is_not_found(site: Site, asked: str) -> None:
    assert site.client("tao").get(f"/treasury/files/{asked}").status_code == 404


def test_fifty_files_a_day_are_enough(site: Site) -> None:
    for number in range(50):
        assert upload(site, "mei", PDF + bytes([number]))[0] == 201
    assert upload(site, "mei", PDF)[1]["code"] == "file_many"


def test_a_receipt_is_attached_later_by_the_parties_of_the_payment(site: Site) -> None:
    _request, payment, _account = paid(site)
    path = f"/treasury/payments/{payment}"
    assert "No file goes with it." in page(site, path)
    for name in ("tess", "mei"):
        assert 'data-statement="receipt-attached"' in html(site, path, name)
    for name in ("max", ""):
        assert 'data-statement="receipt-attached"' not in html(site, path, name)
    with site.app.app_context(), site.session() as session:
        member, instance = site.people["mei"].member, site.services.instance
        file = attachments.keep(session, instance, b"%PDF-1.7 a bill", "bill.pdf", member, site.clock()).sha256
    site.say("mei", "receipt-attached", evidence=[file], payment=payment)
    words = page(site, path, "tess")
    assert "Attached later Mei" in words
    assert "bill.pdf" in words
    assert "bill.pdf" not in page(site, path, "max")
    assert "Mei attached 1 file to a payment of €500.00." in page(site, "/record?kind=receipt-attached", "max")


def test_the_record_tells_of_a_payment_with_evidence(site: Site) -> None:
    paid(site, evidence=["7" * 64])
    assert "Tess paid €500.00" in page(site, "/record?kind=payment-recorded", "max")

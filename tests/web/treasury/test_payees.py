"""Bank details of payees: who may see and change them, encryption, and warnings about changes."""

import pytest
from sqlalchemy import select

from govern.actions.money.payees import iban_holds
from govern.protocol.facts import Mandate
from govern.store.private.payees import PayeeDetailsRow
from govern.store.projection import Projection
from tests.web.conftest import Site, post, text
from tests.web.reading import html, page
from tests.web.spending import approve, ask, granted, open_account, pay, receive

GOOD = {"holder": "Roof & Sons", "account": "GB82 WEST 1234 5698 7654 32", "bank": "", "note": ""}


def payee_of(site: Site, mandate: str = "") -> str:
    """The outside payee of a mandate; of a new one, if none is named."""
    mandate = mandate or granted(site)
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(Mandate, mandate)
    assert found is not None
    return found.payee_name


def test_treasurers_write_details_down_and_see_them(site: Site) -> None:
    payee = payee_of(site)
    assert post(site.client("tao"), f"/treasury/payees/{payee}", **GOOD).status_code == 302
    shown = site.client("tess").get(f"/treasury/payees/{payee}").get_data(as_text=True)
    assert "GB82 WEST 1234 5698 7654 32" in shown
    with site.services.engine.connect() as connection:
        sealed = connection.scalars(select(PayeeDetailsRow.sealed)).one()
    assert b"GB82" not in sealed


def test_a_wrong_iban_keeps_what_was_typed(site: Site) -> None:
    payee = payee_of(site)
    wrong = GOOD | {"account": "GB82 WEST 1234 5698 7654 33"}
    answer = post(site.client("tao"), f"/treasury/payees/{payee}", **wrong)
    assert answer.status_code == 422
    assert "7654 33" in answer.get_data(as_text=True)
    assert "check digits" in text(answer)


def test_members_give_their_own_details_and_nobody_elses(site: Site) -> None:
    mei, tao = (site.people[name].member for name in ("mei", "tao"))
    assert post(site.client("mei"), f"/treasury/payees/{mei}", **GOOD).status_code == 302
    assert site.client("mei").get(f"/treasury/payees/{tao}").status_code == 403
    assert site.client("tao").get(f"/treasury/payees/{mei}").status_code == 200


def test_each_change_is_listed_with_its_author(site: Site) -> None:
    payee = payee_of(site)
    for account in ("12345", "23456", "23456"):
        post(site.client("tao"), f"/treasury/payees/{payee}", **(GOOD | {"account": account}))
    with site.services.engine.connect() as connection:
        assert len(connection.scalars(select(PayeeDetailsRow.id)).all()) == 2  # the third changed nothing


def _change(site: Site, payee: str, account: str) -> None:
    answer = post(site.client("tess"), f"/treasury/payees/{payee}", **(GOOD | {"account": account}))
    assert answer.status_code == 302


def test_details_changed_after_a_request_or_since_the_last_payment_are_flagged_to_the_next_approver(site: Site) -> None:
    mandate, account = granted(site), open_account(site)
    receive(site, account, 90_000)
    payee, warning = payee_of(site, mandate), "bank details were changed"
    _change(site, payee, "12345")  # the first details, before anything was asked for
    site.clock.advance(days=1)
    first = ask(site, mandate, 10_000)
    assert warning not in page(site, f"/treasury/disbursements/{first}", "tao")
    approve(site, first)
    pay(site, first, account, amount=10_000)
    site.clock.advance(days=1)
    unchanged = ask(site, mandate, 10_000)
    assert warning not in page(site, f"/treasury/disbursements/{unchanged}", "tao")
    site.clock.advance(days=1)
    _change(site, payee, "98765")
    site.clock.advance(days=1)
    second = ask(site, mandate, 10_000)
    assert "since they were last paid" in page(site, f"/treasury/disbursements/{second}", "tao")
    assert "after this request was made" in page(site, f"/treasury/disbursements/{unchanged}", "tao")
    for who in ("mei", "max", ""):
        assert warning not in page(site, f"/treasury/disbursements/{second}", who)
    approve(site, second)
    assert "since they were last paid" in page(site, f"/treasury/disbursements/{second}", "tess")
    pay(site, second, account, amount=10_000)
    site.clock.advance(days=1)
    third = ask(site, mandate, 10_000)
    assert warning not in page(site, f"/treasury/disbursements/{third}", "tao")


def test_a_substitute_approver_is_warned_too_and_sees_no_details(site: Site) -> None:
    site.say("ada", "role-granted", holder=site.people["max"].member, role="arbiter", scope="community")
    mandate = granted(site)
    payee = payee_of(site, mandate)
    request = ask(site, mandate, 10_000, by="tao")
    site.clock.advance(days=1)
    _change(site, payee, "98765")
    site.say("ada", "role-ended", holder=site.people["tess"].member, role="treasurer", scope="community")
    shown = html(site, f"/treasury/disbursements/{request}", "max")
    assert 'data-statement="disbursement-approved"' in shown
    assert "bank details were changed" in shown
    assert f"/treasury/payees/{payee}" not in shown
    assert site.client("max").get(f"/treasury/payees/{payee}").status_code == 403


def test_the_account_page_leads_to_ones_own_bank_details(site: Site) -> None:
    link = f'href="/treasury/payees/{site.people["mei"].member}"'
    assert link in html(site, "/account", "mei")
    assert "/treasury/payees/" not in html(site, "/account", "nell")


@pytest.mark.parametrize("payee", ["0" * 64, "m_" + "0" * 24, "x"])
def test_only_payees_have_a_page_for_bank_details(site: Site, payee: str) -> None:
    assert site.client("tao").get(f"/treasury/payees/{payee}").status_code == 404


def test_ibans_of_the_registry_hold_and_changed_ones_do_not() -> None:
    """Examples of the IBAN registry (ISO 13616)."""
    examples = ("GB29 NWBK 6016 1331 9268 19", "DE89 3704 0044 0532 0130 00", "FR14 2004 1010 0505 0001 3M02 606")
    assert all(iban_holds(one) for one in examples)
    assert not any(iban_holds(one[:-1] + ("1" if one[-1] != "1" else "2")) for one in examples)

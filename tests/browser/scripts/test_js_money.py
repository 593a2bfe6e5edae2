"""Treasury statements in the signing dialog: names, amounts and texts come from the record, not from the page."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from govern.record import strict_json
from govern.record.envelope import seal
from tests.browser.js_site import TURN, ScriptSite
from tests.tools.server import serve

EUROS, YUAN = "a_" + "1" * 24, "a_" + "2" * 24
TOLD = """async ({ lang, kind, payload, labels }) => {
  TURN;
  const { fromRecord } = await import("/static/js/signing/from-record.js");
  const { describe } = await import("/static/js/acts/describe.js");
  return describe(kind, payload, await fromRecord(kind, payload, { labels }));
}""".replace("TURN;", TURN)


class MoneyRecord(ScriptSite):
    """A record of two accounts, a programme, a mandate in two parts, a request that was changed, and what was paid."""

    def __init__(self) -> None:
        super().__init__()
        for account, name, currency in ((EUROS, "Main account", "EUR"), (YUAN, "Shanghai", "CNY")):
            fields = {"account": account, "currency": currency, "name": self.blob(name)}
            self.tell(f"/api/accounts/{account}", {"statement": self.say("account-opened", **fields)})
        named = self.say("programme-opened", name=self.blob("Youth work"), programme="youth")
        self.tell("/api/programmes/youth", {"statement": named})
        parts = [{"amount": 40_000, "condition": ""}, {"amount": 80_000, "condition": self.blob("the walls stand")}]
        payee, purpose = {"name": self.blob("Roof & Sons"), "type": "outside"}, self.blob("a new roof")
        self.mandate = self.say("mandate-granted", currency="EUR", payee=payee, purpose=purpose, tranches=parts)
        self.request = self.say("disbursement-requested", amount=50_000, mandate=self.mandate, **self.items(50_000))
        changed = {"amount": 30_000, "disbursement": self.request, "version": 2}
        self.latest = self.say("disbursement-revised", **changed, **self.items(20_000, 10_000))
        self.tell(f"/api/disbursements/{self.request}", {"latest": self.latest})
        self.payment = self.say("payment-recorded", **self.paid(30_000, EUROS, 30_000))
        income = {"amount": 700, "currency": "EUR", "received_on": "2026-11-02", "source": self.blob("Club dues")}
        self.income = self.say("income-recorded", **income)
        row = {"on": "2019-03-01", "text": self.blob("Opening")}
        self.imported = self.say("entries-imported", entries=[row, row | {"text": self.blob("A grant of old")}])

    def blob(self, text: str) -> str:
        """The hash of a text, which the record shows."""
        data = strict_json.encode({"salt": "0" * 32, "text": text})
        digest = hashlib.sha256(data).hexdigest()
        self.blobs[digest] = data
        return digest

    def say(self, kind: str, **fields: Any) -> str:
        """A statement is recorded; its id."""
        envelope = seal(f"application/vnd.govern.{kind}.v1+json", strict_json.encode(fields), bytes(32))
        self.append(envelope)
        return envelope.id

    def tell(self, path: str, value: dict[str, Any]) -> None:
        """The server's answer at a URL."""
        self.pages[path] = json.dumps(value, separators=(",", ":"), sort_keys=True)

    def items(self, *amounts: int) -> dict[str, Any]:
        """The items of a request."""
        lines = [{"amount": one, "text": self.blob(f"item of {one}")} for one in amounts]
        return {"invoices": ["0" * 64], "items": lines}

    def paid(self, amount: int, account: str, charged: int, fee: int = 0) -> dict[str, Any]:
        """The fields of a payment for the request."""
        fields = {"account": account, "amount": amount, "charged": charged, "disbursement": self.request}
        return fields | {"evidence": [], "fee": fee, "paid_on": "2026-11-20", "reference": self.blob("SEPA 7")}


@pytest.fixture(scope="module")
def books() -> MoneyRecord:
    return MoneyRecord()


@pytest.fixture(scope="module")
def page(playwright_browser: Browser, books: MoneyRecord) -> Iterator[Page]:
    with serve(books) as served:
        context = playwright_browser.new_context()
        page = context.new_page()
        page.goto(served.url)
        yield page
        context.close()


def dialog_text(
    page: Page, kind: str, payload: dict[str, Any], lang: str = "en", **labels: str
) -> tuple[str, list[str]]:
    """The act in one sentence, and what belongs to it; what was typed in its form stands on the page only."""
    labels |= {payload[name]: f"typed {name}" for name in ("evidence", "reason", "source") if payload.get(name)}
    found = page.evaluate(TOLD, {"lang": lang, "kind": kind, "payload": payload, "labels": labels})
    return found["act"], found["more"]


def test_an_approval_names_the_version_in_the_record(page: Page, books: MoneyRecord) -> None:
    approval = {"disbursement": books.request, "version": 2}
    act, more = dialog_text(page, "disbursement-approved", approval, **{books.request: "1 EUR → Somebody else"})
    assert act == "You approve spending 300.00 EUR → Roof & Sons."
    assert more == [
        "It is version 2 of the request.",
        "200.00 EUR: item of 20000",
        "100.00 EUR: item of 10000",
        "With 1 file",
    ]


def test_a_replaced_version_is_described_without_an_amount(page: Page, books: MoneyRecord) -> None:
    act, more = dialog_text(page, "disbursement-approved", {"disbursement": books.request, "version": 1})
    assert (act, more) == ("You approve spending Roof & Sons.", [])


def test_a_changed_request_is_described_with_the_previous_one(page: Page, books: MoneyRecord) -> None:
    change = {"amount": 10_000, "disbursement": books.request, "version": 3, **books.items(10_000)}
    act, more = dialog_text(page, "disbursement-revised", change)
    assert act == "You change the payment request “300.00 EUR → Roof & Sons”: now 100.00 EUR is asked for."
    assert more[-1] == "Approvals begin anew."


def test_a_partial_payment_is_distinguished_from_a_full_one(page: Page, books: MoneyRecord) -> None:
    act, more = dialog_text(page, "payment-recorded", books.paid(30_000, EUROS, 30_000))
    assert "300.00 EUR of the request “300.00 EUR → Roof & Sons” was paid" in act
    assert act.endswith("from the account “Main account”.")
    assert more[0] == "It is all that the request asks for."
    _act, more = dialog_text(page, "payment-recorded", books.paid(10_000, EUROS, 10_000, fee=35))
    assert more[:2] == ["It is a part: the request asks for 300.00 EUR.", "The bank’s fee: 0.35 EUR"]


def test_a_payment_from_another_currency_is_described_with_both_amounts_and_the_rate(
    page: Page, books: MoneyRecord
) -> None:
    _act, more = dialog_text(page, "payment-recorded", books.paid(10_000, YUAN, 78_131, fee=100))
    assert more[1:4] == ["The account was charged 781.31 CNY.", "1 EUR = 7.8131 CNY", "The bank’s fee: 1.00 CNY"]
    _act, more = dialog_text(page, "payment-recorded", books.paid(10_000, YUAN, 10_000))
    assert more[1:3] == ["The account was charged 100.00 CNY.", "1 EUR = 1 CNY"]  # the same number is another amount


def test_a_refund_names_the_paid_amount(page: Page, books: MoneyRecord) -> None:
    refund = {"account": YUAN, "amount": 10_000, "payment": books.payment, "received": 70_000}
    refund |= {"reason": "f" * 64, "received_on": "2026-11-20"}
    act, more = dialog_text(page, "refund-recorded", refund)
    assert act.startswith("You record that 100.00 EUR came back into the account “Shanghai”")
    assert more[:3] == [
        "It comes back from what was paid for the request “300.00 EUR → Roof & Sons”.",
        "There it arrived as 700.00 CNY.",
        "1 EUR = 7 CNY",
    ]


def test_a_transfer_names_both_accounts_and_the_rate(page: Page, books: MoneyRecord) -> None:
    moved = {"amount": 1_000, "fee": 0, "from_account": EUROS, "moved_on": "2026-11-20", "programme": "youth"}
    moved |= {"reason": "f" * 64, "received": 7_500, "to_account": YUAN}
    act, more = dialog_text(page, "transfer-recorded", moved)
    assert "10.00 EUR moved from “Main account” to “Shanghai”" in act
    assert more == [
        "There it arrived as 75.00 CNY.",
        "1 EUR = 7.5 CNY",
        "It is restricted to “Youth work” there as it was here.",
        "Reason: typed reason",
    ]


def test_a_reversal_names_the_reversed_entry(page: Page, books: MoneyRecord) -> None:
    for entry, words in (
        (books.payment, "“payment of 300.00 EUR, 20 November 2026: SEPA 7”"),
        (books.income, "“income of 7.00 EUR, 2 November 2026: Club dues”"),
        (f"{books.imported}-2", "“1 March 2019: A grant of old”"),
        (books.mandate, f"“{books.mandate[:10]}…”"),  # no entry: nothing is made up
        (f"{books.imported}-3", f"“{books.imported[:10]}…”"),
    ):
        reversal = {"entry": entry, "reason": "f" * 64, "reversed_on": "2026-11-22"}
        act, more = dialog_text(page, "entry-reversed", reversal)
        assert (words in act, more) == (True, ["Reason: typed reason"]), act


def test_a_tranche_is_described_with_its_sum_and_condition(page: Page, books: MoneyRecord) -> None:
    release = {"evidence": "f" * 64, "mandate": books.mandate, "tranche": 1}
    act, more = dialog_text(page, "tranche-released", release)
    assert act == "You release tranche 2 of the mandate “a new roof – Roof & Sons”."
    assert more == ["It is 800.00 EUR.", "Its condition: the walls stand", "How it is known: typed evidence"]


def test_income_names_its_programme_and_its_account(page: Page, books: MoneyRecord) -> None:
    fields = {"account": EUROS, "amount": 500, "currency": "EUR", "from_account": YUAN, "programme": "youth"}
    act, more = dialog_text(page, "income-recorded", fields | {"received_on": "2026-11-02", "source": "f" * 64})
    assert "5.00 EUR came into the account “Main account”" in act
    assert more == [
        "From: typed source",
        "It is booked from the account “Shanghai”.",
        "It may be spent on “Youth work” only.",
    ]


def test_a_reconciliation_is_described_in_the_currency_of_its_account(page: Page, books: MoneyRecord) -> None:
    proof = {"account": YUAN, "balance": -5, "month": "2026-10", "outstanding": [books.payment]}
    act, more = dialog_text(page, "statement-reconciled", proof)
    assert "−0.05 CNY of the account “Shanghai” at the end of October 2026" in act
    assert more == ["Entries that the bank had not carried out by then: 1"]


def test_a_budget_names_its_programmes(page: Page) -> None:
    line = {
        "amount": 5_000,
        "currency": "EUR",
        "effect": "appropriate",
        "ends": 1_796_083_200_000,
        "programme": "youth",
    }
    fields = {
        "kind": "appropriation",
        "scope": "community",
        "title": "t",
        "topic": "",
        "effects": [line | {"starts": 0}],
    }
    _act, more = dialog_text(page, "proposal-submitted", fields)
    assert "50.00 EUR are set aside for “Youth work”" in more[1]


def test_a_server_cannot_call_an_account_by_the_name_of_another(page: Page, books: MoneyRecord) -> None:
    path = f"/api/accounts/{EUROS}"
    honest = books.pages[path]
    other = strict_json.decode(books.pages[f"/api/accounts/{YUAN}"].encode())["statement"]
    for lie in (other, books.payment, ""):
        books.tell(path, {"statement": lie})
        act, _more = dialog_text(
            page, "payment-recorded", books.paid(30_000, EUROS, 30_000), **{EUROS: "As on the page"}
        )
        assert "from the account “As on the page”" in act
    books.pages[path] = honest


def test_a_server_cannot_show_another_version_than_the_one_that_is_approved(page: Page, books: MoneyRecord) -> None:
    path = f"/api/disbursements/{books.request}"
    honest = books.pages[path]
    for lie in (books.request, books.payment, "0" * 64):
        books.tell(path, {"latest": lie})
        act, _more = dialog_text(page, "disbursement-approved", {"disbursement": books.request, "version": 2})
        assert act == "You approve spending Roof & Sons."
    books.pages[path] = honest


def test_acts_of_the_treasury_are_described_in_chinese(page: Page, books: MoneyRecord) -> None:
    act, more = dialog_text(page, "payment-recorded", books.paid(10_000, YUAN, 78_131), "zh-Hans")
    assert "从账户“Shanghai”支付申请" in act
    assert more[0].startswith("这是部分付款")
    assert "1 EUR = 7.8131 CNY" in more
    reversal = {"entry": books.income, "reason": "f" * 64, "reversed_on": "2026-11-22"}
    assert "收入 7.00 EUR：Club dues" in dialog_text(page, "entry-reversed", reversal, "zh-Hans")[0]

"""The browser's sentences about statements, and how amounts are read and written."""

from collections.abc import Iterator

import pytest
from flask import Flask, g
from playwright.sync_api import Browser, Page

from govern.protocol.amounts import DECIMALS, decimals_of
from govern.web.prose.texts import money
from tests.browser.js_site import TURN, ScriptSite
from tests.tools.server import serve


@pytest.fixture(scope="module")
def page(playwright_browser: Browser) -> Iterator[Page]:
    with serve(ScriptSite()) as served:
        context = playwright_browser.new_context()
        page = context.new_page()
        page.goto(served.url)
        yield page
        context.close()


DESCRIBE = """async ({ lang, kind, payload, labels, currency }) => {
  TURN;
  const { describe } = await import("/static/js/acts/describe.js");
  return describe(kind, payload, { labels, currency });
}""".replace("TURN;", TURN)


def described(
    page: Page, kind: str, payload: dict[str, object], lang: str = "en", currency: str | None = None
) -> dict[str, object]:
    labels = {"p1": "Repair the roof", "m_1": "Mei", "sha": "tiles", "d1": "1,200.00 EUR → Roof & Sons"}
    argument = {"lang": lang, "kind": kind, "payload": payload, "labels": labels}
    return dict(page.evaluate(DESCRIBE, {**argument, **({"currency": currency} if currency else {})}))


def test_a_ballot_is_described_with_its_choice_and_its_public_data(page: Page) -> None:
    ballot = {"choice": "yes", "poll": "p1", "prev": "x", "seq": 2}
    words = described(page, "ballot-cast", ballot)
    assert words["act"] == "You vote YES on “Repair the roof”."
    assert words["more"] == ["It replaces your ballot no. 1 in this vote."]
    assert "everyone can see how you voted, for ever" in str(words["warning"])
    assert described(page, "ballot-cast", ballot, "zh-Hans")["act"] == "对“Repair the roof”，您投【赞成】票。"
    assert "WITHDRAW" in str(described(page, "ballot-cast", {**ballot, "choice": ""})["act"])


PLACE: dict[str, object] = {"scope": "m_1", "topic": "sha"}


def test_acts_against_a_proposal_are_described_with_their_reason(page: Page) -> None:
    for kind, field, act in (
        ("proposal-cancelled", "reason", "You CANCEL the proposal “Repair the roof”. It will not be voted on."),
        ("proposal-vetoed", "reason", "You VETO the proposal “Repair the roof”. It will not be carried out."),
        ("outcome-challenged", "grounds", "You challenge the outcome of “Repair the roof”."),
    ):
        words = described(page, kind, {"proposal": "p1", field: "sha"})
        assert str(words["act"]).startswith(act)
        assert words["more"] == ["Reason: tiles"]
        assert "everyone can read the text you wrote" in str(words["warning"])
    ruling = {"proposal": "p1", "explanation": "sha", "ruling": "void"}
    assert (
        described(page, "challenge-ruled", ruling)["act"] == "You rule that the outcome of “Repair the roof” is VOID."
    )
    upheld = described(page, "challenge-ruled", {**ruling, "ruling": "upheld"})
    assert upheld["act"] == "You rule that the outcome of “Repair the roof” STANDS."
    objection = described(page, "roll-objected", {"poll": "p1", "grounds": "sha"})
    assert objection["act"] == "You object to the roll of the vote on “Repair the roof”."


def test_a_new_version_and_an_amendment_are_described_with_their_effects(page: Page) -> None:
    effects = [{"effect": "record-resolution"}]
    revised = described(page, "proposal-revised", {"title": "p1", "version": 2, "proposal": "x", "effects": effects})
    assert revised["act"] == "You put version 2 of your proposal: “Repair the roof”."
    assert revised["more"] == [
        "What happens if it passes",
        "The decision is entered in the register of resolutions. No money moves.",
    ]
    change = {"kind": "amendment", "title": "p1", "scope": "community", "topic": ""}
    ratified = described(page, "proposal-submitted", change | {"effects": [{"effect": "ratify-rulebook", "number": 3}]})
    assert ratified["act"] == "You propose to change the rules: “Repair the roof”."
    assert "Rulebook no. 3 is ratified" in str(ratified["more"])


def test_money_is_shown_exactly_in_its_currency(page: Page) -> None:
    effect = {
        "cap": 120_000,
        "currency": "EUR",
        "effect": "grant-mandate",
        "expires_days": 1,
        "payee": {"type": "member", "member": "m_1"},
        "programme": "",
        "purpose": "sha",
        "tranches": [],
    }
    words = described(page, "proposal-submitted", {"kind": "spending", "title": "p1", "effects": [effect]} | PLACE)
    assert words["more"] == [
        "It is decided in the club “Mei”.",
        "Its topic is “tiles”.",
        "What happens if it passes",
        "A mandate is granted: up to 1,200.00 EUR may be paid to Mei for “tiles”, "
        "within 1 day after the proposal is carried out.",
    ]
    items = [{"amount": 9_007_199_254_740_991, "text": "sha"}]
    request = {"amount": 9_007_199_254_740_991, "invoices": [], "items": items, "mandate": "p1"}
    assert "90,071,992,547,409.91 EUR" in str(described(page, "disbursement-requested", request, currency="EUR")["act"])
    assert "9,007,199,254,740.991 KWD" in str(described(page, "disbursement-requested", request, currency="KWD")["act"])
    assert "9,007,199,254,740,991 JPY" in str(described(page, "disbursement-requested", request, currency="JPY")["act"])
    approval = described(page, "disbursement-approved", {"disbursement": "d1", "version": 2})
    assert approval["act"] == "You approve spending 1,200.00 EUR → Roof & Sons."
    assert approval["more"] == ["It is version 2 of the request."]


def test_a_mandate_in_tranches_is_described_with_its_budget_and_conditions(page: Page) -> None:
    effect = {
        "cap": 100_000,
        "currency": "EUR",
        "effect": "grant-mandate",
        "expires_days": 30,
        "payee": {"type": "member", "member": "m_1"},
        "programme": "p1",
        "purpose": "sha",
        "tranches": [{"amount": 40_000, "condition": ""}, {"amount": 60_000, "condition": "sha"}],
    }
    description = described(
        page, "proposal-submitted", {"kind": "spending", "title": "p1", "effects": [effect]} | PLACE
    )
    assert list(description["more"])[-3:] == [  # type: ignore[call-overload]
        "It is paid out of the budget of “Repair the roof”.",
        "Tranche 1, 400.00 EUR, at once.",
        "Tranche 2, 600.00 EUR, once this is met: tiles",
    ]


def test_budgets_rounds_and_pools_are_described_by_their_effects(page: Page) -> None:
    line = {"amount": 5_000, "currency": "EUR", "effect": "appropriate", "programme": "p1", "starts": 0}
    pool = {"currency": "EUR", "days": 30, "effect": "open-pool", "hourly": 150, "programme": ""}
    round_ = {"apply_days": 7, "committee": "arbiter", "currency": "EUR", "effect": "open-round", "least": 50}
    round_ |= {"expires_days": 90, "programme": "", "score_days": 1, "sum": 90_000}
    cases = (
        ("appropriation", line | {"ends": 1_796_083_200_000}, "50.00 EUR are set aside for “Repair the roof”"),
        ("stream", pool, "1.50 EUR an hour are paid out for 30 days"),
        ("grants", round_, "Applications are taken for 7 days, then scores for 1 day."),
    )
    for kind, effect, sentence in cases:
        words = described(page, "proposal-submitted", {"kind": kind, "title": "p1", "effects": [effect]} | PLACE)
        assert sentence in str(words["more"])


def test_each_act_of_the_treasury_is_described_in_words(page: Page) -> None:
    payment = {"account": "p1", "amount": 500, "charged": 430, "disbursement": "d1", "evidence": ["x"], "fee": 12}
    payment |= {"paid_on": "2026-11-20", "reference": "sha"}
    description = described(page, "payment-recorded", payment, currency="EUR")
    assert str(description["act"]).startswith(
        "You record that 5.00 EUR of the request “1,200.00 EUR → Roof & Sons” was paid"
    )
    assert "Reference: tiles" in list(description["more"])  # type: ignore[call-overload]
    transfer = {"amount": 100, "fee": 0, "from_account": "p1", "moved_on": "2026-11-20", "programme": ""}
    transfer |= {"reason": "sha", "received": 100, "to_account": "d1"}
    refund = {"account": "p1", "amount": 100, "reason": "sha", "received": 100, "received_on": "2026-11-20"}
    reversal = {"entry": "p1", "reason": "sha", "reversed_on": "2026-11-20"}
    acts = {
        "account-closed": ({"account": "p1"}, "You close the account “Repair the roof”."),
        "entry-reversed": (reversal, "You reverse the entry “Repair the roof”"),
        "period-closed": ({"until": "2026-10-31"}, "You close the books up to"),
        "programme-opened": ({"name": "sha", "programme": "youth", "scope": "community"}, "You name the programme"),
        "refund-recorded": (refund, "came back into the account “Repair the roof”"),
        "tranche-released": ({"evidence": "sha", "mandate": "p1", "tranche": 1}, "You release tranche 2"),
        "transfer-recorded": (transfer, "moved from “Repair the roof” to"),
    }
    for kind, (payload, words) in acts.items():
        assert words in str(described(page, kind, payload)["act"])
        assert "您" in str(described(page, kind, payload, "zh-Hans")["act"])


def test_a_label_cannot_turn_the_reading_direction_or_add_lines(page: Page) -> None:
    found = page.evaluate(
        """async () => (await (await import("/static/js/acts/describe.js")).describe("ballot-cast",
          { choice: "no", poll: "p", prev: "", seq: 1 }, { labels: { p: "ab\\u202Edc\\n\\nYou vote YES" } })).act"""
    )
    assert found in ("You vote NO on “abdc You vote YES”.", "对“abdc You vote YES”，您投【反对】票。")


def test_an_unknown_kind_says_to_read_the_bytes(page: Page) -> None:
    assert "“sealed-thing”" in str(described(page, "sealed-thing", {})["act"])


AMOUNTS = """async ({ lang, typed }) => {
  TURN;
  const { parseMoney } = await import("/static/js/language/money.js");
  return typed.map(([text, currency]) => {
    try { return parseMoney(text, currency); } catch (error) { return error.code; }
  });
}""".replace("TURN;", TURN)


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_amounts_are_read_as_people_write_them_and_never_rounded(page: Page, lang: str) -> None:
    cases: list[tuple[str, str, int | str]] = [
        ("1200", "EUR", 120_000),
        (" 1,200.5 ", "EUR", 120_050),
        ("1,234,567.89", "EUR", 123_456_789),
        ("１，２００．５０", "CNY", 120_050),
        ("0.29", "EUR", 29),
        ("1.005", "KWD", 1_005),
        ("70", "JPY", 70),
        ("90071992547409.91", "EUR", 9_007_199_254_740_991),
        ("90071992547409.92", "EUR", "amount.large"),
        ("1.005", "EUR", "amount.decimals"),
        ("7.5", "JPY", "amount.decimals"),
        ("1.200,50", "EUR", "amount.unreadable"),
        ("1,20", "EUR", "amount.unreadable"),
        ("1 200", "EUR", "amount.unreadable"),
        ("1e3", "EUR", "amount.unreadable"),
        ("", "EUR", "amount.unreadable"),
        (".5", "EUR", "amount.unreadable"),
        ("-5", "EUR", "amount.negative"),
        ("5", "", "amount.currency"),
    ]
    found = page.evaluate(AMOUNTS, {"lang": lang, "typed": [[text, currency] for text, currency, _ in cases]})
    assert list(zip(cases, found, strict=True)) == [(case, case[2]) for case in cases]


PRICES = """async ({ lang, amounts }) => {
  TURN;
  const { formatPrice } = await import("/static/js/language/money.js");
  return amounts.map(([minor, currency]) => formatPrice(minor, currency));
}""".replace("TURN;", TURN)
CURRENCIES = (
    *("EUR", "USD", "GBP", "CNY", "JPY", "CHF", "HKD", "TWD", "INR", "KWD", "SEK", "BRL", "XAF", "AUD", "IQD"),
    *("PKR", "RSD", "HUF", "IDR", "COP", "ISK", "VND", "BHD"),  # CLDR leaves some of them without decimals
)
DECIMALS_OF = """async (currencies) => {
  const { decimalsOf } = await import("/static/js/language/currencies.js");
  return currencies.map(decimalsOf);
}"""


def test_the_browser_knows_the_decimals_that_the_rules_know(page: Page) -> None:
    currencies = [*DECIMALS, *CURRENCIES]
    assert page.evaluate(DECIMALS_OF, currencies) == [decimals_of(one) for one in currencies]


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_a_ballot_writes_amounts_as_its_page_does(page: Page, lang: str) -> None:
    minors = (0, 5, 90_000, 150_000, -90_000, -5, 123_456_789, 9_007_199_254_740_991)
    amounts = [(minor, currency) for currency in CURRENCIES for minor in minors]
    with Flask("pages").app_context():
        g.language = lang
        pages = [money(minor, currency) for minor, currency in amounts]
    assert list(zip(amounts, page.evaluate(PRICES, {"lang": lang, "amounts": amounts}), strict=True)) == list(
        zip(amounts, pages, strict=True)
    )
    assert "€900.00" in pages

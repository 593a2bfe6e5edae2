"""Budgets, tranches, changed requests, parts, refunds, reversals, the search of payments, and their audit."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text as sql

from govern.record import base64_text, leaf
from tests.web.conftest import Site
from tests.web.reading import html, page
from tests.web.spending import (
    approve,
    ask,
    budget,
    give,
    granted,
    granted_in_tranches,
    open_account,
    open_programme,
    pay,
    receive,
    refund,
    reverse,
    revise,
)
from tests.web.votes.voting import days_pass, give_tokens


def paid(site: Site, amount: int = 50_000, evidence: Sequence[str] = ()) -> tuple[str, str, str]:
    """A request of 500.00 is paid, all of it or a part: its id, the payment's and the account's."""
    account = open_account(site)
    receive(site, account, 90_000)
    request = ask(site, granted(site))
    approve(site, request)
    return request, pay(site, request, account, amount=amount, evidence=evidence), account


def test_a_budget_is_shown_beside_its_use(site: Site) -> None:
    open_programme(site)
    give_tokens(site)
    line = budget(site, "learning", 100_000)
    mandate = granted_in_tranches(site, "learning")
    words = page(site, "/treasury/budget")
    assert "Learning €1,000.00 €600.00 €0.00 €400.00" in words
    shown = html(site, f"/treasury/budget/{line}")
    assert f'href="/treasury/mandates/{mandate}"' in shown
    assert "It passed, with 3 ballots" in shown
    proposal = shown.split('href="/proposals/')[-1].split('"')[0]
    came = html(site, f"/proposals/{proposal}").split('aria-labelledby="consequences"')[1].split("</section>")[0]
    assert f'<a href="/treasury/budget/{line}">Budget of €1,000.00 for Learning</a>' in came
    assert "€600.00 of it is promised, €0.00 spent." in came
    open_account(site)
    assert "Learning €1,000.00 €600.00 €0.00 €400.00" in page(site, "/treasury")
    site.clock.advance(days=200)
    assert "€400.00 lapsed" in page(site, "/treasury/budget")
    assert "€400.00 was left at the end and lapsed." in page(site, f"/treasury/budget/{line}")


def test_a_programme_shows_budget_and_spending_by_year(site: Site) -> None:
    open_programme(site)
    give_tokens(site)
    line, account = budget(site, "learning", 100_000), open_account(site)
    receive(site, account, 90_000)
    mandate, path = granted_in_tranches(site, "learning"), "/treasury/programmes/named/learning"
    assert f'href="{path}"' in html(site, "/treasury/budget")
    assert f'href="{path}"' in html(site, f"/treasury/budget/{line}")
    request = ask(site, mandate, 30_000)
    approve(site, request)
    payment = pay(site, request, account, amount=30_000)
    refund(site, payment, account, 1_000)
    words, written = page(site, path), html(site, path)
    assert "2026 €1,000.00 €310.00 €290.00 €400.00 €290.00" in words
    assert f'href="/treasury/mandates/{mandate}"' in written
    assert f'href="/treasury/payments/{payment}"' in written
    other = html(site, f"{path}?year=2027")
    assert f'href="/treasury/mandates/{mandate}"' in other  # there is nothing of that year, so the latest is shown
    days_pass(site, 400)
    assert f'href="/treasury/mandates/{mandate}"' not in html(site, path)
    assert f'href="/treasury/payments/{payment}"' not in html(site, path)
    assert f'href="/treasury/payments/{payment}"' in html(site, f"{path}?year=2026")
    assert site.client().get("/treasury/programmes/named/nothing").status_code == 404


def test_a_club_shows_what_it_may_spend(site: Site) -> None:
    club = "c_" + "7" * 24
    texts, mei = {"name": "Choir", "purpose": "To sing"}, site.people["mei"].member
    site.say("ada", "club-opened", texts, club=club, convener=mei)
    open_programme(site, "songs", "Songs", scope=club)
    give_tokens(site)
    assert 'aria-labelledby="budget"' not in html(site, f"/clubs/{club}")
    line = budget(site, "songs", 100_000)
    shown = html(site, f"/clubs/{club}").split('aria-labelledby="budget"')[1].split("</section>")[0]
    assert f'href="/treasury/budget/{line}"' in shown
    assert "€1,000.00" in shown
    assert f'href="/clubs/{club}"' in html(site, "/treasury/programmes/named/songs")
    site.clock.advance(days=201)
    assert 'aria-labelledby="budget"' not in html(site, f"/clubs/{club}")


def test_programmes_are_listed_and_named_by_treasurers(site: Site) -> None:
    assert "No programme yet" in page(site, "/treasury/programmes")
    open_programme(site)
    account = open_account(site)
    give(site, account, 12_000, "learning")
    words = page(site, "/treasury/programmes")
    assert "Restricted to it in Main account €120.00" in words
    assert 'data-statement="programme-opened"' in html(site, "/treasury/programmes/new", "tao")
    assert site.client("mei").get("/treasury/programmes/new").status_code == 403


def test_income_can_be_restricted_to_a_programme(site: Site) -> None:
    account = open_account(site)
    open_programme(site)
    form = html(site, f"/treasury/income/new?account={account}", "tao")
    assert '<option value="learning">Learning</option>' in form
    give(site, account, 12_000, "learning", "For books only")
    receive(site, account, 5_000, "For all")
    words = page(site, "/treasury/income?programme=learning")
    assert "For books only Learning" in words
    assert "For all" not in words


def test_a_tranche_is_released_by_a_treasurer_apart(site: Site) -> None:
    give_tokens(site)
    mandate = granted_in_tranches(site)
    path = f"/treasury/mandates/{mandate}"
    assert "€400.00 of €600.00 is released." in page(site, path)
    assert "The shelves stand" in page(site, "/treasury/desk", "tao")
    assert 'data-statement="tranche-released"' in html(site, path, "tao")
    assert 'data-statement="tranche-released"' not in html(site, path, "mei")  # the author, and no treasurer
    site.say("tao", "tranche-released", {"evidence": "I saw them"}, mandate=mandate, tranche=1)
    words = page(site, path, "max")
    assert "Tao says it is met: “I saw them”" in words
    assert "Tao released a tranche of €200.00" in words


def test_a_mandate_whose_time_is_over_says_what_was_freed(site: Site) -> None:
    mandate = granted(site)
    days_pass(site, 91)
    assert "Its time was over with €1,200.00 unpaid." in page(site, f"/treasury/mandates/{mandate}")
    assert "Lapsed" in page(site, "/treasury/mandates?state=lapsed")


def test_changes_since_an_approval_are_shown_to_the_next_approver(site: Site) -> None:
    request = ask(site, granted(site), items="first slates")
    approve(site, request)
    assert "waits for your approval" not in page(site, "/", "tao")
    revise(site, request, 45_000, "fewer slates")
    assert "1 request for payment waits for your approval" in page(site, "/", "tao")  # his was of another version
    words = page(site, f"/treasury/disbursements/{request}", "tess")
    assert "Version 1 was approved." in words
    assert "the amount went from €500.00 to €450.00" in words
    shown = html(site, f"/treasury/disbursements/{request}", "tess")
    assert "<del>first slates: €500.00</del>" in shown
    assert "<ins>fewer slates: €450.00</ins>" in shown
    assert "Nobody approved this version." in words
    assert '"version": 2' in html(site, f"/treasury/disbursements/{request}", "tess")
    site.say("tess", "disbursement-approved", disbursement=request, version=2)
    assert "What changed" not in page(site, f"/treasury/disbursements/{request}", "tess")


def test_only_the_requester_changes_a_request_until_it_is_paid(site: Site) -> None:
    request, _payment, _account = paid(site, 20_000)
    other = ask(site, _mandate_of(site, request), 10_000, items="nails")
    form = html(site, f"/treasury/disbursements/{other}/revision", "mei")
    assert 'data-statement="disbursement-revised"' in form
    assert 'value="nails"' in form
    assert 'value="100.00"' in form
    assert site.client("tao").get(f"/treasury/disbursements/{other}/revision").status_code == 403
    assert "It cannot be changed any more" in page(site, f"/treasury/disbursements/{request}/revision", "mei")


def _mandate_of(site: Site, request: str) -> str:
    with site.services.engine.connect() as connection:
        return str(connection.scalar(sql("SELECT mandate FROM disbursements WHERE id = :id"), {"id": request}))


def test_a_part_is_paid_and_the_rest_waits(site: Site) -> None:
    request, payment, _account = paid(site, 20_000)
    path = f"/treasury/disbursements/{request}"
    words = page(site, path, "tess")
    assert "€200.00 paid, €300.00 to pay" in words
    assert "Waiting for a treasurer to pay the rest" in words
    assert 'value="300.00"' in html(site, path, "tess")
    assert "Cancel the rest" in words
    site.say("tao", "disbursement-cancelled", disbursement=request)
    assert "The rest of this request was cancelled; it is free again." in page(site, path)
    assert f'href="/treasury/payments/{payment}"' in html(site, path)


def test_a_payment_leads_from_the_proposal_to_what_came_back(site: Site) -> None:
    _request, payment, account = paid(site)
    path = f"/treasury/payments/{payment}"
    assert 'data-statement="refund-recorded"' in html(site, path, "tess")
    assert 'data-statement="refund-recorded"' not in html(site, path, "mei")
    refund(site, payment, account, 4_000)
    words = page(site, path, "max")
    steps = (
        "Mei proposed",
        "It passed",
        "A mandate to pay",
        "Mei asked for",
        "Tao approved",
        "Tess paid it",
        "came back,",
    )
    places = [words.rindex(step) for step in steps]
    assert places == sorted(places)
    assert "€40.00 came back into Main account" in words
    assert "€40.00 came back" in page(site, "/treasury/payments")
    assert 'value="460.00"' in html(site, path, "tess")  # no more than this can come back
    assert 'data-statement="entry-reversed"' not in html(site, path, "tao")


def test_a_reversed_payment_says_so_and_waits_to_be_paid_again(site: Site) -> None:
    request, payment, _account = paid(site)
    path = f"/treasury/payments/{payment}"
    assert 'data-statement="entry-reversed"' in html(site, path, "tao")
    assert 'data-statement="entry-reversed"' not in html(site, path, "tess")  # she recorded it
    reverse(site, payment)
    words = page(site, path, "max")
    assert "Tao reversed it: “A wrong account” The request waits to be paid again." in words
    assert "Tao reversed the payment" in words
    assert 'data-statement="payment-recorded"' in html(site, f"/treasury/disbursements/{request}", "tess")
    assert "Reserved €500.00 Paid €0.00" in page(site, "/treasury/mandates")


def test_accounts_in_other_currencies_are_offered_with_their_own_amount(site: Site) -> None:
    yuan = open_account(site, "Yuan", "CNY")
    receive(site, yuan, 900_000, currency="CNY")
    request = ask(site, granted(site))
    approve(site, request)
    form = html(site, f"/treasury/disbursements/{request}", "tess")
    assert f'value="{yuan}" data-currency="CNY"' in form
    assert 'name="charged" data-type="same" data-as="amount"' in form
    fields = {"account": yuan, "amount": 50_000, "charged": 390_000, "disbursement": request, "evidence": []}
    fields |= {"fee": 2_000, "paid_on": "2026-11-20"}
    payment = site.say("tess", "payment-recorded", {"reference": "SWIFT 1"}, **fields).id
    words = page(site, f"/treasury/payments/{payment}")
    assert "What left the account CN¥3,900.00 Rate 1 EUR = 7.8 CNY The bank’s fee CN¥20.00" in words


def test_payments_are_found_by_words_account_day_and_amount(site: Site) -> None:
    _request, payment, account = paid(site)
    other = open_account(site, "Savings")
    for query, found in (
        ("q=SEPA", True),
        ("q=roof%20slates", True),  # a word of the payee, and one of the purpose
        ("q=ROOF", True),
        ("q=thatch", False),
        (f"account={account}", True),
        (f"account={other}", False),
        ("since=2026-11-20&until=2026-11-20", True),
        ("since=2026-11-21", False),
        ("least=500&most=500.00", True),
        ("least=500.01", False),
        ("most=499", False),
    ):
        assert (payment in html(site, f"/treasury/payments?{query}")) is found, query
    assert "No such payment" in page(site, "/treasury/payments?q=thatch")
    assert "This is no amount." in page(site, "/treasury/payments?least=many")


def test_payees_who_are_members_are_found_by_those_who_know_names(site: Site) -> None:
    paid(site)
    assert "Roof & Sons" in page(site, "/treasury/mandates?q=slates")
    assert "No such mandate" in page(site, "/treasury/mandates?q=thatch")


def test_a_payment_to_a_member_is_found_by_their_name_by_those_who_know_names(site: Site) -> None:
    mandate, account = granted(site, payee="max"), open_account(site)
    receive(site, account, 90_000)
    request = ask(site, mandate)
    approve(site, request)
    payment = pay(site, request, account)
    assert payment in html(site, "/treasury/payments?q=max", "mei")
    assert payment not in html(site, "/treasury/payments?q=tess", "mei")
    assert payment not in html(site, "/treasury/payments?q=max")


def test_withheld_words_are_not_found(site: Site) -> None:
    _request, payment, _account = paid(site)
    site.say("ada", "role-granted", holder=site.people["max"].member, role="moderator", scope="community")
    with site.services.engine.connect() as connection:
        reference = connection.scalar(sql("SELECT reference FROM payments"))
    site.say("max", "text-hidden", {"reason": "An account number."}, text=reference)
    assert payment not in html(site, "/treasury/payments?q=SEPA")
    assert payment in html(site, "/treasury/payments?q=roof")


@pytest.mark.parametrize("take", ["sample", "all"])
def test_an_honest_payment_holds_step_by_step(site: Site, take: str) -> None:
    request, payment, _account = paid(site)
    revised = ask(site, _mandate_of(site, request), 20_000)
    revise(site, revised, 10_000, "less")
    words = page(site, f"/treasury/audit?take={take}&word=lime")
    assert "The payment that was checked holds." in words
    assert words.count("✓") == 6
    assert f'href="/treasury/payments/{payment}"' in html(site, f"/treasury/audit?take={take}&word=lime")
    assert "govern verify" in words


def test_a_changed_request_holds_by_its_latest_version(site: Site) -> None:
    account = open_account(site)
    receive(site, account, 90_000)
    request = ask(site, granted(site))
    revise(site, request, 30_000, "fewer slates")
    site.say("tao", "disbursement-approved", disbursement=request, version=2)
    pay(site, request, account, amount=30_000)
    assert "The payment that was checked holds." in page(site, "/treasury/audit?take=all")


@pytest.mark.parametrize(
    ("spoil", "step"),
    [
        ("UPDATE payments SET amount = 40000, charged = 40000", "Payment"),
        ("UPDATE disbursements SET requested_by = (SELECT member FROM approvals)", "Approvals"),
        ("DELETE FROM approvals", "Approvals"),
        ("UPDATE mandates SET cap = 130000, released = 130000", "Vote"),
        ("UPDATE results SET outcome = 'rejected'", "Vote"),
        ("UPDATE disbursements SET items = '[]'", "Request"),
        ("UPDATE postings SET amount = amount - 1 WHERE amount < 0", "Books"),
        ("UPDATE payments SET reference = (SELECT purpose FROM mandates)", "Payment"),
    ],
)
def test_a_table_that_was_tampered_with_is_found(site: Site, spoil: str, step: str) -> None:
    paid(site)
    with site.services.engine.begin() as connection:
        connection.execute(sql(spoil))
    words = page(site, "/treasury/audit?take=all")
    assert "1 payment does not hold." in words
    heads = ("Vote", "Mandate", "Request", "Approvals", "Payment", "Books")
    row = html(site, "/treasury/audit?take=all").split("<tbody>")[1]
    cells = row.split("<td")[2:8]
    assert "✗" in cells[heads.index(step)]


@pytest.mark.parametrize(
    ("kind", "step"), [("payment-recorded", 4), ("mandate-granted", 1), ("disbursement-approved", 3)]
)
def test_a_statement_whose_signature_is_anothers_is_found(site: Site, kind: str, step: int) -> None:
    paid(site)
    find = sql("SELECT data FROM log_leaves WHERE kind = :kind")
    with site.services.engine.begin() as connection:
        data = bytes(connection.execute(find, {"kind": kind}).scalar_one())
        other = leaf.parse(bytes(connection.execute(find, {"kind": "disbursement-requested"}).scalar_one())).envelope
        mine = base64_text.encode(leaf.parse(data).envelope.signatures[0].sig).encode()
        forged = data.replace(mine, base64_text.encode(other.signatures[0].sig).encode())
        change = sql("UPDATE log_leaves SET data = :data WHERE kind = :kind")
        connection.execute(change, {"data": forged, "kind": kind})
    assert "1 payment does not hold." in page(site, "/treasury/audit?take=all")
    cells = html(site, "/treasury/audit?take=all").split("<tbody>")[1].split("<td")[2:8]
    assert ["✗" in cell for cell in cells] == [place == step for place in range(6)]


def test_where_treasurers_are_too_few_the_named_body_approves(site: Site) -> None:
    site.say("ada", "role-granted", holder=site.people["max"].member, role="arbiter", scope="community")
    request = ask(site, granted(site), by="tao")
    path = f"/treasury/disbursements/{request}"
    assert "Able to approve: Tess" in page(site, path, "mei")
    assert "There are too few treasurers" not in page(site, path, "max")
    assert "waits for your approval" not in page(site, "/", "max")
    site.say("ada", "role-ended", holder=site.people["tess"].member, role="treasurer", scope="community")
    assert "lets whoever holds the role of arbiter approve as well" in page(site, path, "max")
    assert "Able to approve: Max" in page(site, path, "max")
    assert 'data-statement="disbursement-approved"' in html(site, path, "max")
    assert 'data-statement="disbursement-approved"' not in html(site, path, "mei")
    assert "1 request for payment waits for your approval" in page(site, "/", "max")
    site.say("max", "disbursement-approved", disbursement=request, version=1)
    assert "Max approved (arbiter)" in page(site, path, "mei")
    assert "waits for your approval" not in page(site, "/", "max")

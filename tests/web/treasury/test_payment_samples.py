"""Audit samples of payments: as many distinct ones as requested, drawn from the record and the auditor's word."""

import re

from govern.actions.money import sampling
from tests.web.conftest import Site
from tests.web.reading import html, page
from tests.web.spending import approve, ask, granted, open_account, pay, receive
from tests.web.treasury.test_treasury_payments import paid


def test_a_sample_is_as_many_distinct_payments_as_asked_and_says_how_it_was_drawn(site: Site) -> None:
    account = open_account(site)
    receive(site, account, 90_000)
    mandate = granted(site)
    for number in range(1, 26):
        request = ask(site, mandate, 100 + number)
        approve(site, request)
        pay(site, request, account, amount=100 + number)
    first = _table(site, "lime")
    assert _table(site, "lime") == first
    assert _table(site, "oak") != first
    assert first.count("<tr>") == len(set(re.findall(r"/treasury/payments/[0-9a-f]+", first))) == 20
    words = page(site, "/treasury/audit?take=sample&size=20&word=lime")
    head = site.services.log_head()
    assert head is not None
    numbers = sorted(sampling.sample(head.root, "lime", 25, 20))
    assert "All 20 payments that were checked hold." in words
    assert "Payments to choose from 25 Drawn 20 The auditor’s word lime" in words
    assert f"Numbers drawn {', '.join(map(str, numbers[:-1]))}" in words
    # Number n is the n-th payment of the record: the amounts tell which they are.
    amounts = {int(found) for found in re.findall(r"€1\.(\d\d)", first)}
    assert amounts == set(numbers)
    everything = page(site, "/treasury/audit?take=sample&size=50&word=lime")
    assert "All 25 payments that were checked hold." in everything


def test_a_sample_needs_a_word(site: Site) -> None:
    paid(site)
    words = page(site, "/treasury/audit?take=sample&size=20&word=+")
    assert "Write a word." in words
    assert "✓" not in words


def _table(site: Site, word: str) -> str:
    return html(site, f"/treasury/audit?take=sample&size=20&word={word}").split("tbody>")[1]

"""Names and texts in exported files: each account has a path of its own, and other programs can read them."""

import random
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from govern.rules.treasury.ledger_files import beancount, journal
from govern.rules.treasury.ledger_files.book import AccountLine, EntryLine, LedgerBook, PostingLine
from govern.rules.treasury.ledger_files.names import NamedAccount, component, paths
from tests.dsl.ledgers import BEAN_CHECK, HLEDGER, checked

NASTY = (
    *(
        '"',
        "\\",
        '\\"',
        "a\nb\r\nc\td",
        "; comment",
        "* star",
        "! bang",
        "(code) x",
        "= 5",
        "| bar | bar",
        "#tag ^link",
    ),
    *(
        "=cmd()",
        "@x",
        "a  b",
        " ",
        "\u200f\u202eabc",
        "🏗️ roof",
        "é",
        "ß",
        "ǆ",
        "１２３",
        "公共账户",
        "屋顶 (二)",
        "-5",
        "x" * 300,
    ),
    *("2026-01-01 open Assets:X", "{{ 7 }}", "null\x00byte", "~", "a,b", "tag: value, other: thing"),
)


def named(names: list[str]) -> list[NamedAccount]:
    """Accounts of these names, some below others."""
    ids = [f"a_{number:024x}" for number in range(len(names))]
    above = {number: ids[number // 3] if number % 2 else "" for number in range(len(names))}
    return [NamedAccount(ids[n], "assets", above[n], name, "EUR") for n, name in enumerate(names)]


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(NASTY)), max_size=12))
def test_every_account_has_a_path_of_its_own_below_its_parents(names: list[str]) -> None:
    accounts = named(names)
    found = paths(accounts)
    assert len({path.casefold() for path in found.values()}) == len(accounts)
    for one in accounts:
        assert found[one.account].startswith(f"{found[one.parent]}:" if one.parent in found else "Assets:")


def test_a_part_of_a_path_begins_with_a_capital_or_a_digit() -> None:
    assert component("公共账户", "A") == "A-公共账户"
    assert component("屋顶 (二)", "E") == "E-屋顶-二"
    assert component("savings", "A") == "Savings"
    assert component("élan", "A") == "Élan"
    assert component("3rd box", "A") == "3rd-box"
    assert component("…", "A") == "A"


def test_other_programs_read_any_name_and_any_text(tmp_path: Path) -> None:
    """Texts as people, and attackers, write them, in names of accounts, payees and entries."""
    chance = random.Random(11)
    names = [*NASTY, *("".join(chr(chance.randrange(1, 0x3000)) for _ in range(8)) for _ in range(150))]
    found = paths(named(names))
    accounts = tuple(
        AccountLine(one.account, found[one.account], one.name, "assets", "EUR", 0, 0, 0, 0, "2026-01-01", "", n)
        for n, one in enumerate(named(names))
    )
    book = LedgerBook('“Books” \\ "of" ours\n', "2026-02-01", {"EUR": 2}, accounts, (), (), {})
    pairs = pairwise(accounts)
    entries = [
        EntryLine(
            *(f"{n:064x}", n, "income", "2026-01-05", names[n], "", "", "", "m_1", {"payee": names[-n - 1]}),
            (PostingLine(one, 5), PostingLine(other, -5)),
        )
        for n, (one, other) in enumerate(pairs)
    ]
    back = [
        EntryLine(
            *(f"{n:063x}f", n, "reversal", "2026-01-06", names[n], "", one.id, "", "m_1", {}),
            tuple(PostingLine(posting.account, -posting.amount) for posting in one.postings),
        )
        for n, one in enumerate(entries)
    ]
    (tmp_path / "nasty.beancount").write_text("".join(beancount.write(book, [*entries, *back])), encoding="utf-8")
    checked(BEAN_CHECK, tmp_path / "nasty.beancount")
    text = "".join(journal.write(book, [*entries, *back]))
    assert text.count("\n2026-01-0") == len(entries) + len(back)
    if HLEDGER:
        (tmp_path / "nasty.journal").write_text(text, encoding="utf-8")
        checked(HLEDGER, "-f", tmp_path / "nasty.journal", "check", "--strict")

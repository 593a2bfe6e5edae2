"""A foundation's money: a grant in two tranches, a refund, the bank's month, and the end of the year."""

import csv
import datetime
import io
import re
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import expect

from tests.dsl.ledgers import BEAN_CHECK, HLEDGER, checked, sheets_of, summed
from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.browsers import Browsers
from tests.e2e.people.deciding import PAYEE, TITLE, write_the_proposal
from tests.e2e.people.paying import BOX
from tests.e2e.people.served_community import ServedCommunity

CONDITION = "The first half of the roof is thatched"
LEFT = Decimal("850.50")  # 2,000.50 came in, 400 and 800 were paid, 50 came back
STATEMENT = """\
Wann;Wer;Wofür;Wieviel;Danach
{day};Sommerfest;Spenden;2.000,50;2.000,50
{day};Reed & Daughters;Invoice 1;-400,00;1.600,50
{day};Reed & Daughters;Invoice 2;-800,00;800,50
{day};Reed & Daughters;Zu viel gezahlt;50,00;850,50
"""


def today(community: ServedCommunity) -> datetime.date:
    """Today, by the community's clock."""
    return datetime.datetime.fromtimestamp(community.clock() / 1000, datetime.UTC).date()


def mei_proposes_two_tranches(mei: BrowserUser) -> str:
    mei.go("/proposals/new")
    write_the_proposal(mei)
    page = mei.page
    page.locator("details", has=page.locator('[name="mandates.0.part1"]')).locator("summary").click()
    page.locator('[name="mandates.0.part1"]').fill("400")
    page.locator('[name="mandates.0.part2"]').fill("800")
    page.locator('[name="mandates.0.when2"]').fill(CONDITION)
    page.locator("button[name=step][value=review]").click()
    expect(page.get_by_text("Tranche 1, €400.00, at once.").first).to_be_visible()
    expect(page.get_by_text(f"Tranche 2, €800.00, once this is met: {CONDITION}").first).to_be_visible()
    mei.sign(mei.form("proposal-submitted"), f"You submit the spending proposal “{TITLE}”")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return mei.path()


def more_than_is_released_is_refused(mei: BrowserUser, mandate: str) -> None:
    mei.go(mandate)
    expect(mei.page.locator("section[aria-labelledby=tranches]")).to_contain_text("€400.00 of €1,200.00 is released.")
    form = mei.form("disbursement-requested")
    form.locator('[name="items.0.amount"]').fill("401")
    form.locator('[name="items.0.text"]').fill("A little more than the first tranche")
    mei.be_refused(form, "You ask for 401.00 EUR", "tranche")


def tao_releases_the_second(tao: BrowserUser, mandate: str) -> None:
    tao.go(mandate)
    tranches = tao.page.locator("section[aria-labelledby=tranches]")
    tranches.get_by_text("Release it").click()
    form = tao.form("tranche-released")
    form.locator("[name=evidence]").fill("I stood under it in the rain")
    tao.sign(form, "You release tranche 2 of the mandate")
    expect(tranches).to_contain_text("I stood under it in the rain")
    expect(tranches).to_contain_text("€1,200.00 of €1,200.00 is released.")


def its_whole_chain_is_shown(tess: BrowserUser, request: str, euros: str) -> str:
    """The page of a request's payment."""
    paid = tess.go(request).locator("section[aria-labelledby=payment]")
    expect(paid).to_contain_text(f"€{euros}.00")
    paid.get_by_role("link", name="The whole chain of this payment").click()
    tess.ready()
    expect(tess.page.get_by_role("heading", level=1)).to_contain_text(f"€{euros}.00 paid to {PAYEE}")
    return tess.path()


def fifty_come_back(tess: BrowserUser, payment: str) -> None:
    tess.go(payment)
    tess.page.get_by_text("Record a refund").click()
    form = tess.form("refund-recorded")
    form.locator("[name=amount]").fill("50")
    form.locator("[name=reason]").fill("Five bundles were left over")
    tess.sign(form, "50.00 EUR")
    afterwards = tess.page.locator("section[aria-labelledby=afterwards]")
    expect(afterwards).to_contain_text(f"€50.00 came back into {BOX}")
    expect(afterwards).to_contain_text("Five bundles were left over")


def the_banks_file_is_read(browsers: Browsers, tess: BrowserUser, day: datetime.date) -> str:
    """Tess uploads a bank statement with unusual headings and maps its columns; the bank page."""
    account = tess.go("/treasury").get_by_role("link", name=BOX).first.get_attribute("href") or ""
    bank = f"/treasury/bank/{account.rpartition('/')[2]}"
    file = browsers.folder / "statement.csv"
    file.write_text(STATEMENT.format(day=day.strftime("%d.%m.%Y")), encoding="utf-8")
    page = tess.go(bank)
    page.locator("input[type=file][name=file]").set_input_files(file)
    page.get_by_role("button", name="Look into it").click()
    keep = page.get_by_role("button", name="Keep these lines")
    page.get_by_text("Read it differently").click()
    for role, column in (("day", "Wann"), ("name", "Wer"), ("text", "Wofür"), ("amount", "Wieviel")):
        page.locator(f"select[name='answer:column.{role}']").select_option(label=column)
    page.locator("select[name='answer:column.balance']").select_option(label="Danach")
    page.locator("select[name='answer:decimal']").select_option(",")
    page.get_by_role("button", name="Show it read like this").click()
    expect(page.locator("section[aria-labelledby=preview] tbody tr")).to_have_count(4)
    expect(page.locator("section[aria-labelledby=preview] tbody tr").last).to_contain_text("€850.50")
    keep.click()
    expect(page.get_by_text("4 lines are new.")).to_be_visible()
    return bank


def the_lines_are_matched_and_the_month_proven(tess: BrowserUser, bank: str, month: str) -> None:
    page = tess.go(bank)
    expect(page.locator("section[aria-labelledby=month]")).to_contain_text("4 lines of the bank up to then")
    expect(page.locator('form[data-statement="statement-reconciled"]')).to_have_count(0)
    page.get_by_role("button", name="Match 4 lines that leave no doubt").click()
    expect(page.get_by_text("4 lines were matched.")).to_be_visible()
    form = tess.form("statement-reconciled")
    expect(form.locator("[name=balance]")).to_have_value("850.50")
    tess.sign(form, "850.50 EUR")
    expect(page.locator("section[aria-labelledby=month]")).to_contain_text(f"Proven up to {month}.")


def the_year_is_closed(tao: BrowserUser, last_day: datetime.date) -> None:
    tao.go("/treasury/periods")
    form = tao.form("period-closed")
    form.locator("[name=until]").fill(last_day.isoformat())
    tao.sign(form, "You close the books up to")
    closed = f"The books are closed up to {last_day.day} December {last_day.year}."
    expect(tao.page.locator("main")).to_contain_text(closed)


def nothing_more_is_dated_on(tess: BrowserUser, day: datetime.date, sentence: str) -> None:
    """An income dated on that day is refused with this sentence."""
    tess.go("/treasury/income/new")
    form = tess.form("income-recorded")
    form.locator("[name=amount]").fill("1")
    form.locator("[name=received_on]").fill(day.isoformat())
    form.locator("[name=source]").fill("A coin from under the bench")
    tess.be_refused(form, f"1.00 EUR came into the account “{BOX}”", sentence)


def the_exports_say_what_the_pages_say(browsers: Browsers, year: int) -> None:
    """A visitor sees the balance, and takes the books in every format."""
    visitor = browsers.at_browser("A visitor")
    page = visitor.go("/treasury")
    expect(page.locator("section[aria-labelledby=balances] .stat", has_text=BOX).locator("dd").first).to_have_text(
        f"€{LEFT}"
    )
    visitor.go(f"/treasury/years/{year}")
    expect(page.locator("main tr", has_text=BOX).first).to_contain_text(f"€{LEFT}")
    visitor.go("/treasury/export")
    files = {format_: _saved(visitor, format_, browsers.folder) for format_ in ("csv", "beancount", "ledger", "xlsx")}
    assert sum_of_box(files["csv"]) == LEFT
    checked(BEAN_CHECK, files["beancount"])
    if HLEDGER:
        checked(HLEDGER, "-f", files["ledger"], "check", "--strict")
    text = files["beancount"].read_text(encoding="utf-8")
    place = re.search(rf'open (\S+) EUR\n(?:  .*\n)*?  name: "{BOX}"', text)
    assert place is not None, text
    for text_of in (text, files["ledger"].read_text(encoding="utf-8")):
        assert summed(text_of)[place[1], "EUR"] == LEFT * 100
    accounts = {one[1]: one for one in sheets_of(files["xlsx"])["accounts"]}
    assert Decimal(accounts[BOX][4]) == LEFT


def _saved(visitor: BrowserUser, format_: str, folder: Path) -> Path:
    return visitor.save(f'a[href="/treasury/export/{format_}"]', folder / f"treasury.{format_}")


def sum_of_box(table: Path) -> Decimal:
    """The sum of the account by the table's rows, which must be those of its four entries."""
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    mine = [Decimal(one["amount"]) for one in rows if one["account_name"] == BOX]
    assert sorted(mine) == [Decimal(amount) for amount in ("-800.00", "-400.00", "50.00", "2000.50")]
    return sum(mine, Decimal())

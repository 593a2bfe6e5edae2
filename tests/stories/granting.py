"""Streams at the browsers: a pool is proposed, asked for, supported, shared out and paid."""

from playwright.sync_api import expect

from tests.stories.neighbours import Neighbour
from tests.stories.town import Town

POOL = "Whoever keeps the lake clean"
REEDS = "Cutting the reeds"


def mei_proposes_a_pool(mei: Neighbour) -> str:
    """One euro an hour, for thirty days."""
    mei.go("/proposals/new")
    _begin(mei, "stream", POOL)
    part = mei.page.locator("#stream")
    part.locator("[name=hourly]").fill("1.00")
    part.locator("[name=currency]").select_option("EUR")
    part.locator("[name=pool_days]").fill("30")
    return _review_and_sign(mei, f"You propose a pool of streams: “{POOL}”", "€1.00 an hour are paid out for 30 days")


def _begin(mei: Neighbour, kind: str, title: str) -> None:
    mei.page.locator(f"[name=kind][value={kind}]").check()
    mei.page.locator("[name=title]").fill(title)
    mei.page.locator("[name=body]").fill("Not every idea needs a vote of its own.")


def _review_and_sign(mei: Neighbour, act: str, *told: str) -> str:
    mei.page.locator("button[name=step][value=review]").click()
    form = mei.form("proposal-submitted")
    for words in told:
        expect(mei.page.locator("main")).to_contain_text(words)
    mei.sign(form, act)
    return mei.path()


def it_is_voted_and_passes(town: Town, proposal: str, title: str, sponsor: Neighbour, *others: Neighbour) -> None:
    """Sponsored, announced, opened, voted on and carried out once the standstill is over."""
    sponsor.go(proposal)
    sponsor.sign(sponsor.form("proposal-sponsored"), f"You sponsor the proposal “{title}”")
    town.pass_time(days=1)
    town.pass_time(days=1)
    for voter in (sponsor, *others):
        voter.vote(proposal, "yes", f"You vote YES on “{title}”")
    town.pass_time(days=7)
    consequences = sponsor.go(proposal).locator("section[aria-labelledby=consequences]")
    expect(consequences).to_contain_text("Nothing yet")
    town.pass_time(days=1)


def what_it_opened(someone: Neighbour, proposal: str, words: str) -> str:
    """The page of the round or the pool that stands under the proposal."""
    link = someone.go(proposal).locator("section[aria-labelledby=consequences] h3 a")
    expect(link).to_have_text(words)
    return str(link.get_attribute("href"))


def it_is_asked_for(mei: Neighbour, mandate: str, typed: str, words: str) -> str:
    """Mei asks for a payment under a mandate; the page of the request, which she may not approve."""
    mei.go(mandate)
    form = mei.form("disbursement-requested")
    form.locator('[name="items.0.amount"]').fill(typed)
    form.locator('[name="items.0.text"]').fill("As was planned")
    mei.sign(form, f"You ask for {words} to be paid")
    expect(mei.form("disbursement-approved")).to_have_count(0)
    return mei.path()


def it_is_approved_and_paid(request: str, words: str, tao: Neighbour, tess: Neighbour) -> None:
    """One treasurer approves, the other pays."""
    tao.go(request)
    tao.sign(tao.form("disbursement-approved"), f"You approve spending {words}")
    tess.go(request)
    form = tess.form("payment-recorded")
    form.locator("[name=reference]").fill("Transfer 21")
    tess.sign(form, "from the account “Boathouse box”")
    expect(tess.page.locator("section[aria-labelledby=payment]")).to_contain_text("Transfer 21")


def mei_asks_for_a_stream(mei: Neighbour, pool: str) -> None:
    mei.go(pool)
    form = mei.form("stream-asked")
    form.locator("[name=hourly]").fill("0.60")
    form.locator("[name=purpose]").fill(REEDS)
    mei.sign(form, "You ask for 0.60 EUR an hour, to be paid to Mei")
    expect(mei.page.locator("main")).to_contain_text(REEDS)


def tess_supports_it(tess: Neighbour, pool: str) -> None:
    tess.go(pool)
    support = tess.page.get_by_role("button", name=f"Support {REEDS}", exact=True)
    form = tess.page.locator('form[data-statement="stream-supported"]', has=support)
    tess.sign(form, f"You support “{REEDS}”")
    expect(tess.page.get_by_role("button", name=f"No longer support {REEDS}")).to_be_visible()


def its_hours_are_shared_out(mei: Neighbour, pool: str, words: str) -> str:
    """What the stream was awarded so far; the page of its mandate."""
    row = mei.go(pool).locator("section[aria-labelledby=hour] tbody tr").filter(has_text=REEDS)
    link = row.locator("a[href^='/treasury/mandates/']")
    expect(link).to_have_text(words)
    return str(link.get_attribute("href"))

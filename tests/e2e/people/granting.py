"""Grants and streams in browsers: a round is proposed, applied to, scored, awarded and paid; a pool is shared."""

from playwright.sync_api import Locator, expect

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.browsers import Browsers
from tests.e2e.people.served_community import ServedCommunity

ROUND = "Small sums for good neighbours"
POOL = "Whoever keeps the lake clean"
BENCHES, LANTERNS = "Three benches", "Lanterns for the winter"
REEDS = "Cutting the reeds"


def mei_proposes_a_round(mei: BrowserUser) -> str:
    """500 euros, scored by the issuers; a week to apply and another to score."""
    mei.go("/proposals/new")
    _begin(mei, "grants", ROUND)
    part = mei.page.locator("#grants")
    part.locator("[name=sum]").fill("500")
    part.locator("[name=currency]").select_option("EUR")
    part.locator("[name=committee]").select_option("issuer")
    for name, typed in {"apply_days": "7", "score_days": "6", "least": "50", "grant_days": "90"}.items():
        part.locator(f"[name={name}]").fill(typed)
    sentences = (
        "€500.00 are shared out among applications. They are scored by holders of the role: issuer",
        "Applications are taken for 7 days, then scores for 6 days.",
        "Only applications with a mean of 50 points of 100 or more receive a grant.",
    )
    return _review_and_sign(mei, f"You propose a round of grants: “{ROUND}”", *sentences)


def mei_proposes_a_pool(mei: BrowserUser) -> str:
    """One euro an hour, for thirty days."""
    mei.go("/proposals/new")
    _begin(mei, "stream", POOL)
    part = mei.page.locator("#stream")
    part.locator("[name=hourly]").fill("1.00")
    part.locator("[name=currency]").select_option("EUR")
    part.locator("[name=pool_days]").fill("30")
    return _review_and_sign(mei, f"You propose a pool for streams: “{POOL}”", "€1.00 an hour are paid out for 30 days")


def _begin(mei: BrowserUser, kind: str, title: str) -> None:
    mei.page.locator(f"[name=kind][value={kind}]").check()
    mei.page.locator("[name=title]").fill(title)
    mei.page.locator("[name=body]").fill("Not every idea needs a vote of its own.")


def _review_and_sign(mei: BrowserUser, act: str, *sentences: str) -> str:
    mei.page.locator("button[name=step][value=review]").click()
    form = mei.form("proposal-submitted")
    for words in sentences:
        expect(mei.page.locator("main")).to_contain_text(words)
    mei.sign(form, act)
    return mei.path()


def it_is_voted_and_passes(
    community: ServedCommunity, proposal: str, title: str, sponsor: BrowserUser, *others: BrowserUser
) -> None:
    """Sponsored, announced, opened, voted on and carried out once the standstill is over."""
    sponsor.go(proposal)
    sponsor.sign(sponsor.form("proposal-sponsored"), f"You sponsor the proposal “{title}”")
    community.pass_time(days=1)
    community.pass_time(days=1)
    for voter in (sponsor, *others):
        voter.vote(proposal, "yes", f"You vote YES on “{title}”")
    community.pass_time(days=7)
    consequences = sponsor.go(proposal).locator("section[aria-labelledby=consequences]")
    expect(consequences).to_contain_text("Nothing yet")
    community.pass_time(days=1)


def what_it_opened(someone: BrowserUser, proposal: str, words: str) -> str:
    """The page of the round or pool that the proposal opened."""
    link = someone.go(proposal).locator("section[aria-labelledby=consequences] h3 a")
    expect(link).to_have_text(words)
    return str(link.get_attribute("href"))


def mei_applies_for_herself(mei: BrowserUser, round_: str) -> None:
    mei.go(round_)
    form = mei.form("grant-applied")
    form.locator("[name=amount]").fill("300")
    _say_what_for(form, BENCHES, "Oak, and *no* varnish.")
    mei.sign(form, "You apply for 300.00 EUR, to be paid to Mei")
    expect(mei.page.get_by_role("heading", name="1 application")).to_be_visible()


def ada_applies_for_somebody_outside(ada: BrowserUser, round_: str) -> None:
    """At first for more than the round has, which is refused."""
    ada.go(round_)
    form = ada.form("grant-applied")
    form.locator("[name=amount]").fill("500.01")
    _say_what_for(form, LANTERNS, "Twelve of them, along the path.")
    form.locator('[name="payee.type"][value=outside]').check()
    form.locator('[name="payee.name"]').fill("Glow & Sons")
    ada.be_refused(form, "You apply for 500.01 EUR", "This is more than the whole round has.")
    form.locator("[name=amount]").fill("250")
    ada.sign(form, "You apply for 250.00 EUR, to be paid to Glow & Sons")
    expect(ada.page.get_by_role("heading", name="2 applications")).to_be_visible()
    ada.go(_application(ada, round_, LANTERNS))
    expect(ada.form("application-scored")).to_have_count(0)  # it is not the time yet, and she is not of the committee


def _say_what_for(form: Locator, purpose: str, plan: str) -> None:
    form.locator("[name=purpose]").fill(purpose)
    form.locator("[name=plan]").fill(plan)


def _application(someone: BrowserUser, round_: str, purpose: str) -> str:
    link = someone.go(round_).locator("section[aria-labelledby=applications]").get_by_role("link", name=purpose)
    return str(link.get_attribute("href"))


def one_of_the_committee_scores(scorer: BrowserUser, round_: str, points: dict[str, int]) -> None:
    """Gives points to each application; the round then waits for no more of theirs."""
    for purpose, number in points.items():
        scorer.go(_application(scorer, round_, purpose))
        form = scorer.form("application-scored")
        form.locator("[name=points]").fill(str(number))
        scorer.sign(form, f"You give the application “{purpose}” {number} of 100 points")
        expect(scorer.form("application-scored").locator("[name=points]")).to_have_value(str(number))
    scorer.go(round_)
    expect(scorer.page.get_by_text("waits for your points")).to_have_count(0)


def others_cannot_score(someone: BrowserUser, round_: str) -> None:
    someone.go(_application(someone, round_, BENCHES))
    expect(someone.form("application-scored")).to_have_count(0)


def the_best_fit_into_the_sum(mei: BrowserUser, round_: str) -> str:
    """The benches are awarded, the lanterns no longer fit; the page of the benches' mandate."""
    why = mei.go(round_).locator("section[aria-labelledby=why] li")
    expect(why).to_have_text(["1. Three benches: 85 · €300.00 · awarded", _SKIPPED])
    expect(mei.page.locator("section[aria-labelledby=terms]")).to_contain_text("€300.00")
    mei.go(_application(mei, round_, LANTERNS))
    expect(mei.page.get_by_role("link", name="Its mandate and payments")).to_have_count(0)
    mei.go(_application(mei, round_, BENCHES))
    return str(mei.page.get_by_role("link", name="Its mandate and payments").get_attribute("href"))


_SKIPPED = f"2. {LANTERNS}: 65 · €250.00 · did not fit"


def mei_tells_what_was_done(mei: BrowserUser, browsers: Browsers, round_: str) -> None:
    """She is asked for a report and files it, and a visitor reads it."""
    mei.go("/")
    expect(mei.page.get_by_text(f"A report is due: {BENCHES}")).to_be_visible()
    report = "They stand by the water, and are sat on."
    application = _application(mei, round_, BENCHES)
    mei.go(application)
    form = mei.form("report-filed")
    form.locator("[name=text]").fill(report)
    mei.sign(form, "You tell what was done with the money")
    mei.go("/")
    expect(mei.page.get_by_text("A report is due")).to_have_count(0)
    stranger = browsers.at_browser("A reader")
    stranger.go(application)
    expect(stranger.page.locator("section[aria-labelledby=reports] article")).to_contain_text(report)


def mei_asks_for_a_stream(mei: BrowserUser, pool: str) -> None:
    mei.go(pool)
    form = mei.form("stream-asked")
    form.locator("[name=hourly]").fill("0.60")
    form.locator("[name=purpose]").fill(REEDS)
    mei.sign(form, "You ask for 0.60 EUR an hour, to be paid to Mei")
    expect(mei.page.locator("main")).to_contain_text(REEDS)


def tess_supports_it(tess: BrowserUser, pool: str) -> None:
    tess.go(pool)
    support = tess.page.get_by_role("button", name=f"Support {REEDS}", exact=True)
    form = tess.page.locator('form[data-statement="stream-supported"]', has=support)
    tess.sign(form, f"You support “{REEDS}”")
    expect(tess.page.get_by_role("button", name=f"No longer support {REEDS}")).to_be_visible()


def its_hours_are_shared_out(mei: BrowserUser, pool: str, words: str) -> str:
    """The sum awarded to the stream so far; the page of its mandate."""
    row = mei.go(pool).locator("section[aria-labelledby=hour] tbody tr").filter(has_text=REEDS)
    link = row.locator("a[href^='/treasury/mandates/']")
    expect(link).to_have_text(words)
    return str(link.get_attribute("href"))

"""Pages of grant rounds and streams, as visitors, applicants, the committee and supporters see them."""

from html import unescape

import pytest
from sqlalchemy import select

from govern.protocol.facts import GrantRound, Pool, Stream
from govern.rules.rulebook.presets import PRESETS
from govern.store.projection import TABLES
from govern.store.record.log import LeafRow
from tests.web.conftest import Site, text
from tests.web.spending import approve, ask, open_account, pay, receive
from tests.web.votes.voting import blob, days_pass, give_tokens, hash_of, open_vote, submit, vote


def _pass(site: Site, kind: str, effect: dict[str, object]) -> None:
    """A proposal of Mei's with this effect passes and is carried out."""
    title, body = blob(f"A {kind}"), blob("As said.")
    fields = {"title": hash_of(title), "body": hash_of(body), "kind": kind, "scope": "community", "topic": ""}
    give_tokens(site)
    proposal = submit(site, "mei", [title, body], "proposal-submitted", effects=[effect], **fields)
    open_vote(site, proposal)
    for name in ("ada", "tao", "tess"):
        vote(site, name, proposal, "yes")
    days_pass(site, 8)
    days_pass(site, 3)


def _only(site: Site, fact: type) -> str:
    with site.services.engine.connect() as connection:
        return str(connection.execute(TABLES[fact].__table__.select()).mappings().one()["id"])


@pytest.fixture
def round_(site: Site) -> str:
    """A round of 500 euros that arbiters score; Max is one."""
    site.say("ada", "role-granted", holder=site.people["max"].member, role="arbiter", scope="community")
    effect = {"apply_days": 7, "committee": "arbiter", "currency": "EUR", "effect": "open-round"}
    effect |= {"expires_days": 90, "least": 50, "programme": "", "score_days": 7, "sum": 50_000}
    _pass(site, "grants", effect)
    return _only(site, GrantRound)


def _apply(site: Site, round_: str, amount: int = 30_000, by: str = "mei", payee_: str = "mei") -> str:
    purpose, plan = blob("A *band* stand"), blob("First **this**, then that.")
    payee = {"member": site.people[payee_].member, "type": "member"}
    fields = {"amount": amount, "payee": payee, "plan": hash_of(plan), "purpose": hash_of(purpose), "round": round_}
    return submit(site, by, [purpose, plan], "grant-applied", **fields)


def _page(site: Site, path: str, who: str = "") -> str:
    answer = site.client(who).get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def _came_of_it(site: Site, path: str) -> str:
    """The consequences on the page of the linked proposal."""
    proposal = _page(site, path).split('<a href="/proposals/')[1].split('"')[0]
    return _page(site, f"/proposals/{proposal}").split('aria-labelledby="consequences"')[1].split("</section>")[0]


def test_without_a_round_or_a_pool_the_pages_say_how_to_begin(site: Site) -> None:
    assert "No round yet" in _page(site, "/grants")
    assert "No pool yet" in _page(site, "/streams")


def test_a_round_is_applied_to_scored_and_decided(site: Site, round_: str) -> None:
    path = f"/grants/{round_}"
    assert 'data-statement="grant-applied"' in _page(site, path, "mei")
    assert 'data-statement="grant-applied"' not in _page(site, path)
    assert f'<a href="{path}">Grant round of €500.00</a>' in _came_of_it(site, path)
    assert "Applications are taken until" in _came_of_it(site, path)
    assert "Name of the payee" in _page(site, path, "mei")
    book = PRESETS["tokens"]() | {"number": 2}
    book["treasury"] = book["treasury"] | {"payees": "pseudonym"}
    site.say("ada", "rulebook-adopted", rulebook=book, scope="community")
    assert "Pseudonym of the payee" in _page(site, path, "mei")
    application = _apply(site, round_)
    shown = f"/grants/applications/{application}"
    assert "<strong>this</strong>" in _page(site, shown)
    assert 'data-statement="application-withdrawn"' in _page(site, shown, "mei")
    assert 'data-statement="application-scored"' not in _page(site, shown, "max")
    days_pass(site, 7)
    assert 'data-statement="application-scored"' in _page(site, shown, "max")
    assert 'data-statement="application-scored"' not in _page(site, shown, "tao")
    assert "waits for your points" in _page(site, path, "max")
    assert "The committee scores until" in _came_of_it(site, path)
    site.say("max", "application-scored", application=application, points=80)
    assert 'value="80"' in _page(site, shown, "max")
    days_pass(site, 7)
    assert "awarded" in text(site.client().get(path))
    assert "Its mandate and payments" in _page(site, shown)
    assert 'data-statement="report-filed"' in _page(site, shown, "mei")
    assert 'data-statement="report-filed"' not in _page(site, shown, "max")
    assert "€300.00 awarded" in _page(site, "/grants")
    assert "€300.00 was awarded." in _came_of_it(site, path)
    assert "Mandate to pay" not in _came_of_it(site, path)  # its page tells who was awarded


def _asked(site: Site, who: str) -> str:
    """The tasks on a person's first page."""
    return unescape(text(site.client(who).get("/")))


def test_the_committee_is_asked_for_points_while_it_may_give_any(site: Site, round_: str) -> None:
    for name in ("mei", "tess"):
        site.say("ada", "role-granted", holder=site.people[name].member, role="arbiter", scope="community")
    waits = "Applications wait for your points: A grants"
    application = _apply(site, round_)  # Mei applies, and is paid
    assert waits not in _asked(site, "max")  # applications are still taken
    days_pass(site, 7)
    assert waits in _asked(site, "max")
    assert f'href="/grants/{round_}"' in _page(site, "/", "max")
    assert waits not in _asked(site, "mei")  # her own
    assert waits not in _asked(site, "tao")  # not of the committee
    site.say("max", "application-scored", application=application, points=80)
    assert waits not in _asked(site, "max")
    assert waits in _asked(site, "tess")
    days_pass(site, 7)
    assert waits not in _asked(site, "tess")


@pytest.mark.parametrize(("by", "payee"), [("max", "mei"), ("mei", "max")])
def test_nobody_is_asked_for_points_for_what_they_applied_for_or_are_paid(
    site: Site, round_: str, by: str, payee: str
) -> None:
    _apply(site, round_, by=by, payee_=payee)
    days_pass(site, 7)
    assert "wait for your points" not in _asked(site, "max")


def test_an_application_that_was_withdrawn_asks_for_no_points(site: Site, round_: str) -> None:
    application = _apply(site, round_)
    site.say("mei", "application-withdrawn", application=application)
    days_pass(site, 7)
    assert "wait for your points" not in _asked(site, "max")


def test_recipients_are_asked_to_collect_a_grant_and_to_report_on_it(site: Site, round_: str) -> None:
    application, account = _apply(site, round_), open_account(site)
    receive(site, account, 90_000)
    days_pass(site, 7)
    site.say("max", "application-scored", application=application, points=80)
    days_pass(site, 7)
    mandate = _page(site, f"/grants/applications/{application}").split('href="/treasury/mandates/')[1][:64]
    collect, report = "nobody has asked for it to be paid: A *band* stand", "A report is due: A *band* stand"
    assert collect in _asked(site, "mei")
    assert collect not in _asked(site, "tao")
    chain = unescape(_page(site, f"/treasury/mandates/{mandate}", "max")).split('aria-labelledby="chain"')[1]
    steps = (
        f'"/grants/{round_}"',
        f'"/grants/applications/{application}"',
        "By these scores it was awarded",
        "A mandate",
    )
    places = [chain.index(one) for one in steps]
    assert places == sorted(places)
    with site.services.engine.connect() as connection:
        decided = connection.scalar(select(LeafRow.index).where(LeafRow.kind == "round-decided"))
    assert f'href="/record/{decided}"' in chain[places[2] : places[3]]
    assert "Mei applied for" in chain
    first = ask(site, mandate, 20_000)
    assert collect not in _asked(site, "mei")
    approve(site, first)
    pay(site, first, account, amount=20_000)
    assert report not in _asked(site, "mei")  # not all of it is paid yet
    _report(site, mandate)
    rest = ask(site, mandate, 10_000)
    approve(site, rest)
    pay(site, rest, account, amount=10_000)
    assert report in _asked(site, "mei")
    assert report not in _asked(site, "max")
    _report(site, mandate)
    assert report not in _asked(site, "mei")


def test_a_grant_paid_in_part_is_reported_on_when_its_time_is_over(site: Site, round_: str) -> None:
    application, account = _apply(site, round_), open_account(site)
    receive(site, account, 90_000)
    days_pass(site, 7)
    site.say("max", "application-scored", application=application, points=80)
    days_pass(site, 7)
    mandate = _page(site, f"/grants/applications/{application}").split('href="/treasury/mandates/')[1][:64]
    request = ask(site, mandate, 20_000)
    approve(site, request)
    pay(site, request, account, amount=20_000)
    assert "A report is due" not in _asked(site, "mei")
    days_pass(site, 91)
    assert "A report is due" in _asked(site, "mei")


def _report(site: Site, mandate: str) -> None:
    site.say("mei", "report-filed", {"text": "It stands."}, files=[], mandate=mandate)


def test_a_pool_shows_what_an_hour_comes_to(site: Site) -> None:
    effect = {"currency": "EUR", "days": 30, "effect": "open-pool", "hourly": 1_000, "programme": ""}
    _pass(site, "stream", effect)
    pool = _only(site, Pool)
    assert 'data-statement="stream-asked"' in _page(site, f"/streams/{pool}", "mei")
    came = _came_of_it(site, f"/streams/{pool}")
    assert f'<a href="/streams/{pool}">Pool of €10.00 an hour</a>' in came
    purpose = blob("Watering")
    with site.services.engine.connect() as connection:
        ends = connection.execute(TABLES[Pool].__table__.select()).mappings().one()["ends"]
    payee = {"member": site.people["mei"].member, "type": "member"}
    fields = {"ends": ends, "hourly": 300, "payee": payee, "pool": pool, "purpose": hash_of(purpose), "starts": 0}
    stream = submit(site, "mei", [purpose], "stream-asked", **fields)
    assert _only(site, Stream) == stream
    site.say("tao", "stream-supported", stands=True, stream=stream)
    days_pass(site, 1)
    days_pass(site, 1)
    words = text(site.client().get(f"/streams/{pool}"))
    assert "Watering" in words
    assert "€144.00" in words  # 48 hours of 3 euros
    assert "No longer support" in _page(site, f"/streams/{pool}", "tao")
    assert "Return of the money" in words


@pytest.mark.parametrize("path", ["/grants/x", "/grants/applications/x", "/streams/x"])
def test_a_missing_round_pool_or_application_is_not_found(site: Site, path: str) -> None:
    assert site.client().get(path).status_code == 404

"""The list of members and their public pages."""

from tests.web.conftest import Site, text


def test_visitors_see_members_by_number_only(site: Site) -> None:
    page = text(site.client().get("/members"))
    assert site.people["mei"].member[:8] in page
    assert "Mei" not in page


def test_members_see_names_roles_and_tokens(site: Site) -> None:
    site.award("mei", 50)
    page = text(site.client("max").get("/members"))
    assert "Mei" in page
    assert "Treasurer" in page
    assert " 50 " in page
    assert "Nell" not in page  # who has an account but is no member


def test_an_account_alone_lets_nobody_see_names(site: Site) -> None:
    assert "Mei" not in text(site.client("nell").get("/members"))


def test_a_name_finds_a_member_only_for_those_who_may_know_names(site: Site) -> None:
    assert "Mei" in text(site.client("max").get("/members?q=me"))
    assert "Nobody found" in text(site.client().get("/members?q=mei"))


def test_an_id_finds_a_member_for_everyone(site: Site) -> None:
    mei = site.people["mei"].member
    page = site.client().get(f"/members?q={mei[:14]}").get_data(as_text=True)
    assert f"/members/{mei}" in page
    assert f"/members/{site.people['max'].member}" not in page


def test_a_search_takes_its_words_as_they_are(site: Site) -> None:
    for words in ("%", "_", "\\", "'", '"><script>'):
        page = site.client("mei").get("/members", query_string={"q": words})
        assert page.status_code == 200
        assert "<script>" not in page.get_data(as_text=True)
    assert "Nobody found" in text(site.client("mei").get("/members?q=%25"))


def test_a_long_list_goes_on_and_back(site: Site) -> None:
    for number in range(25):
        name = f"p{number}"
        site.person(name)
        site.clock.advance(1)
        site.enrol(name)
    client = site.client("ada")
    first = client.get("/members").get_data(as_text=True)
    older = first.split('rel="next" href="')[1].split('"')[0]
    second = client.get(older).get_data(as_text=True)
    assert f"/members/{site.people['p24'].member}" in first
    assert f"/members/{site.people['p24'].member}" not in second
    assert f"/members/{site.people['p0'].member}" in second
    newer = second.split('rel="prev" href="')[1].split('"')[0]
    assert f"/members/{site.people['p24'].member}" in client.get(newer).get_data(as_text=True)


def test_a_member_page_shows_who_gave_the_tokens_and_for_what(site: Site) -> None:
    site.award("mei", 50, "kept the reading circle")
    page = text(site.client("max").get(f"/members/{site.people['mei'].member}"))
    for words in ("50 tokens", "kept the reading circle", "Awarded by I Ivo", "Confirmed by I Ines"):
        assert words in page


def test_an_award_that_waits_is_marked(site: Site) -> None:
    site.say("ivo", "award-made", {"reason": "bees"}, amount=7, to=site.people["mei"].member)
    assert "Not confirmed yet" in text(site.client().get(f"/members/{site.people['mei'].member}"))


def test_ones_own_page_says_so_and_leads_to_what_is_private(site: Site) -> None:
    own = f"/members/{site.people['mei'].member}"
    assert "This is you" in text(site.client("mei").get(own))
    assert "This is you" not in text(site.client("max").get(own))
    pages = [site.client(name).get(own).get_data(as_text=True) for name in ("mei", "max")]
    assert [page.count('href="/account"') for page in pages] == [2, 1]  # everybody has it in the menu


def test_proposals_of_a_member_stand_on_their_page(site: Site) -> None:
    texts = {"title": "A bench under the lime trees", "body": "We could sit."}
    site.say(
        "mei",
        "proposal-submitted",
        texts,
        kind="motion",
        scope="community",
        topic="",
        effects=[{"effect": "record-resolution"}],
    )
    member = site.people["mei"].member
    for page in (f"/members/{member}", f"/members/{member}/proposals"):
        assert "A bench under the lime trees" in text(site.client().get(page))


def test_a_ballot_stands_on_the_voters_page(site: Site) -> None:
    for name in ("mei", "max", "tao"):
        site.award(name, 100)
    texts = {"title": "A bench", "body": "We could sit."}
    proposal = site.say(
        "mei",
        "proposal-submitted",
        texts,
        kind="motion",
        scope="community",
        topic="",
        effects=[{"effect": "record-resolution"}],
    )
    site.say("max", "proposal-sponsored", proposal=proposal.id, version=1)
    for _ in range(2):
        site.clock.advance(days=1)
        site.services.recorder.tick()
    poll = site.poll_of(proposal.id)
    site.say("max", "ballot-cast", choice="no", poll=poll, prev="", seq=1)
    member = site.people["max"].member
    for page in (f"/members/{member}", f"/members/{member}/ballots"):
        shown = text(site.client().get(page))
        assert "A bench" in shown
        assert " No " in shown


def test_an_unknown_member_is_not_there(site: Site) -> None:
    for path in ("/members/m_000000000000000000000000", "/members/x/awards", f"/members/{site.people['nell'].member}"):
        assert site.client("ada").get(path).status_code == 404

"""A withheld text is absent from pages, searches, files and bundles, with who and why in its place."""

from pathlib import Path

import pytest

from govern.actions.record.bundle import write_bundle
from govern.protocol import facts
from govern.record import strict_json
from govern.store.projection import Projection
from govern.verify import verify
from tests.web.conftest import Site, text
from tests.web.votes.voting import move

INSULT = "Mossy nitwits, all of them."


@pytest.fixture
def moderated(site: Site) -> Site:
    """A site with a moderator, Tao."""
    site.say("ada", "role-granted", holder=site.people["tao"].member, role="moderator", scope="community")
    return site


def _proposal(site: Site, id_: str) -> facts.Proposal:
    with site.services.engine.connect() as connection:
        found = Projection(connection).get(facts.Proposal, id_)
    assert found is not None
    return found


def _hide(site: Site, digest: str, reason: str = "It insults the neighbours.") -> None:
    site.say("tao", "text-hidden", {"reason": reason}, text=digest)


def _show(site: Site, digest: str) -> None:
    site.say("tao", "text-shown", {"reason": "A misunderstanding."}, text=digest)


def test_the_page_of_a_proposal_says_who_withheld_its_text_and_why(moderated: Site) -> None:
    id_ = move(moderated, "A bench", INSULT)
    body = _proposal(moderated, id_).body
    reader = moderated.client("mei")
    assert INSULT in text(reader.get(f"/proposals/{id_}"))
    _hide(moderated, body)
    page = text(reader.get(f"/proposals/{id_}"))
    assert INSULT not in page
    assert "This text is withheld. Tao withheld it" in page
    assert "The reason: It insults the neighbours." in page
    assert "A bench" in page
    _show(moderated, body)
    assert INSULT in text(reader.get(f"/proposals/{id_}"))


def test_a_withheld_title_is_withheld_in_lists_too(moderated: Site) -> None:
    id_ = move(moderated, INSULT, "Under the limes.")
    _hide(moderated, _proposal(moderated, id_).title)
    for path in ("/proposals", "/record", f"/proposals/{id_}", f"/record/{_proposal(moderated, id_).index}"):
        page = text(moderated.client("mei").get(path))
        assert INSULT not in page, path
        assert "withheld" in page, path


def test_the_page_of_the_statement_says_who_and_why(moderated: Site) -> None:
    found = _proposal(moderated, move(moderated, "A bench", INSULT))
    _hide(moderated, found.body)
    page = text(moderated.client("mei").get(f"/record/{found.index}"))
    assert INSULT not in page
    assert "The reason: It insults the neighbours." in page


def test_a_reason_that_is_withheld_itself_is_not_shown(moderated: Site) -> None:
    found = _proposal(moderated, move(moderated, "A bench", INSULT))
    _hide(moderated, found.body, "Because of those mossy nitwits.")
    with moderated.services.engine.connect() as connection:
        hidden = Projection(connection).get(facts.HiddenText, found.body)
    assert hidden is not None
    _hide(moderated, hidden.reason, "The reason was no better.")
    page = text(moderated.client("mei").get(f"/proposals/{found.id}"))
    assert "nitwits" not in page
    assert "The reason: (text withheld)" in page


def test_a_search_does_not_find_what_is_withheld(moderated: Site) -> None:
    in_body = _proposal(moderated, move(moderated, "A bench", INSULT))
    in_title = _proposal(moderated, move(moderated, "Nitwits!", "Under the limes."))

    def found() -> set[str]:
        html = moderated.client("mei").get("/proposals?q=nitwits").get_data(as_text=True)
        return {one.id for one in (in_body, in_title) if one.id in html}

    assert found() == {in_body.id, in_title.id}
    _hide(moderated, in_body.body)
    assert found() == {in_title.id}
    _hide(moderated, in_title.title)
    assert found() == set()
    bench = moderated.client("mei").get("/proposals?q=bench").get_data(as_text=True)
    assert in_body.id in bench  # its title is still there to be found
    _show(moderated, in_body.body)
    assert found() == {in_body.id}


def test_a_club_is_not_found_by_a_withheld_name(moderated: Site) -> None:
    texts = {"name": "Nitwits", "purpose": "None."}
    club = "c_" + "a" * 24
    moderated.say("ada", "club-opened", texts, club=club, convener=moderated.people["mei"].member)
    client = moderated.client("mei")
    assert club in client.get("/clubs?q=nitwits").get_data(as_text=True)
    with moderated.services.engine.connect() as connection:
        found = Projection(connection).get(facts.Club, club)
    assert found is not None
    _hide(moderated, found.name)
    assert club not in client.get("/clubs?q=nitwits").get_data(as_text=True)
    assert club in client.get("/clubs").get_data(as_text=True)


def test_the_blob_is_gone_and_a_problem_document_says_who_and_why(moderated: Site) -> None:
    body = _proposal(moderated, move(moderated, "A bench", INSULT)).body
    client = moderated.client()
    path = f"/log/blob/{body}"
    kept = client.get(path)
    assert INSULT in kept.get_data(as_text=True)
    assert "immutable" not in kept.headers["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": kept.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    _hide(moderated, body)
    gone = client.get(path, headers={"If-None-Match": kept.headers["ETag"]})
    assert (gone.status_code, gone.content_type) == (410, "application/problem+json")
    problem = strict_json.decode(gone.data)
    assert isinstance(problem, dict)
    assert (problem["code"], problem["status"], problem["by"], problem["reason"]) == (
        "text_withheld",
        410,
        moderated.people["tao"].member,
        "It insults the neighbours.",
    )
    assert "withheld this text" in problem["detail"]
    assert INSULT not in gone.get_data(as_text=True)
    _show(moderated, body)
    assert client.get(path).data == kept.data


def test_a_weight_roll_cannot_be_withheld(moderated: Site, tmp_path: Path) -> None:
    site = moderated
    site.award("mei", 100)
    id_ = move(site, "A bench", INSULT)
    site.say("max", "proposal-sponsored", proposal=id_, version=1)
    site.clock.advance(days=1)
    site.services.recorder.tick()
    with site.services.engine.connect() as connection:
        poll = Projection(connection).get(facts.Poll, site.poll_of(id_))
    assert poll is not None
    _hide(site, poll.roll_blob)
    assert site.client().get(f"/log/blob/{poll.roll_blob}").status_code == 200
    write_bundle(site.services.engine, site.instance, tmp_path / "record.zip")
    assert verify(tmp_path / "record.zip").exit_status == 0

"""The box “What does not work”: only administrators see it, with times, and can confirm the clock there."""

from govern.actions.running import clock_doubt
from govern.actions.running.housekeeping import Housekeeping
from tests.web.conftest import Site, post, text
from tests.web.votes.voting import move, open_vote

BOX = "What does not work"


def test_a_site_that_works_has_no_box(site: Site) -> None:
    assert BOX not in text(site.client("ada").get("/admin/"))
    assert site.client().get("/readyz").json == {"status": "ok"}


def test_administrators_see_every_trouble_in_words_and_nobody_else_does(site: Site) -> None:
    status = site.services.recorder.status
    sentences = {
        ("writer", "write_failed"): "Statements could not be written",
        ("guard", "checkpoint_not_kept"): "“last-checkpoint” in the community’s folder cannot be written",
        ("ticker", "round_failed"): "tried again every second",
        ("disk", "disk_nearly_full"): "nearly full",
    }
    for part, code in sentences:
        status.failed(part, code)
    status.failed("clerk", "task_set_aside", details=("Proposal 12ab",))
    page = text(site.client("ada").get("/admin/"))
    assert BOX in page
    for words in (*sentences.values(), "Proposal 12ab", "Since"):
        assert words in page, words
    assert BOX not in text(site.client("ivo").get("/admin/"))
    answer = site.client().get("/readyz")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0
    found = {one["part"]: one for one in answer.get_json(force=True)["troubles"]}
    assert {part: one["code"] for part, one in found.items()} == dict([*sentences, ("clerk", "task_set_aside")])
    assert all(one["since"] <= one["last"] and one["times"] == 1 for one in found.values())
    assert "12ab" not in answer.get_data(as_text=True)  # what administrators alone may know


def test_an_administrator_confirms_the_clock(site: Site) -> None:
    open_vote(site, move(site))
    assert clock_doubt.watch(site.services.recorder, accept=False) == ""
    Housekeeping(site.services.recorder).round()
    site.clock.advance(days=30)
    site.services.recorder.tick()
    ada = site.client("ada")
    page = ada.get("/admin/").get_data(as_text=True)
    assert "The clock says 2026-" in page
    assert 'action="/admin/clock"' in page
    assert post(site.client("ivo"), "/admin/clock").status_code == 403
    assert site.client().get("/readyz").status_code == 503
    assert post(ada, "/admin/clock").status_code == 302
    site.services.recorder.tick()
    assert BOX not in text(ada.get("/admin/"))
    assert site.client().get("/readyz").status_code == 200

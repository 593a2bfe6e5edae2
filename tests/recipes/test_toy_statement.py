"""Recipe “a statement type”, followed with a toy: judged, limited at intake, told in the record, and noticed."""

from collections.abc import Iterator

import pytest

from govern.actions.mail import notices
from govern.protocol.errors import Refused
from govern.store.private.outbox import OutboxRow
from govern.web.words.statements.statement_sentences import occasions
from tests.recipes.song import songs
from tests.web.conftest import Site


@pytest.fixture(autouse=True)
def with_songs() -> Iterator[None]:
    with songs():
        yield


def propose(site: Site) -> str:
    about = {"effects": [{"effect": "record-resolution"}], "kind": "motion", "scope": "community", "topic": ""}
    return site.say("mei", "proposal-submitted", {"body": "Deep.", "title": "A pond"}, **about).id


def test_the_toy_statement_is_signed_judged_recorded_and_described(site: Site) -> None:
    recorded = site.say("mei", "song-sung", {"text": "Frogs will come"}, proposal=propose(site))
    page = site.client("mei").get(f"/record/{recorded.index}").get_data(as_text=True)
    assert "Mei sang “Frogs will come” about “A pond”." in page
    assert "Song" in site.client("mei").get("/record").get_data(as_text=True)


def test_those_whom_it_concerns_get_a_notice(site: Site) -> None:
    proposal = propose(site)
    with site.app.app_context(), site.session() as session:
        notices.take_up(session, site.clock(), occasions(), mailing=True)
    recorded = site.say("tao", "song-sung", {"text": "Frogs will come"}, proposal=proposal)
    with site.app.app_context(), site.session() as session:
        notices.take_up(session, site.clock(), occasions(), mailing=True)
        assert [row.subject for row in session.query(OutboxRow).filter_by(kind="mention")] == [recorded.id]


def test_its_judge_refuses(site: Site) -> None:
    with pytest.raises(Refused) as refused:
        site.say("mei", "song-sung", {"text": "Frogs will come"}, proposal="0" * 64)
    assert refused.value.code == "proposal_unknown"


def test_its_fields_are_checked(site: Site) -> None:
    with pytest.raises(Refused) as refused:
        site.say("mei", "song-sung", {"text": "Frogs will come"})
    assert refused.value.code == "field_missing"

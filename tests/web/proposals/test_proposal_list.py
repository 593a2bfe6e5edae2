"""The list of proposals: its content and filters."""

import re

from govern.rules.proposals.kinds import kinds
from tests.web.conftest import Site
from tests.web.reading import page
from tests.web.votes.voting import ask_for_money, give_tokens, move, open_vote


def test_an_empty_list_invites_to_write(site: Site) -> None:
    assert "No proposals yet" in page(site, "/proposals")
    assert "Nothing fits" in page(site, "/proposals?stage=open")


def test_the_list_can_be_narrowed_to_every_kind(site: Site) -> None:
    choices = site.client().get("/proposals").get_data(as_text=True).partition('<select name="kind"')[2]
    offered = re.findall('<option value="([^"]*)"', choices.partition("</select>")[0])
    assert offered == ["", *kinds()]


def test_the_list_is_narrowed_by_stage_kind_author_and_words(site: Site) -> None:
    give_tokens(site)
    open_vote(site, ask_for_money(site, "Mend the ROOF"))
    move(site, "A bench", by="max")
    for query, shown in {
        "": {"Mend the ROOF", "A bench"},
        "?stage=open": {"Mend the ROOF"},
        "?stage=sponsors": {"A bench"},
        "?stage=gathering": {"A bench"},
        "?stage=passed": set(),
        "?kind=motion": {"A bench"},
        "?mine=1": {"Mend the ROOF"},
        "?q=roof": {"Mend the ROOF"},
        "?q=limes": {"A bench"},
        "?q=roof&kind=motion": set(),
    }.items():
        said = page(site, f"/proposals{query}", "mei")
        assert {title for title in ("Mend the ROOF", "A bench") if title in said} == shown, query

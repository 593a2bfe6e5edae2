"""Texts in another language than the page's are marked with `lang`."""

import re

import pytest

from govern import paths
from govern.i18n.languages import LANGUAGES, ROWS, SOURCE, Language
from govern.web.prose.language_detection import detect
from tests.web.conftest import Site
from tests.web.frame.test_names_shown import call
from tests.web.reading import html

BODY = """The county does not mind.

县里也没有意见。

- a ladder
- 一架梯子

12.50
"""


CHINESE = LANGUAGES["zh-Hans"]
GERMAN = Language("de", "Deutsch", "de_DE")


@pytest.mark.parametrize(
    ("text", "on_english", "on_chinese"),
    [
        ("A bench by the lake", "", "en"),
        ("Café crème", "", "en"),
        ("湖边的长椅", "zh-Hans", ""),
        ("𠮷野家", "zh-Hans", ""),
        ("用 PDF 存档", "zh-Hans", ""),
        ("Four more Saturdays 另外四个周六", "", ""),
        ("12.50 €", "", ""),
        ("", "", ""),
    ],
)
def test_a_text_s_letters_tell_its_language(text: str, on_english: str, on_chinese: str) -> None:
    assert detect(text, SOURCE) == on_english
    assert detect(text, CHINESE) == on_chinese


def test_letters_that_several_languages_use_tell_only_the_script() -> None:
    rows = (*ROWS, GERMAN)
    assert detect("Eine Bank am See", SOURCE, rows) == ""
    assert detect("A bench by the lake", GERMAN, rows) == ""
    assert detect("A bench by the lake", CHINESE, rows) == "und-Latn"
    assert detect("湖边的长椅", GERMAN, rows) == "zh-Hans"


@pytest.mark.parametrize(("lang", "marked"), [("en", "zh-Hans"), ("zh-Hans", "en")])
def test_blocks_in_the_other_language_are_marked(site: Site, lang: str, marked: str) -> None:
    texts = {"title": "A ladder for the hall", "body": BODY}
    effects = [{"effect": "record-resolution"}]
    said = site.say("mei", "proposal-submitted", texts, kind="motion", scope="community", topic="", effects=effects)
    shown = html(site, f"/proposals/{said.id}?lang={lang}")
    other = {
        "en": ["<p>The county does not mind.</p>", "<li>a ladder</li>"],
        "zh-Hans": ["<p>县里也没有意见。</p>", "<li>一架梯子</li>"],
    }
    for of, blocks in other.items():
        for block in blocks:
            assert (block if of == lang else block.replace(">", f' lang="{of}">', 1)) in shown
    assert "<p>12.50</p>" in shown
    heading = re.search(r"<h1([^>]*)>A ladder", shown)
    assert heading is not None
    assert heading[1] == (' lang="en"' if marked == "en" else "")
    assert '<h3 lang="en"><a' in html(site, "/proposals?lang=zh-Hans")


@pytest.mark.parametrize(("lang", "marks"), [("en", ("", ' lang="zh-Hans"')), ("zh-Hans", (' lang="en"', ""))])
def test_names_of_people_are_in_their_own_language(site: Site, lang: str, marks: tuple[str, str]) -> None:
    call(site, "mei", "Ada Gardner")
    call(site, "tao", "林若溪")
    shown = site.client("max").get(f"/members?lang={lang}").get_data(as_text=True)
    assert f"<bdi{marks[0]}>Ada Gardner</bdi>" in shown
    assert f"<bdi{marks[1]}>林若溪</bdi>" in shown


def test_templates_mark_names_and_titles_by_the_filter() -> None:
    folder = paths.templates()
    by_hand = {
        path.relative_to(folder).as_posix(): found
        for path in sorted(folder.rglob("*.html"))
        if (found := re.findall(r"<bdi[^>]*>\{\{(?! *(?:parts\.)?title\()", path.read_text("utf-8")))
    }
    assert by_hand == {}

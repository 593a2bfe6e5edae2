"""Every page for every role, language, width and theme: no errors, and no English text on Chinese pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from govern import paths
from tests.browser.pages import NO_PAGES, VISITOR, Tour, Visit
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import demonstration_app
from tests.tools.server import serve

NARROWEST = 320
LATIN = re.compile(r"[A-Za-z]{2,}")
WORDS = 3  # sentences of fewer words may well be names, or the same in both languages


@dataclass(frozen=True)
class Viewer:
    """One way to view the site; each page is viewed in both languages, widths and themes."""

    lang: str
    width: int
    dark: bool


@dataclass(frozen=True)
class DemonstrationSite:
    """The served demonstration."""

    app: Flask
    url: str
    tour: Tour


PHONE_AND_DESK = {
    "english": (Viewer("en", 390, True), Viewer("en", 1280, False)),
    "chinese": (Viewer("zh-Hans", 1280, False), Viewer("zh-Hans", 390, True)),
}
PEOPLE = (VISITOR, "mei", "weiwei", "shuyi", "george", "tom", "grace", "ada")

# Each look at a page is one script: asking takes longer than finding.
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
# What a reader sees or hears, a line each; what members wrote (titles, texts, names) is in both languages already.
TEXTS = """() => {
  document.querySelectorAll(".specification").forEach(one => one.remove());  // a document in English, marked so
  const found = [document.title, document.body.innerText];
  for (const name of ["aria-label", "placeholder", "alt", "title"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) found.push(one.getAttribute(name));
  }
  for (const one of document.querySelectorAll(".visually-hidden, svg title, svg desc, caption")) {
    found.push(one.textContent);
  }
  return found.join("\\n").split("\\n").map(one => one.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""
FACTS = """() => ({
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1")].map(one => one.textContent.trim()),
  title: document.title.split(" · ")[0].trim(),
})"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPENED = f"() => {{ {OPEN_ALL}; return {{...({FACTS})(), beyond: ({SIDEWAYS})()}}; }}"
NARROWED = f"wanted => ({{beyond: ({SIDEWAYS})(), texts: wanted ? ({TEXTS})() : []}})"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemonstrationSite]:
    """One demonstration for the visit of all pages; no test changes it."""
    with demonstration_app(tmp_path_factory.mktemp("pages") / "instance") as app:
        tour = Tour(app)
        with serve(app) as server:
            yield DemonstrationSite(app, server.url, tour)


@pytest.fixture(scope="module")
def english() -> tuple[re.Pattern[str], ...]:
    """The English sentences that have a Chinese one."""
    with (paths.translations() / "zh_Hans" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    found = []
    for message in catalogue:
        if message.id and message.string and all(_plural(message.string)):
            found += [pattern for one in _plural(message.id) if (pattern := _pattern(one))]
    return tuple(found)


def _plural(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _pattern(sentence: str) -> re.Pattern[str] | None:
    """A sentence with anything where its placeholders and tags stand; nothing for a few words only."""
    parts = re.split(r"%\(\w+\)s|\{\w+\}|<[^>]+>", sentence.replace("%%", "%"))
    if len(LATIN.findall(" ".join(parts))) < WORDS:
        return None
    return re.compile(".*".join(re.escape(" ".join(part.split())) for part in parts if part.strip()))


def test_the_tour_visits_every_page(site: DemonstrationSite) -> None:
    adapter = site.app.url_map.bind("localhost")
    seen = {adapter.match(visit.path.split("?")[0])[0] for visit in site.tour.visits if visit.path != "/nowhere"}
    every = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert {one for one in every if not one.startswith(NO_PAGES)} <= seen
    assert {visit.who for visit in site.tour.visits} <= set(PEOPLE)


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "visitor")
@pytest.mark.parametrize("language", PHONE_AND_DESK)
def test_every_page_is_sound(
    new_profile: Profiles, site: DemonstrationSite, english: tuple[re.Pattern[str], ...], language: str, who: str
) -> None:
    look = PHONE_AND_DESK[language][PEOPLE.index(who) % 2]
    page = _be(new_profile, site, look, who)
    unwanted = english if look.lang != "en" else ()
    findings = [
        f"{visit.who or 'visitor'} {visit.path} {finding}"
        for visit in site.tour.visits
        if visit.who == who
        for finding in _findings(page, site, visit, look, unwanted)
    ]
    assert not findings, "\n".join(findings)


def _be(new_profile: Profiles, site: DemonstrationSite, look: Viewer, who: str) -> Page:
    locale = "zh-CN" if look.lang == "zh-Hans" else "en"
    allow = ("404 (", "403 (", "422 (")
    context: BrowserContext = new_profile(locale=locale, width=look.width, dark=look.dark, allow=allow)
    page = context.new_page()
    page.goto(f"{site.url}/demo")
    if who:
        page.evaluate(OPEN_ALL)
        page.locator(f'button[name="person"][value="{who}"]').click()
        page.wait_for_url("**/demo/ready")
    return page


def _findings(
    page: Page, site: DemonstrationSite, visit: Visit, look: Viewer, unwanted: tuple[re.Pattern[str], ...]
) -> Iterator[str]:
    page.set_viewport_size({"width": look.width, "height": 844})
    answer = page.goto(site.url + visit.path)
    if answer is None or answer.status != visit.status:
        yield f"answers {answer.status if answer else 'nothing'} instead of {visit.status}"
    facts = page.evaluate(OPENED)
    if not any(facts["headings"]):
        expect(page.locator("h1")).not_to_be_empty()  # until a script has written it
        facts = page.evaluate(OPENED)
    yield from _structure(facts, look)
    yield from _overflow(facts, look.width)
    yield from _barriers(page)
    page.set_viewport_size({"width": NARROWEST, "height": 844})
    narrowed = page.evaluate(NARROWED, bool(unwanted))
    yield from _overflow(narrowed, NARROWEST)
    english = (text for text in narrowed["texts"] if len(LATIN.findall(text)) >= WORDS)  # as every pattern has
    yield from (f"still says “{text}”" for text in english if any(one.search(text) for one in unwanted))


def _structure(facts: dict[str, Any], look: Viewer) -> Iterator[str]:
    if facts["lang"] != look.lang:
        yield f"is in {facts['lang']}, not {look.lang}"
    if len(facts["headings"]) != 1:
        yield f"has {len(facts['headings'])} first headings: {facts['headings']}"
    if not facts["title"]:
        yield "has no title"


def _barriers(page: Page) -> Iterator[str]:
    try:
        assert_accessible(page)
    except AssertionError as error:
        yield str(error)


def _overflow(facts: dict[str, Any], width: int) -> Iterator[str]:
    if facts["beyond"] > 0:
        yield f"is {facts['beyond']} px too wide at {width} px"

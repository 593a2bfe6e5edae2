"""Printed pages: nothing is cut off, and every figure of the page is in the PDF."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Page
from pypdfium2 import PdfDocument

from tests.browser.pages import VISITOR, Tour
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import NOW, demonstration_app
from tests.tools.server import serve

# The width of what is printed, in CSS pixels: the paper's less two margins of 18 mm.
PAPERS = {"A4": 658, "Letter": 680}
FIGURE = re.compile(r"\d[\d.,:/-]*\d|\d")
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
# Each visible piece of text on a line of its own.
TEXT = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const pieces = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    if (range.getClientRects().length && !node.parentElement.closest(".visually-hidden")) pieces.push(node.data);
  }
  return pieces.join("\\n");
}"""
# Texts that lie outside the paper, or outside a box that hides what sticks out of it.
CUT = """(width) => {
  const cut = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest(".visually-hidden, svg, option, select, textarea")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      let right = width, left = 0;
      for (let one = node.parentElement; one; one = one.parentElement) {
        if (getComputedStyle(one).overflowX === "visible") continue;
        const frame = one.getBoundingClientRect();
        [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      }
      if (box.width && (box.right > right + 1 || box.left < left - 1)) {
        cut.push(`${node.data.trim().slice(0, 60)} (${Math.round(box.left)} to ${Math.round(box.right)} of ${right})`);
        break;
      }
    }
  }
  return cut;
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Tour]]:
    """The demonstration, and the addresses of its pages."""
    with demonstration_app(tmp_path_factory.mktemp("print") / "instance") as app:
        _add_wide_matrix(app)
        tour = Tour(app)
        with serve(app) as server:
            yield server.url, tour


def _add_wide_matrix(app: Flask) -> None:
    """A page with the pairwise count of thirty options, more than any paper is wide."""
    cells = [
        [
            {"than": "more" if a > b else "fewer" if a < b else "", "figure": 1000 * a + b, "against": -1}
            for b in range(30)
        ]
        for a in range(30)
    ]

    def show() -> str:
        source = (
            '{% extends "base.html" %}{% import "parts/counts.html" as counts with context %}'
            "{% block content %}{{ counts.matrix(names, cells, 'Pairs') }}{% endblock %}"
        )
        return render_template_string(source, names=[f"Option {number}" for number in range(30)], cells=cells)

    show.access = ("anyone",)  # type: ignore[attr-defined]
    app.add_url_rule("/wide-matrix", view_func=show)


def test_every_page_fits_on_paper(new_profile: Profiles, served: tuple[str, Tour]) -> None:
    url, tour = served
    tab = new_profile(now=NOW, allow=["404 ("]).new_page()
    paths = dict.fromkeys(visit.path for visit in tour.visits if visit.who == VISITOR)
    assert len(paths) > 200
    faults = []
    for number, path in enumerate(
        [*paths, "/wide-matrix", "/treasury/audit?take=all", "/treasury/audit?take=sample&size=20&word=lime"]
    ):
        tab.goto(url + path)
        tab.evaluate(OPEN_ALL)
        paper = list(PAPERS)[number % 2]
        faults += [f"{path} on {paper}: {one}" for one in _faults(tab, paper)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_printed_pages_of_treasurers_and_auditors_are_complete(
    new_profile: Profiles, served: tuple[str, Tour], language: str, paper: str
) -> None:
    url, _tour = served
    tab = new_profile(locale=language, now=NOW).new_page()
    for path in (
        "/treasury",
        "/treasury/years/2026",
        "/treasury/audit?take=all",
        "/treasury/audit?take=sample&size=20&word=lime",
        "/treasury/payments",
        "/treasury/journal",
        "/treasury/mandates",
        "/treasury/budget",
        "/check",
        "/rules/community",
    ):
        tab.goto(url + path)
        tab.evaluate(OPEN_ALL)
        assert _faults(tab, paper) == [], path


def _faults(tab: Page, paper: str) -> list[str]:
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": PAPERS[paper], "height": 900})
    cut = [f"cut: {one}" for one in tab.evaluate(CUT, PAPERS[paper])]
    figures = set(FIGURE.findall(tab.evaluate(TEXT)))
    printed = _text_of(tab.pdf(format=paper))
    return cut + [f"not in the PDF: {one}" for one in sorted(figures) if not _in(printed, one)]


def _text_of(pdf: bytes) -> str:
    """The text within the sheets of a PDF, without white space."""
    with PdfDocument(pdf) as sheets:
        return re.sub(r"\s", "", "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets))


def _in(printed: str, figure: str) -> bool:
    """Whether a figure is printed, either once or with an outline, which prints each character twice."""
    return figure in printed or "".join(character * 2 for character in figure) in printed

"""Strict JSON in JavaScript and Python: same documents, same bytes, same refusals."""

import base64
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from govern.record import strict_json
from govern.record.errors import StrictJSONError
from tests.browser.js_site import ScriptSite
from tests.record.documents import DOCUMENTS, mutations, values
from tests.tools.server import serve

RUN = """async (documents) => {
  const { decode, encode } = await import("/static/js/record/strict-json.js");
  const { base64, fromBase64 } = await import("/static/js/record/bytes.js");
  return documents.map((document) => {
    try { return ["", base64(encode(decode(fromBase64(document))))]; }
    catch (error) { return [error.code ?? `crashed: ${error}`, ""]; }
  });
}"""


@pytest.fixture(scope="module")
def page(playwright_browser: Browser) -> Iterator[Page]:
    with serve(ScriptSite()) as served:
        context = playwright_browser.new_context()
        page = context.new_page()
        page.goto(served.url)
        yield page
        context.close()


def in_browser(page: Page, documents: list[bytes]) -> list[tuple[str, bytes]]:
    """Each document's refusal code (or nothing), and what the browser writes for it."""
    found = page.evaluate(RUN, [base64.b64encode(one).decode() for one in documents])
    return [(code, base64.b64decode(written)) for code, written in found]


def here(document: bytes) -> str:
    try:
        strict_json.decode(document)
    except StrictJSONError as error:
        return error.code
    return ""


def test_every_listed_document_gets_the_same_verdict(page: Page) -> None:
    verdicts = in_browser(page, [one.raw for one in DOCUMENTS])
    assert [(one.name, code) for one, (code, _) in zip(DOCUMENTS, verdicts, strict=True)] == [
        (one.name, one.code) for one in DOCUMENTS
    ]


def test_thousands_of_damaged_documents_get_the_same_verdict(page: Page) -> None:
    whole = tuple(one.raw for one in DOCUMENTS if one.code == "" and len(one.raw) < 1000)
    damaged = list(mutations(whole, 6_000))
    verdicts = in_browser(page, damaged)
    differing = [
        (raw, here(raw), code)
        for raw, (code, _) in zip(damaged, verdicts, strict=True)
        if bool(here(raw)) != bool(code)
    ]
    assert differing == []
    assert not [code for code, _ in verdicts if code.startswith("crashed")]
    assert sum(code == "" for code, _ in verdicts) > 100, "some damaged documents are still strict JSON"


@settings(max_examples=100)
@given(st.lists(values(), max_size=20))
def test_generated_values_are_written_in_the_same_bytes(page: Page, generated: list[object]) -> None:
    documents = [strict_json.encode(value) for value in generated]  # type: ignore[arg-type]
    assert in_browser(page, documents) == [("", document) for document in documents]


def test_values_that_are_not_strict_json_are_not_written(page: Page) -> None:
    codes = page.evaluate(
        """async () => {
          const { encode } = await import("/static/js/record/strict-json.js");
          const deep = (n) => (n === 0 ? [] : [deep(n - 1)]);
          const bad = [null, undefined, 1.5, NaN, Infinity, 2 ** 53, 10n, new Date(0), new Map(), "\\ud800",
            { "a b": 1 }, JSON.parse('{"__proto__": 1}'), { a: undefined }, deep(16),
            "x".repeat(60000), () => 1, Symbol("s")];
          const outcome = (value) => {
            try { encode(value); return "written"; } catch (error) { return error.code ?? "crashed"; }
          };
          return bad.map(outcome);
        }"""
    )
    assert codes == [
        *("json_null", "json_null", "json_float", "json_float", "json_float", "json_integer_range"),
        *("json_type", "json_type", "json_type", "json_surrogate", "json_key", "json_key", "json_null"),
        *("json_depth", "json_size", "json_type", "json_type"),
    ]

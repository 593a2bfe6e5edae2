"""Accessibility checks: every page must pass axe-core without a finding."""

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from playwright.sync_api import Page

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# Its last value is what the page answers. What passes is not described, which takes longer than to find it; style
# sheets and media are not loaded once more, which only the rule on videos that play by themselves would look at.
RUN = ";axe.run({rules: %s, resultTypes: ['violations'], preload: false}).then(result => result.violations)"


def assert_accessible(page: Page, *, ignore: Sequence[str] = ()) -> None:
    """Fails with a readable list of what axe-core finds on the page; `ignore` names rules, for a reason given there.

    The script is evaluated, not added to the document, so it runs under the page's own content security policy.
    """
    page.wait_for_load_state()
    rules = json.dumps({rule: {"enabled": False} for rule in ignore})
    found = page.evaluate(AXE + RUN % rules)
    assert not found, f"{page.url} is not accessible:\n" + "\n".join(map(_describe, found))


def _describe(violation: dict[str, Any]) -> str:
    lines = [f"- {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        summary = node["failureSummary"].replace("\n", "\n      ")
        lines.append(f"    {node['html']}\n      {summary}")
    return "\n".join(lines)

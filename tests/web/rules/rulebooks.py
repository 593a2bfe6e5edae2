"""Rulebooks for tests of their pages: written into the form, changed, and posted."""

import copy
import html
import json
import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask_babel import Babel

from govern.rules.rulebook.presets import PRESETS
from govern.web.pages.rules import rulebook_form
from govern.web.words.rules import rulebook_words
from tests.web.conftest import Site, post

Json = dict[str, Any]
READER = Flask("reader")  # words and forms ask only for the reader's language
Babel(READER, locale_selector=lambda: "en")


def form_of(rules: Json) -> dict[str, str]:
    """The fields of the form for a rulebook, and the rulebook that the form was made from."""
    with READER.test_request_context("/?lang=en"):
        return {**rulebook_form.written(rules), "base": rulebook_words.as_json(rules)}


def review(site: Site, form: dict[str, str], who: str = "ada", scope: str = "community") -> tuple[int, str]:
    """The review of a filled-in form."""
    client = site.client(who)
    answer = post(client, f"/rules/{scope}/draft", step="review", **form)
    if answer.status_code == 302:
        answer = client.get(answer.location)
    return answer.status_code, answer.get_data(as_text=True)


def said(page: str) -> str:
    """A page's words."""
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", page)))


def signed(page: str, kind: str = "rulebook-adopted") -> Json:
    """The statement that the form of a page signs."""
    found = re.search(rf"data-statement=\"{kind}\" data-fixed='([^']*)'", page)
    assert found is not None
    value: Json = json.loads(found[1])
    return value


def tokens(**motion: Any) -> Json:
    """The preset `tokens` with other rules for motions."""
    rules = PRESETS["tokens"]()
    rules["kinds"]["motion"] |= motion
    return rules


def neighbours(rules: Json) -> Iterator[tuple[str, Json]]:
    """A rulebook for every single value of this one, with that value alone changed; by the value's place."""
    for place in _leaves(rules):
        if place != ("number",):
            yield ".".join(str(part) for part in place), _changed(rules, place)


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict) and value:
        for name in value:
            yield from _leaves(value[name], (*path, name))
    elif isinstance(value, list) and value:
        for place, one in enumerate(value):
            yield from _leaves(one, (*path, place))
    else:
        yield path


OTHERS: dict[str, Any] = {
    "above": {"EUR": 5},
    "cancel": "arbiter",
    "chambers": [{"electors": "clubs", "id": "elders", "role": ""}],
    "names": "everyone",
    "proposer": "expert",
    "reasons": "required",
    "record": "members",
    "role": "guardian",
    "source": "equal/1",
    "stricter": [{"above": {"EUR": 5}, "change": {"sponsors": 9}, "touches": []}],
    "touches": ["money"],
}


def _changed(rules: Json, place: tuple[Any, ...]) -> Json:
    changed = copy.deepcopy(rules)
    inside: Any = changed
    for part in place[:-1]:
        inside = inside[part]
    inside[place[-1]] = _other(place, inside[place[-1]])
    return changed


def _other(place: tuple[Any, ...], value: Any) -> Any:
    name = str(place[-1])
    if type(value) is bool:
        return not value
    if type(value) is int:
        return value + 60_000 if name.endswith("_ms") else value + 1
    if name == "electors":
        return "clubs" if value == "members" else "members"
    other = OTHERS.get(name, f"{value}-anew")
    return "tokens/1" if other == value else other

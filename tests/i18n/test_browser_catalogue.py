"""The scripts' part of a catalogue: only what scripts ask for, with a form for each plural category."""

import io
import json

from babel.messages.catalog import Catalog

from govern.i18n.browser_catalogue import module
from govern.i18n.languages import Language
from tests.i18n.script_messages import extract
from tests.tools.catalogue import KEYWORDS

POLISH = Language("pl", "Polski", "pl_PL")


def provided(catalogue: Catalog) -> object:
    """The messages of a catalogue's module."""
    imported, call = module(catalogue, POLISH).split("\n\n")
    assert imported == 'import { provide } from "../messages.js";'
    return json.loads(call.removeprefix('provide("pl", ').removesuffix(");\n"))


def test_scripts_get_what_they_ask_for_and_no_more() -> None:
    catalogue = Catalog(locale="pl_PL")
    catalogue.add("Sign", string="Podpisz", locations=[("templates/base.html", 1), ("govern/static/js/a.js", 1)])
    catalogue.add("Rules", string="Zasady", locations=[("templates/base.html", 1)])
    assert provided(catalogue) == {"Sign": "Podpisz"}


def test_each_plural_category_gets_its_form() -> None:
    catalogue = Catalog(locale="pl_PL")
    forms = ("plik", "pliki", "plików")
    catalogue.add(("%(num)s file", "%(num)s files"), string=forms, locations=[("govern/static/js/a.js", 1)])
    assert provided(catalogue) == {"%(num)s file": {"one": "plik", "few": "pliki", "many": "plików", "other": "plików"}}


def test_a_message_among_the_values_of_another_is_extracted() -> None:
    script = b"""
    act: _("You vote for %(area)s.", { area: p.all ? _("everything") : name(p.area) }),
    told: _(kind === "motion" ? N_("You submit.") : N_("You propose.")),
    more: ngettext("%(num)s file", "%(num)s " + "files", list.length),
    """
    found = extract(io.BytesIO(script), KEYWORDS, (), {})
    assert [text for _line, _keyword, text, _comments in found] == [
        "You vote for %(area)s.",
        "everything",
        "You submit.",
        "You propose.",
        ("%(num)s file", "%(num)s files"),
    ]

"""Numbers in sentences follow the reader's locale, and values in pages are escaped."""

import pytest
from flask import render_template_string
from markupsafe import Markup

from govern.web.frame.gettext import ngettext
from tests.web.conftest import Site

TEMPLATE = "{{ ngettext('%(num)s member', '%(num)s members', count) }} {{ ngettext('%(a)s', '%(a)s', 2, a=what) }}"


@pytest.mark.parametrize(("lang", "words"), [("en", "12,345 members"), ("zh-Hans", "12,345 名成员")])
def test_a_number_in_a_sentence_has_its_thousands_parted(site: Site, lang: str, words: str) -> None:
    with site.app.test_request_context(f"/?lang={lang}"):
        assert ngettext("%(num)s member", "%(num)s members", 12345) == words
        assert render_template_string(TEMPLATE, count=12345, what=Markup("<b>")) == f"{words} <b>"
        assert render_template_string(TEMPLATE, count=12345, what="<b>") == f"{words} &lt;b&gt;"

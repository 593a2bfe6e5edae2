"""Sentences and their numbers follow the reader's locale, and values in pages are escaped."""

import pytest
from flask import render_template_string
from flask_babel import force_locale
from markupsafe import Markup

from govern.web.frame.gettext import _, ngettext
from tests.web.conftest import Site

TEMPLATE = "{{ ngettext('%(num)s member', '%(num)s members', count) }} {{ ngettext('%(a)s', '%(a)s', 2, a=what) }}"


@pytest.mark.parametrize(("lang", "words"), [("en", "12,345 members"), ("zh-Hans", "12,345 名成员")])
def test_a_number_in_a_sentence_has_its_thousands_parted(site: Site, lang: str, words: str) -> None:
    with site.app.test_request_context(f"/?lang={lang}"):
        assert ngettext("%(num)s member", "%(num)s members", 12345) == words
        assert render_template_string(TEMPLATE, count=12345, what=Markup("<b>")) == f"{words} <b>"
        assert render_template_string(TEMPLATE, count=12345, what="<b>") == f"{words} &lt;b&gt;"


def test_sentences_follow_a_change_of_the_language_within_a_request(site: Site) -> None:
    with site.app.test_request_context("/?lang=en"):
        for _time in range(2):
            assert (_("Cancel"), render_template_string("{{ _('Cancel') }}")) == ("Cancel", "Cancel")
            with force_locale("zh_Hans"):
                assert (_("Cancel"), render_template_string("{{ _('Cancel') }}")) == ("取消", "取消")


@pytest.mark.parametrize(("lang", "word"), [("en", "Drawn"), ("zh-Hans", "抽取笔数")])
def test_a_word_with_a_context_is_translated_in_templates(site: Site, lang: str, word: str) -> None:
    with site.app.test_request_context(f"/?lang={lang}"):
        assert render_template_string("{{ pgettext('payments', 'Drawn') }}") == word
        assert render_template_string("{{ npgettext('payments', 'one', 'many', 2) }}") == "many"

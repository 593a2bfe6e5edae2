"""The sentences about the rules for a kind of proposal."""

from flask import Flask
from flask_babel import Babel

from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.presets import PRESETS
from govern.web.words.rules import kind_rule_words


def test_stricter_rules_are_listed_in_the_order_of_all_rules() -> None:
    rules = read_rulebook(PRESETS["tokens"]()).kinds["spending"]
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        every = list(kind_rule_words.sentences(rules, "spending"))
        fields = list(kind_rule_words.of_fields(rules, dict.fromkeys(reversed(every)), "spending"))
    assert fields == every

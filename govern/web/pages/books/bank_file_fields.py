"""Form fields for the reading of a bank file: its open questions, and other changeable settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from govern.protocol.messages import translate
from govern.tables.encoding import CHOICES
from govern.tables.sentences import choice_words, question_words
from govern.tables.statement import BankStatement, FileQuestion
from govern.web.frame.gettext import _

PREFIX: Final = "answer:"
_MOST: Final = 200  # answers accepted from a form
_LONGEST: Final = 200  # characters of an answer
_ROLES: Final = ("day", "amount", "debit", "credit", "direction", "name", "text", "balance", "currency", "reference")


@dataclass(frozen=True)
class Field:
    """A field: its name, label, choices with labels, and value."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""


def answers_in(form: MultiDict[str, str]) -> dict[str, str]:
    """The answers in a form, by the keys of their questions."""
    given = [(key[len(PREFIX) :], value) for key, value in form.items() if key.startswith(PREFIX) and value]
    return {key: value[:_LONGEST] for key, value in given[:_MOST] if len(key) <= _LONGEST}


def questions(statement: BankStatement, answers: Mapping[str, str]) -> list[Field]:
    """The open questions of the file."""
    return [_question(one, statement.head, answers.get(one.key, "")) for one in statement.questions]


def _question(question: FileQuestion, head: tuple[str, ...], value: str) -> Field:
    options = tuple((one, translate(choice_words(question, one, head), _)) for one in question.choices)
    return Field(PREFIX + question.key, translate(question_words(question), _), options, value)


def changes(statement: BankStatement, answers: Mapping[str, str]) -> list[Field]:
    """Changeable settings without open questions: the columns of a table and the formats of its cells."""
    if statement.kind not in ("csv", "xlsx", "xlsb", "xls", "ods"):
        return []
    asked = {one.key for one in statement.questions}
    return [one for one in (*_columns(statement, answers), *_writing(statement, answers)) if one.name[7:] not in asked]


def _columns(statement: BankStatement, answers: Mapping[str, str]) -> Iterator[Field]:
    width = max(len(statement.head), *statement.columns.values(), 0)
    names = [statement.head[place] if place < len(statement.head) else "" for place in range(width)]
    options = [(str(place), name or _("column %(number)s", number=place)) for place, name in enumerate(names, 1)]
    labels = _role_words()
    for role in _ROLES if options else ():
        key = f"column.{role}"
        found_column = dict(options).get(str(statement.columns.get(role, "")), "")
        unset = _("as found: %(column)s", column=found_column) if found_column and key not in answers else _("as found")
        yield Field(PREFIX + key, labels[role], (("", unset), *options), answers.get(key, ""))


def _writing(statement: BankStatement, answers: Mapping[str, str]) -> Iterator[Field]:
    found = ("", _("as found"))
    orders = _field("dates", _("Order of day, month and year"), ("dmy", "mdy", "ymd"), answers)
    marks = _field("decimal", _("What divides the decimals"), (".", ","), answers)
    heads = (found, ("yes", _("there is one")), ("no", _("there is none")))
    yield from (orders, marks, Field(f"{PREFIX}header", _("Head line"), heads, answers.get("header", "")))
    if statement.kind == "csv":
        yield _field("delimiter", _("What divides the columns"), ("semicolon", "comma", "tab", "bar"), answers)
        encodings = (found, ("utf-8", "UTF-8"), ("utf-16", "UTF-16"), *((one, one.upper()) for one in CHOICES))
        yield Field(f"{PREFIX}encoding", _("Encoding"), encodings, answers.get("encoding", ""))


def _field(key: str, label: str, choices: tuple[str, ...], answers: Mapping[str, str]) -> Field:
    question = FileQuestion(key, choices)
    options = tuple((one, translate(choice_words(question, one), _)) for one in choices)
    return Field(PREFIX + key, label, (("", _("as found")), *options), answers.get(key, ""))


def carried(answers: Mapping[str, str], fields: list[Field]) -> list[tuple[str, str]]:
    """Answers without a field on the page, kept in hidden fields."""
    shown = {one.name for one in fields}
    return [(PREFIX + key, value) for key, value in answers.items() if PREFIX + key not in shown]


def _role_words() -> dict[str, str]:
    return {
        "day": _("Day"),
        "amount": _("Amount, with its sign"),
        "debit": _("Paid out"),
        "credit": _("Paid in"),
        "direction": _("In or out"),
        "name": _("From whom, or to whom"),
        "text": _("What for"),
        "balance": _("Balance afterwards"),
        "currency": _("Currency"),
        "reference": _("Reference"),
    }

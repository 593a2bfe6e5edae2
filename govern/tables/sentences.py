"""Sentences for questions, refusals and reasons of a statement: English templates to translate and fill."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.messages import Literal, Message
from govern.tables.days import days_of
from govern.tables.formats.words import sentence_of
from govern.tables.statement import FileQuestion, LeftOut, Refusal

_REFUSALS: Final[Mapping[str, str]] = {
    "amount_column": N_("No column is known to be the amount. Say which one it is."),
    "day_column": N_("No column holds the days, with day, month and year."),
    "encoding": N_("The file is not text in this encoding. Choose another one, or save it as CSV UTF-8."),
    "kind": N_("This file is of no kind that can be read."),
    "large": N_("The file is larger than 5 MB. Ask the bank for a shorter period."),
    "lines": N_("%(number)s lines cannot be read. The first one is line %(place)s."),
    "long": N_("The file has more than %(most)s lines. Ask the bank for a shorter period."),
    "no_table": N_("There is no table of movements in the file: no line has a day and an amount."),
    "quotes": N_("A quotation mark that is opened on this line is not closed."),
    "sign": N_(
        "“%(cell)s” has a minus, and others in columns of money in or out have none. It may be money in or out."
    ),
    "workbook": N_("The workbook is damaged, protected by a password, or too large."),
}
_QUESTIONS: Final[Mapping[str, str]] = {
    "account": N_("Which of these accounts is it?"),
    "account other": N_("The file is of account %(choice)s, this is account %(example)s. Is it the right file?"),
    "balances": N_("The balances do not add up. Read the file all the same?"),
    "column.amount": N_("Which column is the amount that reaches the account?"),
    "column.day": N_("Which column is the day on which the bank booked it?"),
    "column.debit": N_("Which of the two columns is money out?"),
    "column": N_("Which column is it?"),
    "currency": N_("Which currency are these amounts in?"),
    "currency.": N_("Movements in %(word)s do not belong to an account in another currency."),
    "dates": N_("“%(example)s” can be read in several ways. In which order stand day, month and year?"),
    "decimal": N_("“%(example)s” may be thousands or a fraction. What divides the decimals?"),
    "delimiter": N_("What divides the columns?"),
    "direction": N_("“%(example)s”: the file does not tell what is money in and what is money out. How is it?"),
    "direction.": N_("“%(word)s” does not tell whether money came in or went out (line %(place)s: %(example)s)."),
    "direction. ": N_("Nothing tells whether money came in or went out (line %(place)s: %(example)s)."),
    "encoding": N_("The file's letters can be read in several ways. Which is right? %(example)s"),
    "fee": N_("Is the fee taken off besides the amount, or is it part of the amount?"),
    "header": N_("Does the table have a head line with the names of its columns?"),
    "line amount": N_("Line %(place)s has no amount: %(example)s"),
    "line day": N_("Line %(place)s has an amount but no day: %(example)s"),
    "line sign": N_("Line %(place)s: did this money come in or go out? %(example)s"),
    "line header": N_("Line %(place)s stands above the table, but may be a movement: %(example)s"),
    "line": N_("Line %(place)s cannot be read: %(example)s"),
    "sheet": N_("Which sheet of the workbook is the statement?"),
    "status": N_("“%(word)s”: is a line in this state booked?"),
}
_CHOICES: Final[Mapping[str, str]] = {
    "account": N_("Yes, it is of this account: %(value)s"),
    "as_written": N_("an amount without a minus is money in"),
    "balances ignore": N_("Yes, although they do not add up"),
    "dates dmy": N_("day, month, year"),
    "dates mdy": N_("month, day, year"),
    "dates ymd": N_("year, month, day"),
    "decimal ,": N_("a comma: 1.234,50"),
    "decimal .": N_("a point: 1,234.50"),
    "delimiter bar": N_("a bar |"),
    "delimiter comma": N_("a comma"),
    "delimiter semicolon": N_("a semicolon"),
    "delimiter tab": N_("a tab"),
    "extra": N_("taken off besides"),
    "in": N_("money in"),
    "included": N_("part of the amount"),
    "keep": N_("booked: keep it"),
    "leave_out": N_("leave it out"),
    "out": N_("money out"),
    "reversal": N_("a minus takes back what the column says"),
    "sides": N_("the two columns of money in and money out"),
    "sign": N_("by the sign of the amount"),
    "signed": N_("the sign of the amount counts"),
    "turned": N_("an amount without a minus is money out, as on a card"),
    "type": N_("by the type of the transaction"),
    "words": N_("as the words of each line say"),
}
_REASONS: Final[Mapping[str, str]] = {
    "answered": N_("left out as you said"),
    "currency": N_("in another currency"),
    "empty": N_("empty"),
    "note": N_("a note, not a movement"),
    "status": N_("not booked"),
    "total": N_("a total or a balance"),
    "zero": N_("an amount of zero"),
}


def refusal_words(refusal: Refusal) -> Message:
    """The message for a refusal of a file or a line."""
    sentence = sentence_of(refusal) if refusal.code not in _REFUSALS else ""
    if refusal.code == "kind" and refusal.details:
        sentence = sentence_of(refusal)
    details = {name: Literal(text) for name, text in refusal.details.items()}
    return Message(sentence or _REFUSALS.get(refusal.code, _REFUSALS["kind"]), place=refusal.place, **details)


def question_words(question: FileQuestion) -> Message:
    """The message of a question."""
    family, _dot, rest = question.key.partition(".")
    found = _question(question, family, rest)
    choice = Literal(question.choices[0] if question.choices else "")
    return Message(found, word=Literal(rest), place=question.place, example=Literal(question.example), choice=choice)


def _question(question: FileQuestion, family: str, rest: str) -> str:
    if family == "account" and question.example and len(question.choices) == 1:
        return _QUESTIONS["account other"]
    if family == "direction" and question.key != family:
        return _QUESTIONS["direction." if rest.strip("/-— ") else "direction. "]
    if family == "currency" and rest:
        return _QUESTIONS["currency."]
    for key in (question.key, f"{family} {question.reason}", family):
        if key in _QUESTIONS:
            return _QUESTIONS[key]
    return _QUESTIONS["line"]


def choice_words(question: FileQuestion, value: str, head: tuple[str, ...] = ()) -> Message:
    """The message for a choice of a question; a column by its name in the head line."""
    family = question.key.partition(".")[0]
    if family == "column" and value.isdecimal():
        place = int(value) - 1
        name = head[place] if place < len(head) else ""
        return Message("%(name)s", name=Literal(name)) if name else Message(_COLUMN, number=value)
    if family == "dates" and (day := days_of(question.example).get(value)):
        return Message("%(order)s: %(day)s", order=Message(_CHOICES[f"dates {value}"]), day=Literal(day.isoformat()))
    if family == "account":
        return Message(_CHOICES["account"] if len(question.choices) == 1 else "%(value)s", value=Literal(value))
    return Message(_CHOICES.get(f"{family} {value}") or _CHOICES.get(value, "%(value)s"), value=Literal(value))


_COLUMN: Final = N_("column %(number)s")


def reason_words(one: LeftOut) -> Message:
    """The message for the reason why a line was left out."""
    return Message(_REASONS.get(one.reason, _REASONS["note"]))

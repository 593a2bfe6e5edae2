"""Translatable messages: an English template plus its arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Say = Callable[[str], str]  # translates an English template into the reader's language


class Message(str):
    """A message as plain English text, with its template and arguments."""

    template: str
    details: Mapping[str, object]

    def __new__(cls, template: str, /, **details: object) -> "Message":
        """Fill the placeholders of the template, such as `%(path)s`, with the details."""
        made = super().__new__(cls, template % details)
        made.template, made.details = template, details
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], Mapping[str, object]]:
        return (self.template,), self.details


@dataclass(frozen=True)
class Literal:
    """An argument that is never translated, such as a name."""

    text: str

    def __str__(self) -> str:
        return self.text


def translate(text: str, say: Say) -> str:
    """Translate a message and its arguments; a text without a translation stays unchanged."""
    if not isinstance(text, Message):
        return say(text) if text else text
    details = {name: translate(value, say) if isinstance(value, str) else value for name, value in text.details.items()}
    return say(text.template) % details

"""English sentences that remember what fills their places, so that they can be said in another language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Say = Callable[[str], str]  # an English text, its places open, in the language of whoever reads it


class Message(str):
    """A sentence as a plain text in English, beside the template and the details that it was made of."""

    template: str
    details: Mapping[str, object]

    def __new__(cls, template: str, /, **details: object) -> "Message":
        """The template with its places, such as `%(path)s`, filled by the details."""
        made = super().__new__(cls, template % details)
        made.template, made.details = template, details
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], Mapping[str, object]]:
        return (self.template,), self.details


@dataclass(frozen=True)
class Literal:
    """What somebody else wrote, such as a name: it fills its place as it stands, in every language."""

    text: str

    def __str__(self) -> str:
        return self.text


def said(text: str, say: Say) -> str:
    """A text in another language, with what it tells of; one that is unknown there stays as it is."""
    if not isinstance(text, Message):
        return say(text) if text else text
    details = {name: said(value, say) if isinstance(value, str) else value for name, value in text.details.items()}
    return say(text.template) % details

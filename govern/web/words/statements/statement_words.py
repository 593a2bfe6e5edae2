"""Words of a type of statement: its name, its sentence, the page about its object, the signing dialog, and notices."""

from collections.abc import Callable
from dataclasses import dataclass

from govern.actions.mail.notices import Occasion
from govern.web.words.statements.dialog import Dialog
from govern.web.words.statements.statement_subjects import Payload


@dataclass(frozen=True)
class StatementWords:
    """The words of one type of statement.

    `name` is translated when it is read. `page` is the address of what a statement is about, its fields and `id` in
    braces; empty where `page_of` finds it by the fields alone. `notice` queues the mail to those who should know of it.
    `dialog` is what a person is shown before signing it.
    """

    name: str
    sentence: Callable[[Payload], str]
    page: str = ""
    notice: Occasion | None = None
    dialog: Dialog | None = None

"""The forms of the kinds of proposals; each module of this folder defines one as `FORM`.

To add a kind, write `<kind>.py` here beside its rules in `govern/rules/proposals/kinds/<kind>.py`: a subclass of
`KindForm` and `FORM`, an instance of it. Amendments have no form here: rules are written on pages of their own.
"""

from functools import cache

from govern.actions.drafts.draft_rows import Rows
from govern.actions.drafts.kind_form import KindForm
from govern.protocol.effect import Effect
from govern.rules import descriptors
from govern.rules.rulebook.formats import newest


@cache
def forms() -> dict[str, KindForm[Effect]]:
    """The forms by the ids of their kinds."""
    found: list[KindForm[Effect]] = [module.FORM for module in descriptors.modules(__name__)]
    return {form.id: form for form in found}


def usual() -> str:
    """The kind of a new draft: the one kind with a form that every rulebook provides for."""
    return min(newest().needed_kinds & forms().keys())


def rows() -> dict[str, Rows]:
    """The lists of rows of all forms by their names."""
    return {name: one for form in forms().values() for name, one in form.rows.items()}

"""All rows, in the order of the rules."""

from typing import Final

from tests.mutants import (
    deciding,
    delegating,
    files,
    keys,
    lifecycle,
    methods_of_format_3,
    money,
    rulebooks,
    verifying,
    web,
    weights,
    winning,
)
from tests.mutants.row import MutatedRule

ROWS: Final[tuple[MutatedRule, ...]] = (
    *lifecycle.ROWS,
    *weights.ROWS,
    *deciding.ROWS,
    *winning.ROWS,
    *methods_of_format_3.ROWS,
    *delegating.ROWS,
    *money.ROWS,
    *rulebooks.ROWS,
    *keys.ROWS,
    *verifying.ROWS,
    *web.ROWS,
    *files.ROWS,
)

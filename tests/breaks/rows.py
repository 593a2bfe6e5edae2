"""All rows, in the order of the rules."""

from typing import Final

from tests.breaks import (
    deciding,
    delegating,
    files,
    keys,
    lifecycle,
    money,
    rulebooks,
    verifying,
    web,
    weights,
    winning,
)
from tests.breaks.row import BrokenRule

ROWS: Final[tuple[BrokenRule, ...]] = (
    *lifecycle.ROWS,
    *weights.ROWS,
    *deciding.ROWS,
    *winning.ROWS,
    *delegating.ROWS,
    *money.ROWS,
    *rulebooks.ROWS,
    *keys.ROWS,
    *verifying.ROWS,
    *web.ROWS,
    *files.ROWS,
)

"""Finds hledger, which PyPI does not have; a run of the tests reports if it is missing."""

import shutil
from typing import Final

HLEDGER: Final = shutil.which("hledger")
NOT_CHECKED: Final = (
    "hledger is not on this machine: that it reads the exported journals was NOT checked (Debian: apt install hledger)"
)

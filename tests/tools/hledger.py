"""hledger, which Debian has as a package and PyPI has not: where it is missing, a run of the tests says so."""

import shutil
from typing import Final

HLEDGER: Final = shutil.which("hledger")
NOT_CHECKED: Final = (
    "hledger is not on this machine: that it reads the exported journals was NOT checked (Debian: apt install hledger)"
)
